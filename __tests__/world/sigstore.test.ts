import { beforeAll, describe, expect, test } from '@jest/globals';
import { digest } from '../../src/plan/brands.ts';
import { SignatureError, type StatementPolicy, verifyBlob, verifyBundle } from '../../src/world/sigstore.ts';
import type { SigstoreTrust } from '../../src/world/trust.ts';
import { type Authority, type SerializedBundle, makeAuthority } from './authority.ts';

const issuer = 'https://token.actions.githubusercontent.com';
const san = 'https://github.com/octo-org/octo-repo/.github/workflows/release.yml@refs/tags/v1.2.0';
const subject = digest(`sha256:${'a'.repeat(64)}`);
const other = digest(`sha256:${'b'.repeat(64)}`);
const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [
    { name: 'ghcr.io/octo-org/octo-repo', digest: { sha256: 'a'.repeat(64) } },
    { name: 'an npm package', digest: { sha512: 'c'.repeat(128) } },
  ],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: { buildDefinition: { buildType: 'x' } },
};
const policy: StatementPolicy = {
  issuer,
  san,
  subjectDigests: [subject],
  predicateType: 'https://slsa.dev/provenance/v1',
};
const signer = { san, issuer };

let authority: Authority;
let stranger: Authority;
let late: Authority;
let trust: SigstoreTrust;

beforeAll(async () => {
  authority = await makeAuthority();
  stranger = await makeAuthority();
  trust = authority.trust();
  // Certificates last ten minutes; this one was issued an hour before the log's own clock.
  late = await makeAuthority({ certificateClock: new Date(Date.now() - 36e5) });
});

/** Why verification failed, as `check: message`. */
async function refusal(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SignatureError) return `${error.check}: ${error.message}`;
    throw error;
  }
  return 'verified';
}

/** Changes the first byte of base64 text. */
function flip(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  bytes[0]! ^= 1;
  return bytes.toString('base64');
}

describe('an honest bundle over a statement', () => {
  test.each(['log', 'tsa'] as const)('is verified, its time vouched for by: %s', async (time) => {
    const bundle = await authority.attest(statement, {
      ...signer,
      time,
      claims: {
        9: san,
        10: 'd'.repeat(40),
        11: 'github-hosted',
        12: 'https://github.com/octo-org/octo-repo',
        13: 'f'.repeat(40),
        14: 'refs/tags/v1.2.0',
        18: `${san}${'x'.repeat(200)}`,
        21: 'https://github.com/octo-org/octo-repo/actions/runs/789/attempts/1',
        22: 'public',
      },
    });
    const { logIndex, ...verified } = verifyBundle(bundle, trust, policy);
    expect(logIndex).toMatch(/^\d+$/);
    expect(verified).toEqual({
      subjects: [{ name: 'ghcr.io/octo-org/octo-repo', digest: subject }],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: { buildDefinition: { buildType: 'x' } },
      certificate: {
        san,
        issuer,
        buildSignerUri: san,
        buildSignerDigest: 'd'.repeat(40),
        runnerEnvironment: 'github-hosted',
        sourceRepositoryUri: 'https://github.com/octo-org/octo-repo',
        sourceRepositoryDigest: 'f'.repeat(40),
        sourceRepositoryRef: 'refs/tags/v1.2.0',
        buildConfigUri: `${san}${'x'.repeat(200)}`,
        runInvocationUri: 'https://github.com/octo-org/octo-repo/actions/runs/789/attempts/1',
        sourceRepositoryVisibility: 'public',
      },
    });
  });

  test('is verified without a public log when the instance is GitHub’s', async () => {
    const bundle = await authority.attest(statement, { ...signer, time: 'tsa', log: false });
    const verified = verifyBundle(bundle, authority.trust('github'), policy);
    expect(verified.subjects).toEqual([{ name: 'ghcr.io/octo-org/octo-repo', digest: subject }]);
    expect(verified.logIndex).toBeUndefined();
  });

  test('may be signed by any identity that a pattern allows', async () => {
    const bundle = await authority.attest(statement, signer);
    expect(verifyBundle(bundle, trust, { issuer, san: /@refs\/tags\/v1\.2\.0$/ }).certificate.san).toBe(san);
  });
});

type Damage = (bundle: SerializedBundle) => void;

describe('a damaged bundle is refused', () => {
  const table: readonly [string, Damage, string][] = [
    [
      'a flipped byte in the signature',
      (b) => (b.dsseEnvelope!.signatures[0]!.sig = flip(b.dsseEnvelope!.signatures[0]!.sig)),
      'log: The log check failed: tlog entry signature mismatch',
    ],
    [
      'a flipped byte in the payload',
      (b) => (b.dsseEnvelope!.payload = flip(b.dsseEnvelope!.payload)),
      'log: The log check failed: DSSE payload hash mismatch',
    ],
    [
      'another payload type',
      (b) => (b.dsseEnvelope!.payloadType = 'text/plain'),
      'signature: The signature check failed: signature verification failed',
    ],
    [
      'no log entry',
      (b) => (b.verificationMaterial.tlogEntries = []),
      'timestamp: The timestamp check failed: expected 1 timestamps, got 0',
    ],
    [
      'no promise of the log',
      (b) => delete b.verificationMaterial.tlogEntries[0]!.inclusionPromise,
      'timestamp: The timestamp check failed: expected 1 timestamps, got 0',
    ],
    [
      'a flipped byte in the promise',
      (b) => {
        const promise = b.verificationMaterial.tlogEntries[0]!.inclusionPromise!;
        promise.signedEntryTimestamp = flip(promise.signedEntryTimestamp);
      },
      'log: The log check failed: inclusion promise could not be verified',
    ],
    [
      'a checkpoint that grew by one entry',
      (b) => {
        const { checkpoint } = b.verificationMaterial.tlogEntries[0]!.inclusionProof;
        checkpoint.envelope = checkpoint.envelope.replace('\n1\n', '\n2\n');
      },
      'log: The log check failed: invalid checkpoint signature',
    ],
    [
      'two signatures',
      (b) => b.dsseEnvelope!.signatures.push(b.dsseEnvelope!.signatures[0]!),
      'bundle: The bundle check failed: invalid bundle',
    ],
    [
      'no certificate',
      (b) => (b.verificationMaterial.certificate.rawBytes = ''),
      'bundle: The bundle check failed: invalid bundle',
    ],
    [
      'a chopped certificate',
      (b) =>
        (b.verificationMaterial.certificate.rawBytes = b.verificationMaterial.certificate.rawBytes.slice(
          0,
          80,
        )),
      'bundle: The bundle check failed: ',
    ],
  ];

  test.each(table)('%s', async (_name, damage, expected) => {
    const bundle = structuredClone(await authority.attest(statement, signer));
    damage(bundle);
    const message = await refusal(() => verifyBundle(bundle, trust, policy));
    expect(message).toMatch(expected.endsWith(' ') ? new RegExp(`^${expected}.`) : expected);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['text', '<!DOCTYPE html>'],
    ['an empty object', {}],
    ['a list', []],
  ])('%s instead of a bundle', async (_name, bundle) => {
    expect(await refusal(() => verifyBundle(bundle, trust, policy))).toMatch(
      /^bundle: The bundle check failed: ./,
    );
  });
});

describe('a bundle of the wrong hands is refused', () => {
  test('another certificate authority', async () => {
    const bundle = await stranger.attest(statement, signer);
    expect(await refusal(() => verifyBundle(bundle, trust, policy))).toMatch(
      /^certificate: The certificate check failed: Failed to verify certificate chain: /,
    );
  });

  test('a timestamp of another authority', async () => {
    const bundle = await authority.attest(statement, { ...signer, time: 'tsa' });
    const foreign = await stranger.attest(statement, { ...signer, time: 'tsa' });
    bundle.verificationMaterial.timestampVerificationData =
      foreign.verificationMaterial.timestampVerificationData!;
    expect(await refusal(() => verifyBundle(bundle, trust, policy))).toBe(
      'timestamp: The timestamp check failed: timestamp could not be verified',
    );
  });

  test('a certificate that had expired when it signed', async () => {
    const bundle = await late.attest(statement, signer);
    expect(await refusal(() => verifyBundle(bundle, late.trust(), policy))).toBe(
      'certificate: The certificate check failed: Failed to verify certificate chain: certificate is not valid or expired at the specified date',
    );
  });

  test('a timestamp, but no public log', async () => {
    const bundle = await authority.attest(statement, { ...signer, time: 'tsa', log: false });
    expect(await refusal(() => verifyBundle(bundle, trust, policy))).toBe(
      'log: The log check failed: expected 1 tlog entries, got 0',
    );
  });

  test('a log, but no timestamp', async () => {
    const bundle = await authority.attest(statement, { ...signer, time: 'none' });
    expect(await refusal(() => verifyBundle(bundle, trust, policy))).toBe(
      'timestamp: The timestamp check failed: expected 1 timestamps, got 0',
    );
  });

  test.each<[string, Partial<StatementPolicy>, string]>([
    [
      'another workflow',
      { san: san.replace('release.yml', 'other.yml') },
      `identity: The identity check failed: ${san} signed, not ${san.replace('release.yml', 'other.yml')}`,
    ],
    [
      'an identity that only begins alike',
      { san: san.slice(0, -1) },
      `identity: The identity check failed: ${san} signed, not ${san.slice(0, -1)}`,
    ],
    [
      'an identity whose dots would match as a pattern',
      { san: san.replace('github.com', 'github.co.') },
      `identity: The identity check failed: ${san} signed, not ${san.replace('github.com', 'github.co.')}`,
    ],
    [
      'a pattern that does not match',
      { san: /^https:\/\/github\.com\/other\// },
      `identity: The identity check failed: ${san} signed, not /^https:\\/\\/github\\.com\\/other\\//`,
    ],
    [
      'another issuer',
      { issuer: 'https://accounts.google.com' },
      `issuer: The issuer check failed: ${issuer} vouches for the signer, not https://accounts.google.com`,
    ],
    [
      'another subject',
      { subjectDigests: [subject, other] },
      `subject: The subject check failed: the statement does not speak of ${other}`,
    ],
    [
      'another predicate',
      { predicateType: 'https://spdx.dev/Document' },
      'predicate: The predicate check failed: it is https://slsa.dev/provenance/v1, not https://spdx.dev/Document',
    ],
  ])('%s', async (_name, change, expected) => {
    const bundle = await authority.attest(statement, signer);
    expect(await refusal(() => verifyBundle(bundle, trust, { ...policy, ...change }))).toBe(expected);
  });
});

describe('a signed statement that cannot be used is refused', () => {
  test.each([
    [
      'a key __proto__',
      '{"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"p","predicate":{"__proto__":{"x":1}}}',
      'the statement has a key "__proto__"',
    ],
    [
      'another type',
      '{"_type":"https://example.com/v1","subject":[],"predicateType":"p"}',
      'the payload is no in-toto statement',
    ],
    ['a list', '[]', 'the payload is no in-toto statement'],
    [
      'no subject',
      '{"_type":"https://in-toto.io/Statement/v1","predicateType":"p"}',
      'the statement has no predicateType or no subject',
    ],
    [
      'a subject without a digest',
      '{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"x"}],"predicateType":"p"}',
      'a subject has no digest',
    ],
  ])('%s', async (_name, payload, expected) => {
    const bundle = await authority.attest(payload, signer);
    expect(await refusal(() => verifyBundle(bundle, trust, { issuer, san }))).toBe(
      `statement: The statement check failed: ${expected}`,
    );
  });

  test('another payload type, honestly signed', async () => {
    const bundle = await authority.attest('{}', { ...signer, payloadType: 'text/plain' });
    expect(await refusal(() => verifyBundle(bundle, trust, { issuer, san }))).toBe(
      "statement: The statement check failed: the payload's type is text/plain, not application/vnd.in-toto+json",
    );
  });

  test('no pollution of the prototype is left behind', () => {
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('a bundle over a blob', () => {
  const blob = Buffer.from('the file');

  test('is verified over its bytes', async () => {
    const bundle = await authority.signBlob(blob, { san: 'someone@example.com', issuer });
    expect(verifyBlob(bundle, blob, trust, { issuer, san: 'someone@example.com' }).certificate).toEqual({
      san: 'someone@example.com',
      issuer,
    });
  });

  test.each<[string, (bundle: SerializedBundle) => Buffer, string]>([
    [
      'other bytes',
      () => Buffer.from('another file'),
      'signature: The signature check failed: signature verification failed',
    ],
    [
      'no bytes',
      () => Buffer.alloc(0),
      'signature: The signature check failed: signature verification failed',
    ],
    [
      'a digest rewritten to match other bytes',
      (b) => {
        b.messageSignature!.messageDigest.digest = flip(b.messageSignature!.messageDigest.digest);
        return blob;
      },
      'log: The log check failed: digest mismatch',
    ],
  ])('is refused over %s', async (_name, change, expected) => {
    const bundle = structuredClone(await authority.signBlob(blob, signer));
    const bytes = change(bundle);
    expect(await refusal(() => verifyBlob(bundle, bytes, trust, policy))).toBe(expected);
  });

  test('is not taken for a statement, nor a statement for it', async () => {
    const ofBlob = await authority.signBlob(blob, signer);
    const ofStatement = await authority.attest(statement, signer);
    expect(await refusal(() => verifyBundle(ofBlob, trust, policy))).toBe(
      'bundle: The bundle check failed: it signs a blob, not a statement',
    );
    expect(await refusal(() => verifyBlob(ofStatement, blob, trust, policy))).toBe(
      'bundle: The bundle check failed: it signs a statement, not a blob',
    );
  });
});
