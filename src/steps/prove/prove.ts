// What proves an image, in its one order for releases and branches: signatures, provenance and SBOMs, made, attached and read back.
import type { Attestation, Image } from '../../plan/artifacts.ts';
import type { ImageSignature } from '../../plan/record/release-record.ts';
import type { ImagePlan } from '../../plan/plan.ts';
import type { EarlierRelease, Job } from '../../run/job.ts';
import type { World } from '../../world/world.ts';
import type { AssetFile } from '../prepare/asset-file.ts';
import { attestProvenance } from './provenance.ts';
import { signLegacy } from './sign-legacy.ts';
import { sign } from './sign.ts';
import { meeting } from './meeting.ts';
import { allEnded } from '../../run/concurrency.ts';

export interface Proofs {
  readonly signatures: readonly ImageSignature[];
  readonly provenance: Attestation | undefined;
  readonly sboms: readonly Attestation[];
}

/** What is proven beside the image: the files of a release, and its SBOMs. A branch has neither. */
export interface Proven {
  readonly payload: readonly AssetFile[];
  readonly attestSboms: () => Promise<readonly Attestation[]>;
}

/**
 * All at once: nothing of it needs another part. Where a registry has no referrers API they share one list, which has one
 * writer at a time (`world/registry/referrers.ts`); signatures and provenance wait for each other, so that it is written once.
 * What cosign and gh say of it is asked for by `verifyProofs`.
 * @throws ReleaseError naming what cannot be made, or does not verify; only when nothing is under way any more.
 */
export async function prove(
  job: Job<ImagePlan, World, Pick<EarlierRelease, 'manifest' | 'release'>>,
  image: Image,
  { payload, attestSboms }: Proven = { payload: [], attestSboms: () => Promise.resolve([]) },
): Promise<Proofs> {
  const { plan } = job;
  const together = meeting(2);
  const signing = async (): Promise<readonly ImageSignature[]> => {
    const bundles = await together.attend(0, (others) =>
      plan.sign === 'none' ? Promise.resolve([]) : sign(job, image, { others }),
    );
    return plan.signLegacy ? signLegacy(job, image, bundles) : bundles;
  };
  const parts = [
    signing(),
    together.attend(1, (others) =>
      plan.attest ? attestProvenance(job, image, payload, others) : Promise.resolve(undefined),
    ),
    attestSboms(),
  ] as const;
  const [signatures, provenance, sboms] = await allEnded(parts);
  return { signatures, provenance, sboms };
}
