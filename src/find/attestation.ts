// An attestation that is there already: in the registry or at GitHub, by this workflow on this commit.
import type { Digest } from '../plan/brands.ts';
import type { ImagePlan } from '../plan/plan.ts';
import type { Image } from '../plan/artifacts.ts';
import type { Log } from '../run/step.ts';
import { sha256 } from '../world/registry/registry.ts';
import type { ContentPolicy } from '../world/sigstore/verify.ts';
import type { World } from '../world/world.ts';
import { type FoundBundle, firstVerified, referringBundles } from './bundles.ts';
import type { Job } from '../run/job.ts';

/** What it is attached to: index and platforms, or one platform alone. */
export type AttestationTarget = Pick<Image, 'digest' | 'platforms' | 'isNew'>;

/** The bundle that an earlier release.json names. Two runs may both have attested; this one is published. */
export interface RecordedBundle {
  readonly digest: Digest;
  /** Reads it from the release's page; undefined when it is not there. */
  readonly read: () => Promise<string | undefined>;
}

/** What an attestation must say. */
export type AttestationQuery = Required<ContentPolicy> & {
  /** Whether a predicate that is found says the same; any does unless given. */
  readonly same?: (predicate: unknown) => boolean;
  readonly recorded?: RecordedBundle;
  /** GitHub is not asked: the job may not read what it stores. */
  readonly registryOnly?: boolean;
};

/** An attestation that was found or made, before it is everywhere that it belongs. */
export interface SignedAttestation {
  /** For titles: `provenance`, `SBOM app.spdx.json`. */
  readonly what: string;
  readonly wanted: AttestationQuery;
  readonly plan: ImagePlan;
  readonly image: AttestationTarget;
}

/**
 * A verified attestation by this workflow on this commit: the recorded one before all others. Where another run has written
 * over the registry's list of referrers, only the release's page has that one. Of the others the registry's copy comes
 * first: it has the bytes that the release's asset has, which GitHub need not keep.
 */
export async function findAttestation(
  job: Pick<Job<ImagePlan>, 'plan' | 'world'>,
  image: AttestationTarget,
  wanted: AttestationQuery,
  log: Log,
): Promise<FoundBundle | undefined> {
  const { plan, world } = job;
  const [first] = plan.images;
  const attached = first ? await referringBundles(world.registry, first, image.digest, log) : [];
  const { recorded: named } = wanted;
  const recorded =
    named && (attached.find((text) => sha256(Buffer.from(text)) === named.digest) ?? (await named.read()));
  const found = firstMatching(job, recorded === undefined ? attached : [recorded, ...attached], wanted, log);
  if (found !== undefined || wanted.registryOnly === true) return found;
  return firstMatching(job, await storedAtGitHub(world, image.digest), wanted, log);
}

/** The bundles that GitHub has of a digest. */
export async function storedAtGitHub(
  world: { readonly github: Pick<World['github'], 'attestations'> },
  digest: Digest,
): Promise<readonly string[]> {
  const bundles = await world.github.attestations(digest);
  return bundles.filter((bundle) => bundle !== undefined).map((bundle) => JSON.stringify(bundle));
}

/** The first of these bundles that says what is wanted. */
export function firstMatching(
  job: Pick<Job<ImagePlan>, 'plan' | 'world'>,
  texts: readonly string[],
  { predicateType, subjectDigests, same }: AttestationQuery,
  log: Log,
): FoundBundle | undefined {
  return firstVerified(job, texts, { predicateType, subjectDigests }, { log, same });
}
