// For the tests: what stands behind ghcr.io, and an image to put there.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type World, fetchOf } from './fixture.ts';

export interface Upstream {
  readonly port: number;
  readonly stop: () => void;
}

/** Something behind ghcr.io that answers each request with what it saw. */
export async function echoRegistry(): Promise<Upstream & { readonly seen: readonly string[] }> {
  const seen: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let size = 0;
    request.on('data', (chunk: Buffer) => (size += chunk.length));
    request.on('end', () => {
      seen.push(`${request.method ?? ''} ${request.url ?? ''} ${size}`);
      const status = request.method === 'PUT' ? 201 : 200;
      response.writeHead(status, { 'x-host': request.headers.host, 'content-type': 'text/plain' });
      response.end(`${size} bytes`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, seen, stop };
}

/** The real registry, when this machine has one. */
export async function dockerRegistry(binary: string): Promise<Upstream> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const dir = mkdtempSync(join(tmpdir(), 'registry-'));
  const config = [
    'version: 0.1',
    'log: { level: error }',
    `storage: { filesystem: { rootdirectory: ${join(dir, 'data')} } }`,
    `http: { addr: 127.0.0.1:${port} }`,
  ];
  writeFileSync(join(dir, 'registry.yml'), `${config.join('\n')}\n`);
  const child = spawn(binary, ['serve', join(dir, 'registry.yml')], { stdio: 'ignore' });
  for (let i = 0; i < 100; i += 1) {
    const up = await fetch(`http://127.0.0.1:${port}/v2/`).then(
      () => true,
      () => false,
    );
    if (up) break;
    await sleep(50);
  }
  const stop = () => {
    child.kill();
    rmSync(dir, { recursive: true, force: true });
  };
  return { port, stop };
}

/** Pushes the smallest possible image to ghcr.io, logs every program in, and returns its digest. */
export async function makeImage(world: World, name: string, tag: string): Promise<string> {
  const { standIns, dir } = world;
  const get = fetchOf(standIns);
  const auth = Buffer.from(`ada:${standIns.token}`).toString('base64');
  mkdirSync(join(dir, 'home', '.docker'), { recursive: true });
  writeFileSync(
    join(dir, 'home', '.docker', 'config.json'),
    JSON.stringify({ auths: { 'ghcr.io': { auth } } }),
  );
  const scope = `repository:${name}:pull,push`;
  const granted = await get(`https://ghcr.io/token?service=ghcr.io&scope=${scope}`, {
    headers: { authorization: `Basic ${auth}` },
  });
  const { token } = (await granted.json()) as { token: string };
  const send = (method: string, url: string, type: string, body: string) =>
    get(url, { method, headers: { authorization: `Bearer ${token}`, 'content-type': type }, body });
  const config = '{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"config":{}}';
  const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const upload = await send('POST', `https://ghcr.io/v2/${name}/blobs/uploads/`, 'text/plain', '');
  const location = new URL(upload.headers.get('location') ?? '', 'https://ghcr.io');
  location.searchParams.set('digest', digestOf(config));
  await send('PUT', location.href, 'application/octet-stream', config);
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType,
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: digestOf(config),
      size: config.length,
    },
    layers: [],
  });
  const put = await send('PUT', `https://ghcr.io/v2/${name}/manifests/${tag}`, mediaType, manifest);
  if (put.status !== 201) throw new Error(`${put.status} ${await put.text()}`);
  return digestOf(manifest);
}
