import { expect, test } from '@jest/globals';
import { commitSha } from '../../../src/plan/brands.ts';
import { onBranch } from '../../../src/steps/preflight/release-branches.ts';

const commit = commitSha('c'.repeat(40));

/** The branches of the repository; those in `holding` have the commit, `at` is where it is the head. */
async function look(
  releaseBranches: readonly string[],
  given: { readonly branches: readonly string[]; readonly holding?: readonly string[]; readonly at?: string },
): Promise<{ message: string; hint: string; asked: readonly string[] } | undefined> {
  const asked: string[] = [];
  const github = {
    branches: (prefix: string) =>
      Promise.resolve(
        given.branches
          .filter((name) => name.startsWith(prefix))
          .map((name) => ({ name, commit: name === given.at ? commit : 'd'.repeat(40) })),
      ),
    isReachable: (_: string, branch: string) => {
      asked.push(branch);
      return Promise.resolve(
        given.branches.includes(branch) ? (given.holding ?? []).includes(branch) : undefined,
      );
    },
  };
  const [fault] = await onBranch(commit, { releaseBranches }, { github } as unknown as Parameters<
    typeof onBranch
  >[2]);
  return fault && { message: fault.message, hint: fault.hint, asked };
}

const branches = ['main', 'release/1.2', 'release/1.3', 'release/old', 'feature/x', 'v1.x'];

test.each<[readonly string[], string]>([
  [['main', 'release/*'], 'release/1.2'],
  [['release/**'], 'release/1.2'],
  [['release/1.?'], 'release/1.3'],
  [['release/[0-9].*'], 'release/1.2'],
  [['v*.x', 'master'], 'v1.x'],
  [['*'], 'main'],
  [['main'], 'main'],
  [['master', 'main'], 'main'],
])('%j takes a commit of %s', async (entries, holding) => {
  expect(await look(entries, { branches, holding: [holding] })).toBeUndefined();
});

test.each<[readonly string[], string]>([
  [['main', 'release/*'], 'feature/x'],
  [['release/*', '!release/old'], 'release/old'],
  [['*'], 'release/1.2'],
])('%j does not take a commit of %s', async (entries, holding) => {
  expect(await look(entries, { branches, holding: [holding] })).toMatchObject({
    message: `${commit} is on none of the release branches ${entries.join(', ')}`,
    hint: expect.stringMatching(
      /^git switch (?:main|release\/1\.2) && git merge c{40} && git push/,
    ) as unknown,
  });
});

test('a branch that ends at the commit is not asked about', async () => {
  expect(await look(['release/*'], { branches, at: 'release/1.3' })).toBeUndefined();
});

test.each<[readonly string[], RegExp, RegExp]>([
  [['mian'], /: mian is no branch of this repository$/, /release-branches: "main" \}.*did you mean main\?/],
  [['hotfix/*'], /: hotfix\/\* matches no branch of this repository$/, /git ls-remote --heads origin/],
  [['main', 'relase/1.2'], /relase\/1\.2 is no branch/, /"main,release\/1\.2"/],
])('%j: what is no branch is said', async (entries, message, hint) => {
  const fault = await look(entries, { branches });
  expect(fault?.message).toMatch(message);
  expect(fault?.hint).toMatch(hint);
});
