import { beforeAll, describe, expect, test } from '@jest/globals';
import { type StatementPolicy, verifyBundle } from '../../../src/world/sigstore/verify.ts';
import type { SigstoreTrust } from '../../../src/world/sigstore/trust.ts';
import { type Authority, makeAuthority } from '../../support/world/authority.ts';
import {
  issuer,
  other,
  policy,
  refusal,
  san,
  signer,
  statement,
  subject,
} from '../../support/world/signed.ts';

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
      'the payload is not an in-toto statement',
    ],
    ['a list', '[]', 'the payload is not an in-toto statement'],
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
