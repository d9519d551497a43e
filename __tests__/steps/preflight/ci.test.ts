// What CI says of a commit that is to be tagged.
import { describe, expect, test } from '@jest/globals';
import { ciFaults } from '../../../src/steps/preflight/ci.ts';
import type { CommitCheck } from '../../../src/world/github/tagging.ts';
import { commit, contextOf } from '../../support/samples.ts';

const context = contextOf();
const own = `${context.run.url}/job/1`;
const check = (
  name: string,
  state: CommitCheck['state'],
  said: string,
  url = 'https://ci.example/1',
): CommitCheck => ({
  ...{ name, state, said, url },
});
const asked = async (...checks: readonly CommitCheck[]): Promise<string> => {
  const faults = await ciFaults(commit, context, { checks: () => Promise.resolve(checks) });
  return faults.map(({ message, hint }) => `${message}\n${hint}`).join('\n');
};
const test1 = check('test', 'passed', 'success');

describe('CI', () => {
  test('has passed where something did, and nothing failed or runs', async () => {
    expect(await asked(test1)).toBe('');
    expect(await asked(test1, check('tag', 'running', 'in_progress', own))).toBe('');
  });

  test.each<[string, readonly CommitCheck[], RegExp]>([
    ['says nothing', [], /no check and no status says[^]*needs: test/],
    ['is the asking job alone', [check('tag', 'running', 'in_progress', own)], /no check and no status/],
    [
      'failed in the asking run',
      [test1, check('lint', 'failed', 'failure', own)],
      /has not passed \w+: lint \(failure\)/,
    ],
    ['failed', [test1, check('lint', 'failed', 'timed_out')], /lint \(timed_out\)\ngh run list/],
    [
      'still runs',
      [test1, check('e2e', 'running', 'queued')],
      /is not through with \w+: e2e \(queued\)\nneeds:/,
    ],
    [
      'failed a lot',
      Array.from({ length: 12 }, (_, at) => check(`t${at}`, 'failed', 'failure')),
      /t9 \(failure\) and 2 more/,
    ],
  ])('that %s keeps the tag back', async (_, checks, words) => {
    expect(await asked(...checks)).toMatch(words);
  });

  test('that may not be read is a fault with the permission; other trouble is trouble', async () => {
    const refused = (status: number) => ({
      checks: () => Promise.reject(Object.assign(new Error('no'), { status })),
    });
    expect(await ciFaults(commit, context, refused(403))).toMatchObject([
      { code: 'no-tagging', hint: expect.stringContaining('checks: read, statuses: read') },
    ]);
    await expect(ciFaults(commit, context, refused(500))).rejects.toThrow('no');
  });
});
