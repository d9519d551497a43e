import { describe, expect, test } from '@jest/globals';
import { planBranch, publishedBranch } from '../../src/plan/branch.ts';
import type { CommitSha } from '../../src/plan/brands.ts';
import { type Context, parseContext } from '../../src/plan/context.ts';
import { parseInputs } from '../../src/plan/inputs/parse.ts';
import { inputDefaults } from '../support/action-defaults.ts';
import type { Inputs } from '../../src/plan/inputs/inputs.ts';

const commit = 'a'.repeat(40) as CommitSha;

const contextOn = (ref: string, defaultBranch: string | undefined = 'main'): Context =>
  parseContext(
    { GITHUB_REPOSITORY: 'Octo-Org/Signpost', GITHUB_SHA: commit, GITHUB_REF: ref },
    { repository: { default_branch: defaultBranch } },
  ).context;

const inputsWith = (given: Readonly<Record<string, string>>): Inputs =>
  parseInputs({ ...inputDefaults, 'github-token': 't', ...given }).inputs;

describe('a run publishes a branch only', () => {
  test.each<[string, Readonly<Record<string, string>>, string, string | undefined]>([
    ['with latest: branch, on the default branch', { latest: 'branch' }, 'refs/heads/main', 'main'],
    ['not on another branch', { latest: 'branch' }, 'refs/heads/next', undefined],
    ['not on a tag', { latest: 'branch' }, 'refs/tags/v1.0.0', undefined],
    ['not with latest: release', {}, 'refs/heads/main', undefined],
    ['not with latest: never', { latest: 'never' }, 'refs/heads/main', undefined],
    ['not when a tag is asked for', { latest: 'branch', tag: 'v1.0.0' }, 'refs/heads/main', undefined],
  ])('%s', (_, given, ref, expected) => {
    expect(publishedBranch(inputsWith(given), contextOn(ref))).toBe(expected);
  });

  test('where the event says which branch is the default one', () => {
    const { context } = parseContext({ GITHUB_REF: 'refs/heads/main' }, {});
    expect(publishedBranch(inputsWith({ latest: 'branch' }), context)).toBeUndefined();
  });
});

test('its image has the branch as version and the commit as revision', () => {
  const inputs = inputsWith({ latest: 'branch' });
  const plan = planBranch('main', inputs, contextOn('refs/heads/main'), {
    commit,
    commitTime: 1_700_000_000,
  });
  expect(plan).toMatchObject({
    branch: 'main',
    pointer: 'latest',
    commit,
    images: [{ name: 'ghcr.io/octo-org/signpost' }],
    sign: 'keyless',
    attest: true,
  });
  expect(Object.fromEntries(plan.build.labels)).toMatchObject({
    'org.opencontainers.image.version': 'main',
    'org.opencontainers.image.revision': commit,
  });
});
