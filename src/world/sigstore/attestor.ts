// Attestations of this run, signed through GitHub's attest library; storing them is a step of its own.
import { type SigstoreInstance, attest, buildSLSAProvenancePredicate } from '@actions/attest';
import { attachArtifactToImage } from '@sigstore/oci';
import type { Digest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { withTimeLimit } from '../retry/time-limit.ts';
import { isTransientOutput } from '../process/retrying-exec.ts';
import { TransientError, retry } from '../retry/retry.ts';
import type { Credentials } from '../registry/auth.ts';

export interface AttestedSubject {
  readonly name: string;
  readonly digest: Digest;
}

export interface Attestor {
  /** Signs one statement over all subjects and answers its Sigstore bundle (JSON, v0.3); nothing is stored. */
  provenance(subjects: readonly AttestedSubject[]): Promise<unknown>;
  /** Signs a statement of any predicate over all subjects, as `provenance` does. */
  statement(
    subjects: readonly AttestedSubject[],
    predicateType: string,
    predicate: Readonly<Record<string, unknown>>,
  ): Promise<unknown>;
  /** Attaches a bundle to an image as a referrer, by the referrers API or the fallback tag. */
  attach(image: ImageName, digest: Digest, bundle: BundleArtifact): Promise<void>;
}

export interface BundleArtifact {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly predicateType: string;
  /** When it was made; fixed, so that attaching it twice gives one manifest. ISO 8601. */
  readonly created: string;
}

/**
 * The library signs in only when it is given credentials, and reads the proxy from the environment when it is given
 * none; its types ask for both.
 */
type AttachOptions = Parameters<typeof attachArtifactToImage>[0];

export const provenanceType = 'https://slsa.dev/provenance/v1';

/** How long GitHub and Sigstore may take together to certify and log one statement, in ms. */
const signMs = 180_000;
/**
 * Whether a signature that failed with these words may be made when it is tried again. sigstore-js tells nothing of an
 * answer with the identity token that was no good; that the run may have one was seen before.
 */
export function signingMayGoOn(words: string): boolean {
  return isTransientOutput(words) || /error retrieving identity token/i.test(words);
}

/** How long the run's own claims may take, in ms. */
const claimsMs = 60_000;

/**
 * Whether claims that failed with these words may come when they are asked for again. Of a busy server the library keeps the words
 * alone, which may be any; what it finds wrong with the claims itself stays wrong.
 */
export function claimsMayCome(words: string): boolean {
  return !/Missing claims|unexpected "|Invalid server URL|env variable|Error Code : 4(?!08|29)/i.test(words);
}

export interface AttestorOptions {
  readonly githubToken: string;
  readonly instance: SigstoreInstance;
  readonly credentials: (image: ImageName) => Credentials | undefined;
}

/**
 * `@actions/attest` reads the OIDC request URL and token and GITHUB_SERVER_URL from the environment itself: a named
 * exception to "the environment is read at one door".
 */
export function makeAttestor(options: AttestorOptions): Attestor {
  const statement: Attestor['statement'] = async (subjects, predicateType, predicate) => {
    const sign = () =>
      attest({
        subjects: subjects.map(({ name, digest }) => ({
          name,
          digest: { sha256: digest.slice('sha256:'.length) },
        })),
        predicateType,
        predicate,
        token: options.githubToken,
        sigstore: options.instance,
        skipWrite: true,
      });
    const { bundle } = await withTimeLimit('the attestation', signMs, sign, signingMayGoOn);
    return bundle;
  };
  return {
    statement,
    provenance: async (subjects) => {
      const what = "the run's claims";
      const { type, params } = await retry(what, () =>
        withTimeLimit(what, claimsMs, () => buildSLSAProvenancePredicate(), claimsMayCome),
      );
      return statement(subjects, type, params as Readonly<Record<string, unknown>>);
    },
    attach: async (image, digest, { bytes, mediaType, predicateType, created }) => {
      const credentials = options.credentials(image);
      await inPlace(image, () =>
        attachArtifactToImage({
          imageName: image.name,
          imageDigest: digest,
          artifact: bytes,
          mediaType,
          annotations: {
            'org.opencontainers.image.created': created,
            'dev.sigstore.bundle.content': 'dsse-envelope',
            'dev.sigstore.bundle.predicateType': predicateType,
          },
          ...(credentials === undefined ? {} : { credentials }),
          fetchOpts: { timeout: 30_000, retry: 3 },
        } as unknown as AttachOptions),
      );
    },
  };
}

/**
 * The library sends an upload whose answer was lost once more, to a place that the registry has closed behind it: 404.
 * Looked at anew, the blob is there.
 * @throws TransientError then; what was thrown otherwise.
 */
export async function inPlace<T>({ name }: ImageName, upload: () => Promise<T>): Promise<T> {
  try {
    return await upload();
  } catch (error) {
    const { statusCode, message = '' } = ((error as Error).cause ?? {}) as Partial<Error> & {
      readonly statusCode?: number;
    };
    if (statusCode !== 404 || !message.includes('/blobs/uploads/')) throw error;
    throw new TransientError(`an upload to ${name} was answered, but not heard`, {
      hint: 'Run the workflow again: it goes on from here.',
      cause: error,
    });
  }
}
