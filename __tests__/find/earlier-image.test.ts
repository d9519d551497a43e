import type { EarlierRelease } from '../../src/run/job.ts';
import { describe, expect, test } from '@jest/globals';
import type { Digest } from '../../src/plan/brands.ts';
import { indexType } from '../../src/plan/oci/index.ts';
import { earlierImage, refuseOtherImage } from '../../src/find/earlier-image.ts';
import { type MemoryRegistry, memoryRegistry, silent } from '../support/fakes.ts';
import { commit, fill } from '../support/samples.ts';
import {
  app,
  leave,
  manifestOf,
  manifestType,
  plan,
  recording,
  unproven,
  worldOf,
} from '../support/left-image.ts';

const nothing: EarlierRelease = { spare: [] };

describe('an image of an earlier run', () => {
  test.each<[string, (registry: MemoryRegistry) => { journal?: EarlierRelease; found: Digest | undefined }]>([
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
      'is not what lists a platform whose manifest is none',
      (registry) => {
        const entries = plan.platforms.map(({ os, architecture }) => {
          const digest = registry.add({ layers: [null, architecture] }, manifestType);
          return { mediaType: manifestType, digest, size: 1, platform: { os, architecture } };
        });
        return { found: undefined, journal: recording(registry.add({ manifests: entries }, indexType)) };
      },
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
    const earlier = await earlierImage(plan, await worldOf(registry), journal, silent);
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

  test.each<[string, (registry: MemoryRegistry) => { tagged: Digest; journal?: EarlierRelease }, RegExp]>([
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
    const error: unknown = await earlierImage(plan, await worldOf(registry), journal, silent).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      code: 'tag-conflict',
      message: expect.stringMatching(message) as unknown,
      hint: `docker buildx imagetools inspect ${app}:v1.2.0   # what it is; then release the next version:\ngit tag -a v1.2.1 -m v1.2.1 && git push origin v1.2.1`,
    });
    expect(registry.writes).toEqual([]);
  });

  test('that nothing vouches for is not taken by its label, nor is the run stopped: it is built again', async () => {
    const registry = memoryRegistry();
    registry.tags.set(`${app}:v1.2.0`, leave(registry));
    const lines: string[] = [];
    const world = await worldOf(registry);
    expect(await earlierImage(unproven, world, nothing, (line) => lines.push(line))).toBeUndefined();
    expect(lines).toEqual([expect.stringMatching(/nothing proves whose it is: the image is built again/)]);
    expect(await earlierImage(unproven, world, recording(leave(registry)), silent)).toBeUndefined();
  });
});

describe('an image of which the registry has lost a platform', () => {
  const clean = (registry: MemoryRegistry): { readonly index: Digest; readonly lost: Digest } => {
    const index = leave(registry);
    registry.tags.set(`${app}:v1.2.0`, index);
    const { manifests } = JSON.parse(registry.manifests.get(index)!.bytes.toString()) as {
      readonly manifests: readonly { readonly digest: Digest; readonly platform: { architecture: string } }[];
    };
    const lost = manifests.find(({ platform }) => platform.architecture === 'arm64')!.digest;
    registry.manifests.delete(lost);
    return { index, lost };
  };

  test('is built again, and the log says what is gone', async () => {
    const registry = memoryRegistry();
    const { lost } = clean(registry);
    const lines: string[] = [];
    const world = await worldOf(registry);
    expect(await earlierImage(plan, world, nothing, (line) => lines.push(line))).toBeUndefined();
    expect(lines).toEqual([
      expect.stringContaining(`linux/arm64 (${lost}) is gone from ${app}, as when a clean-up`),
    ]);
  });

  test('the same digest is that image; another stops the run, and the cause is named', async () => {
    const registry = memoryRegistry();
    const { index } = clean(registry);
    const world = await worldOf(registry);
    await expect(refuseOtherImage({ plan, world }, { digest: index })).resolves.toBeUndefined();
    const error = await refuseOtherImage({ plan, world }, { digest: fill('e') }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      code: 'tag-conflict',
      message: expect.stringMatching(
        /linux\/arm64 \(sha256:\w+\) is gone from .*; built again from \w{40} the image comes out as sha256:e+/,
      ),
    });
    expect((error as Error).message).not.toContain('has not built from');
  });

  test("another commit's is refused as before", async () => {
    const registry = memoryRegistry();
    const index = leave(registry, 'd'.repeat(40));
    registry.tags.set(`${app}:v1.2.0`, index);
    for (const digest of registry.manifests.keys()) if (digest !== index) registry.manifests.delete(digest);
    await expect(earlierImage(plan, await worldOf(registry), nothing, silent)).rejects.toThrow(
      'has not built from',
    );
  });
});
