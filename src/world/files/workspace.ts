// The files of the workspace that a glob names; none outside of it, whatever links say.
import { glob, stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { placeOf, present } from './input-file.ts';

/** A file by its true path, or why it may not be taken; `shown` is the path as found, relative to the workspace. */
export type Found =
  | { readonly path: string; readonly size: number; readonly shown: string }
  | { readonly refused: string; readonly outside?: string; readonly shown: string };

/**
 * The files that a glob matches, sorted by path; folders among the matches are left out, as softprops/action-gh-release
 * does.
 */
export async function findFiles(workspace: string, pattern: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  for await (const match of glob(pattern, { cwd: workspace })) {
    const path = resolve(workspace, match);
    if (await isFolder(path)) continue;
    const place = await placeOf(workspace, path);
    const shown = relative(workspace, path);
    // The glob has seen something there: an asset that nobody misses would be lost without a word.
    found.push(place ? { ...place, shown } : { refused: 'is a link that leads to nothing', shown });
  }
  if (found.length === 0 && /[*?[\]{}]/.test(pattern)) {
    // A file may be called so: `pages/[slug].js`.
    const path = resolve(workspace, pattern);
    const place = (await isFolder(path)) ? undefined : await placeOf(workspace, path);
    if (place) found.push({ ...place, shown: relative(workspace, path) });
  }
  return found.sort((a, b) => (a.shown < b.shown ? -1 : 1));
}

async function isFolder(path: string): Promise<boolean> {
  return (await present(() => stat(path)))?.isDirectory() ?? false;
}
