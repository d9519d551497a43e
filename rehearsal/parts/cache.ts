// The folder that keeps the rehearsal's parts between runs, outside any checkout, and the lock two runs share.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { homedir } from 'node:os';
import path from 'node:path';

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

/** The files of the locks that this process has. */
const held = new Set<string>();

const CONFLICT = 75;

const lockFile = (name: string): string => cacheDir('locks', `${name}.lock`);

/**
 * Takes the lock `name` by flock(1), or answers undefined when another process has it and `wait` is false. The kernel
 * frees it when this process ends, however it ends: no lock is left behind, and none is taken from a process that is only
 * slow. The returned function lets go.
 */
async function take(name: string, wait: boolean): Promise<(() => Promise<void>) | undefined> {
  const file = lockFile(name);
  await mkdir(path.dirname(file), { recursive: true });
  const how = wait ? [] : ['--nonblock', '--conflict-exit-code', String(CONFLICT)];
  // The lock lives as long as this `cat`, which ends with its input. In a session of its own, Ctrl-C does not reach it.
  const child = spawn('flock', [...how, '--no-fork', file, 'sh', '-c', 'echo; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (cause) => {
      reject(new Error('flock could not be started', { cause }));
    });
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
  const taken = await Promise.race([once(child.stdout, 'data'), ended]);
  if (taken === CONFLICT) return undefined;
  if (typeof taken === 'number') throw new Error(`flock ${file} exited ${taken}`);
  held.add(file);
  // Whoever holds a lock may end without letting go.
  child.unref();
  for (const stream of [child.stdin, child.stdout]) (stream as Socket).unref();
  return async () => {
    held.delete(file);
    child.ref();
    child.stdin.end();
    await ended;
  };
}

/** Takes the lock `name`, or answers undefined when a process has it. The returned function lets go. */
export function tryLock(name: string): Promise<(() => Promise<void>) | undefined> {
  return take(name, false);
}

/** Runs `work` while holding the lock `name`; waits for whoever has it, saying so once. */
export async function locked<T>(name: string, progress: Progress, work: () => Promise<T>): Promise<T> {
  const own = held.has(lockFile(name));
  let release = await take(name, false);
  if (release === undefined) {
    if (!own) progress(`waiting for another rehearsal that is at "${name}"`);
    release = await take(name, true);
  }
  try {
    return await work();
  } finally {
    await release?.();
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
