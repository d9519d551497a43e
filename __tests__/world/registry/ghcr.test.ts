// How the adapter lives with what GHCR is seen to answer (docs/reality.md, rows G1-G8 and S2).
import type http from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Digest, digest } from '../../../src/plan/brands.ts';
import type { ImageName } from '../../../src/plan/oci/image-name.ts';
import { makeRegistry, type Registry, sha256 } from '../../../src/world/registry/registry.ts';
import { TransientError } from '../../../src/world/retry/retry.ts';
import { digestOf, type Fault, type OciRegistry, startRegistry } from '../../support/world/oci-registry.ts';

const indexType = 'application/vnd.oci.image.index.v1+json';
const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const emptyType = 'application/vnd.oci.empty.v1+json';

let server: OciRegistry;
let image: ImageName;
let subject: Digest;
let fallback: string;

beforeEach(async () => {
  server = await startRegistry();
  server.referrersApi = false;
  image = { name: `${server.host}/team/app`, registry: server.host, repository: 'team/app' };
  subject = digest(put({ schemaVersion: 2 }));
  fallback = subject.replace(':', '-');
});
afterEach(() => server.close());

const client = (attempts = 20, password?: string): Registry =>
  makeRegistry({
    userAgent: 'test',
    credentials: () => (password === undefined ? undefined : { username: 'ada', password }),
    retryPolicy: { attempts: 3, firstMs: 1, maxMs: 2 },
    lag: { attempts, firstMs: 1, maxMs: 5 },
  });

function put(content: unknown, type = manifestType): string {
  const bytes = Buffer.from(JSON.stringify(content));
  server.manifests.set(digestOf(bytes), { type, bytes });
  return digestOf(bytes);
}

const putTag = (tag: string, content: unknown, type = manifestType): string => {
  const name = put(content, type);
  const there = server.manifests.get(name);
  if (there) server.manifests.set(tag, there);
  return name;
};

const on =
  (method: string, path: RegExp, act: (response: http.ServerResponse) => void): Fault =>
  (request, response) => {
    if (request.method !== method || !path.test(request.url ?? '')) return false;
    act(response);
    return true;
  };

/** The same fault so many times. */
const often = (times: number, fault: Fault): readonly Fault[] => Array.from({ length: times }, () => fault);

const bundle = (text: string): Parameters<Registry['attach']>[2] => ({
  bytes: Buffer.from(JSON.stringify({ text })),
  mediaType: bundleType,
  annotations: { 'dev.sigstore.bundle.predicateType': text },
});

interface Listed {
  readonly digest: string;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

function list(): readonly Listed[] {
  const there = server.manifests.get(fallback);
  const { manifests } = JSON.parse(there?.bytes.toString() ?? '{"manifests":[]}') as {
    readonly manifests: readonly Listed[];
  };
  return manifests;
}

test('G1 what is attached is put by digest, and listed where no OCI-Subject says that the registry does it', async () => {
  const name = await client().attach(image, subject, bundle('sbom'));
  expect(server.asked).toContain(`PUT /v2/team/app/manifests/${name}`);
  expect(list()).toEqual([
    {
      mediaType: manifestType,
      digest: name,
      size: server.manifests.get(name)?.bytes.length,
      artifactType: bundleType,
      annotations: { 'dev.sigstore.bundle.predicateType': 'sbom' },
    },
  ]);
  const manifest = JSON.parse(server.manifests.get(name)?.bytes.toString() ?? '') as {
    readonly layers: readonly { readonly digest: string }[];
    readonly config: { readonly digest: string; readonly mediaType: string };
    readonly subject: { readonly digest: string };
  };
  expect(manifest.subject.digest).toBe(subject);
  expect(manifest.config.mediaType).toBe(emptyType);
  for (const blob of [manifest.layers[0], manifest.config])
    expect(server.blobs.has(blob?.digest ?? '')).toBe(true);
});

test('a registry that has the API lists it itself', async () => {
  server.referrersApi = true;
  server.faults.push((request, response) => {
    if (request.method !== 'PUT' || !request.url?.includes('/manifests/')) return false;
    response.setHeader('oci-subject', subject);
    server.faults.length = 0;
    return false;
  });
  await client().attach(image, subject, bundle('sbom'));
  expect(server.manifests.has(fallback)).toBe(false);
});

test('O7 a registry that says that it knows the subject, and has no API to list it, gets a list', async () => {
  server.faults.push((request, response) => {
    if (request.method === 'PUT') response.setHeader('oci-subject', subject);
    return false;
  });
  await client().attach(image, subject, bundle('sbom'));
  expect(server.manifests.has(fallback)).toBe(true);
});

describe('G2 the fallback tag is read', () => {
  const answers: readonly (readonly [string, (response: http.ServerResponse) => void])[] = [
    [
      'a redirect to a page that is not there',
      (response) =>
        response.writeHead(303, { location: `http://${server.host}/v2/` + 'gone/manifests/x' }).end(),
    ],
    ['404 MANIFEST_UNKNOWN', (response) => response.writeHead(404).end('{"errors":[]}')],
    [
      'an empty list',
      (response) => response.writeHead(200, { 'content-type': indexType }).end('{"manifests":[]}'),
    ],
    [
      'an empty list that is no index',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"manifests":[]}'),
    ],
  ];

  test.each(answers)('after %s', async (_, act) => {
    const entry = { mediaType: manifestType, digest: digestOf('b'), size: 7 };
    putTag(fallback, { manifests: [entry] }, indexType);
    server.faults.push(on('GET', /referrers/, act));
    expect(await client().referrers(image, subject)).toEqual([entry]);
  });

  test.each(answers)('and written after %s', async (_, act) => {
    server.faults.push(on('GET', /referrers/, act));
    const name = await client().attach(image, subject, bundle('sbom'));
    expect(list().map((entry) => entry.digest)).toEqual([name]);
  });

  test('beside a list that has others', async () => {
    const [one, two] = ['b', 'c'].map((text) => ({
      mediaType: manifestType,
      digest: digestOf(text),
      size: 7,
    }));
    putTag(fallback, { manifests: [one] }, indexType);
    server.faults.push(
      on('GET', /referrers/, (response) =>
        response.writeHead(200, { 'content-type': indexType }).end(JSON.stringify({ manifests: [two, one] })),
      ),
    );
    expect(await client().referrers(image, subject)).toEqual([one, two]);
  });
});

describe('G3 a probe does not care for what its cancelling answers', () => {
  test.each([202, 204, 404, 405, 429, 500, 503])('%i', async (status) => {
    server.faults.push(
      ...often(
        9,
        on('DELETE', /upload/, (response) => response.writeHead(status).end('{}')),
      ),
    );
    await client().probePush(image);
    expect(server.asked.filter((line) => line.startsWith('DELETE'))).toHaveLength(1);
  });

  test('a reset', async () => {
    server.faults.push(
      ...often(
        9,
        on('DELETE', /upload/, (response) => response.destroy()),
      ),
    );
    await client().probePush(image);
  });

  test('an upload at a place of its own, as GHCR has it', async () => {
    const location = '/v2/team/app/blobs/upload/0a1b';
    server.faults.push(on('POST', /uploads/, (response) => response.writeHead(202, { location }).end()));
    await client().probePush(image);
    expect(server.asked.at(-1)).toBe(`DELETE ${location}`);
  });
});

describe('G4 a refusal says which permission is missing', () => {
  const ghcr: ImageName = { name: 'ghcr.io/team/app', registry: 'ghcr.io', repository: 'team/app' };

  /** The same client, with ghcr.io's name for what it is told. */
  const refusing = async (act: () => Promise<unknown>): Promise<{ message: string; hint: string }> =>
    act().then(
      () => {
        throw new Error('it was not refused');
      },
      (error: unknown) => error as { message: string; hint: string },
    );

  const guarded = (): void => {
    server.guard = {
      challenge: `Bearer realm="http://${server.host}/token",service="s"`,
      authorization: 'Bearer good',
    };
  };

  test('without any permission for packages there is no token to push', async () => {
    guarded();
    server.token = () => ({ status: 403, body: '{"errors":[{"code":"DENIED","message":"denied"}]}' });
    const { message } = await refusing(() => client(20, 'x').probePush(image));
    expect(message).toContain('gave no token to push team/app (403)');
    const { tokenRefused } = await import('../../../src/world/registry/auth.ts');
    expect(tokenRefused(ghcr, 403, 'pull,push')).toMatchObject({
      message: expect.stringContaining('no permission for packages at all'),
      hint: expect.stringContaining('packages: write'),
    });
    expect(tokenRefused(ghcr, 403, 'pull')).toMatchObject({
      hint: expect.stringContaining('packages: read'),
    });
  });

  test('with read alone the upload is refused, in other words', async () => {
    guarded();
    server.token = () => ({ status: 200, body: '{"token":"good"}' });
    const answer = '{"errors":[{"code":"DENIED","message":"permission_denied: write_package"}]}';
    server.faults.push(on('POST', /uploads/, (response) => response.writeHead(403).end(answer)));
    const { message } = await refusing(() => client(20, 'x').probePush(image));
    expect(message).toContain('answered 403 to POST blobs/uploads/');
    expect(message).toContain('write_package');
  });

  test('who gets no token still reads what anybody may', async () => {
    guarded();
    const head = putTag('v1', { a: 1 });
    server.token = (request) =>
      request.headers.authorization === undefined
        ? { status: 200, body: '{"token":"good"}' }
        : { status: 403, body: '' };
    const registry = client(20, 'x');
    expect((await registry.head(image, 'v1'))?.digest).toBe(head);
    await expect(registry.probePush(image)).rejects.toThrow('gave no token');
  });
});

describe('G5 the public is asked signed out', () => {
  const anonymous = (answer: { readonly status: number; readonly body: string }): Registry => {
    server.guard = {
      challenge: `Bearer realm="http://${server.host}/token",service="s"`,
      authorization: 'Bearer good',
    };
    server.token = (request) =>
      request.headers.authorization === undefined ? answer : { status: 200, body: '{"token":"good"}' };
    return client(20, 'x');
  };

  test.each([
    ['no token', { status: 403, body: '{"errors":[{"code":"DENIED"}]}' }],
    ['no token, said otherwise', { status: 401, body: '' }],
    ['a token that is good for nothing', { status: 200, body: '{"token":"anonymous"}' }],
  ])('a private package gives strangers %s', async (_, answer) => {
    const registry = anonymous(answer);
    const name = putTag('v1', { a: 1 });
    expect((await registry.head(image, 'v1'))?.digest).toBe(name);
    expect(await registry.isPublic(image, name)).toBe(false);
  });

  test('a public one is there for everybody', async () => {
    const registry = anonymous({ status: 200, body: '{"token":"good"}' });
    const name = putTag('v1', { a: 1 });
    expect(await registry.isPublic(image, name)).toBe(true);
    const scopes = server.asked.filter((line) => line.includes('/token'));
    expect(scopes).toEqual([expect.stringMatching(/scope=repository%3Ateam%2Fapp%3Apull$/)]);
  });
});

describe('G6 lag is waited out', () => {
  const unknown = on('HEAD', /manifests/, (response) => response.writeHead(404).end());
  const old = (name: string): Fault =>
    on('HEAD', /manifests\/latest/, (response) =>
      response.writeHead(200, { 'docker-content-digest': name, 'content-type': indexType }).end(),
    );

  test('until a digest is shown', async () => {
    const name = digest(put({ a: 1 }));
    server.faults.push(...often(5, unknown));
    await client().shown(image, [name]);
    await expect(client(3).shown(image, [digest(digestOf('never'))])).rejects.toBeInstanceOf(TransientError);
  });

  test('until a tag names what was put, while it names nothing or what it did before', async () => {
    const before = digest(digestOf('before'));
    const name = digest(putTag('latest', { a: 1 }, indexType));
    server.faults.push(...often(3, unknown), ...often(3, old(before)));
    expect(await client().settled(image, { tag: 'latest', digest: name, before })).toBe(name);
    server.faults.push(...often(9, old(before)));
    expect(await client(3).settled(image, { tag: 'latest', digest: name, before })).toBe(before);
  });

  test("but not for what somebody else's write has put there", async () => {
    const other = putTag('latest', { other: 1 }, indexType);
    const put = { tag: 'latest', digest: digest(digestOf('ours')), before: digestOf('before') };
    expect(await client().settled(image, put)).toBe(other);
    expect(server.asked.filter((line) => line.includes('latest'))).toHaveLength(1);
  });

  test('a list that lags does not make a run forget what it attached a moment ago', async () => {
    const registry = client();
    const signature = await registry.attach(image, subject, bundle('signature'));
    // The second write reads the list as it was before the first.
    server.faults.push(on('GET', /manifests\/sha256-/, (response) => response.writeHead(404).end()));
    const provenance = await registry.attach(image, subject, bundle('provenance'));
    expect(list().map((entry) => entry.digest)).toEqual([signature, provenance]);
  });

  test('what is attached at once is in one list, which is put at most twice', async () => {
    const registry = client();
    const names = await Promise.all(
      ['signature', 'provenance', 'sbom', 'vex'].map((text) => registry.attach(image, subject, bundle(text))),
    );
    expect(
      list()
        .map((entry) => entry.digest)
        .sort(),
    ).toEqual([...names].sort());
    const puts = server.asked.filter((line) => line.startsWith('PUT') && line.includes(fallback));
    expect(puts.length).toBeLessThanOrEqual(2);
  });

  test('a list of our own that still shows in the place of the next one is waited out', async () => {
    const registry = client();
    await registry.attach(image, subject, bundle('signature'));
    const first = server.manifests.get(fallback)?.bytes;
    if (first === undefined) throw new Error('no list');
    // What it names for a moment is neither what the second write replaced as it saw it, nor what it put.
    server.faults.push(on('GET', /manifests\/sha256-/, (response) => response.writeHead(404).end()));
    const stillFirst = on('GET', /manifests\/sha256-/, (response) =>
      response.writeHead(200, { 'content-type': indexType }).end(first),
    );
    server.faults.push(...often(3, stillFirst));
    const provenance = await registry.attach(image, subject, bundle('provenance'));
    expect(list().map((entry) => entry.digest)).toContain(provenance);
    expect(list()).toHaveLength(2);
    expect(server.faults).toEqual([]);
  });

  test("another writer's list that has lost ours is seen, and ours merged into it", async () => {
    const registry = client();
    const other = {
      mediaType: manifestType,
      digest: digestOf('other'),
      size: 7,
      artifactType: 'a',
      annotations: {},
    };
    server.faults.push((request, response) => {
      const isLook = request.method === 'GET' && request.url?.includes('manifests/sha256-') === true;
      if (!isLook || !server.manifests.has(fallback)) return false;
      putTag(fallback, { manifests: [other] }, indexType);
      const bytes = server.manifests.get(fallback)?.bytes;
      response.writeHead(200, { 'content-type': indexType }).end(bytes);
      return true;
    });
    await expect(registry.attach(image, subject, bundle('sbom'))).rejects.toBeInstanceOf(TransientError);
    const name = await registry.attach(image, subject, bundle('sbom'));
    expect(
      list()
        .map((entry) => entry.digest)
        .sort(),
    ).toEqual([other.digest, name].sort());
  });
});

describe('G7 any call may fail for a moment', () => {
  test.each([429, 500, 503])('%i at every place of an upload and a list', async (status) => {
    const trouble = (response: http.ServerResponse): void =>
      void response.writeHead(status, { 'retry-after': '0' }).end();
    for (const [method, path] of [
      ['HEAD', /manifests\/sha256:/],
      ['HEAD', /blobs/],
      ['POST', /uploads/],
      ['PUT', /uploads/],
      ['PUT', /manifests\/sha256:/],
      ['GET', /referrers/],
      ['GET', /manifests\/sha256-/],
      ['PUT', /manifests\/sha256-/],
      ['GET', /manifests\/sha256-/],
    ] as const)
      server.faults.push(on(method, path, trouble));
    const name = await client().attach(image, subject, bundle('sbom'));
    expect(list().map((entry) => entry.digest)).toEqual([name]);
    expect(server.faults.length).toBeLessThanOrEqual(1);
  });

  test('an upload whose answer was lost is begun anew', async () => {
    server.faults.push(
      on('PUT', /uploads/, (response) => response.destroy()),
      on('PUT', /uploads/, (response) => response.writeHead(404).end('{}')),
    );
    const name = await client().attach(image, subject, bundle('sbom'));
    expect(list().map((entry) => entry.digest)).toEqual([name]);
  });
});

test('G8 nothing is deleted', async () => {
  await client().attach(image, subject, bundle('sbom'));
  expect(server.asked.filter((line) => line.startsWith('DELETE'))).toEqual([]);
});

describe('S2 what an earlier cosign wrote wrongly into the list', () => {
  const annotations = { 'dev.sigstore.bundle.predicateType': 'https://sigstore.dev/cosign/sign/v1' };
  const whole = {
    mediaType: manifestType,
    artifactType: bundleType,
    annotations,
    config: { mediaType: emptyType },
  };

  test.each([
    ['without annotations', { artifactType: bundleType }],
    ["with the configuration's type", { artifactType: emptyType, annotations }],
    ['with neither', {}],
  ])('%s is put right when the list is written', async (_, said) => {
    const name = put(whole);
    const entry = { mediaType: manifestType, digest: name, size: 9, ...said };
    putTag(fallback, { manifests: [entry], annotations: { kept: 'yes' } }, indexType);
    const own = await client().attach(image, subject, bundle('provenance'));
    const [first, second] = list();
    expect(first).toEqual({ ...entry, artifactType: bundleType, annotations });
    expect(second?.digest).toBe(own);
    expect(JSON.parse(server.manifests.get(fallback)?.bytes.toString() ?? '')).toMatchObject({
      annotations: { kept: 'yes' },
    });
  });

  test('an entry whose manifest is gone, or is not what it says, stays as it is', async () => {
    const gone = { mediaType: manifestType, digest: digestOf('gone'), size: 9 };
    const swapped = { mediaType: manifestType, digest: digestOf('swapped'), size: 9 };
    server.manifests.set(swapped.digest, { type: manifestType, bytes: Buffer.from('{}') });
    putTag(fallback, { manifests: [gone, swapped] }, indexType);
    await client().attach(image, subject, bundle('provenance'));
    expect(list().slice(0, 2)).toEqual([gone, swapped]);
  });

  test('a tag that is not a list is left alone', async () => {
    putTag(fallback, { layers: [] });
    await expect(client().attach(image, subject, bundle('provenance'))).rejects.toThrow(
      'is where referrers are listed, and holds something else',
    );
  });
});

describe('O26 a registry that answers the tag of the list with the image itself', () => {
  const platform = { mediaType: manifestType, digest: digestOf('platform'), size: 9 };
  beforeEach(() => {
    subject = digest(
      put({ schemaVersion: 2, annotations: { of: 'the image' }, manifests: [platform] }, indexType),
    );
    fallback = subject.replace(':', '-');
  });

  test.each(['until put', 'always'] as const)('%s: its platforms are not its referrers', async (when) => {
    server.dashIsColon = when;
    expect(await client().referrers(image, subject)).toEqual([]);
  });

  test('nothing of the image comes into the list', async () => {
    server.dashIsColon = 'until put';
    const name = await client().attach(image, subject, bundle('sbom'));
    expect(JSON.parse(server.manifests.get(fallback)?.bytes.toString() ?? '')).not.toHaveProperty(
      'annotations',
    );
    expect(list().map((entry) => entry.digest)).toEqual([name]);
  });

  test('where it stays so, it says that no list can be kept there', async () => {
    server.dashIsColon = 'always';
    await expect(client(3).attach(image, subject, bundle('sbom'))).rejects.toMatchObject({
      message: `${image.name}:${fallback} is answered with the image itself: ${server.host} keeps no list of referrers`,
      hint: expect.stringContaining('sign: none') as unknown,
    });
    expect(server.manifests.get(subject)?.type).toBe(indexType);
  });
});

test('what is attached twice is there once', async () => {
  const registry = client();
  const name = await registry.attach(image, subject, bundle('sbom'));
  expect(await registry.attach(image, subject, bundle('sbom'))).toBe(name);
  expect(list()).toHaveLength(1);
  expect(name).toBe(sha256(server.manifests.get(name)?.bytes ?? Buffer.alloc(0)));
});

describe('credentials that are not accepted', () => {
  const atGhcr = { name: 'ghcr.io/o/a', registry: 'ghcr.io', repository: 'o/a' } as ImageName;

  test.each([
    ['given' as const, 'it does not accept registry-username and registry-password', /^gh secret set /],
    ['login' as const, 'it does not accept the earlier docker login', /^docker login ghcr\.io /],
  ])('%s: no permission of the job is advised', async (source, what, hint) => {
    const { tokenRefused } = await import('../../../src/world/registry/auth.ts');
    for (const access of ['pull', 'pull,push'] as const) {
      const error = tokenRefused(atGhcr, 401, access, source);
      expect(error.message).toContain(what);
      expect(error.hint).toMatch(hint);
      expect(`${error.message} ${error.hint}`).not.toContain('packages: write');
    }
  });

  test("the job's own token is told of permissions", async () => {
    const { tokenRefused } = await import('../../../src/world/registry/auth.ts');
    expect(tokenRefused(atGhcr, 403, 'pull,push', 'token').hint).toContain(
      'permissions: { packages: write }',
    );
  });
});
