// Signatures: index and every platform, under every name, each found in the registry or made by cosign.
import { count } from '../../report/quantities.ts';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import type { ImagePlan } from '../../plan/plan.ts';
import { type Image, digestsOf } from '../../plan/artifacts.ts';
import type { ImageSignature } from '../../plan/record/release-record.ts';
import { type Log, type Steps, afterFirst } from '../../run/step.ts';
import { mapConcurrent } from '../../run/concurrency.ts';
import { TransientError, type RetryPolicy, retry } from '../../world/retry/retry.ts';
import { lagRetryPolicy } from '../../world/registry/lag.ts';
import type { ImageDigest } from '../../world/sigstore/cosign.ts';
import type { World } from '../../world/world.ts';
import { findSignature, signaturePredicate } from '../../find/signature.ts';
import { bundleArtifact } from './attach.ts';
import { bundleType } from './attestation.ts';
import { type Others, alone } from './meeting.ts';
import type { Job } from '../../run/job.ts';
import { compact } from '../../compact.ts';

/** How many are signed at once: each spends a token on a certificate of its own. */
const signedAtOnce = 4;

/** One kind of signature under one name. */
export interface Signing<Found> {
  /** Of the step. */
  readonly title: string;
  /** What is waited for. */
  readonly what: string;
  readonly find: (digest: Digest, log: Log) => Promise<Found | undefined>;
  readonly sign: (digests: readonly Digest[], log: Log) => Promise<void>;
}

/** Signs what is not signed yet, one image name after the other: a fallback tag has room for one writer at a time. */
export async function sign(
  job: Pick<Job<ImagePlan>, 'plan' | 'world' | 'steps'>,
  image: Image,
  {
    retryPolicy = lagRetryPolicy,
    others = alone,
  }: { readonly retryPolicy?: RetryPolicy; readonly others?: Others } = {},
): Promise<readonly ImageSignature[]> {
  const { plan, world, steps } = job;
  const signatures: ImageSignature[] = [];
  for (const name of image.names) {
    // What a broken attempt has signed and not attached is not signed again.
    const made = new Map<Digest, string>();
    const found = await signDigests(
      {
        title: `Sign ${name.name}`,
        what: `signatures of ${name.name}`,
        find: (digest, log) => findSignature(job, name, digest, log),
        sign: async (digests, log) => {
          for (const digest of digestsOf(image))
            if (!digests.includes(digest)) void others.ready(name, digest);
          const texts = await mapConcurrent(digests, signedAtOnce, async (digest) => {
            const text = made.get(digest) ?? (await signOne({ image: name, digest }, world, log));
            made.set(digest, text);
            return [digest, text] as const;
          });
          await mapConcurrent(texts, texts.length, ([digest, text]) =>
            world.registry.attach(
              name,
              digest,
              bundleArtifact(text, bundleType, signaturePredicate, plan),
              () => others.ready(name, digest),
            ),
          );
        },
      },
      { name, image },
      { steps, retryPolicy },
    );
    for (const digest of digestsOf(image)) void others.ready(name, digest);
    signatures.push(
      ...digestsOf(image).map((digest, at) => {
        const logIndex = found[at]?.statement.logIndex;
        return compact({ image: name.name, digest, logIndex });
      }),
    );
  }
  return signatures;
}

/** cosign signs into a file; what it made is attached as everything else is. */
async function signOne(ref: ImageDigest, world: World, log: Log): Promise<string> {
  const folder = await mkdtemp(join(world.temp, 'signature-'));
  try {
    const file = join(folder, 'bundle.json');
    await world.cosign.sign(ref, file, log);
    return await readFile(file, 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Finds the signature of index and every platform, or makes what is missing and reads it back; in the digests' order. */
export async function signDigests<Found>(
  signing: Signing<Found>,
  { name, image }: { readonly name: ImageName; readonly image: Image },
  { steps, retryPolicy }: { readonly steps: Steps; readonly retryPolicy: RetryPolicy },
): Promise<readonly (Found | undefined)[]> {
  const digests = digestsOf(image);
  let found: readonly (Found | undefined)[] = [];
  const missing = async (log: Log): Promise<readonly Digest[]> => {
    found = await Promise.all(digests.map((digest) => signing.find(digest, log)));
    return digests.filter((_, at) => found[at] === undefined);
  };
  let unsigned = digests;
  await steps.run({
    title: signing.title,
    find: afterFirst(image.isNew === true, async (log) => {
      unsigned = await missing(log);
      return unsigned.length === 0 ? 0 : undefined;
    }),
    make: async (log) => {
      await signing.sign(unsigned, log);
      // A registry that lags shows it in a moment. Only what stays away is signed again, by the next attempt of this
      // step: another writer's list has won.
      await retry(
        signing.what,
        async () => {
          const left = await missing(log);
          if (left.length === 0) return;
          throw new TransientError(`${left.join(', ')} of ${name.name} shows no signature after signing`, {
            hint: 'Run the workflow again: it signs what is not signed.',
          });
        },
        { ...retryPolicy, onWait: log },
      );
      return unsigned.length;
    },
    describe: (number) =>
      number === 0
        ? 'index and platforms are signed'
        : `${number} of ${count(digests.length, 'digest')} signed and read back`,
  });
  return found;
}
