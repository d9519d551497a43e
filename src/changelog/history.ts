// From the commits of a range to the changes worth a line: no merges, no fixups, no pairs that undo each other.
import type { Change } from './commits/commit.ts';
import { addMerges } from './commits/merges.ts';
import { splitPull } from './commits/pull-number.ts';
import { undone } from './commits/reverts.ts';
import { sidesOfMerges } from './commits/sides.ts';

/**
 * The changes to show, oldest first, from all commits of the range, newest first as git log gives them.
 * - fixups, squashes, amendments and empty messages go;
 * - a revert and what it reverts go when both are in the range; a revert of the revert brings it back;
 * - a change that was cherry-picked within the range is shown once;
 * - a merge goes, unless it says more than the commits that it brought in (see addMerges).
 * `repository` is `owner/name`, for reverts that name a pull request with its repository.
 */
export function changesToShow(commits: readonly Change[], repository?: string): Change[] {
  // Most hotfixes have no merge, and need no graph.
  const merged = commits.some(({ parents }) => parents.length > 1);
  const byHash = new Map(merged ? commits.map((change) => [change.hash, change]) : []);
  const sides = sidesOfMerges(commits, byHash);
  const gone = undone(commits, sides, repository);
  for (const copy of copies(commits, gone)) gone.add(copy);
  const lines = new Map<string, Change>();
  for (const change of commits) {
    if (change.kind === 'change' && !change.outside && !gone.has(change.hash)) lines.set(change.hash, change);
  }
  addMerges(byHash, sides, gone, lines);
  return commits.toReversed().flatMap(({ hash }) => {
    const line = lines.get(hash);
    return line === undefined ? [] : [line];
  });
}

/**
 * The later copies of changes that are in the range twice, by a cherry-pick or a rebase: they name their original or its pull
 * request, or have its author, author date and subject, which Git keeps when it copies a commit.
 */
function copies(commits: readonly Change[], gone: ReadonlySet<string>): string[] {
  const present = new Set<string>();
  const pulls = new Set<string>();
  // By author date, which is almost never the same twice.
  const byDate = new Map<number, Change[]>();
  const found: string[] = [];
  // Few histories have a port, and only its number is looked for.
  const hasPorts = commits.some(({ ports }) => ports !== undefined);
  for (const { hash, kind, outside, subject } of commits) {
    present.add(hash);
    if (!hasPorts || kind !== 'change' || outside || gone.has(hash)) continue;
    const { pull } = splitPull(subject);
    if (pull !== undefined) pulls.add(pull);
  }
  for (const change of commits.toReversed()) {
    if (change.kind !== 'change' || gone.has(change.hash)) continue;
    const sameDate = byDate.get(change.authored);
    const twin = sameDate?.some(
      ({ author, subject }) => author.email === change.author.email && subject === change.subject,
    );
    const original = change.pickedFrom.some((hash) => present.has(hash) && !gone.has(hash));
    if (original || twin || isPorted(change, pulls)) found.push(change.hash);
    if (sameDate) sameDate.push(change);
    else byDate.set(change.authored, [change]);
  }
  return found;
}

/** Whether a change says that it brings another pull request of the range to its line. */
function isPorted({ ports, subject }: Change, pulls: ReadonlySet<string>): boolean {
  if (ports === undefined) return false;
  const { pull: own } = splitPull(subject);
  return ports.some((pull) => pull !== own && pulls.has(pull));
}
