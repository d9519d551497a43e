// An honest release verifies, however it was asked for: the full product of what changes its proofs, in memory.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { combinations, inputsOf, isAllowed, refusal } from './matrix.ts';
import type { Row } from './pairwise.ts';
import { release } from '../../src/modes/release.ts';
import { isVerified, verify } from '../../src/modes/verify.ts';
import { parseInputs } from '../../src/plan/inputs/parse.ts';
import { inputDefaults } from '../../__tests__/support/action-defaults.ts';
import { wholeWorld } from '../../__tests__/support/whole-run.ts';
import { remembering } from '../../__tests__/support/run-identity.ts';
import { makeAuthority } from '../../__tests__/support/world/authority.ts';

const authority = remembering(await makeAuthority({ keepCertificates: true }));
const gitHubs = remembering(
  await makeAuthority({ fulcio: 'https://fulcio.githubapp.com', keepCertificates: true }),
);
const folder = mkdtempSync(join(tmpdir(), 'honest-'));
writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n');
writeFileSync(join(folder, 'an.tar.gz'), 'an archive');
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const key = {
  privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
};

const rows = combinations.filter(isAllowed);
/** Short enough for a title: what differs from an action that nobody configured. */
const nameOf = (row: Row): string => JSON.stringify(Object.values(row));

describe('an honest release, however it was asked for', () => {
  test('is one of 384 combinations, of which the inputs refuse 64 and say why', () => {
    expect([combinations.length, rows.length]).toEqual([384, 320]);
    for (const row of combinations) {
      const keyed = row['sign'] === 'key' ? { 'cosign-key': key.privateKey, 'cosign-password': 'x' } : {};
      const { faults } = parseInputs({ ...inputDefaults, ...inputsOf(row), ...keyed });
      const expected = refusal(row);
      expect(faults.map(({ message }) => message)).toEqual(
        expected === undefined ? [] : [expect.stringMatching(expected)],
      );
    }
  });

  test.each(rows.map((row) => [nameOf(row), row] as const))('%s verifies', async (_, row) => {
    const { called = '', visibility, sign } = row;
    const isPrivate = visibility === 'private';
    const whole = wholeWorld(folder, authority, {
      visibility: isPrivate ? 'private' : 'public',
      ...(called === '' ? {} : { called }),
      ...(sign === 'key' ? { key } : {}),
      ...(isPrivate ? { gitHubs } : {}),
    });
    const asked = { ...inputsOf(row), files: 'an.tar.gz' };
    const secret = sign === 'key' ? { 'cosign-key': key.privateKey, 'cosign-password': 'x' } : {};
    const { published } = await release(whole.run({ ...asked, ...secret }));
    expect(published?.checks.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(isVerified(published?.checks ?? [])).toBe(true);

    const { attest, prerelease } = row;
    const known = sign === 'key' ? { 'cosign-key': key.publicKey } : {};
    const found = await verify(
      whole.run({ mode: 'verify', sign: sign!, attest: attest!, prerelease: prerelease!, ...known }),
    );
    expect(found.checks.filter(({ state }) => state === 'failed' || state === 'not-run')).toEqual([]);
    expect(found.verified).toBe(true);
  });
});
