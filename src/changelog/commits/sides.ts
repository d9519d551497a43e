// What each merge of a range brought in, by the graph of its commits.
import type { Change } from './commit.ts';

/**
 * For each merge, the commits that it brought into its first parent, those of merges inside of it left out: such a merge
 * is listed, and has a side of its own. Merges that come later in the map are never around those before.
 * The lines of first parents are walked from their oldest commit on, so that all that a merge's first parent has is
 * known when the merge is reached: every commit is visited once, and the whole is linear.
 */
export function sidesOfMerges(
  commits: readonly Change[],
  byHash: ReadonlyMap<string, Change>,
): ReadonlyMap<string, readonly string[]> {
  const sides = new Map<string, string[]>();
  if (byHash.size === 0) return sides;
  const seen = new Set<string>();
  const frame = (tip: string, side?: string[]): Frame => {
    const line: string[] = [];
    for (let at = byHash.get(tip); at && !seen.has(at.hash); at = byHash.get(at.parents[0] ?? ''))
      line.push(at.hash);
    return { line, side };
  };
  for (const tip of commits) {
    if (seen.has(tip.hash)) continue;
    const frames = [frame(tip.hash)];
    for (let top = frames.at(-1); top; top = frames.at(-1)) {
      const hash = top.line.pop();
      if (hash === undefined) {
        frames.pop();
        continue;
      }
      if (seen.has(hash)) continue;
      seen.add(hash);
      top.side?.push(hash);
      const others = byHash.get(hash)?.parents.slice(1) ?? [];
      if (others.length === 0) continue;
      const side: string[] = [];
      sides.set(hash, side);
      for (const parent of others.toReversed()) frames.push(frame(parent, side));
    }
  }
  return sides;
}

/** A line of first parents, the oldest at its end, and the side that it belongs to. */
interface Frame {
  readonly line: string[];
  readonly side: string[] | undefined;
}

/** All that a merge brought in, the sides of merges inside of it too. */
export function wholeSide(hash: string, sides: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found: string[] = [];
  const open = [hash];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const inner of sides.get(next) ?? []) {
      found.push(inner);
      if (sides.has(inner)) open.push(inner);
    }
  }
  return found;
}
