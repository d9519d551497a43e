// Ends a run from outside: cancelled by the runner, or out of time.
import { ReleaseError } from './errors.ts';

/** Fires when the runner cancels the job (SIGINT, then SIGTERM) or the time is up. */
export function stopSignal(
  timeoutSeconds: number,
  underWay: () => readonly string[],
): {
  readonly signal: AbortSignal;
  readonly reason: () => ReleaseError | undefined;
  /** Ends what is still running: a step that failed may have left others at work. */
  readonly end: () => void;
} {
  const controller = new AbortController();
  let why: ReleaseError | undefined;
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
    end: () => {
      clearTimeout(timer);
      controller.abort();
    },
  };
}
