// release.json: what the release is made of, written while it is a draft and found again by a rerun.
import type { Context } from '../plan/context.ts';
import type { Plan } from '../plan/plan.ts';
import { type Attestation, type Image, type Manifest, provenanceName } from '../plan/release.ts';
import { provenanceType } from '../world/attestor.ts';
import type { World } from '../world/world.ts';
import type { AssetFile } from './draft.ts';
import type { Journal } from './journal.ts';

export interface ManifestInput {
  readonly plan: Plan;
  readonly image: Image;
  /** Every asset but release.json itself. */
  readonly files: readonly AssetFile[];
  readonly attestation: Attestation | undefined;
  readonly world: Pick<World, 'signer' | 'tools'>;
  readonly context: Context;
  readonly earlier: Journal;
}

/** The record of this release. One that an earlier run wrote and that says the same is kept to the byte. */
export function manifest(input: ManifestInput): { readonly manifest: Manifest; readonly text: string } {
  const { plan, image, attestation, world, context, earlier } = input;
  const fresh: Manifest = {
    schema: 'https://github.com/org/release-action/release.schema.json',
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
    pointers: plan.pointers.floating.map(({ kind, name, moves, why }) => ({ kind, name, moves, why })),
    assets: input.files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
    ...(plan.sign === 'none'
      ? {}
      : { signature: { issuer: world.signer.issuer, identity: world.signer.san } }),
    ...(attestation === undefined
      ? {}
      : {
          provenance: {
            asset: provenanceName,
            predicateType: provenanceType,
            ...(attestation.logIndex === undefined ? {} : { logIndex: attestation.logIndex }),
          },
        }),
    tools: world.tools,
  };
  const kept = earlier.manifest;
  const manifest = kept && facts(kept) === facts(fresh) ? kept : fresh;
  return { manifest, text: `${JSON.stringify(manifest, null, 2)}\n` };
}

/** What must agree for an earlier record to stand: all but who wrote it, with what, and what was to move then. */
function facts({
  version,
  tag,
  commit,
  repository,
  images,
  platforms,
  assets,
  signature,
  provenance,
}: Manifest): string {
  return JSON.stringify([version, tag, commit, repository, images, platforms, assets, signature, provenance]);
}
