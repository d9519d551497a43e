// The sample of a way: what a release does that may change something, each kind of it disturbed once.
import type { Call } from '../standins/world.ts';
import { faultNames, isPublic, likeness, mayChange, type Point } from './points.ts';

/**
 * At the first call of each kind that may change something a kill in both forms and one fault, of which the kinds take
 * turns. What the public may see comes first, and kills before faults.
 */
export function sampleOf(calls: readonly Call[]): readonly Point[] {
  const inOrder = [...calls].sort((a, b) => a.n - b.n).filter(mayChange);
  const kinds = [...Map.groupBy(inOrder, likeness)].flatMap(([like, [first]]) =>
    first === undefined ? [] : [{ at: { like, nth: 1 }, isSeen: isSeen(first) }],
  );
  const byTurn = [...kinds.filter(({ isSeen }) => isSeen), ...kinds.filter(({ isSeen }) => !isSeen)];
  const kills = byTurn.flatMap(({ at }): readonly Point[] => [
    { kind: 'kill', at, phase: 'after' },
    { kind: 'kill', at, phase: 'before' },
  ]);
  const faults = byTurn.flatMap(({ at }, turn): readonly Point[] => {
    const fault = faultNames[turn % faultNames.length];
    return fault === undefined ? [] : [{ kind: 'fault', at, fault }];
  });
  return [...kills, ...faults];
}

/** An upload comes before what it makes public. */
function isSeen(call: Call): boolean {
  return isPublic(call) || call.host === 'uploads.github.com' || call.path.includes('/actions/workflows/');
}
