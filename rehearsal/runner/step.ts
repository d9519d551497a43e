// Runs one script of an action (pre, main or post) as a process: its log, its file commands, its end.
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Masks } from './masks.ts';
import { gone, killFamily, peakMemory, signal } from './processes.ts';
import { makeStepFiles, readStepFiles } from './step-files.ts';
import { createInterpreter, type Annotation } from './workflow-commands.ts';

/** The graces of a cancelled step: actions/runner, ProcessInvoker. Milliseconds. */
export const CANCEL_GRACE = { interrupt: 7500, terminate: 2500 } as const;

/** Milliseconds that a cancelled step has after each signal. */
export type CancelGraces = Readonly<Record<keyof typeof CANCEL_GRACE, number>>;

/** How long output may stay open after the process ended, because a child of it still holds the pipe. */
const DRAIN_MS = 5000;

/** The high-water mark is the kernel's, so reading it now and then loses only growth in the last interval. */
const MEMORY_INTERVAL_MS = 50;

export interface StepOptions {
  readonly node: string;
  readonly script: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where the file commands are written; the directory exists. */
  readonly temp: string;
  readonly trackingId: string;
  readonly masks: Masks;
  /** One masked line of the log. */
  readonly log: (line: string) => void;
  /** Aborted: the step is cancelled as the runner does it, with two signals and a kill. */
  readonly cancel?: AbortSignal | undefined;
  /** Aborted: the step and all it started are killed at once. */
  readonly kill?: AbortSignal | undefined;
  /** Default: those of the runner. */
  readonly graces?: CancelGraces | undefined;
}

export interface StepResult {
  readonly conclusion: 'success' | 'failure' | 'cancelled' | 'killed';
  /** As a shell would report it: 128 + n after signal n. */
  readonly exitCode: number;
  readonly seconds: number;
  /** VmHWM of the script's own process, bytes. */
  readonly peakMemory: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

const signals: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
};

/** Calls `line` for each line of a stream; bytes are decoded across chunk borders. */
function eachLine(stream: NodeJS.ReadableStream, line: (text: string) => void): Promise<void> {
  let rest = '';
  stream.setEncoding('utf8');
  return new Promise((resolve) => {
    stream.on('data', (chunk: string) => {
      const lines = (rest + chunk).split(/\r\n|\n/);
      rest = lines.pop() ?? '';
      lines.forEach(line);
    });
    stream.on('close', () => {
      if (rest !== '') line(rest);
      resolve();
    });
  });
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const exitOf = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, name) => {
      resolve({ code, signal: name });
    });
  });

/** SIGINT, 7.5 s, SIGTERM, 2.5 s, SIGKILL, to the script's process alone, as actions/runner does. */
async function cancelGently(pid: number, exited: Promise<Ended>, graces: CancelGraces): Promise<void> {
  for (const [name, grace] of [
    ['SIGINT', graces.interrupt],
    ['SIGTERM', graces.terminate],
  ] as const) {
    signal(pid, name);
    if ((await Promise.race([exited, sleep(grace, 'still running', { ref: false })])) !== 'still running')
      return;
  }
  signal(pid, 'SIGKILL');
}

/** Runs the script to its end and reads what it wrote. Never throws for what the script did wrong. */
export async function runStep(options: StepOptions): Promise<StepResult> {
  const { masks, log, cancel, kill, trackingId } = options;
  const annotations: Annotation[] = [];
  const outputs: Record<string, string> = {};
  const state: Record<string, string> = {};
  const annotate = (annotation: Annotation): void => {
    annotations.push({ ...annotation, message: masks.hide(annotation.message) });
  };
  const interpret = createInterpreter({
    annotate,
    mask: (secret) => {
      masks.add(secret);
    },
    output: (name, value) => (outputs[name] = value),
    state: (name, value) => (state[name] = value),
    debug: options.env['RUNNER_DEBUG'] === '1',
  });
  const print = (line: string): void => {
    for (const shown of interpret(line)) log(masks.hide(shown));
  };
  const files = await makeStepFiles(options.temp);
  const started = performance.now();
  const child = spawn(options.node, [options.script], {
    cwd: options.cwd,
    env: {
      ...options.env,
      RUNNER_TRACKING_ID: trackingId,
      ...Object.fromEntries(Object.entries(files).map(([name, path]) => [`GITHUB_${name}`, path])),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = exitOf(child);
  const pid = child.pid ?? 0;
  const drained = Promise.all([eachLine(child.stdout, print), eachLine(child.stderr, print)]);
  let peak = 0;
  const sample = (): void => {
    peak = Math.max(peak, peakMemory(pid) ?? 0);
  };
  const sampler = setInterval(sample, MEMORY_INTERVAL_MS);
  sample();
  let killed: readonly number[] = [];
  const onKill = (): void => {
    sample();
    killed = killFamily(pid, trackingId);
  };
  const onCancel = (): void => {
    void cancelGently(pid, exited, options.graces ?? CANCEL_GRACE);
  };
  if (kill?.aborted === true) onKill();
  if (cancel?.aborted === true) onCancel();
  kill?.addEventListener('abort', onKill, { once: true });
  cancel?.addEventListener('abort', onCancel, { once: true });

  const end = await exited.finally(() => {
    clearInterval(sampler);
    kill?.removeEventListener('abort', onKill);
    cancel?.removeEventListener('abort', onCancel);
  });
  const seconds = (performance.now() - started) / 1000;
  await gone(killed);
  if ((await Promise.race([drained, sleep(DRAIN_MS, 'open', { ref: false })])) === 'open') {
    child.stdout.destroy();
    child.stderr.destroy();
    log(
      `##[warning]Output stayed open for ${DRAIN_MS / 1000} s after the process ended: a child of it still runs.`,
    );
  }

  const fail = (message: string): void => {
    annotate({ level: 'error', message, properties: {} });
    log(`##[error]${masks.hide(message)}`);
  };
  const written = await readStepFiles(files, masks);
  for (const fault of written.faults) fail(fault);
  const malformed = written.failed;
  const exitCode = end.code ?? 128 + (signals[end.signal ?? 'SIGKILL'] ?? 9);
  const conclusion =
    kill?.aborted === true
      ? 'killed'
      : cancel?.aborted === true
        ? 'cancelled'
        : exitCode === 0 && !malformed
          ? 'success'
          : 'failure';
  return {
    conclusion,
    exitCode: exitCode === 0 && malformed ? 1 : exitCode,
    seconds,
    peakMemory: peak,
    outputs: { ...outputs, ...written.outputs },
    state: { ...state, ...written.state },
    env: written.env,
    path: written.path,
    summary: written.summary,
    annotations,
  };
}
