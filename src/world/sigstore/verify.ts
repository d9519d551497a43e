// Sigstore bundles, verified against a root of trust and an expected signer.
import { createPublicKey } from 'node:crypto';
import { type Bundle, bundleFromJSON } from '@sigstore/bundle';
import { type Signer, Verifier } from '@sigstore/verify';
import type { Digest } from '../../plan/brands.ts';
import { type CertificateClaims, certificateClaims } from './certificate.ts';
import { SignatureError, attempt } from './signature-error.ts';
import { type Blob, entityOf } from './signed-entity.ts';
import { statementPayloadType, type Statement, parseStatement } from './statement.ts';
import type { SigstoreTrust } from './trust.ts';
import { verifiedOnce } from './verified-once.ts';

/** The signer a bundle must name: the OIDC issuer, and the certificate's whole identity, or a pattern for it. */
export interface SignerPolicy {
  readonly issuer: string;
  /** A pattern is matched as it stands: anchor it with `^` and `$`. */
  readonly san: string | RegExp;
}

/** What a statement must say. */
export interface ContentPolicy {
  /** Each of these must be among the statement's subjects. */
  readonly subjectDigests?: readonly Digest[];
  readonly predicateType?: string;
}

export interface StatementPolicy extends SignerPolicy, ContentPolicy {}

/** Who signed, where it is logged. `logIndex` is absent for GitHub's instance, which keeps no public log. */
export interface VerifiedSignature {
  readonly certificate: CertificateClaims;
  readonly logIndex?: string;
}

/** What a key signed: no certificate says anything of where it was done. */
export interface SignedWithKey {
  readonly logIndex?: string;
}

export interface VerifiedStatement extends Statement, VerifiedSignature {}

/**
 * Verifies a Sigstore bundle over an in-toto statement: certificate chain and SCT at the signing time, log inclusion,
 * signature, signer, then predicate type and subjects.
 * @param bundle the parsed JSON of a bundle (v0.1 to v0.3)
 * @throws SignatureError naming the first check that failed.
 */
export function verifyBundle(
  bundle: unknown,
  trust: SigstoreTrust,
  policy: StatementPolicy,
): VerifiedStatement {
  const parsed = parseBundle(bundle);
  if (parsed.content.$case !== 'dsseEnvelope')
    throw new SignatureError('bundle', 'it signs a blob, not a statement');
  const signature = verifySignature(parsed, undefined, trust, policy);
  return { ...statementOf(parsed.content.dsseEnvelope, policy), ...signature };
}

/**
 * Verifies a Sigstore bundle over an in-toto statement that a key signed, as `cosign sign --key` makes them: log
 * inclusion, signature by that very key, then predicate type and subjects.
 * @param publicKey PEM
 * @throws SignatureError naming the first check that failed.
 */
export function verifyBundleWithKey(
  bundle: unknown,
  trust: SigstoreTrust,
  publicKey: string,
  policy: ContentPolicy,
): Statement & SignedWithKey {
  const parsed = parseBundle(bundle);
  if (parsed.content.$case !== 'dsseEnvelope')
    throw new SignatureError('bundle', 'it signs a blob, not a statement');
  const signature = verifyKeySignature(parsed, undefined, trust, publicKey);
  return { ...statementOf(parsed.content.dsseEnvelope, policy), ...signature };
}

function statementOf(
  { payload, payloadType }: { readonly payload: Buffer; readonly payloadType: string },
  policy: ContentPolicy,
): Statement {
  if (payloadType !== statementPayloadType) {
    throw new SignatureError(
      'statement',
      `the payload's type is ${payloadType}, not ${statementPayloadType}`,
    );
  }
  const statement = attempt('statement', () => parseStatement(payload.toString('utf8')));
  if (policy.predicateType !== undefined && statement.predicateType !== policy.predicateType) {
    throw new SignatureError('predicate', `it is ${statement.predicateType}, not ${policy.predicateType}`);
  }
  for (const digest of policy.subjectDigests ?? []) {
    if (!statement.subjects.some((subject) => subject.digest === digest)) {
      throw new SignatureError('subject', `the statement does not speak of ${digest}`);
    }
  }
  return statement;
}

/**
 * Verifies a Sigstore bundle over a file's bytes (`cosign sign-blob`), as `verifyBundle` does for a statement.
 * @throws SignatureError naming the first check that failed.
 */
export function verifyBlob(
  bundle: unknown,
  blob: Blob,
  trust: SigstoreTrust,
  policy: SignerPolicy,
): VerifiedSignature {
  const parsed = parseBundle(bundle);
  if (parsed.content.$case !== 'messageSignature') {
    throw new SignatureError('bundle', 'it signs a statement, not a blob');
  }
  return verifySignature(parsed, blob, trust, policy);
}

/**
 * Verifies a bundle over a file's bytes that a key signed (`cosign sign-blob --key`).
 * @param publicKey PEM
 * @throws SignatureError naming the first check that failed.
 */
export function verifyBlobWithKey(
  bundle: unknown,
  blob: Blob,
  trust: SigstoreTrust,
  publicKey: string,
): SignedWithKey {
  const parsed = parseBundle(bundle);
  if (parsed.content.$case !== 'messageSignature') {
    throw new SignatureError('bundle', 'it signs a statement, not a blob');
  }
  return verifyKeySignature(parsed, blob, trust, publicKey);
}

function verifyKeySignature(
  bundle: Bundle,
  blob: Blob | undefined,
  trust: SigstoreTrust,
  publicKey: string,
): SignedWithKey {
  const key = createPublicKey(publicKey);
  const trustMaterial = {
    ...trust.trustMaterial,
    publicKey: () => ({ publicKey: key, validFor: () => true }),
  };
  const signer = verifyEntity(bundle, blob, { ...trust, trustMaterial });
  if (signer.identity !== undefined)
    throw new SignatureError('certificate', 'a certificate signed, not the key');
  return logOf(bundle);
}

function verifySignature(
  bundle: Bundle,
  blob: Blob | undefined,
  trust: SigstoreTrust,
  policy: SignerPolicy,
): VerifiedSignature {
  const judge = instanceOf(bundle, trust);
  const certificate = certificateClaims(verifyEntity(bundle, blob, judge));
  if (certificate === undefined) throw new SignatureError('certificate', 'a key signed, no certificate');
  // What the repository is today says nothing of what it was when this was signed: the certificate does.
  if (judge.instance === 'github' && certificate.sourceRepositoryVisibility === 'public') {
    throw new SignatureError(
      'log',
      'the repository was public when this was signed, and no public log has it',
    );
  }
  if (certificate.issuer !== policy.issuer) {
    throw new SignatureError('issuer', `${certificate.issuer} vouches for the signer, not ${policy.issuer}`);
  }
  // Compared here, since @sigstore/verify would read the expected identity as an unanchored pattern.
  const { san } = certificate;
  if (typeof policy.san === 'string' ? san !== policy.san : san.search(policy.san) === -1) {
    throw new SignatureError('identity', `${san} signed, not ${String(policy.san)}`);
  }
  return { certificate, ...logOf(bundle) };
}

/**
 * Whether a bundle has an entry of a public log, by which its root is chosen; of what is no bundle nothing is said, and
 * verifying it says what is wrong.
 */
export function isLogged(text: string): boolean {
  try {
    return parseBundle(JSON.parse(text)).verificationMaterial.tlogEntries.length > 0;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof SignatureError) return true;
    throw error;
  }
}

/** Only GitHub's instance signs without a public log; its root then judges, or what was cut out of a bundle would not be missed. */
function instanceOf(bundle: Bundle, trust: SigstoreTrust): SigstoreTrust {
  const logged = bundle.verificationMaterial.tlogEntries.length > 0;
  return logged ? trust : (trust.github ?? trust);
}

function verifyEntity(bundle: Bundle, blob: Blob | undefined, trust: SigstoreTrust): Signer {
  return verifiedOnce(trust, bundle, blob, () => verifyAnew(bundle, blob, trust));
}

function verifyAnew(bundle: Bundle, blob: Blob | undefined, trust: SigstoreTrust): Signer {
  // GitHub's instance logs nothing in public and embeds no SCT: its timestamp authority stands for both.
  const publicLogs = trust.instance === 'github' ? 0 : 1;
  const verifier = new Verifier(trust.trustMaterial, {
    ctlogThreshold: publicLogs,
    tlogThreshold: publicLogs,
    timestampThreshold: 1,
  });
  const entity = attempt('bundle', () => entityOf(bundle, blob));
  return attempt('bundle', () => verifier.verify(entity));
}

function logOf(bundle: Bundle): SignedWithKey {
  const logIndex = bundle.verificationMaterial.tlogEntries[0]?.logIndex;
  return logIndex === undefined ? {} : { logIndex };
}

function parseBundle(bundle: unknown): Bundle {
  return attempt('bundle', () => bundleFromJSON(bundle));
}
