// A statement, who signs it, and what a verifier may expect of it; and why one was refused.
import { digest } from '../../../src/plan/brands.ts';
import { SignatureError } from '../../../src/world/sigstore/signature-error.ts';
import type { StatementPolicy } from '../../../src/world/sigstore/verify.ts';

export const issuer = 'https://token.actions.githubusercontent.com';
export const san = 'https://github.com/octo-org/octo-repo/.github/workflows/release.yml@refs/tags/v1.2.0';
export const subject = digest(`sha256:${'a'.repeat(64)}`);
export const other = digest(`sha256:${'b'.repeat(64)}`);
export const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [
    { name: 'ghcr.io/octo-org/octo-repo', digest: { sha256: 'a'.repeat(64) } },
    { name: 'an npm package', digest: { sha512: 'c'.repeat(128) } },
  ],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: { buildDefinition: { buildType: 'x' } },
};
export const policy: StatementPolicy = {
  issuer,
  san,
  subjectDigests: [subject],
  predicateType: 'https://slsa.dev/provenance/v1',
};
export const signer = { san, issuer };

/** Why verification failed, as `check: message`. */
export async function refusal(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SignatureError) return `${error.check}: ${error.message}`;
    throw error;
  }
  return 'verified';
}

/** Changes the first byte of base64 text. */
export function flip(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  bytes[0]! ^= 1;
  return bytes.toString('base64');
}
