// Ends a run from outside: cancelled by the runner, out of time, or by an error that nothing in it caught.
import { ReleaseError } from '../errors.ts';

/**
 * How long a stopped run may take to end by itself, in ms: programs get two seconds to obey, and the runner kills 7.5 s
 * after its first signal.
 */
const graceMs = 4000;

/** Fires when the runner cancels the job (SIGINT, then SIGTERM), the time is up, or `crash` is told of an error. */
export function stopSignal(
  timeoutSeconds: number,
  underWay: () => readonly string[],
  grace = graceMs,
): {
  readonly signal: AbortSignal;
  readonly reason: () => ReleaseError | undefined;
  /**
   * Waits for the run itself, but not for ever once it is stopped: an answer that never comes cannot be ended.
   * @throws the reason.
   */
  readonly within: <T>(run: Promise<T>) => Promise<T>;
  /**
   * Ends the run for an error outside every step: thrown in a callback, or an unhandled rejection. The state of the run is
   * unknown then, so it always fails.
   */
  readonly crash: (error: unknown) => void;
  /** @throws the error that `crash` was told of. */
  readonly throwIfCrashed: () => void;
  /** Stops what still runs: a step that failed may have left others running. */
  readonly end: () => void;
} {
  const controller = new AbortController();
  let why: ReleaseError | undefined;
  let crashed: ReleaseError | undefined;
  let overdue: NodeJS.Timeout | undefined;
  const stop = (error: ReleaseError): void => {
    why ??= error;
    controller.abort(why);
  };
  const waitingFor = (): string => {
    const titles = underWay();
    return titles.length === 0 ? '' : `, while it was at: ${titles.join('; ')}`;
  };
  const cancelled = (): void => {
    stop(
      new ReleaseError(`the run was cancelled${waitingFor()}`, {
        code: 'cancelled',
        hint: 'Run the workflow again: it continues from where this run stopped.',
      }),
    );
  };
  process.on('SIGINT', cancelled);
  process.on('SIGTERM', cancelled);
  const timer = setTimeout(() => {
    stop(
      new ReleaseError(`the run took longer than its timeout of ${timeoutSeconds} s${waitingFor()}`, {
        code: 'cancelled',
        hint: 'Run the workflow again: it continues from here. Or give it longer: with: { timeout: 3h }',
      }),
    );
  }, timeoutSeconds * 1000);
  // A run that waits for nothing else will never end: Node says so (`beforeExit`) only where no timer is left.
  timer.unref();
  return {
    signal: controller.signal,
    reason: () => why,
    within: (run) => {
      const late = new Promise<never>((_resolve, reject) => {
        const wait = (): void => {
          if (why === undefined) return;
          const reason = why;
          overdue = setTimeout(() => {
            reject(reason);
          }, grace);
        };
        if (controller.signal.aborted) wait();
        else controller.signal.addEventListener('abort', wait);
      });
      return Promise.race([run, late]);
    },
    crash: (error) => {
      crashed ??=
        error instanceof ReleaseError
          ? error
          : new ReleaseError(`an error that no step caught ended the run${waitingFor()}`, {
              code: 'unexpected',
              hint: 'Run the workflow again with debug logging: it continues from here. If it stays, report it with the log.',
              cause: error,
            });
      stop(crashed);
    },
    throwIfCrashed: () => {
      if (crashed !== undefined) throw crashed;
    },
    end: () => {
      clearTimeout(timer);
      clearTimeout(overdue);
      controller.abort();
    },
  };
}
