import { describe, expect, test } from '@jest/globals';
import { repointAll } from '../../../src/steps/publish/repoint.ts';
import type { RemoteWorld } from '../../../src/world/world.ts';
import {
  type Hook,
  type MemoryGitHub,
  type MemoryRegistry,
  memoryGitHub,
  memoryRegistry,
  quickSteps,
} from '../../support/fakes.ts';
import { imageOf, inputsOf, planOf } from '../../support/samples.ts';
import type { GitHubRelease } from '../../../src/world/github/types.ts';

const raw = { platforms: 'linux/amd64', 'git-tags': 'minor' };
// As `mode: repoint` plans it: as if it were the only release.
const plan = planOf('v1.2.0', { raw, tags: ['v1.2.0'] });
const image = imageOf(plan);
const app = 'ghcr.io/octo-org/app';
const newer = 'e'.repeat(40);

function ground(hooks: { after?: Hook } = {}): {
  github: MemoryGitHub;
  registry: MemoryRegistry;
  release: GitHubRelease;
  outside: RemoteWorld;
} {
  const registry = memoryRegistry(hooks);
  const higher = registry.add({ newer: true }, 'index');
  for (const tag of ['v1', 'latest']) registry.tags.set(`${app}:${tag}`, higher);
  registry.tags.set(`${app}:v1.2`, image.digest);
  const index = Buffer.from(image.index);
  registry.manifests.set(image.digest, {
    descriptor: { mediaType: image.mediaType, digest: image.digest, size: index.length },
    bytes: index,
  });
  const github = memoryGitHub();
  const release = github.give({ tag: 'v1.2.0', draft: false });
  github.latest = github.give({ tag: 'v1.3.0', draft: false }).id;
  github.refs.set('v1.2', newer);
  return { github, registry, release, outside: { github, registry } as unknown as RemoteWorld };
}
const point = (
  { release, outside }: ReturnType<typeof ground>,
  steps = quickSteps(),
  of: typeof image | undefined = image,
): ReturnType<typeof repointAll> => repointAll({ plan, world: outside, steps }, inputsOf(raw), of, release);

describe('every pointer of the release’s lines', () => {
  test('goes to it though a higher release has them, and says where it was', async () => {
    const there = ground();
    const higher = there.registry.tags.get(`${app}:v1`);
    const moved = await point(there);
    expect(moved.map(({ kind, name, from, to }) => [kind, name, from, to]).toSorted()).toEqual(
      [
        ['image', `${app}:v1`, higher, image.digest],
        ['image', `${app}:latest`, higher, image.digest],
        ['git', 'v1.2', newer, plan.commit],
        ['github-latest', 'latest', 'v1.3.0', 'v1.2.0'],
      ].toSorted(),
    );
    expect(there.registry.tags.get(`${app}:latest`)).toBe(image.digest);
    expect(there.github.latest).toBe(there.release.id);
    // What is right already is not written.
    expect(there.registry.writes.filter((write) => write.includes(':v1.2 '))).toEqual([]);
  });

  test('is found there by a rerun', async () => {
    const there = ground();
    await point(there);
    const [writes, steps] = [there.registry.writes.length, quickSteps()];
    expect(await point(there, steps)).toEqual([]);
    expect(there.registry.writes).toHaveLength(writes);
    expect(steps.outcomes()[0]).toMatch(/: found$/);
  });

  test('that does not move is tried again, and said in the end', async () => {
    let there: ReturnType<typeof ground> | undefined = undefined;
    const after: Hook = (call) => {
      // Another run puts it back at once.
      if (call === `put ${app}:latest`)
        there?.registry.tags.set(`${app}:latest`, there.registry.add({ x: 1 }, 'i'));
    };
    there = ground({ after });
    await expect(point(there, quickSteps({ attempts: 2 }))).rejects.toThrow(`${app}:latest did not move`);
    expect(there.registry.writes.filter((write) => write.includes(':latest '))).toHaveLength(2);
  });
});

test('a release without an image moves Git tags and GitHub’s mark alone', async () => {
  const there = ground();
  const moved = await repointAll(
    { plan, world: there.outside, steps: quickSteps() },
    inputsOf(raw),
    undefined,
    there.release,
  );
  expect(moved.map(({ kind }) => kind)).toEqual(['git', 'github-latest']);
  expect(there.registry.writes).toEqual([]);
});

describe('all pointers move, or none', () => {
  const refused = (message: string, status: number): Error => Object.assign(new Error(message), { status });
  const places = ({ registry, github }: ReturnType<typeof ground>): object => ({
    tags: Object.fromEntries(registry.tags),
    latest: github.latest,
    ref: github.refs.get('v1.2'),
  });

  test.each<[string, (there: ReturnType<typeof ground>) => void]>([
    [
      'a Git tag that a rule keeps',
      ({ github }) => (github.setTag = () => Promise.reject(refused('Reference update failed', 422))),
    ],
    [
      'an image tag that the registry keeps',
      ({ registry }) => {
        const put = registry.put.bind(registry);
        registry.put = (name, tag, what) =>
          tag === 'latest' && what.bytes.toString() === image.index
            ? Promise.reject(refused('denied', 403))
            : put(name, tag, what);
      },
    ],
    [
      "GitHub's mark",
      ({ github }) => {
        const markLatest = github.markLatest.bind(github);
        let first = true;
        github.markLatest = (id) => {
          if (!first) return markLatest(id);
          first = false;
          return Promise.reject(refused('Validation Failed', 422));
        };
      },
    ],
  ])('%s: everything is back where it was', async (_, arrange) => {
    const there = ground();
    arrange(there);
    const before = places(there);
    await expect(point(there)).rejects.toThrow();
    expect(places(there)).toEqual(before);
  });
});
