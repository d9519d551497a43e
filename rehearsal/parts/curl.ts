// curl, for tests that need a client which is nobody's of the rest: the one on PATH, else Debian's, in the cache.
import path from 'node:path';
import type { Progress } from './cache.ts';
import { which } from './lookup.ts';
import { fetchTree, libraryFolders } from './package-tree.ts';

export interface Curl {
  readonly file: string;
  /** What it needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Finds curl, or fetches it where there is none (10 MB, once). */
export async function findCurl(progress: Progress): Promise<Curl> {
  const [file] = await which('curl');
  if (file !== undefined) return { file, env: {} };
  const root = await fetchTree({ label: 'curl', names: ['curl'], suite: 'bookworm' }, progress);
  const libraries = await libraryFolders(root);
  return {
    file: path.join(root, 'usr/bin/curl'),
    env: { LD_LIBRARY_PATH: libraries.join(path.delimiter) },
  };
}
