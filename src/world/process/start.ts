// How a program is started, and what keeps one from it.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { compact } from '../../compact.ts';
import { ReleaseError } from '../../errors.ts';

type Child = ChildProcessByStdio<Writable | null, Readable, Readable>;

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

interface Started {
  readonly child: Child;
  readonly ended: Promise<Ended>;
}

type SpawnOptions = Parameters<typeof spawn>[2] & { readonly stdio: ['pipe', 'pipe', 'pipe'] };

/** How long a program that is being written is waited for, in ms; each wait is twice the one before. */
const longestWait = 2000;

/**
 * A program that this process has just written cannot be run while a child that was started meanwhile still has the file open: a
 * fork has its parent's files until it runs its own program, and Linux says ETXTBSY until then (golang/go#22315).
 */
export async function started(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<Started> {
  for (let wait = 1; ; wait *= 2) {
    try {
      const child: Child = spawn(program, args, compact(options));
      // Listened to at once: what Node cannot start it says in the next tick.
      const ended = new Promise<Ended>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code, signal) => {
          resolve({ code, signal });
        });
      });
      ended.catch(() => undefined);
      return { child, ended };
    } catch (error) {
      if (codeOf(error) !== 'ETXTBSY' || wait > longestWait) throw error;
      await sleep(wait);
    }
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** What keeps a program from being started at all (execve(2), fork(2)), and what helps. */
const whyNotStarted: Readonly<Record<string, readonly [why: string, hint: (name: string) => string]>> = {
  EACCES: [
    'it may not be run',
    (name) => `chmod +x "$(command -v ${name})"   # and see that its folder allows programs`,
  ],
  E2BIG: [
    'its arguments are too long, of which one may have 131,071 bytes',
    () =>
      'Shorten the longest of labels, annotations, build-args and env, or put it into a file that the build reads.',
  ],
  ETXTBSY: [
    'its file is being written',
    () => 'Run the workflow again; if another program installs it, let that end first.',
  ],
  ...Object.fromEntries(
    ['EAGAIN', 'ENOMEM', 'EMFILE', 'ENFILE'].map((code) => [
      code,
      [
        `the runner has no more processes, memory or files (${code})`,
        () => 'Run the workflow again, on a runner that does less at a time.',
      ],
    ]),
  ),
};

export function notStarted(
  [program = '']: readonly string[],
  cwd: string | undefined,
  cause: unknown,
): ReleaseError {
  const name = program.slice(program.lastIndexOf('/') + 1);
  const code = codeOf(cause) ?? '';
  // Node says the same of a program that is not there and of a folder that is not.
  if (code === 'ENOENT' && cwd !== undefined && !existsSync(cwd))
    return new ReleaseError(`there is no folder ${cwd} to run ${name} in`, {
      code: 'tool-failed',
      hint: `mkdir -p ${cwd}   # or name one that is there`,
      cause,
    });
  const [why, hint] = whyNotStarted[code] ?? [undefined, undefined];
  const install = `Install ${name} on the runner and see that it is on PATH.`;
  const how = why === undefined ? 'could not be started' : `could not be started: ${why}`;
  return new ReleaseError(`${name} ${code === 'ENOENT' ? 'was not found' : how}`, {
    code: 'tool-failed',
    hint: hint?.(name) ?? install,
    cause,
  });
}
