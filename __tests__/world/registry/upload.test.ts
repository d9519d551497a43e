// Blobs that go to a registry from a file, and come from one into a file: what a promoted image is copied by.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digest } from '../../../src/plan/brands.ts';
import type { ImageName } from '../../../src/plan/oci/image-name.ts';
import { makeRegistry, type Registry } from '../../../src/world/registry/registry.ts';
import { digestOf, type Fault, type OciRegistry, startRegistry } from '../../support/world/oci-registry.ts';

// More than a socket takes at once.
const bytes = Buffer.from('layer'.repeat(700_000));
const name = digest(digestOf(bytes));

let server: OciRegistry;
let image: ImageName;
let folder: string;

beforeEach(async () => {
  server = await startRegistry();
  image = { name: `${server.host}/team/app`, registry: server.host, repository: 'team/app' };
  folder = mkdtempSync(join(tmpdir(), 'blobs-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

const client = (): Registry =>
  makeRegistry({
    userAgent: 'test',
    credentials: () => undefined,
    retryPolicy: { attempts: 3, firstMs: 1, maxMs: 2, onWait: () => undefined },
    lag: { attempts: 20, firstMs: 1, maxMs: 5 },
  });
const written = (): string => {
  const file = join(folder, 'given');
  writeFileSync(file, bytes);
  return file;
};
/** A fault for one request of a method. */
const on =
  (method: string, act: (response: http.ServerResponse) => void): Fault =>
  (request, response) => {
    if (request.method !== method || !(request.url ?? '').includes('/blobs/')) return false;
    act(response);
    return true;
  };
const asked = (method: string): number =>
  server.asked.filter((line) => line.startsWith(`${method} `) && line.includes('/blobs/')).length;

describe('putFile', () => {
  test('streams the file, and leaves a blob that is there alone', async () => {
    const file = written();
    await client().putFile(image, name, file);
    expect(server.blobs.get(name)?.equals(bytes)).toBe(true);
    expect(asked('PUT')).toBe(1);
    await client().putFile(image, name, file);
    expect(asked('PUT')).toBe(1);
  });

  test.each<[string, (response: http.ServerResponse) => void]>([
    ['a 500', (response) => response.writeHead(500).end()],
    ['a reset', (response) => response.destroy()],
    ['an upload that is closed by now', (response) => response.writeHead(404).end()],
  ])('after %s it sends all of the file again', async (_, act) => {
    server.faults.push(on('PUT', act));
    await client().putFile(image, name, written());
    expect(server.blobs.get(name)?.equals(bytes)).toBe(true);
    expect(asked('PUT')).toBe(2);
  });

  test('says what the registry refuses', async () => {
    server.faults.push(
      on('PUT', (response) => response.writeHead(400).end('{"errors":[{"code":"DIGEST_INVALID"}]}')),
    );
    await expect(client().putFile(image, name, written())).rejects.toMatchObject({
      message: expect.stringContaining('400'),
      status: 400,
    });
  });

  test('sends its credentials to no other host', async () => {
    const location = 'http://elsewhere.example/v2/team/app/blobs/uploads/1';
    server.faults.push(on('POST', (response) => response.writeHead(202, { location }).end()));
    await expect(client().putFile(image, name, written())).rejects.toThrow(
      'wants uploads of team/app sent to another host',
    );
  });
});

describe('fetchBlob', () => {
  const into = (): string => join(folder, 'taken');

  test('writes the blob to the file, in place of what is there', async () => {
    server.blobs.set(name, bytes);
    writeFileSync(into(), 'x'.repeat(bytes.length + 10));
    expect(await client().fetchBlob(image, name, into())).toBe(true);
    expect(readFileSync(into()).equals(bytes)).toBe(true);
  });

  test('says that the registry has none', async () => {
    expect(await client().fetchBlob(image, name, into())).toBe(false);
  });

  test('begins anew when the connection breaks off: no half of it counts', async () => {
    server.blobs.set(name, bytes);
    server.faults.push(
      on('GET', (response) => {
        response.writeHead(200, { 'content-length': bytes.length });
        response.write(bytes.subarray(0, 100_000), () => response.destroy());
      }),
    );
    expect(await client().fetchBlob(image, name, into())).toBe(true);
    expect(readFileSync(into()).equals(bytes)).toBe(true);
    expect(asked('GET')).toBe(2);
  });

  test('refuses other bytes than the digest says', async () => {
    server.blobs.set(name, Buffer.from('something else'));
    await expect(client().fetchBlob(image, name, into())).rejects.toThrow('was asked for');
  });

  test('says that it is denied', async () => {
    server.faults.push(on('GET', (response) => response.writeHead(403).end()));
    await expect(client().fetchBlob(image, name, into())).rejects.toMatchObject({ status: 403 });
  });
});
