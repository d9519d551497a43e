import { describe, expect, test } from '@jest/globals';
import { otherRunsRelease } from '../../../src/steps/draft/other-run.ts';
import { memoryGitHub, quickSteps } from '../../support/fakes.ts';
import { fill, planOf, recordText } from '../../support/samples.ts';

const record = recordText('ghcr.io/octo-org/app', fill('a'), {
  kept: [],
  assets: [{ name: 'a.txt', size: 1, sha256: 'e'.repeat(64) }],
});

describe('the other run that completes the same page', () => {
  test.each<[string, boolean, Readonly<Record<string, string>>, string, boolean]>([
    ['public and whole', false, { 'release.json': record, 'a.txt': 'a' }, 'false', true],
    ['public, an asset lacking', false, { 'release.json': record }, 'false', false],
    ['public, without a record', false, { 'a.txt': 'a' }, 'false', false],
    ['whole, but a draft', true, { 'release.json': record, 'a.txt': 'a' }, 'false', false],
    [
      'a whole draft, where a draft is asked for',
      true,
      { 'release.json': record, 'a.txt': 'a' },
      'true',
      true,
    ],
  ])('%s', async (_, unpublished, assets, draft, done) => {
    const github = memoryGitHub();
    const page = github.give({ tag: 'v1.2.0', draft: unpublished }, assets);
    const job = { plan: planOf('v1.2.0', { raw: { draft } }), world: { github }, steps: quickSteps() };
    const waited = otherRunsRelease(job, page, { longest: 0, between: 0 });
    if (done) expect(await waited).toMatchObject({ id: page.id });
    else await expect(waited).rejects.toThrow('does not come to its end; nothing of it is lost');
    expect(github.writes).toEqual([]);
  });

  test('is waited for until it is done', async () => {
    const github = memoryGitHub();
    const page = github.give({ tag: 'v1.2.0', draft: false }, { 'release.json': record });
    let asked = 0;
    const slow = {
      ...github,
      release: (id: number) => {
        asked += 1;
        const now = github.releases.get(id);
        const [one] = now?.assets ?? [];
        return Promise.resolve(
          now && one && asked >= 3 ? { ...now, assets: [one, { ...one, id: 99, name: 'a.txt' }] } : now,
        );
      },
    };
    const job = { plan: planOf(), world: { github: slow }, steps: quickSteps() };
    const done = await otherRunsRelease(job, page, { longest: 10_000, between: 0 });
    expect(done.assets).toHaveLength(2);
    expect(asked).toBe(3);
  });
});
