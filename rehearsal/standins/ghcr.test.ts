// ghcr.io: its tokens, its permissions, its refusals; what passes goes to the registry behind it.
import { afterEach, expect, jest, test } from '@jest/globals';
import { type World, fetchOf, startWorld } from './fixture.ts';
import { echoRegistry } from './fixture-registry.ts';
import type { StandInsOptions } from './world.ts';

jest.setTimeout(60_000);

type Registry = Awaited<ReturnType<typeof echoRegistry>>;

let world: World | undefined;
let registry: Registry | undefined;

async function start(options?: Partial<StandInsOptions>) {
  registry = await echoRegistry();
  world = await startWorld({ registryPort: registry.port, ...options });
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
  const { ask, bearer, token, registry: behind } = await start();
  expect(await ask('GET', MANIFEST, await bearer('repository:octo-org/example:pull'))).toBe('200 0 bytes');
  expect(await ask('PUT', MANIFEST, await bearer(SCOPE), '{}')).toBe('401 UNAUTHORIZED');
  expect(await ask('PUT', MANIFEST, await bearer(SCOPE, token), '{}')).toBe('201 2 bytes');
  expect(await ask('PUT', MANIFEST, await bearer('repository:octo-org/example:pull', token), '{}')).toBe(
    '401 UNAUTHORIZED',
  );
  expect(behind.seen).toEqual([`GET /v2/${MANIFEST} 0`, `PUT /v2/${MANIFEST} 2`]);
});

test('no packages: write, no push; nor to another owner, nor with a wrong password', async () => {
  const { ask, bearer, token, standIns } = await start({ permissions: { packages: 'read' } });
  expect(await ask('PUT', MANIFEST, await bearer(SCOPE, token), '{}')).toBe('403 DENIED');
  expect(await ask('PUT', MANIFEST, await bearer(SCOPE, 'wrong'), '{}')).toBe('401 UNAUTHORIZED');
  const identity = { event: 'push', ref: 'refs/heads/main', sha: 'a'.repeat(40), runId: 5 };
  const writer = await standIns.addRun({ ...identity, permissions: { packages: 'write' } });
  const elsewhere = await bearer('repository:other/example:pull,push', writer.token);
  expect(await ask('PUT', 'other/example/manifests/v1', elsewhere, '{}')).toBe('403 DENIED');
});

test('a private package wants a token to be pulled', async () => {
  const { ask, bearer, token } = await start({ visibility: 'private' });
  expect(await ask('GET', MANIFEST, await bearer(SCOPE))).toBe('401 UNAUTHORIZED');
  expect(await ask('GET', MANIFEST, await bearer(SCOPE, token))).toBe('200 0 bytes');
});

test('names are lower case, and nothing is deleted', async () => {
  const { ask, bearer, token } = await start();
  const headers = await bearer(SCOPE, token);
  expect(await ask('GET', 'Octo-Org/example/manifests/v1', headers)).toBe('400 NAME_INVALID');
  expect(await ask('DELETE', MANIFEST, headers)).toBe('405 UNSUPPORTED');
});

test('what was written is not there at once, when there is lag', async () => {
  const { ask, bearer, token } = await start({ lagMs: 400 });
  const headers = await bearer(SCOPE, token);
  expect(await ask('PUT', MANIFEST, headers, '{}')).toBe('201 2 bytes');
  expect(await ask('GET', MANIFEST, headers)).toBe('404 MANIFEST_UNKNOWN');
  await new Promise((resolve) => setTimeout(resolve, 450));
  expect(await ask('GET', MANIFEST, headers)).toBe('200 0 bytes');
});

test('referrers: passed through as on GHCR, answered when the API is on', async () => {
  const subject = `sha256:${'ab'.repeat(32)}`;
  const manifest = JSON.stringify({
    mediaType: 'm',
    artifactType: 'a',
    subject: { digest: subject },
    annotations: { k: 'v' },
  });
  const { get, bearer, token } = await start({ referrers: true });
  const headers = await bearer(SCOPE, token);
  const put = await get(`https://ghcr.io/v2/${MANIFEST}`, { method: 'PUT', headers, body: manifest });
  expect(put.headers.get('oci-subject')).toBe(subject);
  const list = async (query: string) => {
    const answer = await get(`https://ghcr.io/v2/octo-org/example/referrers/${subject}${query}`, { headers });
    return ((await answer.json()) as { manifests: unknown[] }).manifests;
  };
  expect(await list('')).toMatchObject([
    { artifactType: 'a', size: manifest.length, annotations: { k: 'v' } },
  ]);
  expect(await list('?artifactType=b')).toEqual([]);
});
