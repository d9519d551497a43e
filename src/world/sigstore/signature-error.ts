// One error for every way in which a signature can fail to verify, whichever library found it.
import { VerificationError } from '@sigstore/verify';
import { ReleaseError, messageOf } from '../../errors.ts';

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

/** Runs one check; what the libraries throw becomes a SignatureError of the check that failed. */
export function attempt<T>(check: SignatureCheck, work: () => T): T {
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
