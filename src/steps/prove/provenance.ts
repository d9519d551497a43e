// Provenance: one SLSA statement over index, platforms and assets.
import { type ImagePlan, firstName } from '../../plan/plan.ts';
import { type Attestation, type Image, digestsOf } from '../../plan/artifacts.ts';
import type { ReleaseAsset } from '../../plan/record/release-record.ts';
import type { AttestedSubject, BuildDependency } from '../../world/sigstore/attestor.ts';
import { provenanceType } from '../../world/sigstore/statement.ts';
import type { World } from '../../world/world.ts';
import { ensureAttestation } from './attestation.ts';
import type { Others } from './meeting.ts';
import { isPromotion, promotedName } from '../../plan/promoted.ts';
import { provenanceName } from '../../plan/asset-names.ts';
import { digestOf } from '../../find/provenance.ts';
import type { EarlierRelease, Job } from '../../run/job.ts';

/** Makes sure of the provenance: signed once, stored at GitHub, and referring to each digest under every name. */
export async function attestProvenance(
  job: Job<ImagePlan, World, Pick<EarlierRelease, 'manifest' | 'release'>>,
  image: Image,
  assets: readonly ReleaseAsset[],
  others?: Others,
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
      // The run that built the image may have had the same identity, on the same commit: its provenance is not this release's.
      ...(plan.promoted === undefined
        ? {}
        : { same: (predicate: unknown) => isPromotion(predicate, image.digest) }),
    },
    image,
    others,
  );
}

/** Index and platforms, each under every name. */
export function imageSubjects(plan: ImagePlan, image: Image): readonly AttestedSubject[] {
  return plan.images.flatMap(({ name }) => digestsOf(image).map((digest) => ({ name, digest })));
}

/** What the release is made of beside its commit (SLSA v1, `resolvedDependencies`): an image that was promoted, or what other jobs built. */
function dependenciesOf(
  job: Pick<Job<ImagePlan>, 'plan' | 'elsewhere'>,
  image: Pick<Image, 'digest' | 'platforms'>,
): readonly BuildDependency[] {
  const { promoted } = job.plan;
  if (promoted === undefined) return builtByJobs(job, image);
  return [
    {
      uri: promoted.from.startsWith('oci-layout:') ? promoted.from : `oci://${promoted.from}`,
      digest: { sha256: image.digest.slice('sha256:'.length) },
      name: promotedName,
      annotations: { ...promoted.built },
    },
  ];
}

/** The jobs that built platforms for this one. */
function builtByJobs(
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
