// Ends a run from outside: cancelled by the runner, or out of time.
import { ReleaseError } from '../errors.ts';

/**
 * How long a stopped run may take to end by itself, in ms: programs get two seconds to obey, and the runner kills 7.5 s
 * after its first signal.
 */
const graceMs = 4000;

/** Fires when the runner cancels the job (SIGINT, then SIGTERM) or the time is up. */
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
  /** Ends what is still running: a step that failed may have left others at work. */
  readonly end: () => void;
} {
  const controller = new AbortController();
  let why: ReleaseError | undefined;
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
        hint: 'Run the workflow again: it goes on from where this run stopped.',
      }),
    );
  };
  process.on('SIGINT', cancelled);
  process.on('SIGTERM', cancelled);
  const timer = setTimeout(() => {
    stop(
      new ReleaseError(`the run took longer than its timeout of ${timeoutSeconds} s${waitingFor()}`, {
        code: 'cancelled',
        hint: 'Run the workflow again: it goes on from here. Or give it longer: with: { timeout: 3h }',
      }),
    );
  }, timeoutSeconds * 1000);
  return {
    signal: controller.signal,
    reason: () => why,
    within: (run) => {
      const late = new Promise<never>((_resolve, reject) => {
        controller.signal.addEventListener('abort', () => {
          if (why === undefined) return;
          const reason = why;
          overdue = setTimeout(() => {
            reject(reason);
          }, grace);
        });
      });
      return Promise.race([run, late]);
    },
    end: () => {
      clearTimeout(timer);
      clearTimeout(overdue);
      controller.abort();
    },
  };
}
