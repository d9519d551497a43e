// Which assets a release has, as its record says.
import { recordName } from '../asset-names.ts';
import type { ReleaseRecord } from './release-record.ts';

/** The names of all that this action put there: the record, what it lists, and what signs these. */
export function recordedNames(record: ReleaseRecord): readonly string[] {
  const { assets, signature, provenance, checksums } = record;
  const bundles = [
    ...assets.map(({ bundle }) => bundle),
    ...[signature?.bundle, provenance?.bundle, checksums?.asset, checksums?.bundle],
  ];
  return [recordName, ...assets.map(({ name }) => name), ...bundles.filter((name) => name !== undefined)];
}

/** Whether all of these are uploaded. The page that a person published is filled in public, and may be half filled. */
export function isWhole(
  release: { readonly assets: readonly { readonly name: string; readonly state: string }[] },
  record: ReleaseRecord,
): boolean {
  const isThere = (wanted: string): boolean =>
    release.assets.some(({ name, state }) => name === wanted && state === 'uploaded');
  return recordedNames(record).every(isThere);
}
