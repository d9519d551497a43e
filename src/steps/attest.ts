// Provenance: one SLSA statement over index and platforms, stored at GitHub, and attached to each digest in the registry.
import { type Digest } from '../plan/brands.ts';
import type { ImageName } from '../plan/image-name.ts';
import type { Plan } from '../plan/plan.ts';
import { type Attestation, type Image, digestsOf } from '../plan/release.ts';
import type { Log, Steps } from '../step.ts';
import { ReleaseError } from '../errors.ts';
import { provenanceType } from '../world/attestor.ts';
import { LookAgain } from '../world/patience.ts';
import type { World } from '../world/world.ts';
import { type FoundBundle, firstVerified, referringBundles } from './bundles.ts';

/** The media type of a bundle names its version; that of the version we write serves where it says none. */
const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/**
 * A verified provenance of index and platforms by this workflow on this commit. The registry's copy comes first: it
 * has the bytes that the release's asset has, which GitHub need not keep.
 */
export async function findProvenance(
  plan: Plan,
  world: World,
  image: Image,
  log: Log,
): Promise<FoundBundle | undefined> {
  const [first] = plan.images;
  const attached =
    first && firstOf(await referringBundles(world.registry, first, image.digest), plan, world, image, log);
  return attached ?? firstOf(await storedAtGitHub(world, image.digest), plan, world, image, log);
}

/** Makes sure of the provenance: signed once, stored at GitHub, and referring to each digest under every name. */
export async function attest(plan: Plan, image: Image, world: World, steps: Steps): Promise<Attestation> {
  const { text, statement } = await steps.run({
    title: 'Attest provenance',
    find: (log) => findProvenance(plan, world, image, log),
    make: async (log) => {
      const subjects = plan.images.flatMap((name) =>
        digestsOf(image).map((digest) => ({ name: name.name, digest })),
      );
      const text = JSON.stringify(await world.attestor.provenance(subjects));
      const made = firstOf([text], plan, world, image, log);
      if (!made) {
        throw new ReleaseError('the provenance just signed does not verify', {
          hint: `It must name ${plan.commit} and ${world.signer.san}; the log of this step says what it names.`,
        });
      }
      return made;
    },
    describe: ({ statement: { subjects, logIndex } }) =>
      `${subjects.length} subjects${logIndex === undefined ? '' : `, log index ${logIndex}`}`,
  });
  const bundle: unknown = JSON.parse(text);
  const mediaType = mediaTypeOf(bundle);
  const url = await steps.run({
    title: 'Store the provenance at GitHub',
    find: async (log) =>
      firstOf(await storedAtGitHub(world, image.digest), plan, world, image, log) &&
      `${plan.repository.url}/attestations`,
    make: async () => `${plan.repository.url}/attestations/${await world.github.storeAttestation(bundle)}`,
    describe: (stored) => stored,
  });
  for (const name of plan.images) {
    await attach(plan, image, name, { text, mediaType }, world, steps);
  }
  return {
    bundle: text,
    mediaType,
    url,
    ...(statement.logIndex === undefined ? {} : { logIndex: statement.logIndex }),
  };
}

/**
 * Attaches, then reads back. On registries without the referrers API a digest's list of referrers is one tag, so each
 * digest has one writer at a time; cosign's signatures are there already.
 */
async function attach(
  plan: Plan,
  image: Image,
  name: ImageName,
  { text, mediaType }: { readonly text: string; readonly mediaType: string },
  world: World,
  steps: Steps,
): Promise<void> {
  let bare: readonly Digest[] = digestsOf(image);
  const missing = async (log: Log): Promise<readonly Digest[]> => {
    const found = await Promise.all(
      digestsOf(image).map(async (digest) =>
        firstOf(await referringBundles(world.registry, name, digest), plan, world, image, log),
      ),
    );
    return digestsOf(image).filter((_, at) => found[at] === undefined);
  };
  await steps.run({
    title: `Attach the provenance to ${name.name}`,
    find: async (log) => {
      bare = await missing(log);
      return bare.length === 0 ? 0 : undefined;
    },
    make: async (log) => {
      const artifact = {
        bytes: Buffer.from(text),
        mediaType,
        predicateType: provenanceType,
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
        throw new LookAgain(`${lost.join(', ')} lost its provenance to another writer`, {
          hint: 'Run the workflow again.',
        });
      }
      return bare.length;
    },
    describe: (count) => (count === 0 ? 'index and platforms have it' : `${count} digests, read back`),
  });
}

async function storedAtGitHub(world: World, digest: Digest): Promise<readonly string[]> {
  const bundles = await world.github.attestations(digest);
  return bundles.filter((bundle) => bundle !== undefined).map((bundle) => JSON.stringify(bundle));
}

function firstOf(
  texts: readonly string[],
  plan: Plan,
  world: World,
  image: Image,
  log: Log,
): FoundBundle | undefined {
  return firstVerified(
    texts,
    world,
    plan,
    { predicateType: provenanceType, subjectDigests: digestsOf(image) },
    log,
  );
}

function mediaTypeOf(bundle: unknown): string {
  const named =
    typeof bundle === 'object' && bundle !== null && 'mediaType' in bundle ? bundle.mediaType : undefined;
  return typeof named === 'string' ? named : bundleType;
}
