// Everything that the release page will offer, in the order in which one speaks of the other: record, checksums, signature.
import { keyName, notesName } from '../plan/assets.ts';
import { type Manifest, manifestName } from '../plan/release.ts';
import type { Steps } from '../step.ts';
import type { World } from '../world/world.ts';
import { bundleType } from './attestation.ts';
import { checksums } from './checksums.ts';
import { type AssetFile, assetOf } from './draft.ts';
import { type ManifestInput, manifest } from './manifest.ts';
import type { Check } from './verify.ts';

export interface Assets {
  readonly all: readonly AssetFile[];
  readonly manifest: Manifest;
  readonly checks: readonly Check[];
}

/**
 * Adds to what people download: the attestations, the public key, the notes that did not fit, release.json over all of
 * these, the checksums over all of that, and the signature over the checksums.
 */
export async function gatherAssets(
  payload: readonly AssetFile[],
  fullNotes: string | undefined,
  rest: Omit<ManifestInput, 'files' | 'world'> & { readonly world: World },
  steps: Steps,
): Promise<Assets> {
  const { plan, provenance, sboms, world, earlier } = rest;
  const attestations = [...(provenance ? [provenance] : []), ...sboms];
  const files = [
    ...payload,
    ...attestations.map(({ asset, bundle }) => assetOf(asset, bundle, bundleType)),
    ...(world.publicKey === undefined ? [] : [assetOf(keyName, world.publicKey, 'text/plain')]),
    ...(fullNotes === undefined ? [] : [assetOf(notesName, fullNotes, 'text/markdown; charset=utf-8')]),
  ];
  const record = await manifest({ ...rest, files });
  const listed = [assetOf(manifestName, record.text, 'application/json'), ...files];
  const sums = await checksums(plan, listed, world, steps, earlier);
  return { all: [...listed, ...sums.assets], manifest: record.manifest, checks: sums.checks };
}
