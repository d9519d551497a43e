// Sigstore bundles, verified against a root of trust and an expected signer.
import { type KeyObject, createPublicKey, createVerify } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { type Bundle, bundleFromJSON } from '@sigstore/bundle';
import {
  type SignedEntity,
  type Signer,
  VerificationError,
  Verifier,
  toSignedEntity,
} from '@sigstore/verify';
import { ReleaseError, messageOf } from '../errors.ts';
import type { Digest } from '../plan/brands.ts';
import { type CertificateClaims, certificateClaims } from './certificate.ts';
import { statementPayloadType, type Statement, parseStatement } from './statement.ts';
import type { SigstoreTrust } from './trust.ts';

/** The signer a bundle must name: the OIDC issuer, and the certificate's whole identity, or a pattern for it. */
export interface SignerPolicy {
  readonly issuer: string;
  /** A pattern is matched as it stands: anchor it with `^` and `$`. */
  readonly san: string | RegExp;
}

/** What a bundle signs: bytes, or a file that need not fit into memory. */
export type Blob = Buffer | { readonly file: string };

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

export type SignatureCheck =
  | 'bundle'
  | 'timestamp'
  | 'certificate'
  | 'log'
  | 'signature'
  | 'issuer'
  | 'identity'
  | 'statement'
  | 'subject'
  | 'predicate';

/** A bundle that failed; `check` says at which check, so that a caller can tell a stranger's signature from a broken one. */
export class SignatureError extends ReleaseError {
  readonly check: SignatureCheck;

  constructor(check: SignatureCheck, why: string) {
    super(`The ${check} check failed: ${why}`, {
      code: 'unproven',
      hint: 'Do not use what it signs. Find out who put it there, remove it, and run the release again.',
    });
    this.check = check;
  }
}

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
  const certificate = certificateClaims(verifyEntity(bundle, blob, instanceOf(bundle, trust)));
  if (certificate === undefined) throw new SignatureError('certificate', 'a key signed, no certificate');
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

/** Only GitHub's instance signs without a public log; its root then judges, or what was cut out of a bundle would not be missed. */
function instanceOf(bundle: Bundle, trust: SigstoreTrust): SigstoreTrust {
  const logged = bundle.verificationMaterial.tlogEntries.length > 0;
  return logged ? trust : (trust.github ?? trust);
}

function verifyEntity(bundle: Bundle, blob: Blob | undefined, trust: SigstoreTrust): Signer {
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

function entityOf(bundle: Bundle, blob: Blob | undefined): SignedEntity {
  if (blob === undefined || Buffer.isBuffer(blob)) return toSignedEntity(bundle, blob);
  const entity = toSignedEntity(bundle, Buffer.alloc(0));
  if (bundle.content.$case !== 'messageSignature') return entity;
  const { signature } = bundle.content.messageSignature;
  return {
    ...entity,
    signature: {
      signature,
      compareSignature: (other) => entity.signature.compareSignature(other),
      compareDigest: (digest) => entity.signature.compareDigest(digest),
      compareSignedDigest: (digest) => entity.signature.compareSignedDigest(digest),
      verifySignature: (key) => signsFile(blob.file, key, signature),
    },
  };
}

/** How much of a file is held at once, in bytes. */
const pieceBytes = 1024 * 1024;

/** The library asks at once and waits for no promise, so the file is read the same way. */
function signsFile(file: string, key: KeyObject, signature: Buffer): boolean {
  const verify = createVerify('sha256');
  const piece = Buffer.alloc(pieceBytes);
  const from = openSync(file, 'r');
  try {
    for (let size = readSync(from, piece); size > 0; size = readSync(from, piece)) {
      verify.update(piece.subarray(0, size));
    }
  } finally {
    closeSync(from);
  }
  return verify.verify(key, signature);
}

function logOf(bundle: Bundle): SignedWithKey {
  const logIndex = bundle.verificationMaterial.tlogEntries[0]?.logIndex;
  return logIndex === undefined ? {} : { logIndex };
}

function parseBundle(bundle: unknown): Bundle {
  return attempt('bundle', () => bundleFromJSON(bundle));
}

/** Runs one check; what the libraries throw becomes a SignatureError of the check that failed. */
function attempt<T>(check: SignatureCheck, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = error instanceof VerificationError ? error.code : undefined;
    throw new SignatureError((code && checkByCode[code]) ?? check, messageOf(error));
  }
}

const checkByCode: Readonly<Partial<Record<VerificationError['code'], SignatureCheck>>> = {
  TIMESTAMP_ERROR: 'timestamp',
  CERTIFICATE_ERROR: 'certificate',
  PUBLIC_KEY_ERROR: 'certificate',
  SIGNATURE_ERROR: 'signature',
  TLOG_ERROR: 'log',
  TLOG_BODY_ERROR: 'log',
  TLOG_INCLUSION_PROMISE_ERROR: 'log',
  TLOG_INCLUSION_PROOF_ERROR: 'log',
  TLOG_MISSING_INCLUSION_ERROR: 'log',
};
