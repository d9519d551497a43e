// A real registry on loopback: docker-registry with its data in a folder, delete allowed, no referrers API.
import { spawn } from 'node:child_process';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Tools } from './tools.ts';

export interface Registry {
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a registry whose storage is `dir/data`; answers once it serves. Port 0 or none takes a free one. */
export async function startRegistry(
  tools: Tools,
  options: { readonly dir: string; readonly port?: number },
): Promise<Registry> {
  await mkdir(options.dir, { recursive: true });
  const port = options.port === undefined || options.port === 0 ? await freePort() : options.port;
  const config = path.join(options.dir, 'registry.yml');
  await writeFile(config, registryConfig(path.join(options.dir, 'data'), port));
  const log = await open(path.join(options.dir, 'registry.log'), 'a');
  const child = spawn(tools.registry, ['serve', config], { stdio: ['ignore', log.fd, log.fd] });
  await log.close();
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.once('error', () => {
      resolve();
    });
  });
  const url = `http://127.0.0.1:${port}`;
  await answering(
    url,
    () => child.exitCode ?? child.signalCode ?? undefined,
    path.join(options.dir, 'registry.log'),
  );
  return {
    port,
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** docker-registry's configuration; JSON is YAML, and needs no quoting of its own. */
export function registryConfig(data: string, port: number): string {
  return JSON.stringify({
    version: 0.1,
    log: { level: 'warn' },
    storage: { filesystem: { rootdirectory: data }, delete: { enabled: true } },
    http: { addr: `127.0.0.1:${port}` },
  });
}

async function answering(url: string, ended: () => unknown, log: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (ended() !== undefined) break;
    const ok = await fetch(`${url}/v2/`).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await sleep(25);
  }
  throw new Error(`docker-registry did not start on ${url}; its log is ${log}`);
}

/** A port nobody listens on; taken by whoever binds it next. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
