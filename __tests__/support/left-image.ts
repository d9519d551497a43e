// An image as an earlier run leaves it in a registry, and the world that looks for it.
import type { Digest } from '../../src/plan/brands.ts';
import { indexType } from '../../src/plan/oci/index.ts';
import type { ReleaseRecord } from '../../src/plan/artifacts.ts';
import type { Buildx } from '../../src/world/docker/buildx.ts';
import type { World } from '../../src/world/world.ts';
import { type MemoryRegistry, strict } from './fakes.ts';
import { commit, planOf } from './samples.ts';
import type { EarlierRelease } from '../../src/run/job.ts';

// Neither signed nor attested: the label of the build is all that says what an image is of.
export const plan = planOf('v1.2.0', { raw: { sign: 'none', attest: 'false' } });
export const app = 'ghcr.io/octo-org/app';
export const manifestType = 'application/vnd.oci.image.manifest.v1+json';

export const manifestOf = (name: string): object => ({
  config: { size: 10, platform: name },
  layers: [{ size: 100 }, { size: 1000 }],
});
export const worldOf = (registry: MemoryRegistry, buildx: Partial<Buildx> = {}): World =>
  strict<World>('world', { registry, buildx: strict('buildx', buildx).it }).it;

/** An index as an earlier run leaves it: these platforms, of this commit. */
export function leave(registry: MemoryRegistry, of: string = commit, platforms = ['amd64', 'arm64']): Digest {
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
export const recording = (digest: Digest): EarlierRelease => ({
  spare: [],
  manifest: { images: [{ name: app, digest, tags: [] }] } as unknown as ReleaseRecord,
});
