// Provenance that an earlier run left: found by its subjects, verified before it counts.
import type { ImagePlan } from '../plan/plan.ts';
import { type Image, digestsOf } from '../plan/artifacts.ts';
import type { ReleaseAsset } from '../plan/record/release-record.ts';
import type { Log } from '../run/step.ts';
import { provenanceType } from '../world/sigstore/statement.ts';
import type { FoundBundle } from './bundles.ts';
import { findAttestation } from './attestation.ts';
import { type Digest, digest as asDigest } from '../plan/brands.ts';
import type { Job } from '../run/job.ts';

/** A verified provenance by this workflow on this commit that speaks of index, platforms and these assets. */
export async function findProvenance(
  job: Pick<Job<ImagePlan>, 'plan' | 'world'>,
  image: Image,
  log: Log,
  assets: readonly ReleaseAsset[] = [],
): Promise<FoundBundle | undefined> {
  const subjects = [...digestsOf(image), ...assets.map(digestOf)];
  return findAttestation(job, image, { predicateType: provenanceType, subjectDigests: subjects }, log);
}

export function digestOf({ sha256 }: ReleaseAsset): Digest {
  return asDigest(`sha256:${sha256}`);
}
