// A TUF repository with trusted_root.json and signing_config: made once per content, then served from disk.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TUFRepo } from '@tufjs/repo-mock';
import { type Handler, bytes, json } from '../core/exchange.ts';

export interface TufRepository {
  /** Path of the first root, for clients to start their trust from. */
  readonly rootFile: string;
  /** URL path under which it is served besides `/`; unlike for other content, so that caches never mix. */
  readonly prefix: string;
  readonly handler: Handler;
}

function expiriesOf({ rootMeta, timestampMeta, snapshotMeta, targetsMeta }: TUFRepo): readonly string[] {
  return [rootMeta, timestampMeta, snapshotMeta, targetsMeta].map(({ signed }) => signed.expires);
}

/** `targets`: file name → content. The repository lies in `folder`. */
export async function tufRepository(
  folder: string,
  targets: Readonly<Record<string, string>>,
): Promise<TufRepository> {
  const digest = createHash('sha256').update(JSON.stringify(targets)).digest('hex').slice(0, 16);
  const home = join(folder, digest);
  if (!existsSync(home)) {
    // The inner modules: the package's entry also loads nock, which patches node:http.
    const { initializeTUFRepo } = await import('@tufjs/repo-mock/dist/repo.js');
    const { tufHandlers } = await import('@tufjs/repo-mock/dist/handler.js');
    const list = Object.entries(targets).map(([name, content]) => ({ name, content }));
    let repository = initializeTUFRepo(list);
    // go-tuf writes times anew before it verifies, without the zeros at the end of milliseconds.
    while (expiriesOf(repository).some((expires) => expires.endsWith('0Z')))
      repository = initializeTUFRepo(list);
    const handlers = tufHandlers(repository, { metadataPathPrefix: '' });
    for (const { path, fn } of handlers) {
      const { statusCode, response } = fn();
      if (statusCode !== 200) continue;
      const file = join(`${home}.new`, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, response);
    }
    renameSync(`${home}.new`, home);
  }
  const prefix = `/${digest}`;
  return {
    rootFile: join(home, '1.root.json'),
    prefix,
    handler: ({ method, url }) => {
      const path = url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : url.pathname;
      const file = join(home, path);
      if (method !== 'GET' || !file.startsWith(`${home}/`) || !existsSync(file)) {
        return json(404, { message: 'Not Found' });
      }
      return bytes(200, 'application/octet-stream', readFileSync(file));
    },
  };
}
