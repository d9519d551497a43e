import { describe, expect, test } from '@jest/globals';
import type { Digest } from '../../src/plan/brands.ts';
import { indexType } from '../../src/plan/oci-index.ts';
import { type Manifest, digestsOf } from '../../src/plan/release.ts';
import { earlierImage, image } from '../../src/steps/image.ts';
import type { Journal } from '../../src/steps/journal.ts';
import type { Buildx } from '../../src/world/buildx.ts';
import type { World } from '../../src/world/world.ts';
import { type MemoryRegistry, memoryRegistry, quickSteps, silent, strict } from '../fakes.ts';
import { commit, fill, planOf } from '../samples.ts';

// Neither signed nor attested: the label of the build is all that says what an image is of.
const plan = planOf('v1.2.0', { raw: { sign: 'none', attest: 'false' } });
const app = 'ghcr.io/octo-org/app';
const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const nothing: Journal = { spare: [] };

const manifestOf = (name: string): object => ({
  config: { size: 10, platform: name },
  layers: [{ size: 100 }, { size: 1000 }],
});
const builder = (): Promise<never> => Promise.reject(new Error('no builder is wanted'));
const ready = (): ReturnType<Parameters<typeof image>[4]> =>
  Promise.resolve({ name: 'b', driver: 'docker-container', platforms: [], ours: false });
const worldOf = (registry: MemoryRegistry, buildx: Partial<Buildx> = {}): World =>
  strict<World>('world', { registry, buildx: strict('buildx', buildx).it }).it;
const notFound = (): Promise<undefined> => Promise.resolve(undefined);

/** An index as an earlier run leaves it: these platforms, of this commit. */
function leave(registry: MemoryRegistry, of: string = commit, platforms = ['amd64', 'arm64']): Digest {
  return registry.add(
    {
      schemaVersion: 2,
      mediaType: indexType,
      manifests: platforms.map((architecture) => {
        const digest = registry.add(manifestOf(architecture), manifestType);
        const { size } = registry.manifests.get(digest)!.descriptor;
        return { mediaType: manifestType, digest, size, platform: { os: 'linux', architecture } };
      }),
      annotations: { 'org.opencontainers.image.revision': of },
    },
    indexType,
  );
}
const recording = (digest: Digest): Journal => ({
  spare: [],
  manifest: { images: [{ name: app, digest, tags: [] }] } as unknown as Manifest,
});

describe('an image of an earlier run', () => {
  test.each<[string, (registry: MemoryRegistry) => { journal?: Journal; found: Digest | undefined }]>([
    ['is none where nothing names one', () => ({ found: undefined })],
    [
      'is what the release’s tag names',
      (registry) => {
        const digest = leave(registry);
        registry.tags.set(`${app}:v1.2.0`, digest);
        return { found: digest, journal: recording(digest) };
      },
    ],
    [
      'is what the draft names, before it has a tag',
      (registry) => {
        const digest = leave(registry);
        return { found: digest, journal: recording(digest) };
      },
    ],
    [
      'is not what the draft names when that is of another commit',
      (registry) => ({ found: undefined, journal: recording(leave(registry, 'd'.repeat(40))) }),
    ],
    [
      'is not what the draft names when a platform is missing',
      (registry) => ({ found: undefined, journal: recording(leave(registry, commit, ['amd64'])) }),
    ],
    ['is not what the registry has no more', () => ({ found: undefined, journal: recording(fill('e')) })],
    [
      'is not what calls itself an index and is none',
      (registry) => ({ found: undefined, journal: recording(registry.add({ layers: [] }, indexType)) }),
    ],
    [
      'is not a manifest that is no index',
      (registry) => ({
        found: undefined,
        journal: recording(registry.add(manifestOf('amd64'), manifestType)),
      }),
    ],
  ])('%s', async (_, arrange) => {
    const registry = memoryRegistry();
    const { journal = nothing, found } = arrange(registry);
    const earlier = await earlierImage(plan, worldOf(registry), journal, silent);
    expect(earlier?.digest).toBe(found);
    if (earlier) {
      expect(earlier.platforms.map(({ platform, size }) => [platform.name, size])).toEqual(
        ['amd64', 'arm64'].map((name) => [
          `linux/${name}`,
          JSON.stringify(manifestOf(name)).length + 10 + 100 + 1000,
        ]),
      );
    }
    expect(registry.writes).toEqual([]);
  });

  test.each<[string, (registry: MemoryRegistry) => { tagged: Digest; journal?: Journal }, RegExp]>([
    [
      'of another commit',
      (registry) => ({ tagged: leave(registry, 'd'.repeat(40)) }),
      /names sha256:\w+ already, and which this workflow has not built from c0ffee/,
    ],
    [
      'that the record does not name',
      (registry) => ({ tagged: leave(registry), journal: recording(fill('e')) }),
      /the release's own record names sha256:e+; nothing was touched/,
    ],
  ])('a tag that names an image %s stops the run', async (_, arrange, message) => {
    const registry = memoryRegistry();
    const { tagged, journal = nothing } = arrange(registry);
    registry.tags.set(`${app}:v1.2.0`, tagged);
    const error: unknown = await earlierImage(plan, worldOf(registry), journal, silent).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      code: 'tag-conflict',
      message: expect.stringMatching(message) as unknown,
      hint: `docker buildx imagetools inspect ${app}:v1.2.0   # what it is; then release the next version:\ngit tag -a v1.2.1 -m v1.2.1 && git push origin v1.2.1`,
    });
    expect(registry.writes).toEqual([]);
  });
});

describe('the image', () => {
  test('that is found is not built', async () => {
    const registry = memoryRegistry();
    const digest = leave(registry);
    const earlier = (): ReturnType<typeof earlierImage> =>
      earlierImage(plan, worldOf(registry), recording(digest), silent);
    const steps = quickSteps();
    expect((await image(plan, worldOf(registry), steps, earlier, builder)).digest).toBe(digest);
    expect(steps.outcomes()).toEqual(['Look for an image of an earlier run: found']);
  });

  test('is one index of what each platform pushed, put by digest under every name', async () => {
    const two = planOf('v1.2.0', { raw: { image: 'ghcr.io/o/a\nquay.io/o/b' } });
    const registry = memoryRegistry();
    const build: Buildx['build'] = (_, __, { name }) =>
      Promise.resolve(registry.add(manifestOf(name), manifestType));
    const steps = quickSteps();
    const made = await image(two, worldOf(registry, { build }), steps, notFound, ready);
    expect(registry.writes).toEqual([
      `put ghcr.io/o/a:${made.digest} ${made.digest}`,
      `put quay.io/o/b:${made.digest} ${made.digest}`,
    ]);
    const index = JSON.parse(made.index) as { manifests: { digest: string; platform: object }[] };
    expect(index.manifests.map(({ digest, platform }) => [digest, platform])).toEqual([
      [digestsOf(made)[1], { os: 'linux', architecture: 'amd64' }],
      [digestsOf(made)[2], { os: 'linux', architecture: 'arm64' }],
    ]);
    expect(registry.tags.size).toBe(0);
  });

  test('takes over the attestation that BuildKit put beside a platform', async () => {
    const one = planOf('v1.2.0', { raw: { platforms: 'linux/amd64', 'buildkit-provenance': 'max' } });
    const registry = memoryRegistry();
    const own = registry.add(manifestOf('amd64'), manifestType);
    const attestation = registry.add({ layers: [] }, manifestType);
    const entry = (digest: Digest, more: object): object => ({
      mediaType: manifestType,
      digest,
      size: registry.manifests.get(digest)!.descriptor.size,
      ...more,
    });
    const pushed = registry.add(
      {
        manifests: [
          entry(own, { platform: { os: 'linux', architecture: 'amd64' } }),
          entry(attestation, {
            platform: { os: 'unknown', architecture: 'unknown' },
            annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
          }),
        ],
      },
      indexType,
    );
    const build = (): Promise<Digest> => Promise.resolve(pushed);
    const made = await image(one, worldOf(registry, { build }), quickSteps(), notFound, ready);
    expect(made.platforms.map(({ digest }) => digest)).toEqual([own]);
    const { manifests } = JSON.parse(made.index) as { manifests: { digest: string }[] };
    expect(manifests.map(({ digest }) => digest)).toEqual([own, attestation]);
  });

  test('of another platform than asked for is refused', async () => {
    const registry = memoryRegistry();
    const pushed = registry.add({ manifests: [] }, indexType);
    const build = (): Promise<Digest> => Promise.resolve(pushed);
    await expect(image(plan, worldOf(registry, { build }), quickSteps(), notFound, ready)).rejects.toThrow(
      'the build of linux/amd64 gave no image for linux/amd64',
    );
    expect(registry.writes).toEqual([]);
  });

  test('is not joined when a platform fails, and the others are waited for', async () => {
    const registry = memoryRegistry();
    const ended: string[] = [];
    const build: Buildx['build'] = async (_, __, { name }) => {
      if (name === 'linux/amd64') throw new Error('no space left on device');
      await new Promise((resolve) => setTimeout(resolve, 5));
      ended.push(name);
      return registry.add(manifestOf(name), manifestType);
    };
    const steps = quickSteps();
    await expect(image(plan, worldOf(registry, { build }), steps, notFound, ready)).rejects.toThrow(
      'no space left on device',
    );
    expect(ended).toEqual(['linux/arm64']);
    expect(registry.writes).toEqual([]);
    expect(steps.outcomes()).toEqual([
      'Look for an image of an earlier run: checked',
      'Build linux/amd64: failed',
      'Build linux/arm64: made',
    ]);
  });
});
