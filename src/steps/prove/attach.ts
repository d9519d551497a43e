// An attestation attached in the registry to each digest that it speaks of; found before, and read back.
import type { Digest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { digestsOf } from '../../plan/artifacts.ts';
import type { Log } from '../../run/step.ts';
import { TransientError } from '../../world/retry/retry.ts';
import { referringBundles } from '../../find/bundles.ts';
import { type SignedAttestation, firstMatching } from '../../find/attestation.ts';
import type { Job } from '../../run/job.ts';

/**
 * Attaches, then reads back. On registries without the referrers API a digest's list of referrers is one tag, so each
 * digest has one writer at a time; cosign's signatures are there already.
 */
export async function attachAttestation(
  job: Pick<Job, 'world' | 'steps'>,
  { text, mediaType }: { readonly text: string; readonly mediaType: string },
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
    find: async (log) => {
      bare = await missing(log);
      return bare.length === 0 ? 0 : undefined;
    },
    make: async (log) => {
      const artifact = {
        bytes: Buffer.from(text),
        mediaType,
        predicateType: wanted.predicateType,
        created: new Date((plan.build.sourceDateEpoch ?? 0) * 1000).toISOString(),
      };
      const [first, ...others] = bare;
      // The first brings the blobs, which all share: uploaded by several at once, a registry may know them late.
      if (first) await world.attestor.attach(name, first, artifact);
      const attached = await Promise.allSettled(
        others.map((digest) => world.attestor.attach(name, digest, artifact)),
      );
      const failure = attached.find((result) => result.status === 'rejected');
      if (failure) throw failure.reason;
      const lost = await missing(log);
      if (lost.length > 0) {
        // Another writer's list won: attaching again merges ours into it.
        throw new TransientError(`${lost.join(', ')} lost its ${what} to another writer`, {
          hint: 'Run the workflow again.',
        });
      }
      return bare.length;
    },
    describe: (count) => (count === 0 ? 'index and platforms have it' : `${count} digests, read back`),
  });
}
