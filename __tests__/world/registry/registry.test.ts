import type http from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ImageName } from '../../../src/plan/oci/image-name.ts';
import { digest } from '../../../src/plan/brands.ts';
import { isTransient } from '../../../src/world/retry/retry.ts';
import { makeRegistry, type Registry } from '../../../src/world/registry/registry.ts';
import type { Credentials } from '../../../src/world/registry/auth.ts';
import { digestOf, type Fault, type OciRegistry, startRegistry } from '../../support/world/oci-registry.ts';

const indexType = 'application/vnd.oci.image.index.v1+json';
const manifestType = 'application/vnd.oci.image.manifest.v1+json';

let server: OciRegistry;
let image: ImageName;
const waits: string[] = [];

beforeEach(async () => {
  server = await startRegistry();
  image = { name: `${server.host}/team/app`, registry: server.host, repository: 'team/app' };
  waits.length = 0;
});
afterEach(() => server.close());

function client(credentials?: Credentials): Registry {
  return makeRegistry({
    userAgent: 'test',
    credentials: () => credentials,
    retryPolicy: { attempts: 3, firstMs: 1, maxMs: 2, onWait: (message) => waits.push(message) },
    lag: { attempts: 20, firstMs: 1, maxMs: 5 },
  });
}

function put(reference: string, content: unknown, type = manifestType): { digest: string; bytes: Buffer } {
  const bytes = Buffer.from(JSON.stringify(content));
  const name = digestOf(bytes);
  server.manifests.set(reference, { type, bytes }).set(name, { type, bytes });
  return { digest: name, bytes };
}

/** A fault for requests of a method to a path. */
const on =
  (method: string, path: RegExp, act: (response: http.ServerResponse) => void): Fault =>
  (request, response) => {
    if (request.method !== method || !path.test(request.url ?? '')) return false;
    act(response);
    return true;
  };

describe('a blob that is read and not kept', () => {
  const bytes = Buffer.alloc(3 * 1024 * 1024, 'x');
  const name = digest(digestOf(bytes));

  test('is summed, whatever its size; one that is not there is undefined', async () => {
    server.blobs.set(name, bytes);
    expect(await client().sumBlob(image, name, bytes.length)).toEqual({ digest: name, size: bytes.length });
    expect(await client().sumBlob(image, digest(`sha256:${'0'.repeat(64)}`), 1)).toBeUndefined();
  });

  test('is read no further than it may be', async () => {
    server.blobs.set(name, bytes);
    const read = await client().sumBlob(image, name, 1000);
    expect(read?.size).toBeGreaterThan(1000);
    expect(read?.size).toBeLessThan(1000 + 1024 * 1024);
  });

  test('is begun anew when the connection breaks off', async () => {
    server.blobs.set(name, bytes);
    let broken = 0;
    server.faults.push(
      on('GET', /blobs/, (response) => {
        broken += 1;
        response.writeHead(200, { 'content-length': bytes.length });
        response.write(bytes.subarray(0, 1000), () => response.destroy());
      }),
    );
    expect(await client().sumBlob(image, name, bytes.length)).toEqual({ digest: name, size: bytes.length });
    expect(broken).toBe(1);
  });
});

describe('manifests', () => {
  test('a tag and a digest name the same descriptor', async () => {
    const { digest: name, bytes } = put('v1', { schemaVersion: 2 }, indexType);
    const descriptor = { mediaType: indexType, digest: name, size: bytes.length };
    expect(await client().head(image, 'v1')).toEqual(descriptor);
    expect(await client().manifest(image, 'v1')).toEqual({ descriptor, bytes });
    expect(await client().manifest(image, name)).toEqual({ descriptor, bytes });
  });

  test('what is not there is undefined, not an error', async () => {
    expect(await client().head(image, 'v1')).toBeUndefined();
    expect(await client().manifest(image, 'v1')).toBeUndefined();
  });

  test('where the registry does not say the digest, the bytes do', async () => {
    const { digest: name } = put('v1', { schemaVersion: 2 });
    server.faults.push(on('HEAD', /v1$/, (response) => response.writeHead(200).end()));
    expect(await client().head(image, 'v1')).toMatchObject({ digest: name });
  });

  test('other bytes under a digest are refused', async () => {
    const name = digestOf('what was pushed');
    server.manifests.set(name, { type: manifestType, bytes: Buffer.from('something else') });
    await expect(client().manifest(image, name)).rejects.toThrow(
      `${image.name} gave ${digestOf('something else')} where ${name} was asked for`,
    );
  });

  test('a put is by the bytes, under the tag, with its media type', async () => {
    const bytes = Buffer.from('{"schemaVersion":2}');
    expect(await client().put(image, 'v1', { mediaType: indexType, bytes })).toBe(digestOf(bytes));
    expect(server.manifests.get('v1')).toEqual({ type: indexType, bytes });
  });

  test.each([
    [403, 'DENIED', /answered 403 to PUT manifests\/v1 of team\/app \(DENIED\)/],
    [400, 'MANIFEST_INVALID', /answered 400 .*\(MANIFEST_INVALID\)/],
  ])('a put that is refused with %i says why', async (status, message, expected) => {
    const answer = JSON.stringify({ errors: [{ code: message, message }] });
    server.faults.push(on('PUT', /v1$/, (response) => response.writeHead(status).end(answer)));
    const putting = client().put(image, 'v1', { mediaType: indexType, bytes: Buffer.from('{}') });
    await expect(putting).rejects.toThrow(expected);
    expect(waits).toEqual([]);
  });

  test.each([
    ['DIGEST_INVALID', 'provided digest did not match uploaded content', true],
    ['MANIFEST_INVALID', 'manifest invalid', false],
  ])('a put that is refused as %s may pass when it is sent again: %s', async (code, message, passing) => {
    const answer = JSON.stringify({ errors: [{ code, message }] });
    server.faults.push(on('PUT', /v1$/, (response) => response.writeHead(400).end(answer)));
    const putting = client().put(image, 'v1', { mediaType: indexType, bytes: Buffer.from('{}') });
    const error: unknown = await putting.catch((thrown: unknown) => thrown);
    expect(isTransient(error)).toBe(passing);
    expect((error as Error).message).toContain(message);
  });

  test('more than 4 MiB is not read', async () => {
    server.manifests.set('v1', { type: manifestType, bytes: Buffer.alloc(4 * 1024 * 1024 + 1) });
    await expect(client().manifest(image, 'v1')).rejects.toThrow('has more than 4194304 bytes');
  });
});

describe('blobs', () => {
  test('are checked against their digest', async () => {
    const good = Buffer.from('blob');
    server.blobs.set(digestOf(good), good).set(digestOf('x'), good);
    expect(await client().blob(image, digest(digestOf(good)))).toEqual(good);
    await expect(client().blob(image, digest(digestOf('x')))).rejects.toThrow('was asked for');
    await expect(client().blob(image, digest(digestOf('y')))).rejects.toThrow('has no blob');
  });

  test('a redirect to storage elsewhere is followed without the credentials', async () => {
    const storage = await startRegistry();
    const good = Buffer.from('blob');
    storage.blobs.set('stored', good);
    server.guard = { challenge: 'Basic realm="x"', authorization: 'Basic dTpw' };
    // Another name for this machine is another host.
    const location = `http://localhost:${storage.host.split(':')[1] ?? ''}/v2/a/blobs/stored`;
    server.faults.push(on('GET', /blobs/, (response) => response.writeHead(307, { location }).end()));
    try {
      const found = await client({ username: 'u', password: 'p' }).blob(image, digest(digestOf(good)));
      expect(found).toEqual(good);
      expect(storage.authorizations).toEqual([undefined]);
    } finally {
      await storage.close();
    }
  });
});

describe('retryPolicy', () => {
  const broken: readonly (readonly [string, (response: http.ServerResponse) => void])[] = [
    ['500', (response) => response.writeHead(500).end()],
    ['503', (response) => response.writeHead(503).end('busy')],
    ['429 with Retry-After', (response) => response.writeHead(429, { 'retry-after': '0' }).end()],
    ['a reset', (response) => response.destroy()],
    [
      'an answer that breaks off',
      (response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{', () => response.destroy());
      },
    ],
    [
      'a chunked answer that breaks off',
      (response) => {
        response.writeHead(200);
        response.write('{"schemaVersion"', () => response.destroy());
      },
    ],
  ];

  test.each(broken)('%s is asked again', async (_name, act) => {
    const { digest: name } = put('v1', { schemaVersion: 2 });
    server.faults.push(on('GET', /v1$/, act));
    expect((await client().manifest(image, 'v1'))?.descriptor.digest).toBe(name);
    expect(server.asked.filter((line) => line.endsWith('/manifests/v1'))).toHaveLength(2);
    expect(waits).toHaveLength(1);
  });

  test.each(broken)('%s while asking for a token is asked again', async (_name, act) => {
    const { digest: name } = put('v1', { schemaVersion: 2 });
    server.guard = {
      challenge: `Bearer realm="http://${server.host}/token",service="s"`,
      authorization: 'Bearer t',
    };
    server.token = () => ({ status: 200, body: '{"token":"t"}' });
    server.faults.push(on('GET', /^\/token/, act));
    expect((await client().head(image, 'v1'))?.digest).toBe(name);
  });

  test('it ends, and says what was waited for', async () => {
    server.faults.push(
      ...Array.from({ length: 3 }, () => on('GET', /v1$/, (response) => response.writeHead(503).end())),
    );
    await expect(client().manifest(image, 'v1')).rejects.toMatchObject({
      message: `${server.host} answered 503 to GET manifests/v1`,
      hint: 'The registry is busy or broken; run the workflow again, it continues from here.',
      status: 503,
    });
    expect(waits).toEqual([
      expect.stringMatching(
        /^GET 127\.0\.0\.1:\d+\/team\/app\/manifests\/v1: .* answered 503 .*; trying again in 0\.0 s \(1 of 3\)$/,
      ),
      expect.stringContaining('(2 of 3)'),
    ]);
  });

  test('a registry that is not there is a fault the user can mend', async () => {
    await server.close();
    const asking = client().head(image, 'v1');
    await expect(asking).rejects.toMatchObject({
      name: 'ReleaseError',
      message: `${server.host} could not be reached for HEAD manifests/v1`,
      hint: expect.stringContaining(`curl -sSI http://${server.host}/v2/`),
    });
    server = await startRegistry();
  });
});

describe('signing in', () => {
  const bearer = (): void => {
    server.guard = {
      challenge: `Bearer realm="http://${server.host}/token",service="registry.test",scope="repository:x:pull"`,
      authorization: 'Bearer fresh',
    };
  };

  test('Basic, when the registry asks for it', async () => {
    server.guard = { challenge: 'Basic realm="Registry"', authorization: 'Basic dXNlcjpwYXNz' };
    const { digest: name } = put('v1', {});
    const head = await client({ username: 'user', password: 'pass' }).head(image, 'v1');
    expect(head?.digest).toBe(name);
    // The credentials are shown only after they were asked for.
    expect(server.authorizations).toEqual([undefined, 'Basic dXNlcjpwYXNz']);
  });

  test('Bearer: one token for all requests, for pull and push of this repository', async () => {
    bearer();
    server.token = () => ({ status: 200, body: '{"access_token":"fresh"}' });
    put('v1', {});
    const registry = client({ username: 'user', password: 'pass' });
    await Promise.all([
      registry.head(image, 'v1'),
      registry.manifest(image, 'v1'),
      registry.head(image, 'v2'),
    ]);
    const tokens = server.asked.filter((line) => line.includes('/token'));
    expect(tokens).toEqual(['GET /token?service=registry.test&scope=repository%3Ateam%2Fapp%3Apull%2Cpush']);
    expect(server.authorizations[server.asked.indexOf(tokens[0] ?? '')]).toBe('Basic dXNlcjpwYXNz');
  });

  test('an identity token is exchanged, not sent as a password', async () => {
    bearer();
    server.token = (request) => ({
      status: request.method === 'POST' ? 200 : 401,
      body: '{"access_token":"fresh"}',
    });
    put('v1', {});
    expect(await client({ username: '<token>', password: 'refresh' }).head(image, 'v1')).toBeDefined();
    expect(Object.fromEntries(new URLSearchParams(server.forms[0]))).toEqual({
      grant_type: 'refresh_token',
      client_id: 'release-action',
      refresh_token: 'refresh',
      service: 'registry.test',
      scope: 'repository:team/app:pull,push',
    });
  });

  test('an expired token is renewed at once, also late and after other faults', async () => {
    bearer();
    let issued = 0;
    server.token = () => ({ status: 200, body: JSON.stringify({ token: ['stale', 'fresh'][issued++] }) });
    const { digest: name } = put('v1', {});
    server.faults.push(on('HEAD', /v1$/, (response) => response.writeHead(503).end()));
    const registry = client();
    const heads = await Promise.all([registry.head(image, 'v1'), registry.head(image, 'v1')]);
    expect(heads.map((head) => head?.digest)).toEqual([name, name]);
    expect(issued).toBe(2);
  });

  test('a token that is never taken is refused once it was renewed', async () => {
    bearer();
    server.token = () => ({ status: 200, body: '{"token":"wrong"}' });
    await expect(client().head(image, 'v1')).rejects.toThrow(/answered 401 to HEAD manifests\/v1/);
    expect(server.asked.filter((line) => line.startsWith('GET /token'))).toHaveLength(2);
  });

  test.each([
    ['401', { status: 401, body: '' }, 'gave no token to read team/app (401)'],
    ['403', { status: 403, body: '{"errors":[]}' }, 'gave no token to read team/app (403)'],
    ['a page instead of JSON', { status: 200, body: '<html>' }, 'answered without a token'],
    ['null', { status: 200, body: 'null' }, 'answered without a token'],
  ])('a token service that answers %s', async (_name, answer, message) => {
    bearer();
    server.token = () => answer;
    const asking = client({ username: 'user', password: 'hunter2' }).head(image, 'v1');
    await expect(asking).rejects.toThrow(message);
    // The password is in no message, plain or encoded.
    await asking.catch((error: unknown) => {
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(
        /hunter2|dXNlcjpodW50ZXIy/,
      );
    });
  });

  test.each([
    ['Bearer realm="http://tokens.example.com/token"', 'in clear text'],
    ['Bearer realm="ftp://localhost/token"', 'in clear text'],
    ['Bearer realm="http://["', 'in a way that is not known here'],
    ['Negotiate', 'in a way that is not known here'],
    ['', 'in a way that is not known here'],
  ])('credentials are not sent where %s says', async (challenge, message) => {
    server.guard = { challenge, authorization: 'never' };
    await expect(client({ username: 'u', password: 'p' }).head(image, 'v1')).rejects.toThrow(message);
    expect(server.authorizations).toEqual([undefined]);
  });
});

describe('referrers', () => {
  const subject = digest(`sha256:${'a'.repeat(64)}`);
  const fallback = subject.replace(':', '-');

  test('by the API', async () => {
    const { digest: name, bytes } = put('r', { subject: { digest: subject } });
    expect(await client().referrers(image, subject)).toEqual([
      { mediaType: manifestType, digest: name, size: bytes.length },
    ]);
    expect(server.asked).toContain(`GET /v2/team/app/referrers/${subject}`);
  });

  test('over several pages', async () => {
    const page = (letter: string, link: Record<string, string>): Fault =>
      on('GET', /referrers/, (response) =>
        response.writeHead(200, { 'content-type': indexType, ...link }).end(
          JSON.stringify({
            manifests: [{ mediaType: manifestType, digest: `sha256:${letter.repeat(64)}`, size: 1 }],
          }),
        ),
      );
    server.faults.push(
      page('b', { link: `</v2/team/app/referrers/${subject}?last=b>; rel="next"` }),
      page('c', {}),
    );
    const found = await client().referrers(image, subject);
    expect(found.map(({ digest: name }) => name[7])).toEqual(['b', 'c']);
    expect(server.asked).toContain(`GET /v2/team/app/referrers/${subject}?last=b`);
  });

  test.each([404, 400, 405, 406])('by the fallback tag where the API answers %i', async (status) => {
    server.faults.push(on('GET', /referrers/, (response) => response.writeHead(status).end('no')));
    const entry = { mediaType: manifestType, digest: `sha256:${'b'.repeat(64)}`, size: 7 };
    put(fallback, { manifests: [entry] }, indexType);
    expect(await client().referrers(image, subject)).toEqual([entry]);
  });

  test('by the fallback tag where the API is a web page', async () => {
    server.faults.push(
      on('GET', /referrers/, (response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      ),
    );
    const entry = { mediaType: manifestType, digest: `sha256:${'b'.repeat(64)}`, size: 7 };
    put(fallback, { manifests: [entry] }, indexType);
    expect(await client().referrers(image, subject)).toEqual([entry]);
  });

  test('none at all', async () => {
    server.referrersApi = false;
    expect(await client().referrers(image, subject)).toEqual([]);
  });

  test.each([
    ['no JSON', 'nonsense'],
    ['no index', '[]'],
    ['null', 'null'],
    ['no list', '{"manifests":{}}'],
    ['entries without shape', '{"manifests":[null,1,{},{"digest":"../../x","mediaType":"a","size":1}]}'],
  ])('a fallback tag that holds %s holds nothing of ours', async (_name, text) => {
    server.referrersApi = false;
    server.manifests.set(fallback, { type: indexType, bytes: Buffer.from(text) });
    expect(await client().referrers(image, subject)).toEqual([]);
  });

  test('a denied list is an error, not an empty list', async () => {
    server.faults.push(on('GET', /referrers/, (response) => response.writeHead(403).end()));
    await expect(client().referrers(image, subject)).rejects.toThrow('answered 403');
  });
});

describe('the push probe', () => {
  test('starts an upload and gives it up', async () => {
    await client().probePush(image);
    expect(server.asked.slice(1)).toEqual([
      'POST /v2/team/app/blobs/uploads/',
      'DELETE /v2/team/app/blobs/uploads/one?_state=x',
    ]);
  });

  test('the token goes to no other host that the registry names', async () => {
    const elsewhere = await startRegistry();
    server.faults.push(
      on('POST', /uploads/, (response) =>
        response.writeHead(202, { location: `http://${elsewhere.host}/v2/team/app/blobs/uploads/one` }).end(),
      ),
    );
    await client({ username: 'u', password: 'p' }).probePush(image);
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.close();
  });

  test('a denial names the remedy', async () => {
    server.faults.push(on('POST', /uploads/, (response) => response.writeHead(403).end()));
    await expect(client().probePush(image)).rejects.toMatchObject({
      status: 403,
      hint: expect.stringContaining('registry-username'),
    });
  });
});
