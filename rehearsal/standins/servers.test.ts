// Real Sigstore servers in place of the stand-ins: here played by a second instance with keys of its own.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, jest, test } from '@jest/globals';
import type { Handler } from './core/exchange.ts';
import { KeyStore, pem } from './core/keys.ts';
import { IDENTITY, attest, verify } from './fixture-attest.ts';
import { type World, fetchOf, createWorld } from './fixture.ts';
import { makeRun } from './run.ts';
import { publicGood } from './sigstore/instances.ts';

jest.setTimeout(60_000);

const undo: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0)) await step();
});

/** A handler as a plain HTTP server; returns its port. */
async function serve(handler: Handler | undefined): Promise<number> {
  const run = makeRun({ event: 'push', ref: 'refs/heads/main', sha: 'a'.repeat(40), runId: 1 });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const body = () => Promise.resolve(Buffer.concat(chunks));
      const { method = 'GET', headers } = request;
      const exchange = { method, host: '127.0.0.1', url, headers, run, stream: () => request, body };
      void Promise.resolve(handler?.(exchange)).then((reply) => {
        const type = reply?.headers?.['content-type'];
        response.writeHead(reply?.status ?? 500, typeof type === 'string' ? { 'content-type': type } : {});
        response.end(reply?.body);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function startWithServers(): Promise<World & { readonly root: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'sigstore-servers-'));
  const state = join(folder, 'state');
  const oidc = await new KeyStore(join(state, 'keys')).pair('oidc', 'rsa');
  const keys = new KeyStore(join(folder, 'keys'));
  const real = await publicGood({ keys, state: folder, oidcKey: oidc.publicKey });
  const file = (name: string, text: string | Buffer) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const chainFile = (name: string, chain: readonly Buffer[]) =>
    file(name, chain.map((der) => pem('CERTIFICATE', der)).join(''));
  const keyFile = (name: string, key = real.ctLog) =>
    file(name, key?.export({ format: 'pem', type: 'spki' }) ?? '');
  const port = (host: string) => serve(real.handlers[host]);
  const world = await createWorld({
    state,
    rekor: 2,
    sigstoreServers: {
      fulcio: {
        port: await port('fulcio.sigstore.dev'),
        chain: chainFile('fulcio.pem', real.fulcio.chain),
      },
      ctLog: { publicKey: keyFile('ct.pem') },
      rekorV2: {
        port: await port('log2025-1.rekor.sigstore.dev'),
        publicKey: keyFile('rekor.pem', real.v2.publicKey),
      },
      timestamp: {
        port: await port('timestamp.sigstore.dev'),
        chain: chainFile('tsa.pem', real.timestamp.chain),
      },
    },
  });
  undo.push(world.stop, () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return { ...world, root: real.fulcio.chain.at(-1)?.toString('base64') ?? '' };
}

test('are reached under the public names, and trusted', async () => {
  const world = await startWithServers();
  const trusted = readFileSync(world.standIns.trustedRoot, 'utf8');
  expect(trusted).toContain(world.root);
  const { bundle } = await attest(world, 'ab'.repeat(32), 'public-good');
  const { identity } = verify(world, bundle, 'trusted_root.json', true);
  expect(identity?.subjectAlternativeName).toBe(IDENTITY);
  const checkpoint = await fetchOf(world.standIns)('https://log2025-1.rekor.sigstore.dev/api/v2/checkpoint');
  expect(await checkpoint.text()).toMatch(/^log2025-1\.rekor\.sigstore\.dev\n0\n/);
  expect(world.standIns.violations()).toEqual([]);
});
