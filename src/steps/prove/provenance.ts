// Provenance: one SLSA statement over index, platforms and assets.
import { type ImagePlan, firstName } from '../../plan/plan.ts';
import { type Attestation, type Image, type ReleaseAsset, digestsOf } from '../../plan/artifacts.ts';
import { type AttestedSubject, type BuildDependency, provenanceType } from '../../world/sigstore/attestor.ts';
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
      sign: () => world.attestor.provenance(subjects, dependenciesOf(job, image)),
    },
    image,
  );
}

/** Index and platforms, each under every name. */
export function imageSubjects(plan: ImagePlan, image: Image): readonly AttestedSubject[] {
  return plan.images.flatMap(({ name }) => digestsOf(image).map((digest) => ({ name, digest })));
}

/** The jobs that built platforms for this one, as what the release is made of (SLSA v1, `resolvedDependencies`). */
function dependenciesOf(
  { plan, elsewhere }: Pick<Job<ImagePlan>, 'plan' | 'elsewhere'>,
  { platforms }: Pick<Image, 'platforms'>,
): readonly BuildDependency[] {
  return platforms.flatMap(({ platform, digest }) => {
    const record = elsewhere?.get(platform.name)?.record;
    if (record?.digest !== digest) return [];
    const { job, run, runner, anchor } = record;
    return [
      {
        uri: `oci://${firstName(plan).name}@${digest}`,
        digest: { sha256: digest.slice('sha256:'.length) },
        name: platform.name,
        annotations: { job, run, runner, anchor },
      },
    ];
  });
}
