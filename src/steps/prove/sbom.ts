// SBOMs: each given document attested for index and platforms, as its own predicate.
import type { Plan } from '../../plan/plan.ts';
import type { Attestation, Image } from '../../plan/artifacts.ts';
import { type Sbom, sameSbom } from '../../plan/sbom.ts';
import type { World } from '../../world/world.ts';
import { imageSubjects } from './provenance.ts';
import { ensureAttestation } from './attestation.ts';
import { sbomName } from '../../plan/asset-names.ts';
import { mapConcurrent } from '../../run/concurrency.ts';
import type { EarlierRelease, Job } from '../../run/job.ts';

/** How many are attested at once: each spends a token on a certificate of its own. */
const attestedAtOnce = 4;

export async function attestSboms(
  job: Job<Plan, World, Pick<EarlierRelease, 'manifest' | 'release'>>,
  sboms: readonly Sbom[],
  image: Image,
): Promise<readonly Attestation[]> {
  const { plan, world } = job;
  const subjects = imageSubjects(plan, image);
  return mapConcurrent(sboms, attestedAtOnce, ({ path, predicateType, document }) =>
    ensureAttestation(
      job,
      {
        what: `SBOM ${path}`,
        asset: sbomName(path, sboms.length),
        predicateType,
        subjects,
        sign: () => world.attestor.statement(subjects, predicateType, document),
        same: (predicate) => sameSbom(predicate, document),
      },
      image,
    ),
  );
}
