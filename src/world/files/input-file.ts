// Files on the runner's disk that inputs name: none is taken before it is known to be a plain file of the folder it must be in.
import { constants } from 'node:fs';
import { type FileHandle, open, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

/** A file by its true path, or why it may not be taken. */
export type Place =
  | { readonly path: string; readonly size: number }
  /** `outside` is where it leads, when that is out of the folder. */
  | { readonly refused: string; readonly outside?: string };

/** What has such a name in the runner's temporary folder is credentials that actions/checkout (v6) keeps there. */
const credentialsName = 'git-credentials-';

/**
 * Where a path of an input leads: to a plain file below the folder, whatever links are on the way. Nothing that is Git's
 * own is taken: `.git` may hold a token. `undefined` when nothing is there.
 */
export async function placeOf(folder: string, path: string): Promise<Place | undefined> {
  const root = await realpath(folder);
  const named = resolve(folder, path);
  const real = await present(() => realpath(named));
  if (real === undefined) return undefined;
  if (!isWithin(root, real)) return { refused: `leads to ${real}`, outside: real };
  const ways = [relative(folder, named), relative(root, real)];
  if (ways.some(isOfGit) || (await gitFolders(root)).some((own) => isWithin(own, real)))
    return { refused: "is one of Git's own files" };
  if (relative(root, real).startsWith(credentialsName)) return { refused: 'holds credentials' };
  const facts = await stat(real);
  return facts.isFile() ? { path: real, size: facts.size } : { refused: 'is no plain file' };
}

/**
 * Reads a file that `placeOf` has found; a link that has come into its place since is not followed.
 * @throws Error when it is not that file any more, or has more bytes than the limit.
 */
export async function readPlace(path: string, limit: number): Promise<Buffer> {
  const file = await openPlain(path);
  try {
    const piece = Buffer.alloc(Math.min((await file.stat()).size, limit) + 1);
    let size = 0;
    for (;;) {
      const { bytesRead } = await file.read(piece, size, piece.length - size, null);
      if (bytesRead === 0) return piece.subarray(0, size);
      size += bytesRead;
      if (size === piece.length) throw new Error(`${path} has more than ${size - 1} bytes, or grows`);
    }
  } finally {
    await file.close();
  }
}

/** Opens a file by its true path. @throws Error when what is opened is another file, or none that has contents of its own. */
export async function openPlain(path: string): Promise<FileHandle> {
  // Without O_NONBLOCK, opening a named pipe would wait for whoever writes to it.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    // A folder on the way may have become a link: the kernel says what was opened.
    const opened = process.platform === 'linux' ? await readlink(`/proc/self/fd/${file.fd}`) : path;
    if (opened !== path || !(await file.stat()).isFile())
      throw new Error(`${path} is not the file that was found there`);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Whether a path is the folder itself or below it. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function isOfGit(path: string): boolean {
  return path.split(sep).some((part) => part.toLowerCase() === '.git');
}

/** Where Git keeps its own of this checkout, under another name too: `.git` may be a link, or a file that says where. */
async function gitFolders(root: string): Promise<readonly string[]> {
  const dotGit = await present(() => realpath(join(root, '.git')));
  if (dotGit === undefined) return [];
  const text = (await stat(dotGit)).isFile() ? await readFile(dotGit, 'utf8') : '';
  const elsewhere = /^gitdir: (.+)$/m.exec(text)?.[1];
  const named = elsewhere && (await present(() => realpath(resolve(root, elsewhere.trim()))));
  return [dotGit, ...(named ? [named] : [])];
}

/** What is looked at, or `undefined` where nothing is there. */
export async function present<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // A link to nothing is nothing, and so is one that leads to itself, or a path below a file.
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(code)) return undefined;
    throw error;
  }
}
