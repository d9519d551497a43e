// Records of builds by other jobs, honest and forged, at the anchors of a plan, in a registry in memory.
import { anchorOf, type Anchor } from '../../src/plan/handover/anchor.ts';
import { hashOfInputs } from '../../src/plan/handover/inputs.ts';
import { type BuildRecord, buildRecordType } from '../../src/plan/handover/record.ts';
import type { Digest } from '../../src/plan/brands.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { type Registry, sha256 } from '../../src/world/registry/registry.ts';
import type { World } from '../../src/world/world.ts';
import { type MemoryRegistry, memoryRegistry } from './fakes.ts';
import { contextOf } from './samples.ts';
import type { Authority, SigningOptions } from './world/authority.ts';
import { bundleType } from './world-of.ts';

export const run = 'https://github.com/Octo-Org/App/actions/runs/789/attempts/1';
const workflow = 'https://github.com/Octo-Org/App/.github/workflows/release.yml@refs/tags/v1.2.0';
const issuer = 'https://token.actions.githubusercontent.com';
const imageType = 'application/vnd.oci.image.manifest.v1+json';

export interface RecordWorld {
  readonly world: Pick<World, 'registry' | 'trust' | 'signer'>;
  readonly images: MemoryRegistry;
  readonly anchor: Anchor;
  /** A platform's image that the registry has. */
  push(letter: string): Digest;
  /** An honest record of this image, changed as a forger would. */
  leave(
    digest: Digest,
    forged?: {
      readonly record?: Partial<Readonly<Record<keyof BuildRecord, unknown>>>;
      readonly signer?: Partial<SigningOptions>;
      /** Fulcio's claims by their arc. */
      readonly claims?: Readonly<Record<number, string>>;
      readonly subjects?: readonly Digest[];
      readonly edit?: (bundle: string) => string;
      /** The anchor that it is attached to. */
      readonly at?: Digest;
    },
  ): Promise<void>;
}

/** The anchor of a platform in the workspace of `contextOf`, whose Dockerfile nobody can read. */
export function anchorFor(plan: Plan, name: string): Anchor {
  const platform = plan.platforms.find((one) => one.name === name);
  if (!platform) throw new Error(`no platform ${name}`);
  const { workspace } = contextOf();
  return anchorOf({
    repository: plan.repository.fullName,
    commit: plan.commit,
    tag: plan.tag,
    platform: name,
    inputs: hashOfInputs(plan.build, platform, { workspace, dockerfile: {} }),
  });
}

export function recordWorld(plan: Plan, authority: Authority, name = 'linux/arm64'): RecordWorld {
  const images = memoryRegistry();
  const anchor = anchorFor(plan, name);
  const attached = new Map<Digest, Digest[]>();
  const put = (bytes: Buffer, mediaType: string): Digest => {
    const digest = sha256(bytes);
    images.manifests.set(digest, { descriptor: { mediaType, digest, size: bytes.length }, bytes });
    return digest;
  };
  const registry = new Proxy(images, {
    get: (target, key) =>
      key === 'referrers'
        ? (_: unknown, digest: Digest) =>
            Promise.resolve(
              (attached.get(digest) ?? []).map((one) => ({ mediaType: imageType, digest: one, size: 1 })),
            )
        : (target as unknown as Readonly<Record<string | symbol, unknown>>)[key],
  }) as Registry;
  return {
    world: { registry, trust: authority.trust(), signer: { san: workflow, issuer } },
    images,
    anchor,
    push: (letter) => put(Buffer.from(JSON.stringify({ layers: [{ size: 1 }], of: letter })), imageType),
    leave: async (digest, { record = {}, signer = {}, claims = {}, subjects, edit, at } = {}) => {
      put(anchor.bytes, anchor.mediaType);
      const honest: BuildRecord = {
        ...anchor.facts,
        anchor: anchor.digest,
        digest,
        pushed: digest,
        ref: 'refs/tags/v1.2.0',
        run,
        job: 'build',
        runner: 'arm64',
        cache: { from: [], to: [] },
        started: { state: 'passed', detail: 'it was still running after 2 s' },
      };
      const bundle = await authority.attest(
        {
          _type: 'https://in-toto.io/Statement/v1',
          subject: (subjects ?? [anchor.digest, digest]).map((one) => ({
            name: 'x',
            digest: { sha256: one.slice('sha256:'.length) },
          })),
          predicateType: buildRecordType,
          predicate: { ...honest, ...record },
        },
        {
          ...{ san: workflow, issuer },
          ...signer,
          claims: {
            12: plan.repository.url,
            13: plan.commit,
            14: 'refs/tags/v1.2.0',
            18: workflow,
            21: run,
            ...claims,
          },
        },
      );
      const text = JSON.stringify(bundle);
      const layer = put(Buffer.from(edit?.(text) ?? text), bundleType);
      const manifest = { layers: [{ mediaType: bundleType, digest: layer, size: 1 }] };
      const place = at ?? anchor.digest;
      attached.set(place, [
        ...(attached.get(place) ?? []),
        put(Buffer.from(JSON.stringify(manifest)), imageType),
      ]);
    },
  };
}
