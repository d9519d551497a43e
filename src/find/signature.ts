// Signatures of an image that an earlier run left, verified before they count.
import type { Digest } from '../plan/brands.ts';
import type { ImageName } from '../plan/oci/image-name.ts';
import type { ImagePlan } from '../plan/plan.ts';
import type { Log } from '../run/step.ts';
import { type FoundBundle, firstSignedWith, firstVerified, referringBundles } from './bundles.ts';
import type { Job } from '../run/job.ts';

export const signaturePredicate = 'https://sigstore.dev/cosign/sign/v1';

/** A signature of this digest by this workflow on this commit, or by the key that was given; or `undefined`. */
export async function findSignature(
  job: Pick<Job<Pick<ImagePlan, 'commit' | 'repository'>>, 'plan' | 'world'>,
  name: ImageName,
  digest: Digest,
  log: Log,
): Promise<FoundBundle | undefined> {
  const { world } = job;
  const texts = await referringBundles(world.registry, name, digest, log);
  const policy = { predicateType: signaturePredicate, subjectDigests: [digest] };
  return world.publicKey === undefined
    ? firstVerified(job, texts, policy, { log })
    : firstSignedWith({ world, publicKey: world.publicKey }, texts, policy, log);
}
