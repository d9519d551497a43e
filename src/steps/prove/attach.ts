// An attestation attached in the registry to each digest that it speaks of; found before, and read back.
import type { Digest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { digestsOf } from '../../plan/artifacts.ts';
import { type Log, afterFirst } from '../../run/step.ts';
import type { ImagePlan } from '../../plan/plan.ts';
import { lagRetryPolicy } from '../../world/registry/lag.ts';
import type { Artifact } from '../../world/registry/referrers.ts';
import { TransientError, retry } from '../../world/retry/retry.ts';
import { referringBundles } from '../../find/bundles.ts';
import { type SignedAttestation, firstMatching } from '../../find/attestation.ts';
import type { Others } from './meeting.ts';
import type { Job } from '../../run/job.ts';
import { mapConcurrent } from '../../run/concurrency.ts';

/** The bundle, and whether it was signed just now: what is new is not looked for. */
export interface Attachable {
  readonly text: string;
  readonly mediaType: string;
  readonly isNew: boolean;
  readonly others: Others;
}

/**
 * Attaches, then reads back.
 */
export async function attachAttestation(
  job: Pick<Job, 'world' | 'steps'>,
  { text, mediaType, isNew, others }: Attachable,
  name: ImageName,
  { what, wanted, plan, image }: SignedAttestation,
): Promise<void> {
  const { world, steps } = job;
  let bare: readonly Digest[] = digestsOf(image);
  const missing = async (log: Log): Promise<readonly Digest[]> => {
    const found = await Promise.all(
      digestsOf(image).map(async (digest) =>
        firstMatching(
          { plan, world },
          await referringBundles(world.registry, name, digest, log),
          wanted,
          log,
        ),
      ),
    );
    return digestsOf(image).filter((_, at) => found[at] === undefined);
  };
  await steps.run({
    title: `Attach the ${what} to ${name.name}`,
    find: afterFirst(isNew, async (log) => {
      bare = await missing(log);
      return bare.length === 0 ? 0 : undefined;
    }),
    make: async (log) => {
      const artifact = bundleArtifact(text, mediaType, wanted.predicateType, plan);
      for (const digest of digestsOf(image)) if (!bare.includes(digest)) void others.ready(name, digest);
      // Each digest has a list of its own, so they are waited for side by side.
      await mapConcurrent(bare, bare.length, (digest) =>
        world.registry.attach(name, digest, artifact, () => others.ready(name, digest)),
      );
      // They are listed; a registry that lags may still not have their blobs. Or another writer's list has won, and
      // attaching again merges ours into it.
      await retry(
        `the ${what} in ${name.name}`,
        async () => {
          const lost = await missing(log);
          if (lost.length === 0) return;
          throw new TransientError(`${lost.join(', ')} shows no ${what} after it was attached`, {
            hint: 'Run the workflow again.',
          });
        },
        { ...lagRetryPolicy, onWait: log },
      );
      return bare.length;
    },
    describe: (count) => (count === 0 ? 'index and platforms have it' : `${count} digests, read back`),
  });
  for (const digest of digestsOf(image)) void others.ready(name, digest);
}

/** A bundle as it refers to an image. Its time is the commit's, so that attaching it twice gives one manifest. */
export function bundleArtifact(
  text: string,
  mediaType: string,
  predicateType: string,
  { build }: Pick<ImagePlan, 'build'>,
): Artifact {
  return {
    bytes: Buffer.from(text),
    mediaType,
    annotations: {
      'org.opencontainers.image.created': new Date((build.sourceDateEpoch ?? 0) * 1000).toISOString(),
      'dev.sigstore.bundle.content': 'dsse-envelope',
      'dev.sigstore.bundle.predicateType': predicateType,
    },
  };
}
