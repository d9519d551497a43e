// cosign: signatures of images by digest and of files, keyless or by a key, and the checks that users will run.
import { writeFile } from 'node:fs/promises';
import type { Digest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { ReleaseError } from '../../errors.ts';
import {
  type SignedBy,
  hasAttestationOf,
  hasSignatureOf,
  legacySignArgs,
  legacyVerifyArgs,
  signArgs,
  signBlobArgs,
  signatureStatement,
  verifyArgs,
  verifyBlobArgs,
} from './cosign-args.ts';
import { legacyServices } from './cosign-services.ts';
import type { Exec } from '../process/exec.ts';
import { singleTryExec, retryingExec } from '../process/retrying-exec.ts';
import { TransientError } from '../retry/retry.ts';
import type { SigstoreTrust } from './trust.ts';
import type { Inputs, Secrets } from '../../plan/inputs/inputs.ts';
import type { Signer, SigningKey } from './signer.ts';
import { compact } from '../../compact.ts';

export interface ImageDigest {
  readonly image: ImageName;
  readonly digest: Digest;
}

export interface Cosign {
  /**
   * Signs a digest; the Sigstore bundle goes into a file beside the statement, and nothing to the registry, which is not asked
   * either: where GHCR answers an empty list of referrers cosign would list its own nowhere. The token lives some minutes, so it is asked for here.
   */
  sign(ref: ImageDigest, bundleFile: string, onLine: (line: string) => void): Promise<void>;
  /**
   * Proves that each digest has a signature (not only an attestation) by the signer, and where a type is named an attestation
   * of it as well: cosign verifies everything that refers to an image, and tells the type of each.
   */
  verify(image: ImageName, digests: readonly Digest[], signer: Signer, attestation?: string): Promise<void>;
  /** The same for cosign 2, which looks for signatures under a tag of their own. */
  signLegacy(image: ImageName, digests: readonly Digest[], onLine: (line: string) => void): Promise<void>;
  verifyLegacy(image: ImageName, digests: readonly Digest[], signer: Signer): Promise<void>;
  /** Proves provenance and other attestations, which are keyless always. */
  verifyProvenance(image: ImageName, digests: readonly Digest[], signer: Signer): Promise<void>;
  /** Signs a file's bytes; the Sigstore bundle goes into another file. */
  signBlob(file: string, bundleFile: string, onLine: (line: string) => void): Promise<void>;
  verifyBlob(file: string, bundleFile: string, signer: Signer): Promise<void>;
}

/** How cosign is told of the key: one in a KMS by its URI, one that was handed over through the environment. */
export function signingKey(
  { cosignKms }: Pick<Inputs, 'cosignKms'>,
  { cosignKey, cosignPassword = '' }: Pick<Secrets, 'cosignKey' | 'cosignPassword'>,
  kmsEnv: Readonly<Record<string, string>> = {},
): Pick<SigningKey, 'ref' | 'env'> {
  if (cosignKms !== undefined) return { ref: cosignKms, env: kmsEnv };
  return {
    ref: 'env://COSIGN_PRIVATE_KEY',
    env: compact({ COSIGN_PASSWORD: cosignPassword, COSIGN_PRIVATE_KEY: cosignKey }),
  };
}

/** Asks cosign for the public key of a private one, in PEM. */
export async function publicKeyOf(
  exec: Exec,
  path: string,
  key: Pick<SigningKey, 'ref' | 'env'>,
): Promise<string> {
  const { stdout } = await exec.run([path, 'public-key', '--key', key.ref], { env: key.env });
  return stdout.toString();
}

export interface CosignOptions {
  readonly path: string;
  readonly trust: SigstoreTrust;
  /** DOCKER_CONFIG with the registry's credentials. */
  readonly env: Readonly<Record<string, string>>;
  /** An OIDC token for Sigstore's audience. */
  readonly idToken: () => Promise<string>;
  /** Signs instead of the workflow's identity. */
  readonly key?: SigningKey;
}

export function makeCosign(exec: Exec, options: CosignOptions): Cosign {
  const { path, trust, env, key } = options;
  const asking = retryingExec(exec);
  const signing = singleTryExec(exec);
  const refs = (image: ImageName, digests: readonly Digest[]): string[] =>
    digests.map((digest) => `${image.name}@${digest}`);
  /** By environment, never argv; given a token, cosign does not fall into its device flow and wait for a person. */
  const secrets = async (): Promise<Readonly<Record<string, string>>> =>
    key === undefined ? { ...env, SIGSTORE_ID_TOKEN: await options.idToken() } : { ...env, ...key.env };
  const by = (signer: Signer): SignedBy => key ?? signer;
  const prove = async (
    args: readonly string[],
    image: ImageName,
    digests: readonly Digest[],
    attestation?: string,
  ): Promise<void> => {
    const { stdout } = await proofs(asking.run([path, 'verify', ...args, ...refs(image, digests)], { env }));
    const output = stdout.toString();
    const unsigned = digests.filter((digest) => !hasSignatureOf(output, digest));
    if (unsigned.length > 0) {
      throw new TransientError(
        `cosign finds no signature of ${unsigned.join(', ')} in ${image.name}, only attestations`,
        {
          hint: 'Run the workflow again: it signs what is not signed.',
        },
      );
    }
    const bare =
      attestation === undefined
        ? []
        : digests.filter((digest) => !hasAttestationOf(output, digest, attestation));
    if (bare.length > 0) {
      throw new TransientError(
        `cosign finds no ${attestation ?? 'attestation'} of ${bare.join(', ')} in ${image.name}`,
        { hint: 'Run the workflow again: it attests what is not attested.' },
      );
    }
  };
  return {
    sign: async ({ digest }, bundleFile, onLine) => {
      const statementFile = `${bundleFile}.statement`;
      await writeFile(statementFile, signatureStatement(digest));
      await signing.run([path, ...signArgs(trust, { statementFile, bundleFile }, key)], {
        env: await secrets(),
        onLine,
      });
    },
    verify: async (image, digests, signer, attestation) => {
      await prove(verifyArgs(trust, by(signer)), image, digests, attestation);
    },
    signLegacy: async (image, digests, onLine) => {
      const services = await legacyServices(trust);
      await signing.run([path, ...legacySignArgs(trust, services, key), ...refs(image, digests)], {
        env: await secrets(),
        onLine,
      });
    },
    verifyLegacy: async (image, digests, signer) => {
      await prove(legacyVerifyArgs(trust, by(signer)), image, digests);
    },
    signBlob: async (file, bundleFile, onLine) => {
      await signing.run([path, ...signBlobArgs(trust, bundleFile, key), file], {
        env: await secrets(),
        onLine,
      });
    },
    verifyBlob: async (file, bundleFile, signer) => {
      await asking.run([path, ...verifyBlobArgs(trust, by(signer), bundleFile), file], { env });
    },
    verifyProvenance: async (image, digests, signer) => {
      const argv = [path, 'verify-attestation', '--type', 'slsaprovenance1'];
      const of = [...verifyArgs(trust.github ?? trust, signer), ...refs(image, digests)];
      await proofs(asking.run([...argv, ...of], { env }));
    },
  };
}

/**
 * cosign passes over a referrer that it cannot read for a 429 or a broken-off answer, and then tells that there is none. What it
 * is asked for was read back a moment ago, so that its step looks again.
 */
async function proofs<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (
      !(error instanceof ReleaseError) ||
      !/\bno (?:matching )?(?:signatures|attestations)\b/.test(error.message)
    )
      throw error;
    throw new TransientError(error.message, { hint: error.hint, cause: error });
  }
}
