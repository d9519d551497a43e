// Everything that the release page will offer, in the order in which one speaks of the other: record, checksums, signature.
import { bundleName, keyName, notesName, recordName } from '../../plan/asset-names.ts';
import { signsRecord } from '../../plan/assets.ts';
import type { ReleaseRecord } from '../../plan/record/release-record.ts';
import type { Steps } from '../../run/step.ts';
import type { World } from '../../world/world.ts';
import { bundleType } from '../prove/attestation.ts';
import { checksums } from './checksums.ts';
import { type AssetFile, assetOf } from '../prepare/asset-file.ts';
import { type RecordInput, manifest } from './record.ts';
import { attestRecord } from './attest-record.ts';
import { signEach } from './sign-assets.ts';
import type { Check } from '../prove/verify.ts';

export interface Assets {
  readonly all: readonly AssetFile[];
  readonly manifest: ReleaseRecord;
  readonly checks: readonly Check[];
}

/**
 * Adds to what people download: the attestations, the public key, the notes that did not fit, release.json over all of
 * these, the checksums over all of that, the signature over the checksums, and where they are wanted those over each file
 * that people download.
 */
export async function gatherAssets(
  payload: readonly AssetFile[],
  fullNotes: string | undefined,
  rest: Omit<RecordInput, 'files' | 'world'> & { readonly world: World },
  steps: Steps,
): Promise<Assets> {
  const { plan, proofs, gate, world, earlier } = rest;
  const { provenance, sboms } = proofs;
  const attestations = [...(provenance ? [provenance] : []), ...sboms, ...(gate ? [gate] : [])];
  const signed = (files: readonly AssetFile[]): readonly AssetFile[] =>
    plan.assets.signEach ? files.map((file) => ({ ...file, bundle: bundleName(file.name) })) : files;
  const downloads = signed([
    ...payload,
    ...(fullNotes === undefined ? [] : [assetOf(notesName, fullNotes, 'text/markdown; charset=utf-8')]),
  ]);
  const files = [
    ...downloads,
    ...attestations.map(({ asset, bundle }) => assetOf(asset, bundle, bundleType)),
    ...(world.publicKey === undefined ? [] : [assetOf(keyName, world.publicKey, 'text/plain')]),
  ];
  const record = await manifest({ ...rest, files });
  const own = assetOf(recordName, record.text, 'application/json');
  const listed = [own, ...files];
  const sums = await checksums({ plan, world, steps, earlier }, listed);
  const alone = signsRecord(plan) ? [own] : [];
  const job = { plan, world, steps, earlier };
  const each = await signEach(job, plan.assets.signEach ? [own, ...downloads] : alone);
  const attested = await attestRecord(job, own);
  return {
    all: [...listed, ...sums.assets, ...each.assets, ...attested],
    manifest: record.manifest,
    checks: [...sums.checks, ...each.checks],
  };
}
