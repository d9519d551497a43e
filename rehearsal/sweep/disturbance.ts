// How a point disturbs a run: a kill at a call, spoiled calls, or delays that let two runs meet.
import type { JobOptions } from '../runner/job.ts';
import type { SiteOptions } from '../runner/site.ts';
import { type Call, parseFault } from '../standins/world.ts';
import { type FaultPoint, isAt, type Moment, type Point, shifted } from './points.ts';

/** What disturbs a point's first run. */
export interface Disturbance {
  readonly site: Pick<SiteOptions, 'faults' | 'latency'>;
  readonly job: Partial<JobOptions>;
  /** The numbers of the calls that were disturbed; 0 for one that has not come. */
  readonly calls: () => readonly number[];
}

/** Nothing but silence may take a run this long: what does so hangs, and is told as a problem. */
const bounded = { with: { timeout: '10m' } } as const;

export function disturbanceOf(point: Point): Disturbance {
  if (point.kind === 'race')
    return { site: { latency: { seed: point.seed, maxMs: 150 } }, job: bounded, calls: () => [] };
  const { matches, call } = awaited(point.at);
  if (point.kind === 'kill')
    return { site: {}, job: { killAfter: { matches, phase: point.phase } }, calls: () => [call()] };
  return {
    site: { faults: [{ ...parseFault(`* .=${point.fault}`), matches }] },
    // A program that waits for an answer for ever is ended by the action's own bound.
    job: point.fault === 'timeout' ? { with: { timeout: '5m' } } : bounded,
    calls: () => [call()],
  };
}

/** Faults of one kind at several calls of one run, as `together` groups them. */
export function severalOf(points: readonly [FaultPoint, ...FaultPoint[]]): Disturbance {
  const moments = points.map((point) => awaited(shifted(point, points)));
  // Each has to see every call, also one that is another's.
  const matches = (now: Call): boolean => moments.map((moment) => moment.matches(now)).includes(true);
  return {
    site: { faults: [{ ...parseFault(`* .=${points[0].fault}:${points.length}`), matches }] },
    // One silence after the other, each for as long as the action bears it.
    job: points.some(hasSilence) ? { with: { timeout: '40m' } } : bounded,
    calls: () => moments.map(({ call }) => call()),
  };
}

/** Waits for a moment, and remembers which call it was. */
function awaited(at: Moment): { readonly matches: (now: Call) => boolean; readonly call: () => number } {
  const isNow = isAt(at);
  let call = 0;
  return {
    matches: (now) => {
      if (!isNow(now)) return false;
      call = now.n;
      return true;
    },
    call: () => call,
  };
}

export function hasSilence(point: Point): boolean {
  return point.kind === 'fault' && point.fault === 'timeout';
}
