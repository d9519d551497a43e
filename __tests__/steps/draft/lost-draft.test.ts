// A draft whose making was not answered is found again, also when GitHub lists it late (H1).
import { expect, test } from '@jest/globals';
import { draftMaker } from '../../../src/steps/draft/lost-draft.ts';
import type { GitHub, GitHubRelease } from '../../../src/world/github/types.ts';
import { memoryGitHub, quickSteps } from '../../support/fakes.ts';
import { planOf } from '../../support/samples.ts';

const { tag } = planOf();
const fields = { tag, name: 'v1.2.0', body: 'notes', prerelease: false };
const quick = { attempts: 5, firstMs: 1, maxMs: 1 };
const first = (releases: readonly GitHubRelease[]): GitHubRelease | undefined => releases[0];
const lost = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
const answered = (status: number): Error => Object.assign(new Error(`answered ${status}`), { status });

/** The first POST ends so, with a draft made or without; for so many looks the list lacks it. */
function given(
  error: Error,
  isMade: boolean,
  hidden: number,
): { github: GitHub; made: () => number; looks: () => number } {
  const github = memoryGitHub();
  let looks = 0;
  let posts = 0;
  const it: GitHub = {
    ...github,
    createDraft: async (draft) => {
      posts += 1;
      const made = posts > 1 || isMade ? await github.createDraft(draft) : undefined;
      if (posts === 1 || made === undefined) throw error;
      return made;
    },
    releasesOf: async (of) => {
      looks += 1;
      return looks <= hidden ? [] : github.releasesOf(of);
    },
  };
  return { github: it, made: () => github.releases.size, looks: () => looks };
}

const run = (github: GitHub): Promise<GitHubRelease> =>
  quickSteps().run({
    title: 'Draft',
    ...draftMaker(github, fields, first, quick),
    describe: ({ url }) => url,
  });

test.each([
  ['the connection broke', lost],
  ['GitHub answered 502', answered(502)],
])('%s, and the list lacks it for a while: no second one is made', async (_, error) => {
  const { github, made, looks } = given(error, true, 4);
  await run(github);
  expect(made()).toBe(1);
  expect(looks()).toBe(5);
});

test('none was made: another is, once it has been looked for', async () => {
  const { github, made, looks } = given(lost, false, 0);
  await run(github);
  expect(made()).toBe(1);
  expect(looks()).toBe(1 + quick.attempts);
});

test('whoever was refused has made none, and nothing is waited for', async () => {
  const { github, made, looks } = given(answered(429), false, 0);
  await run(github);
  expect(made()).toBe(1);
  expect(looks()).toBe(2);
});

test('a list that cannot be read is told, and no second draft is made', async () => {
  const { github, made } = given(lost, true, 0);
  const maker = draftMaker(
    { ...github, releasesOf: () => Promise.reject(answered(404)) },
    fields,
    first,
    quick,
  );
  await expect(maker.make()).rejects.toThrow('ECONNRESET');
  await expect(maker.find()).rejects.toThrow('answered 404');
  expect(made()).toBe(1);
});
