// The files of the workspace that a glob names; none outside of it, whatever links say.
import { glob, realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/** A file by its true path, or why it may not be taken. */
export type Found =
  { readonly path: string; readonly shown: string } | { readonly outside: string; readonly shown: string };

/**
 * The files that a glob matches, sorted by path; folders among the matches are left out, as softprops/action-gh-release
 * does. `shown` is the path as found, relative to the workspace.
 */
export async function findFiles(workspace: string, pattern: string): Promise<readonly Found[]> {
  const root = await realpath(workspace);
  const found: Found[] = [];
  for await (const match of glob(pattern, { cwd: workspace })) {
    const path = resolve(workspace, match);
    if (!(await isFile(path))) continue;
    const real = await realpath(path);
    const shown = relative(workspace, path);
    found.push(isWithin(root, real) ? { path: real, shown } : { outside: real, shown });
  }
  return found.sort((a, b) => (a.shown < b.shown ? -1 : 1));
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    // A link to nothing is nothing.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
