// Provenance: one SLSA statement over index, platforms and assets.
import type { ImagePlan } from '../../plan/plan.ts';
import { type Attestation, type Image, type ReleaseAsset, digestsOf } from '../../plan/artifacts.ts';
import { type AttestedSubject, provenanceType } from '../../world/sigstore/attestor.ts';
import type { World } from '../../world/world.ts';
import { ensureAttestation } from './attestation.ts';
import { provenanceName } from '../../plan/asset-names.ts';
import { digestOf } from '../../find/provenance.ts';
import type { EarlierRelease, Job } from '../../run/job.ts';

/** Makes sure of the provenance: signed once, stored at GitHub, and referring to each digest under every name. */
export async function attestProvenance(
  job: Job<ImagePlan, World, Pick<EarlierRelease, 'manifest'>>,
  image: Image,
  assets: readonly ReleaseAsset[],
): Promise<Attestation> {
  const { plan, world } = job;
  const subjects: readonly AttestedSubject[] = [
    ...imageSubjects(plan, image),
    ...assets.map((asset) => ({ name: asset.name, digest: digestOf(asset) })),
  ];
  return ensureAttestation(
    job,
    {
      what: 'provenance',
      asset: provenanceName,
      predicateType: provenanceType,
      subjects,
      sign: () => world.attestor.provenance(subjects),
    },
    image,
  );
}

/** Index and platforms, each under every name. */
export function imageSubjects(plan: ImagePlan, image: Image): readonly AttestedSubject[] {
  return plan.images.flatMap(({ name }) => digestsOf(image).map((digest) => ({ name, digest })));
}
