// Signatures in cosign 2's tag-based format (simple signing) that an earlier run left.
import {
  type SimpleSignature,
  claimedDigest,
  legacyTag,
  simpleSignatures,
  bundleOf,
} from '../world/sigstore/simple-signing.ts';
import type { Digest } from '../plan/brands.ts';
import type { ImageName } from '../plan/oci/image-name.ts';
import type { Log } from '../run/step.ts';
import type { Registry } from '../world/registry/registry.ts';
import { messageOf } from '../errors.ts';
import { isUnusable, signsForRelease } from './bundles.ts';
import { attempt } from '../world/sigstore/signature-error.ts';
import type { ImagePlan } from '../plan/plan.ts';
import type { Job } from '../run/job.ts';

/** A signature as stored, with the bytes that it is of. */
export interface LegacySignature {
  readonly signature: SimpleSignature;
  readonly payload: Buffer;
}

/**
 * Every signature of a digest under cosign 2's tag. Anybody who may push can write there: what cannot be read, or claims
 * another digest, is told and left out; what is here is not yet verified.
 */
export async function legacySignatures(
  registry: Pick<Registry, 'manifest' | 'blob'>,
  name: ImageName,
  digest: Digest,
  log: Log = () => undefined,
): Promise<readonly LegacySignature[]> {
  const manifest = await usable(() => registry.manifest(name, legacyTag(digest)), log);
  const signatures = manifest && (await usable(() => simpleSignatures(manifest.bytes), log));
  const found = await Promise.all(
    (signatures ?? []).map((signature) =>
      usable(async () => {
        const payload = await registry.blob(name, signature.payload);
        const claimed = claimedDigest(payload);
        if (claimed === digest) return { signature, payload };
        log(`a signature for cosign 2 is ignored: it is of ${claimed ?? 'no image'}`);
        return undefined;
      }, log),
    ),
  );
  return found.filter((one) => one !== undefined);
}

async function usable<T>(read: () => T | Promise<T>, log: Log): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isUnusable(error)) throw error;
    log(`a signature for cosign 2 is ignored: ${messageOf(error)}`);
    return undefined;
  }
}

/** @throws SignatureError when certificate or log entry cannot be read. */
export function legacyBundle({ signature, payload }: LegacySignature): unknown {
  return attempt('bundle', () => bundleOf(signature, payload));
}

/** The first signature of this digest by this workflow on this commit, or by the key that was given; or `undefined`. */
export async function findLegacySignature(
  job: Pick<Job<Pick<ImagePlan, 'commit' | 'repository'>>, 'plan' | 'world'>,
  name: ImageName,
  digest: Digest,
  log: Log,
): Promise<LegacySignature | undefined> {
  const { world } = job;
  const all = await legacySignatures(world.registry, name, digest, log);
  return all.find((one) =>
    signsForRelease(job, one.payload, () => legacyBundle(one), { log, what: 'a signature for cosign 2' }),
  );
}
