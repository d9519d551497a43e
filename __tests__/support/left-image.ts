// An image as an earlier run leaves it in a registry, with its provenance, and the world that looks for it.
import type { Digest } from '../../src/plan/brands.ts';
import { indexType } from '../../src/plan/oci/index.ts';
import type { ReleaseRecord } from '../../src/plan/record/release-record.ts';
import type { Buildx } from '../../src/world/docker/buildx.ts';
import type { GitHub } from '../../src/world/github/types.ts';
import { type Registry, sha256 } from '../../src/world/registry/registry.ts';
import { provenanceType } from '../../src/world/sigstore/statement.ts';
import type { World } from '../../src/world/world.ts';
import { type MemoryRegistry, strict } from './fakes.ts';
import { commit, planOf } from './samples.ts';
import { type Authority, makeAuthority } from './world/authority.ts';
import type { EarlierRelease } from '../../src/run/job.ts';

// Attested alone: one bundle speaks of index and platforms.
export const plan = planOf('v1.2.0', { raw: { sign: 'none' } });
/** Nothing vouches for its images but a label, which anybody can write. */
export const unproven = planOf('v1.2.0', { raw: { sign: 'none', attest: 'false' } });
export const app = 'ghcr.io/octo-org/app';
export const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const authority: Promise<Authority> = makeAuthority();
const signer = {
  issuer: 'https://token.actions.githubusercontent.com',
  san: `${plan.repository.url}/.github/workflows/release.yml@refs/tags/v1.2.0`,
};

export const manifestOf = (name: string): object => ({
  config: { size: 10, platform: name },
  layers: [{ size: 100 }, { size: 1000 }],
});

export async function worldOf(registry: MemoryRegistry, buildx: Partial<Buildx> = {}): Promise<World> {
  const known = await authority;
  const blobs = new Map<Digest, Buffer>();
  const proven: Registry = {
    ...registry,
    blob: (_, digest) => Promise.resolve(blobs.get(digest)!),
    manifest: async (image, reference) => {
      const bytes = blobs.get(reference as Digest);
      if (!bytes) return registry.manifest(image, reference);
      return {
        descriptor: { mediaType: manifestType, digest: reference as Digest, size: bytes.length },
        bytes,
      };
    },
    // Signed when it is asked for, by a run on the commit that the index names.
    referrers: async (_, digest) => {
      const index = JSON.parse(registry.manifests.get(digest)?.bytes.toString() ?? '{}') as {
        readonly annotations?: Readonly<Record<string, string>>;
        readonly manifests?: readonly { readonly digest: Digest }[];
      };
      const of = index.annotations?.['org.opencontainers.image.revision'];
      if (of === undefined) return [];
      const subject = [digest, ...(index.manifests ?? []).map((one) => one.digest)].map((one) => ({
        name: app,
        digest: { sha256: one.slice('sha256:'.length) },
      }));
      const bundle = await known.attest(
        { _type: 'https://in-toto.io/Statement/v1', subject, predicateType: provenanceType, predicate: {} },
        { ...signer, claims: { 12: plan.repository.url, 13: of } },
      );
      const keep = (text: string): Digest => {
        const bytes = Buffer.from(text);
        blobs.set(sha256(bytes), bytes);
        return sha256(bytes);
      };
      const mediaType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
      const layers = [{ mediaType, digest: keep(JSON.stringify(bundle)) }];
      return [{ mediaType: manifestType, digest: keep(JSON.stringify({ layers })), size: 1 }];
    },
  };
  const github = strict<GitHub>('github', { attestations: () => Promise.resolve([]) }).it;
  const rest = { github, trust: known.trust(), signer };
  // `publicKey` is asked for and absent: this world signs keyless.
  return { ...rest, registry: proven, buildx: strict('buildx', buildx).it } as unknown as World;
}

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
