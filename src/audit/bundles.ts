// Sigstore bundles judged from outside: who signed, of which commit of which repository, and over what.
import { type Digest, digest as asDigest } from '../plan/brands.ts';
import type { Blob } from '../world/sigstore/signed-entity.ts';
import {
  type StatementPolicy,
  type VerifiedSignature,
  type VerifiedStatement,
  verifyBlob,
  verifyBundle,
} from '../world/sigstore/verify.ts';
import { provenanceType } from '../world/sigstore/statement.ts';
import { anyWorkflowOf, issuerOf } from '../world/sigstore/issuer.ts';
import { expectHonest } from './provenance-facts.ts';
import { type Audited, expectSigner } from './signer.ts';
import { type AuditedRelease, AuditFailure } from './subject.ts';

/**
 * Verifies a bundle over a statement: signed by the workflow that release.json names (or, without one, by one that a
 * run of this repository's has), in a run on the Git tag and its commit; a provenance says of the run what that does.
 * @throws SignatureError, AuditFailure or SyntaxError, saying what is wrong.
 */
export function auditStatement(
  text: string,
  subject: Audited,
  trust: Parameters<typeof verifyBundle>[1],
  policy: Pick<StatementPolicy, 'predicateType' | 'subjectDigests'>,
): VerifiedStatement {
  const statement = verifyBundle(JSON.parse(text), trust, { ...signerOf(subject), ...policy });
  expectSigner(statement.certificate, subject);
  if (statement.predicateType === provenanceType) expectHonest(statement, subject);
  return statement;
}

/** The same for a bundle over a file's bytes. */
export function auditBlob(
  text: string,
  blob: Blob,
  subject: Audited,
  trust: Parameters<typeof verifyBundle>[1],
): VerifiedSignature {
  const signature = verifyBlob(JSON.parse(text), blob, trust, signerOf(subject));
  expectSigner(signature.certificate, subject);
  return signature;
}

/**
 * The first of several bundles that verifies. Others may stand beside it (a scanner's, another tool's): they prove
 * nothing and do no harm.
 * @throws AuditFailure naming what is wrong with each, when none does.
 */
export function firstAudited<T>(texts: readonly string[], what: string, audit: (text: string) => T): T {
  const wrong: string[] = [];
  for (const text of texts) {
    try {
      return audit(text);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // Signatures and provenance stand side by side: another predicate is no news.
      if (!('check' in error && error.check === 'predicate')) wrong.push(error.message);
    }
  }
  throw new AuditFailure(
    wrong.length === 0 ? `no ${what} was found` : `no ${what} verifies: ${wrong.join('; ')}`,
  );
}

function signerOf({ manifest, repository }: Audited): Pick<StatementPolicy, 'issuer' | 'san'> {
  const identity = manifest?.signature?.identity;
  return {
    issuer: issuerOf(repository.serverUrl),
    // A reusable workflow of another repository signs in its own name, for a run of this one.
    san: identity ?? anyWorkflowOf(repository.serverUrl),
  };
}

/** Digests of which a statement speaks. */
export function spokenOf(statement: VerifiedStatement): ReadonlySet<Digest> {
  return new Set(statement.subjects.map(({ digest }) => digest));
}

/** A provenance must not speak of what the record does not name: then something was taken out of the record. */
export function expectKnown(
  statement: VerifiedStatement,
  { files, images, manifest }: AuditedRelease,
  digests: readonly Digest[],
): void {
  const known = new Set<Digest>([
    ...digests,
    ...images.map(({ digest }) => digest),
    ...files.map(({ sha256 }) => asDigest(`sha256:${sha256}`)),
  ]);
  const unknown = [...spokenOf(statement)].filter((digest) => !known.has(digest));
  if (unknown.length > 0)
    throw new AuditFailure(`it speaks of ${unknown.join(', ')}, which the release does not have`);
  const names = new Set(images.map(({ name }) => name.name));
  const strays = statement.subjects.filter(({ name, digest }) =>
    digests.includes(digest)
      ? !names.has(name)
      : manifest && !files.some((file) => file.name === name && `sha256:${file.sha256}` === digest),
  );
  if (strays.length > 0) {
    const said = [...new Set(strays.map(({ name }) => name))].join(', ');
    throw new AuditFailure(`it speaks of ${said}, which the record does not name so`);
  }
}
