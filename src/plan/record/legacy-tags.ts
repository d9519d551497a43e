// Tags of signatures in cosign 2's format, as a record names them.
import type { ReleaseRecord } from './release-record.ts';

/**
 * The tags of signatures for cosign 2, which may come to a published release later: its record stays as it is then, and
 * does not speak of them.
 */
export function legacyIn(manifest: Pick<ReleaseRecord, 'signature'> | undefined): readonly string[] {
  return (manifest?.signature?.images ?? []).flatMap(({ legacyTag }) => legacyTag ?? []);
}
