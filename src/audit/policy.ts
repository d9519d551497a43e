// Which proofs a release must have: what was asked for, what its record speaks of, and what is found all the same; never less.
import type { AuditedRelease } from './subject.ts';

/** How the parts of a release that are not its image are signed, where they are. */
export type Covering = 'signature' | 'provenance' | 'nothing';

/** Whether image and record must be signed: by `sign`, or since the record names who signed. */
export function demandsSignature({ inputs, manifest }: Pick<AuditedRelease, 'inputs' | 'manifest'>): boolean {
  return inputs.sign !== 'none' || manifest?.signature !== undefined;
}

/** Whether image and assets must have provenance: by `attest`, or since the record names it. */
export function demandsProvenance({
  inputs,
  manifest,
}: Pick<AuditedRelease, 'inputs' | 'manifest'>): boolean {
  return inputs.attest || manifest?.provenance !== undefined;
}

/** What must vouch for the record itself: who signed where something is signed, else who attested. */
export function coveringOf(subject: Pick<AuditedRelease, 'inputs' | 'manifest'>): Covering {
  if (subject.manifest?.signature !== undefined) return 'signature';
  if (demandsProvenance(subject)) return 'provenance';
  return demandsSignature(subject) ? 'signature' : 'nothing';
}

/** What to write where a release was made without a proof on purpose, and its maintainers know that. */
export const withoutSignature = 'with: { mode: verify, sign: none }   # where it was released so';
export const withoutProvenance = 'with: { mode: verify, attest: false }   # where it was released so';
