// Read-after-write lag: GHCR shows what was put only after some seconds, and a tag names its old digest until then.
import type { Digest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { TransientError, type RetryPolicy, retry } from '../retry/retry.ts';
import type { Descriptor } from './descriptors.ts';

/** What is asked of a registry while it is waited for. */
export interface Heads {
  head(image: ImageName, reference: string): Promise<Pick<Descriptor, 'digest'> | undefined>;
}

/** How long what was put is waited for: seen are up to 50 s (docs/reality.md, G6), and this is about 100 s. */
export const lagRetryPolicy: RetryPolicy = { attempts: 100, firstMs: 250, maxMs: 1000 };

/**
 * Waits until the registry shows these digests.
 * @throws TransientError when it does not after all that time.
 */
export async function shown(
  registry: Heads,
  name: ImageName,
  digests: readonly Digest[],
  retryPolicy: RetryPolicy,
): Promise<void> {
  await Promise.all(
    digests.map((digest) =>
      retry(
        `${name.name}@${digest}`,
        async () => {
          if (await registry.head(name, digest)) return;
          throw new TransientError(`${name.name}@${digest} was pushed but cannot be read yet`, {
            hint: 'Run the workflow again: the registry may have caught up.',
          });
        },
        retryPolicy,
      ),
    ),
  );
}

/** A tag that was just put. */
export interface PutTag {
  readonly tag: string;
  readonly digest: Digest;
  /** What it named before; a registry that lags still says so. */
  readonly before: string | undefined;
  /** What this run itself has put there before: a registry that lags may still say one of these as well. */
  readonly earlier?: ReadonlySet<string>;
}

/**
 * Waits until a tag names what was put. While it names what it did before, or nothing, the registry lags.
 * @returns the digest that it names in the end: another one at once where somebody else has written it, or the old one
 * after all that time
 */
export async function settled(
  registry: Heads,
  name: ImageName,
  { tag, digest, before, earlier }: PutTag,
  retryPolicy: RetryPolicy,
): Promise<string | undefined> {
  let now: string | undefined;
  try {
    return await retry(
      `${name.name}:${tag}`,
      async () => {
        now = (await registry.head(name, tag))?.digest;
        if (now === digest) return now;
        if (now !== undefined && now !== before && !earlier?.has(now)) return now;
        throw new Lagging(`${name.name}:${tag} does not name ${digest} yet`, {
          hint: 'Run the workflow again.',
        });
      },
      retryPolicy,
    );
  } catch (error) {
    if (error instanceof Lagging) return now;
    throw error;
  }
}

class Lagging extends TransientError {}
