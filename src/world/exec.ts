// The one place where programs are run: argument vectors, never a shell; secrets go by environment or stdin.
import { spawn } from 'node:child_process';
import { ReleaseError } from '../errors.ts';

export interface RunOptions {
  readonly cwd?: string;
  /** Added to the base environment; an empty string sets an empty variable. */
  readonly env?: Readonly<Record<string, string>>;
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
/** A line without an end is shown in pieces of at least this length, in characters, instead of being held. */
const longestOpenLine = 64 * 1024;
/** How much of stderr is kept, the end of it, in bytes: a build may print for hours. */
const stderrKept = 1024 * 1024;
/** How long a program may take to end after SIGTERM before it is killed, in ms. */
const graceMs = 2000;

export function makeExec(options: ExecOptions): Exec {
  return {
    run: (argv, runOptions = {}) => runProgram(options, argv, runOptions),
  };
}

/**
 * Makes a line of a tool's output safe to print: the runner reads `::command::` at the start of a line and
 * `##[command]` anywhere in one, so both are broken up; control characters (terminal escapes too) go.
 */
export function safeLogLine(line: string): string {
  return (
    line
      // CSI and OSC sequences first, whole, so that no `[31m` is left behind.
      // eslint-disable-next-line no-control-regex
      .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g, '')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
      .replace(/^(\s*):(?=:)/, '$1:\u200b')
      .replace(/##(?=\[)/g, '#\u200b#')
  );
}

/** A text of several lines for the log, each made safe; for the runner a carriage return ends a line too. */
export function safeLogLines(text: string): readonly string[] {
  return text.split(/\r\n?|\n/).map(safeLogLine);
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

  const child = spawn(program, args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...base.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own, so that a cancelled run can end the program with all it started.
    detached: true,
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
  child.stdin.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') child.emit('error', error);
  });
  child.stdin.end(options.input ?? '');

  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    killGroup(child.pid, 'SIGTERM');
    timer = setTimeout(() => {
      killGroup(child.pid, 'SIGKILL');
    }, graceMs);
  };
  stop?.addEventListener('abort', end, { once: true });

  try {
    const { code, signal } = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>(
      (resolve, reject) => {
        child.once('error', reject);
        child.once('close', (exitCode, exitSignal) => {
          resolve({ code: exitCode, signal: exitSignal });
        });
      },
    );
    lines.out.end();
    lines.err.end();
    if (stop?.aborted) throw stopped(name);
    const result = {
      code: code ?? 128,
      stdout: Buffer.concat(stdout),
      stderr: stderr.text(),
    };
    if (result.code !== 0 && !options.allowFailure) throw failed(name, args, result, signal);
    return result;
  } catch (error) {
    if (error instanceof ReleaseError) throw error;
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new ReleaseError(missing ? `${name} was not found` : `${name} could not be started`, {
      code: 'tool-failed',
      hint: `Install ${name} on the runner and see that it is on PATH.`,
      cause: error,
    });
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener('abort', end);
  }
}

function stopped(name: string): ReleaseError {
  return new ReleaseError(`${name} was stopped because the run was cancelled`, {
    code: 'cancelled',
    hint: 'Run the workflow again: it goes on from where this run stopped.',
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

/** Keeps the last bytes of an output, in whole pieces. */
function endOfOutput(limit: number): { readonly push: (chunk: Buffer) => void; readonly text: () => string } {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    push: (chunk) => {
      chunks.push(chunk);
      size += chunk.length;
      while (size - (chunks[0]?.length ?? 0) >= limit) size -= chunks.shift()?.length ?? 0;
    },
    text: () => Buffer.concat(chunks).toString(),
  };
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // Gone already: nothing is left to end.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

interface LineReader {
  push(chunk: Buffer): void;
  end(): void;
}

function lineReader(onLine: ((line: string) => void) | undefined): LineReader {
  let rest = '';
  const decoder = new TextDecoder();
  const emit = (text: string): void => {
    const parts = (rest + text).split(/\r?\n|\r/);
    rest = parts.pop() ?? '';
    for (const part of parts) onLine?.(safeLogLine(part));
    if (rest.length < longestOpenLine) return;
    onLine?.(safeLogLine(rest));
    rest = '';
  };
  return {
    push: (chunk) => {
      if (onLine) emit(decoder.decode(chunk, { stream: true }));
    },
    end: () => {
      if (rest !== '') onLine?.(safeLogLine(rest));
      rest = '';
    },
  };
}
