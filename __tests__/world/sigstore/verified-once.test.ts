import { bundleFromJSON, bundleToJSON } from '@sigstore/bundle';
import { beforeAll, expect, test } from '@jest/globals';
import { verifyBlob, verifyBundle } from '../../../src/world/sigstore/verify.ts';
import { verifiedOnce } from '../../../src/world/sigstore/verified-once.ts';
import { type Authority, makeAuthority } from '../../support/world/authority.ts';
import { flip, policy, refusal, signer, statement } from '../../support/world/signed.ts';

let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority();
});

test('a bundle is verified once by one root, and again by another', async () => {
  const bundle = bundleFromJSON(await authority.attest(statement, signer));
  const one = authority.trust();
  let times = 0;
  const verify = () => {
    times += 1;
    return { key: undefined as never, identity: { subjectAlternativeName: String(times) } };
  };
  const first = verifiedOnce(one, bundle, undefined, verify);
  expect(verifiedOnce(one, bundleFromJSON(bundleToJSON(bundle)), undefined, verify)).toBe(first);
  expect(times).toBe(1);
  verifiedOnce(authority.trust(), bundle, undefined, verify);
  verifiedOnce(one, bundle, Buffer.from('a'), verify);
  verifiedOnce(one, bundle, Buffer.from('b'), verify);
  expect(times).toBe(4);
  verifiedOnce(one, bundle, { file: '/a' }, verify);
  verifiedOnce(one, bundle, { file: '/a' }, verify);
  expect(times).toBe(6);
});

test('what was verified vouches for no other bytes, no other signature, no other root and no other policy', async () => {
  const trust = authority.trust();
  const bundle = await authority.signBlob(Buffer.from('a'), signer);
  const by = { issuer: signer.issuer, san: signer.san };
  expect(verifyBlob(bundle, Buffer.from('a'), trust, by).certificate.san).toBe(signer.san);
  expect(await refusal(() => verifyBlob(bundle, Buffer.from('b'), trust, by))).toMatch(/^signature: /);
  const stranger = (await makeAuthority()).trust();
  expect(await refusal(() => verifyBlob(bundle, Buffer.from('a'), stranger, by))).toMatch(/^certificate: /);

  const attested = await authority.attest(statement, signer);
  verifyBundle(attested, trust, policy);
  const other = { ...policy, san: 'https://github.com/evil/x/.github/workflows/a.yml@refs/heads/main' };
  expect(await refusal(() => verifyBundle(attested, trust, other))).toMatch(/^identity: /);
  const damaged = structuredClone(attested);
  damaged.dsseEnvelope!.signatures[0]!.sig = flip(damaged.dsseEnvelope!.signatures[0]!.sig);
  expect(await refusal(() => verifyBundle(damaged, trust, policy))).not.toBe('verified');
  const reworded = structuredClone(attested);
  reworded.dsseEnvelope!.payload = Buffer.from(JSON.stringify({ ...statement, predicate: {} })).toString(
    'base64',
  );
  expect(await refusal(() => verifyBundle(reworded, trust, policy))).not.toBe('verified');
});
