// Which calls of which jobs are killed: drawn by a seed from the calls of an undisturbed run of the called workflow.
import type { Call } from '../standins/world.ts';
import { type Moment, placesOf } from '../sweep/points.ts';

/** One job, and the call of its action at which it dies: before the server acts, or after. */
export interface Kill {
  readonly job: string;
  readonly at: Moment;
  readonly phase: 'before' | 'after';
}

export const nameOf = ({ job, at, phase }: Kill): string => `${job}, ${phase} ${at.like} #${at.nth}`;

/** Numbers from 0 to 1 that a seed gives; mulberry32. */
function numbersOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` different kills of one job, of its calls in both forms; of BuildKit's alike layer calls one in eight is among them. */
export function drawKills(
  job: string,
  calls: readonly Call[],
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly Kill[] {
  const next = numbersOf(seed);
  const left = placesOf(calls).flatMap(({ at }) =>
    (['before', 'after'] as const).map((phase): Kill => ({ job, at, phase })),
  );
  const drawn: Kill[] = [];
  while (drawn.length < count && left.length > 0)
    drawn.push(...left.splice(Math.floor(next() * left.length), 1));
  return drawn;
}
