// An attestation of the image: signed once, stored at GitHub, attached to each digest in the registry; each found first.
import { ReleaseError, messageOf } from '../errors.ts';
import { type Digest, digest as asDigest } from '../plan/brands.ts';
import type { ImageName } from '../plan/image-name.ts';
import type { ImagePlan } from '../plan/plan.ts';
import { type Attestation, type Image, digestsOf } from '../plan/release.ts';
import type { Log, Steps } from '../step.ts';
import type { AttestedSubject } from '../world/attestor.ts';
import { featureNotAvailable } from '../world/github-probe.ts';
import { LookAgain } from '../world/patience.ts';
import { sha256 } from '../world/registry.ts';
import type { ContentPolicy } from '../world/sigstore.ts';
import type { World } from '../world/world.ts';
import { type FoundBundle, firstVerified, referringBundles } from './bundles.ts';
import type { Journal } from './journal.ts';

/** The media type of a bundle names its version; that of the version we write serves where it says none. */
export const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';

export interface Attesting {
  /** For titles: `provenance`, `SBOM app.spdx.json`. */
  readonly what: string;
  /** The asset that holds it. */
  readonly asset: string;
  readonly predicateType: string;
  readonly subjects: readonly AttestedSubject[];
  /** Signs, and answers the bundle. */
  readonly sign: (log: Log) => Promise<unknown>;
  /** Whether a predicate that is found says the same; any does unless given. */
  readonly same?: (predicate: unknown) => boolean;
}

/** What it is attached to: index and platforms, or one platform alone. */
export type Attested = Pick<Image, 'digest' | 'platforms'>;

type Wanted = Required<ContentPolicy> &
  Pick<Attesting, 'same'> & {
    /** The bundle that an earlier release.json names. Two runs may both have attested; this one is published. */
    readonly recorded?: Digest;
  };

/**
 * A verified attestation by this workflow on this commit: the recorded one before all others. Of these the registry's
 * copy comes first: it has the bytes that the release's asset has, which GitHub need not keep.
 */
export async function findAttestation(
  plan: ImagePlan,
  world: World,
  image: Attested,
  wanted: Wanted,
  log: Log,
): Promise<FoundBundle | undefined> {
  const [first] = plan.images;
  const attached = first ? await referringBundles(world.registry, first, image.digest, log) : [];
  const recorded = attached.filter((text) => sha256(Buffer.from(text)) === wanted.recorded);
  const found = firstOf([...recorded, ...attached], plan, world, wanted, log);
  return found ?? firstOf(await storedAtGitHub(world, image.digest), plan, world, wanted, log);
}

/** Makes sure of an attestation everywhere it belongs. What GitHub would not store is told in the answer. */
export async function makeAttestation(
  attesting: Attesting,
  plan: ImagePlan,
  image: Attested,
  world: World,
  steps: Steps,
  { manifest }: Pick<Journal, 'manifest'>,
): Promise<Attestation> {
  const { what, asset, predicateType, same } = attesting;
  const recorded = manifest?.assets.find(({ name }) => name === asset);
  const wanted: Wanted = {
    predicateType,
    subjectDigests: [...new Set(attesting.subjects.map(({ digest }) => digest))],
    ...(same === undefined ? {} : { same }),
    ...(recorded === undefined ? {} : { recorded: asDigest(`sha256:${recorded.sha256}`) }),
  };
  const { text, statement } = await steps.run({
    title: `Attest ${what}`,
    find: (log) => findAttestation(plan, world, image, wanted, log),
    make: async (log) => {
      const text = JSON.stringify(await attesting.sign(log));
      const made = firstOf([text], plan, world, wanted, log);
      if (!made) {
        throw new ReleaseError(`the ${what} just signed does not verify`, {
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
  const stored = await store(attesting, bundle, wanted, plan, image, world, steps);
  for (const name of plan.images) {
    await attach(what, plan, image, name, { text, mediaType }, wanted, world, steps);
  }
  return {
    asset,
    predicateType,
    bundle: text,
    mediaType,
    ...stored,
    ...(statement.logIndex === undefined ? {} : { logIndex: statement.logIndex }),
  };
}

type Stored = Pick<Attestation, 'url' | 'notStored'>;

/** Not every owner's plan has GitHub's attestations: registry and asset serve then. */
async function store(
  { what }: Attesting,
  bundle: unknown,
  wanted: Wanted,
  plan: ImagePlan,
  image: Attested,
  world: World,
  steps: Steps,
): Promise<Stored> {
  const page = `${plan.repository.url}/attestations`;
  return steps.run<Stored>({
    title: `Store the ${what} at GitHub`,
    find: async (log) => {
      const there = firstOf(await storedAtGitHub(world, image.digest), plan, world, wanted, log);
      return there && { url: page };
    },
    make: async () => {
      try {
        return { url: `${page}/${await world.github.storeAttestation(bundle)}` };
      } catch (error) {
        if (!isNotOffered(error)) throw withRemedy(error);
        return { notStored: messageOf(error).split('\n', 1)[0] ?? '' };
      }
    },
    outcome: ({ notStored }) => (notStored === undefined ? 'made' : 'skipped'),
    describe: ({ url, notStored }) => url ?? `GitHub would not: ${notStored ?? ''}`,
  });
}

/** What GitHub answers where the owner's plan, or an older GitHub Enterprise Server, has no attestations. */
function isNotOffered(error: unknown): boolean {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return status === 404 || (status === 403 && featureNotAvailable.test(messageOf(error)));
}

function withRemedy(error: unknown): unknown {
  const denied = error instanceof Error && 'status' in error && error.status === 403;
  if (!denied) return error;
  return new ReleaseError('the job may not store attestations at GitHub', {
    hint: 'permissions: { attestations: write }   # for the job or the workflow',
    cause: error,
  });
}

/**
 * Attaches, then reads back. On registries without the referrers API a digest's list of referrers is one tag, so each
 * digest has one writer at a time; cosign's signatures are there already.
 */
async function attach(
  what: string,
  plan: ImagePlan,
  image: Attested,
  name: ImageName,
  { text, mediaType }: { readonly text: string; readonly mediaType: string },
  wanted: Wanted,
  world: World,
  steps: Steps,
): Promise<void> {
  let bare: readonly Digest[] = digestsOf(image);
  const missing = async (log: Log): Promise<readonly Digest[]> => {
    const found = await Promise.all(
      digestsOf(image).map(async (digest) =>
        firstOf(await referringBundles(world.registry, name, digest, log), plan, world, wanted, log),
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
        throw new LookAgain(`${lost.join(', ')} lost its ${what} to another writer`, {
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
  plan: ImagePlan,
  world: World,
  { predicateType, subjectDigests, same }: Wanted,
  log: Log,
): FoundBundle | undefined {
  return firstVerified(texts, world, plan, { predicateType, subjectDigests }, log, same);
}

function mediaTypeOf(bundle: unknown): string {
  const named =
    typeof bundle === 'object' && bundle !== null && 'mediaType' in bundle ? bundle.mediaType : undefined;
  return typeof named === 'string' ? named : bundleType;
}
