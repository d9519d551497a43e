// An in-toto statement read from a DSSE payload: who is spoken of, and what is said.
import { type Digest, isDigest } from '../../plan/brands.ts';
import { isJsonObject } from '../../plan/json.ts';

export interface Subject {
  readonly name: string;
  readonly digest: Digest;
}

/** in-toto Statement v1 (https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md). */
export interface Statement {
  readonly subjects: readonly Subject[];
  readonly predicateType: string;
  readonly predicate: unknown;
}

/** SLSA v1 (https://slsa.dev/spec/v1.0/provenance). */
export const provenanceType = 'https://slsa.dev/provenance/v1';

export const statementPayloadType = 'application/vnd.in-toto+json';

const statementTypes: readonly unknown[] = [
  'https://in-toto.io/Statement/v1',
  'https://in-toto.io/Statement/v0.1',
];

/**
 * Reads the payload as a statement. Subjects without a SHA-256 digest are left out, since nothing here names things
 * otherwise. A key `__proto__` anywhere is refused: no honest signer writes one.
 * @throws Error saying what is wrong with the payload.
 */
export function parseStatement(payload: string): Statement {
  const json: unknown = JSON.parse(payload, (key, value: unknown) => {
    if (key === '__proto__') throw new Error('the statement has a key "__proto__"');
    return value;
  });
  if (!isJsonObject(json) || !statementTypes.includes(json['_type'])) {
    throw new Error('the payload is not an in-toto statement');
  }
  const { subject, predicateType, predicate } = json;
  if (typeof predicateType !== 'string' || !Array.isArray(subject)) {
    throw new Error('the statement has no predicateType or no subject');
  }
  return { subjects: subject.flatMap(readSubject), predicateType, predicate };
}

function readSubject(subject: unknown): Subject[] {
  if (!isJsonObject(subject) || !isJsonObject(subject['digest'])) throw new Error('a subject has no digest');
  const { name, digest } = subject;
  const text = `sha256:${String(digest['sha256'])}`;
  return isDigest(text) ? [{ name: typeof name === 'string' ? name : '', digest: text }] : [];
}
