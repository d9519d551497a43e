// A real registry on loopback: docker-registry with its data in a folder, delete allowed, no referrers API.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort, startServer } from './server.ts';
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
  const server = await startServer(tools.registry, ['serve', config], {
    log: path.join(options.dir, 'registry.log'),
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await server.answering(`${url}/v2/`);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { port, url, stop: () => server.stop() };
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
