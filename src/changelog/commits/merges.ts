// When a merge has a line of its own: where it says more than the commits that it brought in.
import type { Change, Header } from './commit.ts';
import { weight } from './header.ts';
import { splitPull } from './pull-number.ts';

/** What is known of a merge's side, the merges inside of it included. */
interface Facts {
  /** How many of its commits have a line. */
  readonly lines: number;
  readonly weight: number;
  readonly notes: ReadonlySet<string>;
  /** Whether a commit of it was undone, lies inside of the paths, outside of them, or came by another pull request. */
  readonly undone: boolean;
  readonly inside: boolean;
  readonly outside: boolean;
  readonly pulls: boolean;
}

const empty: Facts = {
  lines: 0,
  weight: 0,
  notes: new Set(),
  undone: false,
  inside: false,
  outside: false,
  pulls: false,
};

/** Titles of merges that bring together what other pull requests did. */
const gathering = /\b(?:releas(?:e|ing)|merg(?:e|ing)|sync|back-?merge|promote)\b|\bv?\d+\.\d+\.\d+/i;

/**
 * Puts the merges that have something to say into `lines`, and takes out what they say better.
 * - Of a side without a line, the title stands in, unless all of it was undone.
 * - A breaking change or a footer's text that no commit of the side states is stated by the merge.
 * - A title that says more than any commit (a feature over work in progress) decides section and version; commits that
 *   are not conventional are its details then, and go.
 */
export function addMerges(
  byHash: ReadonlyMap<string, Change>,
  sides: ReadonlyMap<string, readonly string[]>,
  gone: ReadonlySet<string>,
  lines: Map<string, Change>,
): void {
  const facts = new Map<string, Facts>();
  // The merges inside of one are later in the map than it is.
  for (const [hash, side] of [...sides].reverse()) {
    const merge = byHash.get(hash);
    if (!merge) continue;
    const known = factsOf(
      side.flatMap((one) => byHash.get(one) ?? []),
      lines,
      gone,
      facts,
    );
    // Who merged it did not make it: an update by a bot is one under any title.
    const made = byHash.get(side[0] ?? '')?.author ?? merge.author;
    const line = gone.has(hash) ? undefined : lineOf({ ...merge, author: made }, known);
    facts.set(hash, known);
    if (!line) continue;
    const direct = side.flatMap((one) => lines.get(one) ?? []);
    const [only] = direct;
    if (!merge.pull && known.lines === 1 && only) {
      lines.set(only.hash, { ...only, breaking: true, notes: [...only.notes, ...merge.notes] });
      continue;
    }
    for (const change of direct) if (isSaidBy(change, line, known)) lines.delete(change.hash);
    lines.set(hash, line);
    facts.set(hash, {
      ...known,
      lines: known.lines + 1,
      weight: Math.max(known.weight, weight(line)),
      notes: new Set([...known.notes, ...line.notes]),
    });
  }
}

function factsOf(
  side: readonly Change[],
  lines: ReadonlyMap<string, Change>,
  gone: ReadonlySet<string>,
  inner: ReadonlyMap<string, Facts>,
): Facts {
  let all = empty;
  const notes = new Set<string>();
  for (const change of side) {
    const nested = inner.get(change.hash) ?? empty;
    const line = nested === empty ? lines.get(change.hash) : undefined;
    for (const text of [...(line?.notes ?? []), ...nested.notes]) notes.add(text);
    all = {
      lines: all.lines + nested.lines + (line ? 1 : 0),
      weight: Math.max(all.weight, nested.weight, line ? weight(line) : 0),
      notes,
      undone: all.undone || nested.undone || gone.has(change.hash),
      inside: all.inside || nested.inside || change.outside !== true,
      outside: all.outside || nested.outside || change.outside === true,
      pulls:
        all.pulls || nested.pulls || (change.pull?.number ?? splitPull(change.subject).pull) !== undefined,
    };
  }
  return all;
}

/** The merge as a line, if it is to have one. */
function lineOf(merge: Change, side: Facts): Change | undefined {
  const notes = merge.notes.filter((text) => !side.notes.has(text));
  const breaking = merge.pull?.breaking === true || merge.notes.length > 0;
  if (!merge.pull && notes.length === 0) return undefined;
  if (side.lines === 0) {
    const touches = side.inside || (!side.outside && merge.outside !== true);
    return touches && !side.undone ? asLine(merge, merge.notes, breaking) : undefined;
  }
  if (notes.length > 0 || (breaking && side.weight < 4)) return asLine(merge, notes, true);
  // A pull request that also touches other paths may have its title for what it does there.
  if (side.outside || !merge.pull || gathering.test(merge.pull.description)) return undefined;
  return weight(merge.pull) > side.weight ? asLine(merge, notes, false) : undefined;
}

function asLine(merge: Change, notes: readonly string[], breaking: boolean): Change {
  const header: Header = merge.pull ?? { subject: merge.subject, description: merge.subject, breaking };
  const { hash, parents, author, authored, references, coAuthors, pickedFrom } = merge;
  const whose = { hash, parents, author, authored, references, coAuthors, pickedFrom };
  return { ...whose, ...header, kind: 'change', notes, breaking };
}

/** Whether a commit's line says nothing beside the line of the merge that brought it in. */
function isSaidBy(change: Change, merge: Change, side: Facts): boolean {
  const without = (text: string): string => splitPull(text).title.toLowerCase();
  if (without(change.description) === without(merge.description)) return !change.breaking || merge.breaking;
  return (
    weight(change) === 0 && merge.type !== undefined && !side.pulls && !gathering.test(merge.description)
  );
}
