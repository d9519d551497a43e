// The one place where programs are run: argument vectors, never a shell; secrets go by environment or stdin.
import { setTimeout as sleep } from 'node:timers/promises';
import { ReleaseError } from '../../errors.ts';
import { safeLogLine, safeLogLines } from '../../log-line.ts';
import { endOfOutput, lineReader } from './output.ts';
import { notStarted, started } from './start.ts';

export interface RunOptions {
  readonly cwd?: string;
  /** Added to the base environment; an empty string sets an empty variable. */
  readonly env?: Readonly<Record<string, string>>;
  /** The program sees `env` and nothing of the base environment. */
  readonly bare?: boolean;
  readonly input?: string | Uint8Array;
  readonly signal?: AbortSignal;
  /** Answer a non-zero exit instead of throwing. */
  readonly allowFailure?: boolean;
  /** Called with each finished line of stdout and stderr as it comes, already made safe for a log. */
  readonly onLine?: (line: string) => void;
  /** Takes stdout as it comes, in raw pieces, instead of the result's `stdout`: for answers too long to hold. */
  readonly onStdout?: (chunk: Buffer) => void;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface Exec {
  /**
   * Runs a program to its end.
   * @throws ReleaseError when it cannot be started, is stopped by a signal, or exits non-zero without `allowFailure`;
   * the message carries the program's own last lines.
   */
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
}

export interface ExecOptions {
  /** The base environment of every program; secrets do not belong here. */
  readonly env: Readonly<Record<string, string>>;
  readonly trace?: (argv: readonly string[]) => void;
  /** Ends every program that is running when it fires. */
  readonly signal?: AbortSignal;
}

/** How many of a failed program's last lines its error shows. */
const lastLines = 20;
/** How many characters of a failed program's line its error shows. */
const longestErrorLine = 4000;
/** How much of stderr is kept, the end of it, in bytes: a build may print for hours. */
const stderrKept = 1024 * 1024;
/** How long a program may take to end after SIGTERM before it is killed, in ms. */
const graceMs = 2000;

export function makeExec(options: ExecOptions): Exec {
  return {
    run: (argv, runOptions = {}) => runProgram(options, argv, runOptions),
  };
}

async function runProgram(
  base: ExecOptions,
  argv: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  const [program, ...args] = argv;
  if (program === undefined) throw new TypeError('an empty argument vector');
  base.trace?.(argv);
  const signals = [base.signal, options.signal].filter((signal) => signal !== undefined);
  const stop = signals.length > 0 ? AbortSignal.any(signals) : undefined;
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (stop?.aborted) throw stopped(name);

  const { child, ended } = await started(program, args, {
    cwd: options.cwd,
    env: options.bare === true ? { ...options.env } : { ...base.env, ...options.env },
    // Without input there is none to wait for, and no pipe to make.
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] as ['pipe', 'pipe', 'pipe'],
    // A process group of its own, so that a cancelled run can end the program with all it started.
    detached: true,
  }).catch((error: unknown) => {
    throw notStarted(argv, options.cwd, error);
  });
  const stdout: Buffer[] = [];
  const stderr = endOfOutput(stderrKept);
  const lines = { out: lineReader(options.onLine), err: lineReader(options.onLine) };
  child.stdout.on('data', (chunk: Buffer) => {
    if (options.onStdout) options.onStdout(chunk);
    else stdout.push(chunk);
    lines.out.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr.push(chunk);
    lines.err.push(chunk);
  });
  // A program that does not read its input closes the pipe: its exit code says what matters.
  child.stdin?.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') child.emit('error', error);
  });
  child.stdin?.end(options.input);

  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    killGroup(child.pid, 'SIGTERM');
    timer = setTimeout(() => {
      killGroup(child.pid, 'SIGKILL');
    }, graceMs);
  };
  stop?.addEventListener('abort', end, { once: true });
  // While the program was being waited for.
  if (stop?.aborted) end();

  try {
    const { code, signal } = await ended;
    lines.out.end();
    lines.err.end();
    if (stop?.aborted) {
      await groupEnded(child.pid);
      throw stopped(name);
    }
    const result = {
      code: code ?? 128,
      stdout: Buffer.concat(stdout),
      stderr: stderr.text(),
    };
    if (result.code !== 0 && !options.allowFailure) throw failed(name, args, result, signal);
    return result;
  } catch (error) {
    if (error instanceof ReleaseError) throw error;
    throw notStarted(argv, options.cwd, error);
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener('abort', end);
  }
}

function stopped(name: string): ReleaseError {
  return new ReleaseError(`${name} was stopped because the run was cancelled`, {
    code: 'cancelled',
    hint: 'Run the workflow again: it continues from where this run stopped.',
  });
}

function failed(
  name: string,
  args: readonly string[],
  result: RunResult,
  signal: NodeJS.Signals | null,
): ReleaseError {
  const output = result.stderr.trim() === '' ? result.stdout.toString() : result.stderr;
  const tail = safeLogLines(output.trimEnd()).slice(-lastLines).map(shortened).join('\n');
  const how = signal === null ? `exited with ${result.code}` : `was ended by ${signal}`;
  const what = args.find((arg) => !arg.startsWith('-'));
  return new ReleaseError(
    `${what === undefined ? name : `${name} ${safeLogLine(what)}`} ${how}${tail === '' ? '' : `:\n${tail}`}`,
    {
      code: 'tool-failed',
      hint: `What ${name} said last says what is wrong; the log of this step has the rest.`,
    },
  );
}

function shortened(line: string): string {
  return line.length > longestErrorLine ? `${line.slice(0, longestErrorLine)}…` : line;
}

/** @returns whether anything of the group was there; signal 0 only asks. */
function killGroup(pid: number | undefined, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    // Gone already: nothing is left to end.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    return false;
  }
}

/**
 * Waits until what a program has started is gone as well: it may take longer to end than the program itself, and is
 * killed when its grace is over. Bounded, since what nobody reaps stays in the list of processes.
 */
async function groupEnded(pid: number | undefined): Promise<void> {
  for (let waited = 0; waited < graceMs + 500 && killGroup(pid, 0); waited += 20) await sleep(20);
}
