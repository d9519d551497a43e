// Find or make: every effect of a release is one step that looks for its finished thing first; titles, timing, log groups and retries are here, once.
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../errors.ts';
import { safeLogLine, safeLogLines } from '../log-line.ts';
import { isTransient, retryAfterOf } from '../world/retry/retry.ts';

/** `checked` is a step that proves something and makes nothing. */
export type Outcome = 'found' | 'made' | 'checked' | 'skipped' | 'failed';

export interface StepRecord {
  readonly phase: Phase;
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
  readonly outcome: Outcome;
  readonly detail: string;
}

/** The parts of a run, in the order that nothing is public before it is proven. */
export type Phase = 'plan' | 'prepare' | 'prove' | 'publish' | 'read back';

export type Log = (line: string) => void;

export interface Step<T> {
  readonly title: string;
  /** Looks for the finished thing by its content; `undefined` when it is not there. Throws on a conflict. */
  readonly find?: (log: Log) => Promise<T | undefined>;
  readonly make: (log: Log) => Promise<T>;
  /** One clause for the log and the summary: what is now true. */
  readonly describe: (value: T) => string;
  /** What `make` amounts to; `made` unless said otherwise. */
  readonly outcome?: 'made' | 'checked' | ((value: T) => Outcome);
}

/**
 * A look that the first attempt of a step can do without, where the thing is known to be nowhere: only a broken attempt may have
 * made it.
 */
export function afterFirst<T>(
  isNowhere: boolean,
  find: NonNullable<Step<T>['find']>,
): NonNullable<Step<T>['find']> {
  let isFirst = isNowhere;
  return async (log) => {
    const skipped = isFirst;
    isFirst = false;
    return skipped ? undefined : find(log);
  };
}

export interface Steps {
  /** Steps that begin from now on belong to this phase. */
  enter(phase: Phase): void;
  run<T>(step: Step<T>): Promise<T>;
  readonly records: readonly StepRecord[];
  /** Titles of the steps that have begun and not ended: what a run is waiting for. */
  readonly underWay: () => readonly string[];
}

/** Where lines and groups go; the runner folds what stands between `open` and `close`. */
export interface LogSink {
  open(title: string): void;
  line(text: string): void;
  close(): void;
}

export interface StepsOptions {
  readonly sink: LogSink;
  readonly onRecord: (record: StepRecord) => void;
  readonly signal: AbortSignal;
  /** How often a step is tried when it fails in a way that passes; each time it looks first what is there. */
  readonly attempts?: number;
  readonly firstWaitMs?: number;
}

/** While a step takes this long, in ms, the log says once in each such span that it is still at work. */
const stillEvery = 60_000;
/** A server may ask for a longer wait than this (`Retry-After`), and is not given it. */
const longestAskedSeconds = 300;

export function makeSteps(options: StepsOptions): Steps {
  const records: StepRecord[] = [];
  const open = new Set<string>();
  let phase: Phase = 'plan';
  const lanes = makeLanes(safe(options.sink));
  const record = (entry: StepRecord): void => {
    records.push(entry);
    options.onRecord(entry);
  };
  return {
    records,
    underWay: () => [...open],
    enter: (next) => {
      phase = next;
    },
    run: async (step) => {
      const start = Date.now();
      const within = phase;
      const lane = lanes.open(step.title);
      open.add(step.title);
      const timer = setInterval(() => {
        // Only the step whose lines are shown now: the others' would come late, all at once.
        if (lane.isShown())
          lane.line(`… still at it: ${[...open].join(', ')} (${Math.round((Date.now() - start) / 1000)} s)`);
      }, stillEvery);
      const finish = (outcome: Outcome, detail: string): void => {
        const end = Date.now();
        open.delete(step.title);
        record({ phase: within, title: step.title, start, end, outcome, detail });
        lane.close(`${step.title}: ${outcome} in ${((end - start) / 1000).toFixed(1)} s, ${detail}`);
      };
      try {
        const { value, outcome } = await findOrMake(step, lane.line, options);
        finish(outcome, step.describe(value));
        return value;
      } catch (error) {
        finish('failed', messageOf(error).split('\n', 1)[0] ?? '');
        throw error;
      } finally {
        clearInterval(timer);
      }
    },
  };
}

async function findOrMake<T>(
  step: Step<T>,
  log: Log,
  options: StepsOptions,
): Promise<{ value: T; outcome: Outcome }> {
  const attempts = options.attempts ?? 4;
  let made = false;
  for (let n = 1; ; n++) {
    try {
      options.signal.throwIfAborted();
      const found = await step.find?.(log);
      // What a broken attempt of this very run has left is made, not found.
      if (found !== undefined) return { value: found, outcome: made ? 'made' : 'found' };
      made = true;
      const value = await step.make(log);
      const outcome = typeof step.outcome === 'function' ? step.outcome(value) : (step.outcome ?? 'made');
      return { value, outcome };
    } catch (error) {
      if (n >= attempts || options.signal.aborted || !isTransient(error)) throw error;
      const asked = Math.min(retryAfterOf(error) ?? 0, longestAskedSeconds) * 1000;
      const wait = Math.max(asked, (options.firstWaitMs ?? 1000) * 3 ** (n - 1));
      log(`${messageOf(error)}; looking again in ${(wait / 1000).toFixed(1)} s (${n} of ${attempts})`);
      await sleep(wait, undefined, { signal: options.signal });
    }
  }
}

/** Titles and lines may hold words of a tool, a server or a commit: none of them is a command to the runner. */
function safe(sink: LogSink): LogSink {
  return {
    open: (title) => {
      sink.open(safeLogLine(title.replace(/[\r\n]+/g, ' ')));
    },
    line: (text) => {
      for (const line of safeLogLines(text)) sink.line(line);
    },
    close: () => {
      sink.close();
    },
  };
}

interface Lane {
  readonly line: Log;
  readonly close: Log;
  /** Whether its lines go to the log at once. */
  readonly isShown: () => boolean;
}

interface LaneState {
  readonly title: string;
  readonly lines: string[];
  summary?: string;
}

/**
 * Steps run side by side, but log groups cannot nest or interleave: the oldest open step writes through, the others
 * wait their turn with what they have said.
 */
function makeLanes(sink: LogSink): { open(title: string): Lane } {
  const waiting: LaneState[] = [];
  const show = (lane: LaneState): void => {
    sink.open(lane.title);
    for (const line of lane.lines.splice(0)) sink.line(line);
  };
  const settle = (): void => {
    for (let front = waiting[0]; front?.summary !== undefined; front = waiting[0]) {
      sink.close();
      sink.line(front.summary);
      waiting.shift();
      if (waiting[0]) show(waiting[0]);
    }
  };
  return {
    open: (title) => {
      const lane: LaneState = { title, lines: [] };
      waiting.push(lane);
      if (waiting[0] === lane) show(lane);
      return {
        isShown: () => waiting[0] === lane,
        line: (text) => {
          if (waiting[0] === lane) sink.line(text);
          else lane.lines.push(text);
        },
        close: (summary) => {
          lane.summary = summary;
          settle();
        },
      };
    },
  };
}
