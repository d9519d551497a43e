import { afterAll, describe, expect, test } from '@jest/globals';
import { commitSha, tagName } from '../../../src/plan/brands.ts';
import { parseContext } from '../../../src/plan/context.ts';
import { askedForNext, proposeNext } from '../../../src/steps/preflight/next-version.ts';
import { makeSteps } from '../../../src/run/step.ts';
import { makeGit } from '../../../src/world/git/git.ts';
import { makeExec } from '../../../src/world/process/exec.ts';
import { gitEnvironment, makeRepository, removeFolders } from '../../support/world/repository.ts';
import type { Git } from '../../../src/world/git/git.ts';
import { commit, contextOf, defaultInputs } from '../../support/published.ts';

const head = 'a'.repeat(40);
const pullRequest = parseContext(
  { GITHUB_REF: 'refs/pull/7/merge', GITHUB_SHA: commit, GITHUB_REPOSITORY: 'octo-org/signpost' },
  { pull_request: { number: 7, head: { sha: head } } },
).context;

describe('the next version is asked for', () => {
  test.each([
    ['on a pull request, of its head', pullRequest, { mode: 'plan' }, { commit: head }],
    ['on a branch', contextOf('refs/heads/main'), { mode: 'plan' }, { commit }],
    ['by name', contextOf(), { mode: 'plan', tag: 'next' }, { commit }],
    ['in a channel', contextOf(), { mode: 'plan', tag: 'next-rc' }, { commit, channel: 'rc' }],
    ['but not on a tag', contextOf(), { mode: 'plan' }, undefined],
    ['but not for a given tag', pullRequest, { mode: 'plan', tag: 'v1.2.0' }, undefined],
    ['but not by a release', contextOf('refs/heads/main'), { mode: 'release', tag: 'next' }, undefined],
  ])('%s', (_, context, inputs, asked) => {
    expect(askedForNext(defaultInputs(inputs), context)).toEqual(asked);
  });
});

describe('the next version', () => {
  const tag = (
    name: string,
    of: string,
  ): { name: ReturnType<typeof tagName>; commit: string; annotated: boolean } => ({
    name: tagName(name),
    commit: of,
    annotated: true,
  });
  const ancestor = 'b'.repeat(40);
  const stranger = 'd'.repeat(40);
  const propose = (messages: readonly string[]): ReturnType<typeof proposeNext> => {
    const git = {
      remoteTags: () =>
        Promise.resolve([tag('v1.3.0', stranger), tag('v1.2.0', ancestor), tag('nightly', ancestor)]),
      deepen: ({ exclude }: { readonly exclude: readonly unknown[] }) => Promise.resolve(exclude),
      isAncestor: (one: string) => Promise.resolve(one === ancestor),
      log: (range: { readonly exclude: readonly string[] }, read: (raw: object) => unknown) => {
        expect(range.exclude).toEqual([ancestor]);
        return Promise.resolve(
          messages.map((message, at) =>
            read({
              hash: String(at).repeat(40),
              parents: ['f'.repeat(40)],
              author: 'A',
              email: 'a@b',
              authored: 0,
              message,
            }),
          ),
        );
      },
    } as unknown as Git;
    const sink = { open: () => undefined, line: () => undefined, close: () => undefined };
    const steps = makeSteps({ sink, onRecord: () => undefined, signal: new AbortController().signal });
    const context = contextOf();
    return proposeNext(
      { commit: commitSha(commit) },
      { inputs: defaultInputs(), context, outside: { git }, steps },
    );
  };

  test('follows the highest release that the commit descends from, not the highest of all', async () => {
    expect(await propose(['fix: mend'])).toMatchObject({
      version: { tag: 'v1.2.1' },
      why: expect.stringMatching(/^patch after v1\.2\.0: 0000000 is no feature: fix: mend$/),
      proposed: commit,
    });
  });

  test('that another branch has already is a fault with its remedy', async () => {
    expect(await propose(['feat: more'])).toMatchObject({
      fault: {
        message: expect.stringMatching(/v1\.3\.0, which exists already/),
        hint: expect.stringMatching(/^tag: /),
      },
    });
  });

  test('of no commits is a fault', async () => {
    expect(await propose([])).toMatchObject({
      fault: { message: expect.stringMatching(/Nothing was committed since v1\.2\.0/) },
    });
  });
});

describe('in a repository', () => {
  afterAll(removeFolders);

  test.each<[string[], string | undefined, string]>([
    [['v1.0.0', 'v1.1.0-rc.1'], 'rc', 'v1.1.0-rc.2'],
    [['v1.0.0', 'v1.1.0-rc.1', 'v1.1.0'], 'rc', 'v1.1.1-rc.1'],
    [['0.9.1'], undefined, 'v0.9.2'],
    [['v1.5.0', 'v1.6'], undefined, 'v1.6.1'],
    [['release-1.0'], 'rc', 'v1.0.1-rc.1'],
    [['v2023.12.0'], undefined, 'v2023.12.1'],
    [['v0.2.0-beta.5'], undefined, 'v0.2.0'],
    [['nightly-2024.01.02', 'worker@3.0.0'], undefined, 'v0.1.0'],
  ])('after %j, %s: %s', async (tags, channel, expected) => {
    const repository = makeRepository();
    let tip = repository.commit('fix: begin');
    for (const name of tags) {
      repository.tag(name, tip);
      tip = repository.commit('fix: more', tip);
    }
    repository.branch('main', tip);
    repository.git('remote', 'add', 'origin', repository.dir);
    const git = makeGit(makeExec({ env: gitEnvironment }), { cwd: repository.dir });
    const sink = { open: () => undefined, line: () => undefined, close: () => undefined };
    const steps = makeSteps({ sink, onRecord: () => undefined, signal: new AbortController().signal });
    const asked = { commit: commitSha(tip), ...(channel === undefined ? {} : { channel }) };
    expect(
      await proposeNext(asked, { context: contextOf(), inputs: defaultInputs(), outside: { git }, steps }),
    ).toMatchObject({
      version: { tag: expected },
    });
  });
});
