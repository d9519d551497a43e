// Signatures of single assets judged from outside: each that the record names is there, and is of that file by who it says.
import type { ReleaseRecord } from '../plan/record/release-record.ts';
import type { CheckReport } from '../report/model.ts';
import { blobSigner, signerOptions } from './key.ts';
import { type AuditWorld, type AuditedRelease, AuditFailure, check, textOf } from './subject.ts';
import { recordName } from '../plan/asset-names.ts';

/** Asset → the asset with the bundle over it, as the record has it; release.json itself among them. */
export function recordedBundles(manifest: ReleaseRecord | undefined): ReadonlyMap<string, string> {
  const own = manifest?.signature?.bundle;
  return new Map([
    ...(manifest?.assets ?? []).flatMap(({ name, bundle }) =>
      bundle === undefined ? [] : [[name, bundle] as const],
    ),
    ...(own === undefined ? [] : [[recordName, own] as const]),
  ]);
}

export function auditAssetSignatures(
  subject: AuditedRelease,
  world: AuditWorld,
): Promise<readonly CheckReport[]> {
  const by = signerOptions(subject);
  return Promise.all(
    [...recordedBundles(subject.manifest)].map(([name, bundle]) =>
      check(`Signature ${bundle} of ${name}`, [`cosign verify-blob ${name} --bundle ${bundle} ${by}`], () =>
        signer(name, bundle, subject, world),
      ),
    ),
  );
}

function signer(name: string, bundle: string, subject: AuditedRelease, world: AuditWorld): string {
  const file = (wanted: string): AuditedRelease['files'][number] => {
    const found = subject.files.find((one) => one.name === wanted);
    if (!found) throw new AuditFailure(`${wanted} is not there`);
    return found;
  };
  return blobSigner(textOf(file(bundle)), file(name).content, subject, world);
}
