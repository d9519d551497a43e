// An attestation of the image: signed once, stored at GitHub, attached to each digest in the registry; each found first.
import { count } from '../../report/quantities.ts';
import { ReleaseError } from '../../errors.ts';
import { digest as asDigest } from '../../plan/brands.ts';
import type { ImagePlan } from '../../plan/plan.ts';
import type { Attestation } from '../../plan/artifacts.ts';
import { type Log, afterFirst } from '../../run/step.ts';
import type { AttestedSubject } from '../../world/sigstore/attestor.ts';
import type { World } from '../../world/world.ts';
import { attachAttestation } from './attach.ts';
import {
  type AttestationTarget,
  type SignedAttestation,
  type AttestationQuery,
  type RecordedBundle,
  findAttestation,
  firstMatching,
} from '../../find/attestation.ts';
import { maxBundleBytes } from '../../find/bundles.ts';
import { findAsset } from '../../world/github/types.ts';
import { sha256 } from '../../world/registry/registry.ts';
import { storeAttestation } from './store.ts';
import { type Others, alone } from './meeting.ts';
import type { EarlierRelease, Job } from '../../run/job.ts';
import { compact } from '../../compact.ts';

/** The media type of a bundle names its version; that of the version we write serves where it says none. */
export const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';

export interface AttestationRequest {
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
  /** Neither looked for at GitHub nor stored there. */
  readonly registryOnly?: boolean;
}

type Recorded = Pick<EarlierRelease, 'manifest' | 'release'>;

/** Makes sure of an attestation everywhere it belongs. What GitHub would not store is told in the answer. */
export async function ensureAttestation(
  job: Job<ImagePlan, World, Recorded>,
  attesting: AttestationRequest,
  image: AttestationTarget,
  others: Others = alone,
): Promise<Attestation> {
  const { plan, world, steps } = job;
  const { what, asset, predicateType, same, registryOnly } = attesting;
  const wanted: AttestationQuery = compact({
    predicateType,
    subjectDigests: [...new Set(attesting.subjects.map(({ digest }) => digest))],
    same,
    registryOnly,
    recorded: recordedBundle(job, asset),
  });
  let isNew = false;
  const { text, statement } = await steps.run({
    title: `Attest ${what}`,
    // What no registry had before this run has no attestation but one that is recorded.
    find: afterFirst(image.isNew === true && wanted.recorded === undefined, (log) =>
      findAttestation(job, image, wanted, log),
    ),
    make: async (log) => {
      const text = JSON.stringify(await attesting.sign(log));
      const made = firstMatching(job, [text], wanted, log);
      if (!made) {
        throw new ReleaseError(`the ${what} just signed does not verify`, {
          hint: `It must name ${plan.commit} and ${world.signer.san}; the log of this step says what it names.`,
        });
      }
      isNew = true;
      return made;
    },
    describe: ({ statement: { subjects, logIndex } }) =>
      `${count(subjects.length, 'subject')}${logIndex === undefined ? '' : `, log index ${logIndex}`}`,
  });
  const bundle: unknown = JSON.parse(text);
  const mediaType = mediaTypeOf(bundle);
  const signed: SignedAttestation = { what, wanted, plan, image };
  const stored = registryOnly === true ? {} : await storeAttestation(job, bundle, signed, isNew);
  for (const name of plan.images) {
    await attachAttestation(job, { text, mediaType, isNew, others }, name, signed);
  }
  return compact({ asset, predicateType, bundle: text, ...stored, logIndex: statement.logIndex });
}

/** The bundle that release.json names, of the earlier release's asset of this name. */
function recordedBundle(
  { world, earlier: { manifest, release } }: Pick<Job<ImagePlan, World, Recorded>, 'world' | 'earlier'>,
  name: string,
): RecordedBundle | undefined {
  const entry = manifest?.assets.find((asset) => asset.name === name);
  if (entry === undefined) return undefined;
  const digest = asDigest(`sha256:${entry.sha256}`);
  const read = async (): Promise<string | undefined> => {
    const asset = release && findAsset(release, name);
    if (asset === undefined || asset.size > maxBundleBytes) return undefined;
    const bytes = await world.github.download(asset);
    return sha256(bytes) === digest ? bytes.toString('utf8') : undefined;
  };
  return { digest, read };
}

function mediaTypeOf(bundle: unknown): string {
  const named =
    typeof bundle === 'object' && bundle !== null && 'mediaType' in bundle ? bundle.mediaType : undefined;
  return typeof named === 'string' ? named : bundleType;
}
