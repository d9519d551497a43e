// Finds and ends the processes an action started, by parentage and by the runner's tracking id, from /proc.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A file of /proc, or undefined when the process has gone meanwhile. */
function read(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return undefined;
    throw error;
  }
}

/** The parent's pid is the second field after the command name, which may itself hold spaces and brackets. */
function parentOf(pid: number): number | undefined {
  const stat = read(pid, 'stat');
  const field = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  return field === undefined ? undefined : Number(field);
}

/** Every live process that descends from `root`, or carries `trackingId` in its environment. Without `root`. */
export function family(root: number, trackingId: string): readonly number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]));
  const descends = (pid: number | undefined, depth = 0): boolean =>
    pid !== undefined && pid > 1 && depth < 64 && (pid === root || descends(parents.get(pid), depth + 1));
  const marked = `RUNNER_TRACKING_ID=${trackingId}`;
  return pids.filter(
    (pid) =>
      pid !== root &&
      pid !== process.pid &&
      (descends(parents.get(pid)) || (read(pid, 'environ')?.split('\0').includes(marked) ?? false)),
  );
}

/** Sends a signal; false when the process has already gone. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/**
 * Kills a process and its whole family at once, as if the machine had lost power. All are stopped first, so that
 * none can start another while the others die. Answers whom it killed: the kernel takes them a moment later (`gone`).
 */
export function killFamily(root: number, trackingId: string): readonly number[] {
  signal(root, 'SIGSTOP');
  const seen = new Set<number>([root]);
  for (let fresh = family(root, trackingId); fresh.length > 0;) {
    for (const pid of fresh) {
      signal(pid, 'SIGSTOP');
      seen.add(pid);
    }
    fresh = family(root, trackingId).filter((pid) => !seen.has(pid));
  }
  for (const pid of seen) signal(pid, 'SIGKILL');
  return [...seen];
}

/** Waits until the kernel has taken these processes, which were killed. */
export async function gone(pids: readonly number[]): Promise<void> {
  const isThere = (pid: number): boolean => {
    const stat = read(pid, 'stat');
    // A zombie is dead, and waits for its parent alone.
    return stat !== undefined && !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  };
  while (pids.some(isThere)) await sleep(10);
}

/** The kernel's own high-water mark of resident memory (VmHWM) in bytes; undefined once the process is gone. */
export function peakMemory(pid: number): number | undefined {
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(read(pid, 'status') ?? '')?.[1];
  return kib === undefined ? undefined : Number(kib) * 1024;
}
