// ghcr.io: its tokens, its permissions, its refusals; what passes goes to the registry behind it.
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { ensureTools } from '../parts/tools.ts';
import { type World, fetchOf, createWorld } from './fixture.ts';
import { type Upstream, dockerRegistry, echoRegistry } from './fixture-registry.ts';
import type { StandInsOptions } from './world.ts';

jest.setTimeout(60_000);

type Registry = Awaited<ReturnType<typeof echoRegistry>>;

const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

let real: Upstream;
let realPort: number;

// From nothing the registry is fetched first.
beforeAll(async () => {
  real = await dockerRegistry((await ensureTools(() => undefined)).registry);
  realPort = real.port;
}, 900_000);
afterAll(() => {
  real.stop();
});

let world: World | undefined;
let registry: Registry | undefined;

async function start(options?: Partial<StandInsOptions>) {
  registry = await echoRegistry();
  world = await createWorld({ registryPort: registry.port, ...options });
  const get = fetchOf(world.standIns);

  /** A bearer header for a scope, as a client gets it; anonymous without a password. */
  async function bearer(scope: string, password?: string): Promise<Record<string, string>> {
    const basic = `Basic ${Buffer.from(`ada:${password ?? ''}`).toString('base64')}`;
    const headers = password === undefined ? {} : { authorization: basic };
    const answer = await get(`https://ghcr.io/token?service=ghcr.io&scope=${encodeURIComponent(scope)}`, {
      headers,
    });
    const { token } = (await answer.json()) as { token?: string };
    return { authorization: `Bearer ${token ?? 'none'}` };
  }

  /** Status and error code or body of an exchange with ghcr.io. */
  async function ask(method: string, path: string, headers: Record<string, string>, body?: string) {
    const answer = await get(`https://ghcr.io/v2/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    const code = /"code":"(\w+)"/.exec(text)?.[1] ?? text;
    return `${answer.status} ${code}`;
  }

  return { ...world, registry, get, bearer, ask, token: world.standIns.token };
}

afterEach(async () => {
  jest.restoreAllMocks();
  registry?.stop();
  await world?.stop();
});

const MANIFEST = 'octo-org/example/manifests/v1.2.0';
const SCOPE = 'repository:octo-org/example:pull,push';

test('without a token there is a challenge that says where to get one', async () => {
  const { get } = await start();
  const answer = await get('https://ghcr.io/v2/octo-org/example/manifests/v1.2.0', {
    method: 'PUT',
    body: '{}',
  });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toBe(
    'Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="repository:octo-org/example:pull,push"',
  );
});

test('a public package is pulled by anybody and pushed by those who may', async () => {
  const { ask, bearer, token, registry: behind } = await start({ newPackages: 'public' });
  expect(await ask('GET', MANIFEST, await bearer('repository:octo-org/example:pull'))).toBe('200 0 bytes');
  expect(await ask('PUT', MANIFEST, await bearer(SCOPE), '{}')).toBe('401 UNAUTHORIZED');
  expect(await ask('PUT', MANIFEST, await bearer(SCOPE, token), '{}')).toBe('201 2 bytes');
  expect(await ask('PUT', MANIFEST, await bearer('repository:octo-org/example:pull', token), '{}')).toBe(
    '401 UNAUTHORIZED',
  );
  expect(behind.seen).toEqual([`GET /v2/${MANIFEST} 0`, `PUT /v2/${MANIFEST} 2`]);
});

test('no push to another owner, nor with a wrong password', async () => {
  const { ask, bearer, token } = await start();
  expect(await ask('PUT', MANIFEST, await bearer(SCOPE, 'wrong'), '{}')).toBe('401 UNAUTHORIZED');
  const elsewhere = await bearer('repository:other/example:pull,push', token);
  expect(await ask('PUT', 'other/example/manifests/v1', elsewhere, '{}')).toBe('403 DENIED');
});

test('names are lower case', async () => {
  const { ask, bearer, token } = await start();
  expect(await ask('GET', 'Octo-Org/example/manifests/v1', await bearer(SCOPE, token))).toBe(
    '400 NAME_INVALID',
  );
});

const SUBJECT = `sha256:${'ab'.repeat(32)}`;
const REFERRER = JSON.stringify({
  mediaType: 'm',
  artifactType: 'a',
  subject: { digest: SUBJECT },
  annotations: { k: 'v' },
});

test('G1 a manifest is put by digest with 201 and no OCI-Subject, and read by digest without a tag', async () => {
  const { get, bearer, token, ask } = await start();
  const headers = await bearer(SCOPE, token);
  const path = `octo-org/example/manifests/${digestOf(REFERRER)}`;
  const put = await get(`https://ghcr.io/v2/${path}`, { method: 'PUT', headers, body: REFERRER });
  expect([put.status, put.headers.get('oci-subject')]).toEqual([201, null]);
  expect(await ask('GET', path, headers)).toBe('200 0 bytes');
  expect(await ask('HEAD', path, headers)).toBe('200 ');
});

test('G2 the referrers API answers in turn: a redirect to a page that is not there, 404, and an empty list', async () => {
  const { get, bearer, token } = await start();
  const headers = await bearer(SCOPE, token);
  const list = () =>
    get(`https://ghcr.io/v2/octo-org/example/referrers/${SUBJECT}`, { headers, redirect: 'manual' });
  const redirect = await list();
  expect(redirect.status).toBe(303);
  const place = redirect.headers.get('location') ?? '';
  expect(new URL(place).host).toBe('github.com');
  expect((await get(place)).status).toBe(404);
  const unknown = await list();
  expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('MANIFEST_UNKNOWN')]);
  const empty = await list();
  expect([empty.status, await empty.json()]).toEqual([200, { manifests: [] }]);
  expect((await list()).status).toBe(303);
});

test('with the referrers API a put says which subject it is of, and lists are filtered', async () => {
  const { get, bearer, token } = await start({ referrers: true });
  const headers = await bearer(SCOPE, token);
  const put = await get(`https://ghcr.io/v2/${MANIFEST}`, { method: 'PUT', headers, body: REFERRER });
  expect(put.headers.get('oci-subject')).toBe(SUBJECT);
  const list = async (query: string) => {
    const answer = await get(`https://ghcr.io/v2/octo-org/example/referrers/${SUBJECT}${query}`, { headers });
    return ((await answer.json()) as { manifests: unknown[] }).manifests;
  };
  expect(await list('')).toMatchObject([
    { artifactType: 'a', size: REFERRER.length, annotations: { k: 'v' } },
  ]);
  expect(await list('?artifactType=b')).toEqual([]);
});

test('G3 an upload has a place of its own, and its cancelling is answered in every known way', async () => {
  const { get, bearer, token } = await start({ registryPort: realPort });
  const headers = await bearer(SCOPE, token);
  const answers: unknown[] = [];
  for (let n = 0; n < 6; n += 1) {
    const begun = await get('https://ghcr.io/v2/octo-org/example/blobs/uploads/', {
      method: 'POST',
      headers,
    });
    expect(begun.status).toBe(202);
    const place = begun.headers.get('location') ?? '';
    expect(place).toMatch(/^\/v2\/octo-org\/example\/blobs\/upload\/[0-9a-f-]{36}\?/);
    const cancelled = get(`https://ghcr.io${place}`, { method: 'DELETE', headers });
    answers.push(
      await cancelled.then(
        ({ status }) => status,
        () => 'reset',
      ),
    );
  }
  expect(answers).toEqual([404, 405, 429, 503, 'reset', 202]);
});

test('G4 without packages: write an upload is refused, without any permission for packages the token already', async () => {
  const { get, ask, bearer, token, standIns } = await start({ permissions: { packages: 'read' } });
  const reader = await bearer(SCOPE, token);
  expect(await ask('POST', 'octo-org/example/blobs/uploads/', reader)).toBe('403 DENIED');
  expect(await ask('PUT', MANIFEST, reader, '{}')).toBe('403 DENIED');
  const identity = { event: 'push', ref: 'refs/heads/main', sha: 'a'.repeat(40), runId: 5 };
  const none = await standIns.addRun({ ...identity, permissions: { packages: 'none' } });
  const authorization = `Basic ${Buffer.from(`ada:${none.token}`).toString('base64')}`;
  const answer = await get(`https://ghcr.io/token?service=ghcr.io&scope=${SCOPE}`, {
    headers: { authorization },
  });
  expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('DENIED')]);
});

test('G5 the first package is private, in a public repository too, until a person changes its settings', async () => {
  const { ask, bearer, token, standIns } = await start();
  const member = await bearer(SCOPE, token);
  expect(await ask('PUT', MANIFEST, member, '{}')).toBe('201 2 bytes');
  const anybody = await bearer('repository:octo-org/example:pull');
  expect(await ask('GET', MANIFEST, anybody)).toBe('401 UNAUTHORIZED');
  expect(await ask('GET', MANIFEST, member)).toBe('200 0 bytes');
  standIns.setPackage('octo-org/example', 'public');
  expect(await ask('GET', MANIFEST, anybody)).toBe('200 0 bytes');
});

test("G5 a private repository's package is private whatever its settings say", async () => {
  const { ask, bearer, token } = await start({ visibility: 'private', newPackages: 'public' });
  expect(await ask('GET', MANIFEST, await bearer(SCOPE))).toBe('401 UNAUTHORIZED');
  expect(await ask('GET', MANIFEST, await bearer(SCOPE, token))).toBe('200 0 bytes');
});

/** Sets the clock of the stand-ins forward, and stops it there. */
function later(ms: number): void {
  const shown = Date.now() + ms;
  jest.spyOn(Date, 'now').mockReturnValue(shown);
}

test('G6 what was written shows after a while: manifest, blob, and a tag that names its old digest until then', async () => {
  const { get, bearer, token } = await start({ registryPort: realPort, registryLagMs: 60_000 });
  const base = 'https://ghcr.io/v2/octo-org/lagging';
  const auth = await bearer('repository:octo-org/lagging:pull,push', token);
  const config = '{}';
  const upload = await get(`${base}/blobs/uploads/`, { method: 'POST', headers: auth });
  const place = new URL(upload.headers.get('location') ?? '', base);
  place.searchParams.set('digest', digestOf(config));
  expect((await get(place.href, { method: 'PUT', headers: auth, body: config })).status).toBe(201);
  const see = async (path: string) => {
    const answer = await get(`${base}/${path}`, { headers: { ...auth, accept: OCI_MANIFEST } });
    const text = await answer.text();
    return answer.status === 200
      ? digestOf(text)
      : `${answer.status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ''}`;
  };
  const [one, two] = ['one', 'two'].map((text) =>
    JSON.stringify({
      ...{ schemaVersion: 2, mediaType: OCI_MANIFEST, layers: [], annotations: { text } },
      config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: digestOf(config), size: 2 },
    }),
  ) as [string, string];
  const put = async (tag: string, body: string) =>
    (
      await get(`${base}/manifests/${tag}`, {
        method: 'PUT',
        headers: { ...auth, 'content-type': OCI_MANIFEST },
        body,
      })
    ).status;
  expect(await see(`blobs/${digestOf(config)}`)).toBe('404 BLOB_UNKNOWN');
  expect(await put('latest', one)).toBe(201);
  expect([await see('manifests/latest'), await see(`manifests/${digestOf(one)}`)]).toEqual([
    '404 MANIFEST_UNKNOWN',
    '404 MANIFEST_UNKNOWN',
  ]);
  later(61_000);
  expect(await see('manifests/latest')).toBe(digestOf(one));
  expect(await see(`blobs/${digestOf(config)}`)).toBe(digestOf(config));
  expect(await put('latest', two)).toBe(201);
  expect(await see('manifests/latest')).toBe(digestOf(one));
  later(61_000);
  expect(await see('manifests/latest')).toBe(digestOf(two));
});

test('G7 any call may be answered 5xx or 429', async () => {
  const fault = (kind: number) => ({ method: '*', target: /^ghcr\.io\//, kind, times: 1 });
  const { ask, bearer, token } = await start({ faults: [fault(500), fault(429), fault(503)] });
  expect(await ask('GET', MANIFEST, {})).toMatch(/^500/);
  expect(await ask('PUT', MANIFEST, {}, '{}')).toMatch(/^429/);
  expect(await ask('HEAD', MANIFEST, {})).toMatch(/^503/);
  expect(await ask('PUT', MANIFEST, await bearer(SCOPE, token), '{}')).toBe('201 2 bytes');
});

test('G8 neither a tag nor a manifest is deleted', async () => {
  const { ask, bearer, token } = await start();
  const headers = await bearer(SCOPE, token);
  expect(await ask('DELETE', MANIFEST, headers)).toBe('405 UNSUPPORTED');
  expect(await ask('DELETE', `octo-org/example/manifests/${SUBJECT}`, headers)).toBe('405 UNSUPPORTED');
});
