import { describe, expect, test } from '@jest/globals';
import type { Digest } from '../../../src/plan/brands.ts';
import { indexType } from '../../../src/plan/oci/index.ts';
import { digestsOf } from '../../../src/plan/artifacts.ts';
import { earlierImage } from '../../../src/find/earlier-image.ts';
import { image } from '../../../src/steps/prepare/image.ts';
import type { Buildx } from '../../../src/world/docker/buildx.ts';
import { memoryRegistry, quickSteps, silent } from '../../support/fakes.ts';
import { planOf } from '../../support/samples.ts';
import { leave, manifestOf, manifestType, plan, recording, worldOf } from '../../support/left-image.ts';

const builder = (): Promise<never> => Promise.reject(new Error('no builder is wanted'));
const ready = (): ReturnType<Parameters<typeof image>[2]> =>
  Promise.resolve({ name: 'b', driver: 'docker-container', platforms: [] });
const notFound = (): Promise<undefined> => Promise.resolve(undefined);

describe('the image', () => {
  test('that is found is not built', async () => {
    const registry = memoryRegistry();
    const digest = leave(registry);
    const world = await worldOf(registry);
    const earlier = (): ReturnType<typeof earlierImage> =>
      earlierImage(plan, world, recording(digest), silent);
    const steps = quickSteps();
    expect((await image({ plan, world, steps }, earlier, builder)).digest).toBe(digest);
    expect(steps.outcomes()).toEqual(['Look for an image of an earlier run: found']);
  });

  test('is one index of what each platform pushed, put by digest under every name', async () => {
    const two = planOf('v1.2.0', { raw: { image: 'ghcr.io/o/a\nquay.io/o/b' } });
    const registry = memoryRegistry();
    const build: Buildx['build'] = (_, __, { name }) =>
      Promise.resolve(registry.add(manifestOf(name), manifestType));
    const steps = quickSteps();
    const made = await image(
      { plan: two, world: await worldOf(registry, { build }), steps },
      notFound,
      ready,
    );
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
    const made = await image(
      { plan: one, world: await worldOf(registry, { build }), steps: quickSteps() },
      notFound,
      ready,
    );
    expect(made.platforms.map(({ digest }) => digest)).toEqual([own]);
    const { manifests } = JSON.parse(made.index) as { manifests: { digest: string }[] };
    expect(manifests.map(({ digest }) => digest)).toEqual([own, attestation]);
  });

  test('of another platform than asked for is refused', async () => {
    const registry = memoryRegistry();
    const pushed = registry.add({ manifests: [] }, indexType);
    const build = (): Promise<Digest> => Promise.resolve(pushed);
    await expect(
      image({ plan, world: await worldOf(registry, { build }), steps: quickSteps() }, notFound, ready),
    ).rejects.toThrow('the build of linux/amd64 gave no image for linux/amd64');
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
    await expect(
      image({ plan, world: await worldOf(registry, { build }), steps }, notFound, ready),
    ).rejects.toThrow('no space left on device');
    expect(ended).toEqual(['linux/arm64']);
    expect(registry.writes).toEqual([]);
    expect(steps.outcomes()).toEqual([
      'Look for an image of an earlier run: checked',
      'Build linux/amd64: failed',
      'Build linux/arm64: made',
    ]);
  });
});
