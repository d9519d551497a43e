// A build that prints nothing: a long step is let go on, a BuildKit that is gone or stuck is not waited for.
import { ReleaseError } from '../../errors.ts';

/** In ms. */
export interface Silence {
  /** How long BuildKit may print nothing before it is looked at, and between two looks. */
  readonly look: number;
  /** How long it may print nothing although it answers. */
  readonly longest: number;
  /** Between two lines that say that the build continues. */
  readonly tell: number;
}

export interface Watched {
  readonly builder: string;
  readonly silence: Silence;
  readonly onLine: (line: string) => void;
  /** Whether BuildKit answers now; it is given a minute. */
  readonly answers: (signal: AbortSignal) => Promise<boolean>;
}

const answerMs = 60_000;
/** A machine under load may miss a look. */
const misses = 3;

/**
 * Nothing else tells in time that a BuildKit is gone whose machine is cut off: its gRPC connection sends no keepalive pings
 * (moby/buildkit client/client.go), ssh asks for none either, and TCP gives up what is under way after a quarter of an hour. A
 * look costs one `buildx inspect`, which gives each node 20 s.
 *
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
  let toldAt = last;
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
      else if (answered && Date.now() - Math.max(last, toldAt) >= silence.tell) {
        toldAt = Date.now();
        onLine(`BuildKit has printed nothing for ${minutes} min; it answers, so the build continues`);
      }
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
