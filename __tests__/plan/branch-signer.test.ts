import { expect, test } from '@jest/globals';
import { branchSignerWarnings } from '../../src/plan/branch-signer.ts';
import { tagName } from '../../src/plan/brands.ts';
import { contextOf, inputsOf } from '../support/samples.ts';

const tag = tagName('v1.2.0');
const onBranch = {
  GITHUB_REF: 'refs/heads/main',
  GITHUB_EVENT_NAME: 'workflow_dispatch',
  GITHUB_WORKFLOW_REF: 'Octo-Org/App/.github/workflows/ship.yml@refs/heads/main',
};

test('a dispatch on a branch is told what whoever verifies must say, and how to do without', () => {
  const [warning, ...more] = branchSignerWarnings(inputsOf({ tag: 'v1.2.0' }), contextOf(onBranch), tag);
  expect(warning).toContain('with: { signer-workflow: "ship.yml@refs/heads/main" }');
  expect(warning).toContain('gh workflow run ship.yml --repo Octo-Org/App --ref v1.2.0');
  expect(more).toEqual([]);
});

test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
  ['on the tag', {}, { ...onBranch, GITHUB_REF: 'refs/tags/v1.2.0' }],
  ['by a push of the tag', {}, {}],
  ['for a pull request, which only plans', {}, { ...onBranch, GITHUB_EVENT_NAME: 'pull_request' }],
  ['where a key signs', { sign: 'none', attest: 'false' }, onBranch],
])('%s there is nothing to say', (_, raw, env) => {
  expect(branchSignerWarnings(inputsOf(raw), contextOf(env), tag)).toEqual([]);
});
