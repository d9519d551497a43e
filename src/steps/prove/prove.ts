// Proof, in its one order for releases and branches: signatures, provenance, SBOMs, and what cosign and gh say of them.
import type { Attestation, Image, ImageSignature } from '../../plan/artifacts.ts';
import type { ImagePlan } from '../../plan/plan.ts';
import type { EarlierRelease, Job } from '../../run/job.ts';
import type { World } from '../../world/world.ts';
import type { AssetFile } from '../prepare/asset-file.ts';
import { attestProvenance } from './provenance.ts';
import { signLegacy } from './sign-legacy.ts';
import { sign } from './sign.ts';
import { type Check, verifyProofs } from './verify.ts';

export interface Proofs {
  readonly signatures: readonly ImageSignature[];
  readonly provenance: Attestation | undefined;
  readonly sboms: readonly Attestation[];
  readonly checks: readonly Check[];
}

/** What is proven beside the image: the files of a release, and its SBOMs. A branch has neither. */
export interface Proven {
  readonly payload: readonly AssetFile[];
  readonly attestSboms: () => Promise<readonly Attestation[]>;
}

/**
 * One after the other: on registries without a referrers API all of them share one tag.
 * @throws ReleaseError naming what cannot be made, or does not verify.
 */
export async function prove(
  job: Job<ImagePlan, World, Pick<EarlierRelease, 'manifest'>>,
  image: Image,
  { payload, attestSboms }: Proven = { payload: [], attestSboms: () => Promise.resolve([]) },
): Promise<Proofs> {
  const { plan } = job;
  const bundles = plan.sign === 'none' ? [] : await sign(job, image);
  const signatures = plan.signLegacy ? await signLegacy(job, image, bundles) : bundles;
  const provenance = plan.attest ? await attestProvenance(job, image, payload) : undefined;
  const sboms = await attestSboms();
  return { signatures, provenance, sboms, checks: await verifyProofs(job, image, provenance) };
}
