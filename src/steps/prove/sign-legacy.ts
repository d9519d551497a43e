// Signatures for cosign 2: index and every platform once more, under tags of their own; each found, or made after the bundles.
import type { ImagePlan } from '../../plan/plan.ts';
import type { Image } from '../../plan/artifacts.ts';
import type { ImageSignature } from '../../plan/record/release-record.ts';
import { lagRetryPolicy } from '../../world/registry/lag.ts';
import type { RetryPolicy } from '../../world/retry/retry.ts';
import { legacyTag } from '../../world/sigstore/simple-signing.ts';
import { signDigests } from './sign.ts';
import { findLegacySignature } from '../../find/legacy-signature.ts';
import type { Job } from '../../run/job.ts';

/**
 * Signs what cosign 2 finds no signature of. A digest's tag is read, added to and written again, so it has one writer at a
 * time; one that another run's writing has lost is made again.
 * @returns the signatures with their tags
 */
export async function signLegacy(
  job: Pick<Job<ImagePlan>, 'plan' | 'world' | 'steps'>,
  image: Image,
  signatures: readonly ImageSignature[],
  retryPolicy: RetryPolicy = lagRetryPolicy,
): Promise<readonly ImageSignature[]> {
  const { world, steps } = job;
  for (const name of image.names) {
    await signDigests(
      {
        title: `Sign ${name.name} for cosign 2`,
        what: `signatures of ${name.name} for cosign 2`,
        find: (digest, log) => findLegacySignature(job, name, digest, log),
        sign: (digests, log) => world.cosign.signLegacy(name, digests, log),
      },
      { name, image },
      { steps, retryPolicy },
    );
  }
  return signatures.map((signature) => ({ ...signature, legacyTag: legacyTag(signature.digest) }));
}
