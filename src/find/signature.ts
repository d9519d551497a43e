// Signatures of an image that an earlier run left, verified before they count.
import type { Digest } from '../plan/brands.ts';
import type { ImageName } from '../plan/oci/image-name.ts';
import type { ImagePlan } from '../plan/plan.ts';
import type { Log } from '../run/step.ts';
import type { World } from '../world/world.ts';
import { type FoundBundle, firstSignedWith, firstVerified, referringBundles } from './bundles.ts';

const signaturePredicate = 'https://sigstore.dev/cosign/sign/v1';

/** A signature of this digest by this workflow on this commit, or by the key that was given; or `undefined`. */
export async function findSignature(
  plan: Pick<ImagePlan, 'commit' | 'repository'>,
  world: World,
  name: ImageName,
  digest: Digest,
  log: Log,
): Promise<FoundBundle | undefined> {
  const texts = await referringBundles(world.registry, name, digest, log);
  const policy = { predicateType: signaturePredicate, subjectDigests: [digest] };
  return world.publicKey === undefined
    ? firstVerified(texts, world, plan, policy, log)
    : firstSignedWith(world.publicKey, texts, world, policy, log);
}
