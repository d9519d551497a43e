// Sigstore bundles that refer to an image: found in the registry by content, and verified before they count.
import { ReleaseError, messageOf } from '../errors.ts';
import { type Digest, isDigest } from '../plan/brands.ts';
import type { ImageName } from '../plan/oci/image-name.ts';
import type { ImagePlan } from '../plan/plan.ts';
import { mapConcurrent } from '../run/concurrency.ts';
import type { Log } from '../run/step.ts';
import type { CertificateClaims } from '../world/sigstore/certificate.ts';
import { HttpError, isTransient } from '../world/retry/retry.ts';
import type { Registry } from '../world/registry/registry.ts';
import { SignatureError } from '../world/sigstore/signature-error.ts';
import {
  type ContentPolicy,
  type SignedWithKey,
  verifyBlob,
  verifyBlobWithKey,
  verifyBundle,
  verifyBundleWithKey,
} from '../world/sigstore/verify.ts';
import type { Blob } from '../world/sigstore/signed-entity.ts';
import type { Statement } from '../world/sigstore/statement.ts';
import type { World } from '../world/world.ts';
import type { Job } from '../run/job.ts';

/** A bundle with its text as stored and what its verified statement says. */
export interface FoundBundle {
  readonly text: string;
  readonly statement: Statement & SignedWithKey;
}

/** Any version of the bundle format. */
const isBundle = (mediaType: string): boolean => mediaType.startsWith('application/vnd.dev.sigstore.bundle');

/** How many referrers are read at once, and how many bytes of their bundles together. */
const atOnce = 4;
export const maxBundleBytes = 64 * 1024 * 1024;

/**
 * The texts of all bundles that refer to a digest in the registry, each once, newest last. Anybody who may push can refer to
 * it: what cannot be read as a bundle is told, and does not count. The small ones are read first, so that large ones of
 * strangers do not use up what is read in all.
 * @throws what may pass, and a registry's refusal: those say nothing of the referrer.
 */
export async function referringBundles(
  registry: Pick<Registry, 'referrers' | 'manifest' | 'blob'>,
  image: ImageName,
  digest: Digest,
  log?: Log,
): Promise<readonly string[]> {
  /** What `read` answers; `undefined`, and told, where that is no use. */
  const usable = async <T>(referrer: Digest, read: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      if (!isUnusable(error)) throw error;
      log?.(`the referrer ${referrer} is ignored: ${messageOf(error)}`);
      return undefined;
    }
  };
  // Not by the entry's artifactType: cosign's fallback list names the configuration's type there instead.
  const referrers = await registry.referrers(image, digest);
  const found = await mapConcurrent(referrers, atOnce, (referrer) =>
    usable(referrer.digest, async () => {
      const manifest = await registry.manifest(image, referrer.digest);
      const layer = manifest && bundleLayer(manifest.bytes);
      return layer && { ...layer, referrer: referrer.digest };
    }),
  );
  const layers = new Map(found.flatMap((layer) => (layer ? [[layer.digest, layer] as const] : [])));
  const texts = new Map<Digest, string>();
  let total = 0;
  const smallFirst = [...layers.values()].toSorted((one, other) => one.size - other.size);
  await mapConcurrent(smallFirst, atOnce, async ({ digest: blob, referrer }) => {
    const bytes = await usable(referrer, () => {
      if (total <= maxBundleBytes) return registry.blob(image, blob);
      const message = `the bundles of ${image.name}@${digest} have more than ${maxBundleBytes} bytes`;
      return Promise.reject(new ReleaseError(message, { hint: 'See who may push to this repository.' }));
    });
    total += bytes?.length ?? 0;
    if (bytes) texts.set(blob, bytes.toString('utf8'));
  });
  return [...layers.keys()].map((blob) => texts.get(blob)).filter((text) => text !== undefined);
}

/** No JSON, or what the registry's adapter says of the content: missing, too large, not what its digest says. */
export function isUnusable(error: unknown): boolean {
  if (error instanceof SyntaxError) return true;
  // With a cause it is the connection that failed, not the content.
  return (
    error instanceof ReleaseError &&
    !(error instanceof HttpError) &&
    error.cause === undefined &&
    !isTransient(error)
  );
}

function bundleLayer(manifest: Buffer): { readonly digest: Digest; readonly size: number } | undefined {
  const json: unknown = JSON.parse(manifest.toString('utf8'));
  const listed: unknown =
    typeof json === 'object' && json !== null && 'layers' in json ? json.layers : undefined;
  for (const layer of Array.isArray(listed) ? (listed as unknown[]) : []) {
    if (typeof layer !== 'object' || layer === null) continue;
    const { mediaType, digest, size } = layer as Readonly<Record<string, unknown>>;
    if (
      typeof mediaType === 'string' &&
      isBundle(mediaType) &&
      typeof digest === 'string' &&
      isDigest(digest)
    )
      return { digest, size: typeof size === 'number' ? size : Infinity };
  }
  return undefined;
}

/**
 * The first bundle that verifies by the policy and was signed by a run on this commit of this repository. What does
 * not verify is somebody else's or broken: it is told, and does not count.
 */
export function firstVerified(
  job: Pick<Job<Pick<ImagePlan, 'commit' | 'repository'>>, 'plan' | 'world'>,
  texts: readonly string[],
  policy: ContentPolicy,
  {
    log,
    same = () => true,
  }: { readonly log: Log; readonly same?: ((predicate: unknown) => boolean) | undefined },
): FoundBundle | undefined {
  const { plan, world } = job;
  return firstVerifying(texts, log, (bundle) => {
    const statement = verifyBundle(bundle, world.trust, { ...world.signer, ...policy });
    const stranger = whyForeign(statement.certificate, plan);
    if (stranger !== undefined) log(stranger);
    return stranger === undefined && same(statement.predicate) ? statement : undefined;
  });
}

/** The first bundle that the key of `sign: key` signed, and that verifies by the policy. */
export function firstSignedWith(
  { world, publicKey }: { readonly world: World; readonly publicKey: string },
  texts: readonly string[],
  policy: ContentPolicy,
  log: Log,
): FoundBundle | undefined {
  return firstVerifying(texts, log, (bundle) => verifyBundleWithKey(bundle, world.trust, publicKey, policy));
}

/** Why a verified certificate is not of a run on this commit of this repository, or `undefined` when it is. */
export function whyForeign(
  { sourceRepositoryDigest: commit, sourceRepositoryUri: repository }: CertificateClaims,
  plan: Pick<ImagePlan, 'commit' | 'repository'>,
): string | undefined {
  if (commit === plan.commit && repository === plan.repository.url) return undefined;
  return `a bundle of commit ${commit ?? 'unknown'} in ${repository ?? 'an unknown repository'} is ignored`;
}

/**
 * Whether a bundle signs this blob for this release: by this workflow on this commit, or by the key that was given. Why not is told.
 * @param read makes the bundle, or has told why there is none; what it throws of the bundle's form is told here
 */
export function signsForRelease(
  job: Pick<Job<Pick<ImagePlan, 'commit' | 'repository'>>, 'plan' | 'world'>,
  blob: Blob,
  read: () => unknown,
  { log, what }: { readonly log: Log; readonly what: string },
): boolean {
  const { plan, world } = job;
  try {
    const bundle = read();
    if (bundle === undefined) return false;
    if (world.publicKey !== undefined) {
      verifyBlobWithKey(bundle, blob, world.trust, world.publicKey);
      return true;
    }
    const { certificate } = verifyBlob(bundle, blob, world.trust, world.signer);
    const stranger = whyForeign(certificate, plan);
    if (stranger !== undefined) log(stranger);
    return stranger === undefined;
  } catch (error) {
    if (!(error instanceof SignatureError) && !(error instanceof SyntaxError)) throw error;
    log(`${what} is ignored: ${error.message}`);
    return false;
  }
}

function firstVerifying(
  texts: readonly string[],
  log: Log,
  verify: (bundle: unknown) => FoundBundle['statement'] | undefined,
): FoundBundle | undefined {
  for (const text of texts) {
    try {
      const statement = verify(JSON.parse(text));
      if (statement !== undefined) return { text, statement };
    } catch (error) {
      // Signatures and attestations stand side by side, so another predicate is no news.
      if (error instanceof SignatureError && error.check === 'predicate') continue;
      if (!(error instanceof SignatureError) && !(error instanceof SyntaxError)) throw error;
      log(`a bundle is ignored: ${error.message}`);
    }
  }
  return undefined;
}
