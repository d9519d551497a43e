// What cosign is told, as argument vectors, and what it says it has verified.
import type { Digest } from '../../plan/brands.ts';
import type { SigstoreTrust } from './trust.ts';
import type { Signer, SigningKey } from './signer.ts';

/** The types that cosign gives the payload of an image signature: in a bundle, and as cosign 2 has it. */
const signatureTypes: readonly unknown[] = [
  'https://sigstore.dev/cosign/sign/v1',
  'cosign container image signature',
];

export function isSignature(type: unknown): boolean {
  return signatureTypes.includes(type);
}

type Trust = Pick<SigstoreTrust, 'trustedRootFile'> & Partial<Pick<SigstoreTrust, 'instance'>>;
type SigningTrust = Pick<SigstoreTrust, 'trustedRootFile' | 'signingConfigFile'>;
/** Who must have signed: an identity, or a key. */
export type SignedBy = Signer | Pick<SigningKey, 'publicKeyFile'>;

/**
 * The statement that `cosign sign` makes of an image's digest (cosign 3.1, in its bundle format). cosign signs it as it is, and
 * so needs no answer of a registry.
 */
export function signatureStatement(digest: Digest): string {
  const subject = [{ digest: { sha256: digest.slice('sha256:'.length) }, annotations: {} }];
  return JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject,
    predicateType: signatureTypes[0],
    predicate: {},
  });
}

/** Pure, so that a table can test it. `--statement` is there from cosign 2.6 on (sigstore/cosign#4306). */
export function signArgs(
  trust: SigningTrust,
  { statementFile, bundleFile }: { readonly statementFile: string; readonly bundleFile: string },
  key?: Pick<SigningKey, 'ref'>,
): readonly string[] {
  return ['attest-blob', ...signingArgs(trust, key), '--statement', statementFile, '--bundle', bundleFile];
}

/** Without the file. */
export function signBlobArgs(
  trust: SigningTrust,
  bundleFile: string,
  key?: Pick<SigningKey, 'ref'>,
): readonly string[] {
  return ['sign-blob', ...signingArgs(trust, key), '--bundle', bundleFile];
}

function signingArgs(trust: SigningTrust, key: Pick<SigningKey, 'ref'> | undefined): readonly string[] {
  return [
    '--yes',
    ...(key === undefined ? [] : ['--key', key.ref]),
    ...(trust.signingConfigFile === undefined
      ? ['--use-signing-config=false']
      : ['--signing-config', trust.signingConfigFile]),
    '--trusted-root',
    trust.trustedRootFile,
  ];
}

/**
 * For cosign 2's format, which knows neither signing configurations nor, by these flags, bundles.
 * @param services where certificates and log are, as `legacyServices` says
 */
export function legacySignArgs(
  trust: Pick<SigstoreTrust, 'trustedRootFile'>,
  services: readonly string[],
  key?: Pick<SigningKey, 'ref'>,
): readonly string[] {
  const { trustedRootFile } = trust;
  return ['sign', '--new-bundle-format=false', ...signingArgs({ trustedRootFile }, key), ...services];
}

/** Without the command and the references. */
export function legacyVerifyArgs(trust: Trust, by: SignedBy): readonly string[] {
  return ['--new-bundle-format=false', ...verifyArgs(trust, by)];
}

/** Without the command and the references. */
export function verifyArgs(trust: Trust, by: SignedBy): readonly string[] {
  return [
    '--trusted-root',
    trust.trustedRootFile,
    ...(trust.instance === 'github' ? withoutLogs : []),
    ...identityArgs(by),
    '--output',
    'json',
  ];
}

/** GitHub's instance keeps no log and embeds no SCT: the timestamp stands for both. */
const withoutLogs = ['--use-signed-timestamps', '--insecure-ignore-tlog', '--insecure-ignore-sct'] as const;

/** Without the file. */
export function verifyBlobArgs(trust: Trust, by: SignedBy, bundleFile: string): readonly string[] {
  return [
    'verify-blob',
    '--trusted-root',
    trust.trustedRootFile,
    ...identityArgs(by),
    '--bundle',
    bundleFile,
  ];
}

function identityArgs(by: SignedBy): readonly string[] {
  return 'publicKeyFile' in by
    ? ['--key', by.publicKeyFile]
    : ['--certificate-identity', by.san, '--certificate-oidc-issuer', by.issuer];
}

/**
 * `cosign verify` succeeds on an image with nothing but a provenance attestation: the payload's type tells. It prints
 * one JSON array a line for each image.
 */
export function hasSignatureOf(output: string, digest: Digest): boolean {
  return criticalIn(output).some(
    ({ type, image }) => isSignature(type) && image?.['docker-manifest-digest'] === digest,
  );
}

/**
 * Whether it has verified an attestation of this type for what was asked for by this digest. The digest of the image is the
 * first that the statement speaks of; what was asked for stands in the reference.
 */
export function hasAttestationOf(output: string, digest: Digest, predicateType: string): boolean {
  return criticalIn(output).some(
    ({ type, identity }) =>
      type === predicateType && String(identity?.['docker-reference']).endsWith(`@${digest}`),
  );
}

function criticalIn(output: string): readonly NonNullable<Printed['critical']>[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('['))
    .flatMap((line) => JSON.parse(line) as readonly unknown[])
    .flatMap((entry) => ((entry ?? {}) as Printed).critical ?? []);
}

interface Printed {
  readonly critical?: {
    readonly type?: unknown;
    readonly image?: Readonly<Record<string, unknown>> | null;
    readonly identity?: Readonly<Record<string, unknown>> | null;
  } | null;
}
