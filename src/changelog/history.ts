// From the commits of a range to the changes worth a line: no merges, no fixups, no pairs that undo each other.
import type { Change } from './commit.ts';

/**
 * The changes to show, oldest first, from all commits of the range, newest first as git log gives them.
 * - fixups, squashes, amendments and empty messages go;
 * - a revert and what it reverts go when both are in the range; a revert of the revert brings it back;
 * - a change that was cherry-picked within the range is shown once;
 * - a merge goes, except that its pull request's title stands in when nothing else of it is shown.
 */
export function changesToShow(commits: readonly Change[]): Change[] {
  const sides = sidesOfMerges(commits);
  const gone = undone(commits, sides);
  for (const copy of copies(commits, gone)) gone.add(copy);
  const shown = new Set(commits.filter((c) => c.kind === 'change' && !gone.has(c.hash)).map((c) => c.hash));
  const result: Change[] = [];
  for (const change of commits.toReversed()) {
    if (shown.has(change.hash)) result.push(change);
    else if (change.kind === 'merge' && change.pull && !gone.has(change.hash)) {
      const side = sides.get(change.hash) ?? [];
      // A merge whose commits were all undone has nothing left to say; one that shows none of them has.
      const saidElsewhere = side.some((hash) => shown.has(hash) || gone.has(hash));
      if (!saidElsewhere) result.push(asChange(change, change.pull));
    }
  }
  return result;
}

/** A merge by its pull request's title. */
function asChange(merge: Change, pull: { readonly number: string; readonly title: string }): Change {
  const header = /^(\w+)(?:\((.*?)\))?(!)?: (.*)$/.exec(pull.title);
  const [, type, scope, bang, description] = header ?? [];
  return {
    ...merge,
    kind: 'change',
    subject: `${pull.title} (#${pull.number})`,
    description: `${description ?? pull.title} (#${pull.number})`,
    ...(type === undefined ? {} : { type: type.toLowerCase() }),
    ...(scope === undefined ? {} : { scope }),
    breaking: merge.breaking || bang !== undefined,
  };
}

/**
 * For each merge, the commits of the range that it brought in: those reachable from its other parents and not from
 * its first. Every commit is visited once, so the whole is linear.
 */
function sidesOfMerges(commits: readonly Change[]): Map<string, readonly string[]> {
  const sides = new Map<string, readonly string[]>();
  if (!commits.some((c) => c.kind === 'merge')) return sides;
  const byHash = new Map(commits.map((c) => [c.hash, c]));
  const seen = new Set<string>();
  const walk = (from: readonly string[]): string[] => {
    const found: string[] = [];
    const stack = [...from];
    for (let hash = stack.pop(); hash !== undefined; hash = stack.pop()) {
      const commit = byHash.get(hash);
      if (!commit || seen.has(hash)) continue;
      seen.add(hash);
      found.push(hash);
      stack.push(...commit.parents);
    }
    return found;
  };
  for (const commit of commits.toReversed()) {
    if (commit.parents.length < 2) continue;
    walk(commit.parents.slice(0, 1));
    sides.set(commit.hash, walk(commit.parents.slice(1)));
    seen.add(commit.hash);
  }
  return sides;
}

/** The hashes that undo each other, both sides of each pair. Newest first, so that a reverted revert has no effect. */
function undone(commits: readonly Change[], sides: ReadonlyMap<string, readonly string[]>): Set<string> {
  const gone = new Set<string>();
  const reverts = commits.filter((c) => c.undoes);
  if (reverts.length === 0) return gone;
  const find = finder(commits);
  for (const revert of reverts) {
    if (gone.has(revert.hash) || !revert.undoes) continue;
    const { hashes, pull, quoted } = revert.undoes;
    const named = hashes.map((hash) => find.byHash(hash));
    if (hashes.length === 0) {
      named.push((pull ? find.byPull(pull) : undefined) ?? (quoted ? find.byTitle(quoted) : undefined));
    }
    const targets = named
      .filter((target) => target !== undefined)
      .filter(({ hash }) => hash !== revert.hash && !gone.has(hash));
    for (const target of targets) {
      gone.add(target.hash);
      for (const hash of target.kind === 'merge' ? (sides.get(target.hash) ?? []) : []) gone.add(hash);
    }
    // With a part of what it undoes in an older release, the revert is news there.
    if (targets.length > 0 && targets.length === named.length) gone.add(revert.hash);
  }
  return gone;
}

interface Finder {
  byHash(hash: string): Change | undefined;
  byPull(number: string): Change | undefined;
  byTitle(title: string): Change | undefined;
}

function finder(commits: readonly Change[]): Finder {
  const byPrefix = new Map<string, Change[]>();
  const byPull = new Map<string, Change>();
  const add = (hash: string, change: Change): void => {
    const key = hash.slice(0, 7);
    const list = byPrefix.get(key);
    if (list) list.push(change);
    else byPrefix.set(key, [change]);
  };
  for (const change of commits) {
    add(change.hash, change);
    const pull = change.pull?.number ?? /\(#(\d+)\)$/.exec(change.subject)?.[1];
    if (pull !== undefined && !byPull.has(pull)) byPull.set(pull, change);
  }
  // A revert made on the main line names the original; what is in the range may be its cherry-pick.
  for (const change of commits) for (const hash of change.pickedFrom) add(hash, change);
  return {
    byHash: (hash) =>
      byPrefix
        .get(hash.slice(0, 7))
        ?.find((c) => c.hash.startsWith(hash) || c.pickedFrom.some((from) => from.startsWith(hash))),
    byPull: (number) => byPull.get(number),
    byTitle: (title) => {
      // A title alone is certain only when it holds its pull request's number.
      const number = /\(#(\d+)\)$/.exec(title)?.[1];
      const change = number === undefined ? undefined : byPull.get(number);
      return change?.subject === title ? change : undefined;
    },
  };
}

/**
 * The later copies of changes that are in the range twice, by a cherry-pick or a rebase: they name their original, or
 * have its author, author date and subject, which Git keeps when it copies a commit.
 */
function copies(commits: readonly Change[], gone: ReadonlySet<string>): string[] {
  const present = new Set<string>();
  // By author date, which is almost never the same twice.
  const byDate = new Map<number, Change[]>();
  const found: string[] = [];
  for (const change of commits) present.add(change.hash);
  for (const change of commits.toReversed()) {
    if (change.kind !== 'change' || gone.has(change.hash)) continue;
    const sameDate = byDate.get(change.authored);
    const twin = sameDate?.some(
      ({ author, subject }) => author.email === change.author.email && subject === change.subject,
    );
    const original = change.pickedFrom.some((hash) => present.has(hash) && !gone.has(hash));
    if (original || twin) found.push(change.hash);
    if (sameDate) sameDate.push(change);
    else byDate.set(change.authored, [change]);
  }
  return found;
}
