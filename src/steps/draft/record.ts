// release.json: what the release is made of, written while it is a draft and found again by a rerun.
import type { Context } from '../../plan/context.ts';
import type { Plan } from '../../plan/plan.ts';
import {
  type Attestation,
  type AttestationReference,
  type Image,
  type ImageSignature,
  type ReleaseRecord,
  type ReleaseAsset,
  recordSchema,
} from '../../plan/artifacts.ts';
import type { World } from '../../world/world.ts';
import { bundleName, keyName, recordName } from '../../plan/asset-names.ts';
import { legacyIn } from '../../plan/record/legacy-tags.ts';
import type { EarlierRelease } from '../../run/job.ts';

export interface RecordInput {
  readonly plan: Plan;
  readonly image: Image;
  /** Every asset but release.json itself, the checksums, and the signatures of single assets. */
  readonly files: readonly ReleaseAsset[];
  readonly signatures: readonly ImageSignature[];
  readonly provenance: Attestation | undefined;
  readonly sboms: readonly Attestation[];
  readonly world: Pick<World, 'signer' | 'publicKey' | 'tools'> & {
    readonly registry: Pick<World['registry'], 'head'>;
    readonly github: Pick<World['github'], 'tagTarget' | 'latestRelease'>;
  };
  readonly context: Context;
  readonly earlier: EarlierRelease;
}

/** The record of this release. One that an earlier run wrote and that says the same is kept to the byte. */
export async function manifest(
  input: RecordInput,
): Promise<{ readonly manifest: ReleaseRecord; readonly text: string }> {
  const kept = input.earlier.manifest;
  const core = coreOf(input);
  const stands =
    kept &&
    facts(kept) === facts(core) &&
    (input.earlier.release?.draft === false || String(legacyIn(kept)) === String(legacyIn(core)));
  const record = stands ? kept : { ...core, pointers: await pointersNow(input) };
  return { manifest: record, text: `${JSON.stringify(record, null, 2)}\n` };
}

/** All but the pointers, which have to be asked for. */
function coreOf(input: RecordInput): ReleaseRecord {
  const { plan, image, files, signatures, provenance, sboms, world, context } = input;
  const { checksums } = plan.assets;
  return {
    schema: recordSchema,
    version: plan.version.text,
    tag: plan.tag,
    commit: plan.commit,
    repository: plan.repository.fullName,
    run: `${context.run.url}/attempts/${context.run.attempt}`,
    images: image.names.map(({ name }) => ({
      name,
      digest: image.digest,
      tags: [plan.pointers.exact, ...plan.pointers.extra],
    })),
    platforms: image.platforms.map(({ platform, digest, size }) => ({
      platform: platform.name,
      digest,
      size,
    })),
    pointers: [],
    assets: files.map(({ name, size, sha256, bundle }) => ({
      ...{ name, size, sha256 },
      ...(bundle === undefined ? {} : { bundle }),
    })),
    ...(checksums === undefined
      ? {}
      : {
          checksums: {
            asset: checksums.name,
            ...(plan.sign === 'none' ? {} : { bundle: checksums.bundle }),
          },
        }),
    ...(plan.sign === 'none'
      ? {}
      : {
          signature: {
            ...signerOf(world),
            ...(plan.assets.signEach ? { bundle: bundleName(recordName) } : {}),
            images: signatures,
          },
        }),
    ...(provenance === undefined ? {} : { provenance: referenceOf(provenance) }),
    sboms: sboms.map(referenceOf),
    tools: world.tools,
  };
}

function signerOf({
  signer,
  publicKey,
}: RecordInput['world']): Pick<NonNullable<ReleaseRecord['signature']>, 'issuer' | 'identity' | 'publicKey'> {
  return publicKey === undefined ? { issuer: signer.issuer, identity: signer.san } : { publicKey: keyName };
}

function referenceOf({ asset, predicateType, logIndex, url }: Attestation): AttestationReference {
  return {
    asset,
    predicateType,
    ...(logIndex === undefined ? {} : { logIndex }),
    ...(url === undefined ? {} : { url }),
  };
}

/** The pointers as planned: what each that moves names now, and what it will. */
async function pointersNow({ plan, image, world }: RecordInput): Promise<ReleaseRecord['pointers']> {
  const [first] = plan.images;
  return Promise.all(
    plan.pointers.floating.map(async ({ kind, name, moves, why }) => {
      if (!moves) return { kind, name, moves, why };
      const [from, to] = await {
        image: async () => [first && (await world.registry.head(first, name))?.digest, image.digest] as const,
        git: async () => [await world.github.tagTarget(name), plan.commit] as const,
        'github-latest': async () => [(await world.github.latestRelease())?.tag, plan.tag] as const,
      }[kind]();
      return { kind, name, moves, why, ...(from === undefined ? {} : { from }), to };
    }),
  );
}

/** What must agree for an earlier record to stand: all but who wrote it, with what, where it is logged, and what moved. */
function facts(manifest: ReleaseRecord): string {
  const { version, tag, commit, repository, images, platforms, assets, signature } = manifest;
  return JSON.stringify([version, tag, commit, repository, images, platforms, assets, signature?.bundle]);
}
