// Runs one program for the rehearsal: an argv array in, its output or an error with its last lines out.
import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  /** Called with every line of stdout and stderr as it appears. */
  readonly onLine?: (line: string) => void;
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program and answers how it ended; throws only when it could not be started. */
export function attempt(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    const lines = options.onLine ? lineSplitter(options.onLine) : undefined;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      lines?.(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      lines?.(text);
    });
    child.on('error', (cause) => {
      reject(new Error(`${file} could not be started`, { cause }));
    });
    // A program that does not read its input closes the pipe early; how it ended is told by its exit code.
    child.stdin.on('error', () => undefined);
    child.on('close', (code, signal) => {
      resolve({ code: code ?? (signal === null ? 1 : 128), stdout, stderr });
    });
    child.stdin.end(options.input ?? '');
  });
}

/** Runs a program that must succeed; answers its stdout, throws with its last lines. */
export async function run(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const result = await attempt(file, args, options);
  if (result.code !== 0) {
    const last = `${result.stderr}\n${result.stdout}`.trim().split('\n').slice(-12).join('\n');
    throw new Error(`${file} ${args.slice(0, 4).join(' ')} … exited ${result.code}:\n${last}`);
  }
  return result.stdout;
}

function lineSplitter(onLine: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) if (line.trim() !== '') onLine(line);
  };
}
