// The folder that keeps the rehearsal's parts between runs, outside any checkout, and the lock two runs share.
import { mkdir, mkdtemp, open, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type Progress = (line: string) => void;

/** `$XDG_CACHE_HOME/release-action-rehearsal`, or the same below `~/.cache`. */
export function cacheDir(...below: readonly string[]): string {
  const base = process.env['XDG_CACHE_HOME'];
  const root = base !== undefined && path.isAbsolute(base) ? base : path.join(homedir(), '.cache');
  return path.join(root, 'release-action-rehearsal', ...below);
}

export async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

/** Whether a process with this id is alive; one that belongs to somebody else counts. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Takes the lock `name`, or answers undefined when a living process has it. The lock of a process that died
 * without letting go is taken over. The returned function lets go.
 */
export async function tryLock(name: string): Promise<(() => Promise<void>) | undefined> {
  const file = cacheDir('locks', name);
  await mkdir(path.dirname(file), { recursive: true });
  for (let tries = 0; tries < 5; tries++) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(String(process.pid));
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = await ownerOf(name);
    // An empty file belongs to a process between creating and writing: give it a moment.
    if (owner === 0) await sleep(50);
    if (owner !== 0 && alive(owner)) return undefined;
    // Renaming is atomic: of two processes that find a dead owner, one removes the file and the other tries again.
    const grave = `${file}.${process.pid}`;
    await rename(file, grave).catch(() => undefined);
    await rm(grave, { force: true });
  }
  return undefined;
}

/** The process that has the lock, 0 when nobody says so. */
async function ownerOf(name: string): Promise<number> {
  return Number(await readFile(cacheDir('locks', name), 'utf8').catch(() => ''));
}

/** Runs `work` while holding the lock `name`; waits for whoever has it, saying so once. */
export async function locked<T>(name: string, progress: Progress, work: () => Promise<T>): Promise<T> {
  let release = await tryLock(name);
  if (release === undefined && (await ownerOf(name)) !== process.pid) {
    progress(`waiting for another rehearsal that is at "${name}"`);
  }
  while (release === undefined) {
    await sleep(200);
    release = await tryLock(name);
  }
  try {
    return await work();
  } finally {
    await release();
  }
}

/** Makes `target` a folder filled by `fill`, all or nothing: it appears only once it is complete. */
export async function fillOnce(target: string, fill: (dir: string) => Promise<void>): Promise<string> {
  if (await exists(target)) return target;
  await mkdir(path.dirname(target), { recursive: true });
  const partial = await mkdtemp(`${target}.partial-`);
  try {
    await fill(partial);
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Somebody else was filling it too and finished first: theirs is as good.
    if (!(await exists(target))) throw error;
  }
  return target;
}

/** Replaces `link` by a symbolic link to `target` in one move. */
export async function linkTo(target: string, link: string): Promise<void> {
  const fresh = `${link}.${process.pid}`;
  await rm(fresh, { force: true });
  await symlink(target, fresh);
  await rename(fresh, link);
}

/** Writes a file in one move, so that a reader never sees half of it. */
export async function writeWhole(file: string, content: string, mode = 0o644): Promise<void> {
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, content, { mode });
  await rename(fresh, file);
}
