// Sigstore and the attestations API, judged by sigstore's own libraries and by what they must refuse.
import { generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { IDENTITY, attest as attestAs, script, verify } from './fixture-attest.ts';
import { uncompress } from './fixture-snappy.ts';
import { type World, fetchOf, octokitOf, createWorld, where } from './fixture.ts';
import type { StandInsOptions } from './world.ts';

jest.setTimeout(60_000);

const DIGEST = 'ab'.repeat(32);

const attest = (w: World, instance: 'public-good' | 'github') => attestAs(w, DIGEST, instance);

let world: World | undefined;

async function start(options?: Partial<StandInsOptions>): Promise<World> {
  world = await createWorld(options);
  return world;
}

afterEach(async () => {
  const violations = world?.standIns.violations() ?? [];
  await world?.stop();
  world = undefined;
  expect(violations).toEqual([]);
});

describe('provenance by @actions/attest', () => {
  test('verifies against the trusted root, is logged, and is found at GitHub', async () => {
    const w = await start();
    const { bundle, tlogID } = await attest(w, 'public-good');
    expect(tlogID).toBe('0');
    expect(w.standIns.logEntries()).toMatchObject([{ log: 'v1', index: 0 }]);
    expect(verify(w, bundle, 'trusted_root.json', true).identity?.subjectAlternativeName).toBe(IDENTITY);
    expect(() => verify(w, bundle, 'trusted_root.json', true, `${IDENTITY}x`)).toThrow();
    expect(() => verify(w, bundle, 'trusted_root.github.json', true)).toThrow();
    const changed = JSON.parse(JSON.stringify(bundle)) as { dsseEnvelope: { payload: string } };
    changed.dsseEnvelope.payload = changed.dsseEnvelope.payload.replace(/^e/, 'f');
    expect(() => verify(w, changed, 'trusted_root.json', true)).toThrow();

    const octokit = octokitOf(w.standIns);
    const subject_digest = `sha256:${DIGEST}`;
    const found = await octokit.rest.repos.listAttestations({
      ...where,
      subject_digest,
      predicate_type: 'provenance',
    });
    // H7: GitHub links to the bundle; the bundle itself beside the link is promised for a while only.
    expect(found.data.attestations?.map((a) => a.bundle)).toEqual([undefined]);
    const address = (found.data.attestations?.[0] as { bundle_url: string }).bundle_url;
    const packed = Buffer.from(await (await fetchOf(w.standIns)(address)).arrayBuffer());
    expect(JSON.parse(uncompress(packed).toString())).toEqual(bundle);
    const byOwner = await octokit.rest.orgs.listAttestations({ org: 'octo-org', subject_digest });
    expect(byOwner.data.attestations).toHaveLength(1);
    await expect(
      octokit.rest.repos.listAttestations({ ...where, subject_digest: `sha256:${'cd'.repeat(32)}` }),
    ).rejects.toMatchObject({ status: 404 });
  });

  test("of a private repository comes from GitHub's own instance, with timestamps instead of a log", async () => {
    const w = await start({ visibility: 'private' });
    const { bundle, tlogID } = await attest(w, 'github');
    expect(tlogID).toBeUndefined();
    expect(w.standIns.logEntries()).toEqual([]);
    expect(verify(w, bundle, 'trusted_root.github.json', false).identity?.subjectAlternativeName).toBe(
      IDENTITY,
    );
    expect(() => verify(w, bundle, 'trusted_root.json', false)).toThrow();
  });

  test('is refused where the plan has no attestations', async () => {
    const w = await start({ attestations: false });
    await expect(attest(w, 'public-good')).rejects.toThrow(
      'Feature not available for the octo-org organization',
    );
  });

  test.each(['expired', 'wrong-audience', 'wrong-issuer', 'wrong-key'] as const)(
    'is not signed for a token that is %s',
    async (tokenFault) => {
      const w = await start({ tokenFault });
      await expect(attest(w, 'public-good')).rejects.toThrow();
      expect(w.standIns.logEntries()).toEqual([]);
    },
  );
});

test('the TUF repository leads @sigstore/tuf to the trusted root', async () => {
  const w = await start();
  const source = `
    const { getTrustedRoot } = await load('@sigstore/tuf');
    const { TUF_MIRROR: mirrorURL, TUF_ROOT_JSON: rootPath } = process.env;
    const root = await getTrustedRoot({ mirrorURL, rootPath, cachePath: 'tuf-cache', forceInit: true });
    console.log(root.tlogs.map(({ baseUrl }) => baseUrl).join());
  `;
  const { output } = await script(w, source);
  expect(output.trim()).toBe(
    'https://rekor.sigstore.dev,https://log2025-1.rekor.sigstore.dev,https://rekor-2021.sigstore.dev',
  );
});

test('Fulcio wants proof that the key is held', async () => {
  const w = await start();
  const get = fetchOf(w.standIns);
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = '' } =
    w.standIns.env;
  const headers = { authorization: `Bearer ${bearer}` };
  const { value } = (await (await get(`${url}&audience=sigstore`, { headers })).json()) as { value: string };
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ask = async (signed: string) => {
    const content = publicKey.export({ format: 'pem', type: 'spki' });
    const proofOfPossession = sign('sha256', Buffer.from(signed), privateKey).toString('base64');
    const request = {
      credentials: { oidcIdentityToken: value },
      publicKeyRequest: { publicKey: { algorithm: 'ECDSA', content }, proofOfPossession },
    };
    const answer = await get('https://fulcio.sigstore.dev/api/v2/signingCert', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    return answer.status;
  };
  const claims = JSON.parse(Buffer.from(value.split('.')[1] ?? '', 'base64url').toString()) as {
    sub: string;
  };
  expect(claims.sub).toMatch(/^repo:octo-org@\d+\/example@\d+:ref:refs\/tags\/v1\.2\.0$/);
  expect(await ask(claims.sub)).toBe(200);
  expect(await ask('somebody else')).toBe(400);
});

test('an OIDC token needs the permission', async () => {
  const w = await start({ permissions: { 'id-token': 'none' } });
  expect(w.standIns.env).not.toHaveProperty('ACTIONS_ID_TOKEN_REQUEST_URL');
});
