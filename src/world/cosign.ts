// cosign: keyless signatures of images by digest, and the check that users will run.
import { type Digest } from '../plan/brands.ts';
import type { ImageName } from '../plan/image-name.ts';
import { ReleaseError } from '../errors.ts';
import type { Exec } from './exec.ts';
import type { SigstoreTrust } from './trust.ts';

/** Who must have signed: the workflow's URI and the issuer that vouches for it. */
export interface Signer {
  readonly issuer: string;
  readonly san: string;
}

export interface Cosign {
  /** Signs each digest; the token is spent on one certificate and lives some minutes, so it is asked for here. */
  sign(image: ImageName, digests: readonly Digest[], onLine: (line: string) => void): Promise<void>;
  /** Proves that each digest has a signature (not only an attestation) by the signer. */
  verify(image: ImageName, digests: readonly Digest[], signer: Signer): Promise<void>;
  verifyProvenance(image: ImageName, digests: readonly Digest[], signer: Signer): Promise<void>;
}

export interface CosignOptions {
  readonly path: string;
  readonly trust: SigstoreTrust;
  /** DOCKER_CONFIG with the registry's credentials. */
  readonly env: Readonly<Record<string, string>>;
  /** An OIDC token for Sigstore's audience. */
  readonly idToken: () => Promise<string>;
}

/** The type that cosign gives the payload of an image signature. */
const signatureType = 'https://sigstore.dev/cosign/sign/v1';

export function makeCosign(exec: Exec, options: CosignOptions): Cosign {
  const { path, trust, env } = options;
  const refs = (image: ImageName, digests: readonly Digest[]): string[] =>
    digests.map((digest) => `${image.name}@${digest}`);
  return {
    sign: async (image, digests, onLine) => {
      const token = await options.idToken();
      // By environment, never argv; given a token, cosign does not fall into its device flow and wait for a person.
      await exec.run([path, ...signArgs(trust), ...refs(image, digests)], {
        env: { ...env, SIGSTORE_ID_TOKEN: token },
        onLine,
      });
    },
    verify: async (image, digests, signer) => {
      const { stdout } = await exec.run(
        [path, 'verify', ...verifyArgs(trust, signer), ...refs(image, digests)],
        { env },
      );
      const output = stdout.toString();
      const unsigned = digests.filter((digest) => !hasSignatureOf(output, digest));
      if (unsigned.length > 0) {
        throw new ReleaseError(
          `cosign finds no signature of ${unsigned.join(', ')} in ${image.name}, only attestations`,
          {
            hint: 'Run the workflow again: it signs what is not signed.',
          },
        );
      }
    },
    verifyProvenance: async (image, digests, signer) => {
      await exec.run(
        [
          path,
          'verify-attestation',
          '--type',
          'slsaprovenance1',
          ...verifyArgs(trust, signer),
          ...refs(image, digests),
        ],
        { env },
      );
    },
  };
}

/** Without the references; pure, so that a table can test it. */
export function signArgs(
  trust: Pick<SigstoreTrust, 'trustedRootFile' | 'signingConfigFile'>,
): readonly string[] {
  return [
    'sign',
    '--yes',
    ...(trust.signingConfigFile === undefined
      ? ['--use-signing-config=false']
      : ['--signing-config', trust.signingConfigFile]),
    '--trusted-root',
    trust.trustedRootFile,
  ];
}

export function verifyArgs(trust: Pick<SigstoreTrust, 'trustedRootFile'>, signer: Signer): readonly string[] {
  return [
    '--trusted-root',
    trust.trustedRootFile,
    '--certificate-identity',
    signer.san,
    '--certificate-oidc-issuer',
    signer.issuer,
    '--output',
    'json',
  ];
}

/**
 * `cosign verify` succeeds on an image with nothing but a provenance attestation: the payload's type tells. It prints
 * one JSON array a line for each image.
 */
export function hasSignatureOf(output: string, digest: Digest): boolean {
  return output
    .split('\n')
    .filter((line) => line.startsWith('['))
    .flatMap(
      (line) => JSON.parse(line) as { critical?: { type?: unknown; image?: Record<string, unknown> } }[],
    )
    .some(
      ({ critical }) =>
        critical?.type === signatureType && critical.image?.['docker-manifest-digest'] === digest,
    );
}
