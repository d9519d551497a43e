import { expect, test } from '@jest/globals';
import type { Digest } from '../../../src/plan/brands.ts';
import { planBranch } from '../../../src/plan/branch.ts';
import { indexType } from '../../../src/plan/oci/index.ts';
import { imageOnBranch, moveLatest } from '../../../src/steps/publish/branch-pointer.ts';
import type { World } from '../../../src/world/world.ts';
import { type MemoryRegistry, memoryRegistry, quickSteps, silent, strict } from '../../support/fakes.ts';
import { commit, commitTime, contextOf, imageOf, inputsOf, planOf } from '../../support/samples.ts';
import { worldOf as provenWorldOf } from '../../support/left-image.ts';
import type { GitHub } from '../../../src/world/github/types.ts';

const raw = { latest: 'branch', sign: 'none', attest: 'false', platforms: 'linux/amd64' };
const plan = planBranch('main', inputsOf(raw), contextOf({ GITHUB_REF: 'refs/heads/main' }), {
  commit,
  commitTime,
});
const image = { ...imageOf(planOf('v1.2.0', { raw })), names: plan.images };
const latest = 'ghcr.io/octo-org/app:latest';
const later = 'd'.repeat(40);

const indexOf = (registry: MemoryRegistry, revision?: string): Digest =>
  registry.add(
    {
      manifests: [],
      ...(revision === undefined ? {} : { annotations: { 'org.opencontainers.image.revision': revision } }),
    },
    indexType,
  );
/** @param reachable the commits in whose history this run's is */
const worldOf = (registry: MemoryRegistry, reachable: readonly string[] = []): World => {
  const isReachable: GitHub['isReachable'] = (_, other) => Promise.resolve(reachable.includes(other));
  return { registry, github: strict<GitHub>('github', { isReachable }).it } as unknown as World;
};

test.each<[string, (registry: MemoryRegistry) => Digest | undefined, readonly string[], string, string]>([
  ['is made where there is none', () => undefined, [], 'made', image.digest],
  ['moves from an earlier commit', (registry) => indexOf(registry, later), [], 'made', image.digest],
  ['moves from an image that says no commit', (registry) => indexOf(registry), [], 'made', image.digest],
  [
    'moves from an image that lies',
    (registry) => indexOf(registry, '--all'),
    ['--all'],
    'made',
    image.digest,
  ],
  [
    'is left to a later commit',
    (registry) => indexOf(registry, later),
    [later],
    'found',
    `left to ${later}, which is later`,
  ],
])('latest %s', async (_, arrange, reachable, outcome, detail) => {
  const registry = memoryRegistry();
  const from = arrange(registry);
  if (from) registry.tags.set(latest, from);
  const steps = quickSteps();
  const { moved, checks } = await moveLatest({ plan, world: worldOf(registry, reachable), steps }, image);
  expect(steps.outcomes()).toEqual([`Move ${latest}: ${outcome}`]);
  expect(checks.map((check) => [check.detail, check.state])).toEqual([[detail, 'passed']]);
  expect(moved).toEqual(
    outcome === 'made' ? [{ kind: 'image', name: latest, ...(from ? { from } : {}), to: image.digest }] : [],
  );
  expect(registry.tags.get(latest)).toBe(outcome === 'made' ? image.digest : from);
});

test('latest that another push writes at the same moment is looked at again', async () => {
  let theirs: Digest | undefined;
  const registry = memoryRegistry({
    after: (call) => {
      if (theirs === undefined && call === `put ${latest}`)
        registry.tags.set(latest, (theirs = indexOf(registry, later)));
    },
  });
  const { moved } = await moveLatest({ plan, world: worldOf(registry, [later]), steps: quickSteps() }, image);
  expect(moved).toEqual([]);
  expect(registry.tags.get(latest)).toBe(theirs);
});

test('what latest names is taken as built when it is proven to be of this commit, not by a label', async () => {
  const registry = memoryRegistry();
  const digest = registry.add(
    { config: { size: 1 }, layers: [] },
    'application/vnd.oci.image.manifest.v1+json',
  );
  const index = (revision: string): Digest =>
    registry.add(
      {
        manifests: [{ mediaType: 'x', digest, size: 1, platform: { os: 'linux', architecture: 'amd64' } }],
        annotations: { 'org.opencontainers.image.revision': revision },
      },
      indexType,
    );
  const attested = { ...plan, attest: true };
  const world = await provenWorldOf(registry);
  expect(await imageOnBranch(attested, world, silent)).toBeUndefined();
  registry.tags.set(latest, index(later));
  expect(await imageOnBranch(attested, world, silent)).toBeUndefined();
  registry.tags.set(latest, index(commit));
  expect((await imageOnBranch(attested, world, silent))?.digest).toBe(registry.tags.get(latest));
  expect(await imageOnBranch(plan, world, silent)).toBeUndefined();
});
