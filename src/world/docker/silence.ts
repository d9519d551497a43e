// A build that prints nothing: a long step is let go on, a BuildKit that is gone or stuck is not waited for.
import { ReleaseError } from '../../errors.ts';

/** In ms. */
export interface Silence {
  /** How long BuildKit may print nothing before it is looked at, and between two looks. */
  readonly look: number;
  /** How long it may print nothing although it answers. */
  readonly longest: number;
}

export interface Watched {
  readonly builder: string;
  readonly silence: Silence;
  readonly onLine: (line: string) => void;
  /** Whether BuildKit answers now; it is given a minute. */
  readonly answers: (signal: AbortSignal) => Promise<boolean>;
}

const answerMs = 60_000;
/** A machine under load may miss one look. */
const misses = 2;

/**
 * Compilers may say nothing for long, and under emulation for longer: as long as BuildKit itself answers, the build has half of
 * the run's time.
 * @throws ReleaseError when it neither prints nor answers, or prints nothing for too long.
 */
export async function watchSilence<T>(
  { builder, silence, onLine, answers }: Watched,
  build: (watched: { readonly onLine: (line: string) => void; readonly signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  let last = Date.now();
  let missed = 0;
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const minutes = Math.round((Date.now() - last) / 60_000);
    if (Date.now() - last >= silence.look) {
      const answered = await answers(AbortSignal.any([stop.signal, AbortSignal.timeout(answerMs)]));
      if (over) return;
      missed = answered ? 0 : missed + 1;
      if (missed >= misses) stop.abort(gone(builder, minutes));
      else if (Date.now() - last >= silence.longest) stop.abort(stuck(builder, minutes));
      else if (answered)
        onLine(`BuildKit has printed nothing for ${minutes} min; it answers, so the build continues`);
    }
    next();
  };
  const next = (): void => {
    if (over || stop.signal.aborted) return;
    timer = setTimeout(() => void look(), silence.look);
  };
  next();
  const told = (line: string): void => {
    last = Date.now();
    missed = 0;
    onLine(line);
  };
  try {
    return await build({ onLine: told, signal: stop.signal });
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    over = true;
    clearTimeout(timer);
  }
}

function gone(builder: string, minutes: number): ReleaseError {
  return new ReleaseError(`BuildKit of ${builder} printed nothing for ${minutes} min and does not answer`, {
    code: 'builder-silent',
    hint: `docker buildx inspect -- ${builder}   # on the runner: is it there, and has the machine memory and disk left?`,
  });
}

function stuck(builder: string, minutes: number): ReleaseError {
  return new ReleaseError(`the build printed nothing for ${minutes} min, half of the run's timeout`, {
    code: 'builder-silent',
    hint: `with: { timeout: 6h }   # where a step of the Dockerfile needs that long; else see on ${builder} what it waits for`,
  });
}
