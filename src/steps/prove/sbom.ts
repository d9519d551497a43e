// SBOMs: each given document attested for index and platforms, as its own predicate.
import type { Plan } from '../../plan/plan.ts';
import type { Attestation, Image } from '../../plan/artifacts.ts';
import { type Sbom, sameSbom } from '../../plan/sbom.ts';
import type { Steps } from '../../run/step.ts';
import type { World } from '../../world/world.ts';
import { imageSubjects } from './provenance.ts';
import { ensureAttestation } from './attestation.ts';
import type { EarlierRelease } from '../../find/earlier-release.ts';
import { sbomName } from '../../plan/asset-names.ts';

/** One after the other: on registries without the referrers API the list of referrers is one tag. */
export async function attestSboms(
  sboms: readonly Sbom[],
  plan: Plan,
  image: Image,
  world: World,
  steps: Steps,
  journal: Pick<EarlierRelease, 'manifest'>,
): Promise<readonly Attestation[]> {
  const subjects = imageSubjects(plan, image);
  const made: Attestation[] = [];
  for (const { path, predicateType, document } of sboms) {
    made.push(
      await ensureAttestation(
        {
          what: `SBOM ${path}`,
          asset: sbomName(path, sboms.length),
          predicateType,
          subjects,
          sign: () => world.attestor.statement(subjects, predicateType, document),
          same: (predicate) => sameSbom(predicate, document),
        },
        plan,
        image,
        world,
        steps,
        journal,
      ),
    );
  }
  return made;
}
