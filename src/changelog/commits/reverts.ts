// Which commits of a range undo each other.
import type { Change, Undoing } from './commit.ts';
import { wholeSide } from './sides.ts';
import { readTitle } from './undoing.ts';

/**
 * The hashes that undo each other, both sides of each pair. Newest first, so that a reverted revert has no effect.
 * `repository` is `owner/name`: a pull request of another repository has a number that is one of ours by chance.
 */
export function undone(
  commits: readonly Change[],
  sides: ReadonlyMap<string, readonly string[]>,
  repository?: string,
): Set<string> {
  const gone = new Set<string>();
  const reverts = commits.flatMap(({ undoes }, at) => (undoes ? [{ undoes, at }] : []));
  if (reverts.length === 0) return gone;
  const find = finder(commits, gone, repository?.toLowerCase());
  for (const { undoes, at } of reverts) {
    const revert = commits[at];
    if (!revert || gone.has(revert.hash)) continue;
    const named = find(undoes, at);
    const targets = named.filter((target) => target !== undefined);
    const left = targets.filter(({ hash }) => hash !== revert.hash && !gone.has(hash));
    for (const target of left) {
      gone.add(target.hash);
      if (target.kind === 'merge') for (const hash of wholeSide(target.hash, sides)) gone.add(hash);
    }
    // With a part of what it undoes in an older release, the revert is news there.
    if (!undoes.only || left.length === 0 || left.length < named.length) continue;
    gone.add(revert.hash);
    if (revert.kind === 'merge') for (const hash of wholeSide(revert.hash, sides)) gone.add(hash);
  }
  return gone;
}

interface Place {
  readonly change: Change;
  readonly at: number;
}

/** Finds the commits that the one at `at` undoes; undefined for each that is not in the range. */
function finder(
  commits: readonly Change[],
  gone: ReadonlySet<string>,
  repository: string | undefined,
): (undoes: Undoing, at: number) => (Change | undefined)[] {
  const byPrefix = new Map<string, Change[]>();
  const byPull = new Map<string, Place[]>();
  const byCore = new Map<string, (Place & { readonly depth: number; readonly pull: string | undefined })[]>();
  const byDescription = new Map<string, Place[]>();
  for (const [at, change] of commits.entries()) {
    if (change.type !== undefined && change.undoes === undefined)
      put(byDescription, readTitle(change.description).core, { change, at });
    put(byPrefix, change.hash.slice(0, 7), change);
    const title = readTitle(change.pull?.subject ?? change.subject);
    const pull = change.pull?.number ?? title.pull;
    if (pull !== undefined) put(byPull, pull, { change, at });
    put(byCore, title.core, { change, at, depth: title.depth, pull });
    // `git revert` quotes the subject of a merge, the forges quote its title.
    if (change.pull) put(byCore, change.subject, { change, at, depth: 0, pull });
  }
  // A revert made on the main line names the original; what is in the range may be its cherry-pick.
  for (const change of commits) for (const hash of change.pickedFrom) put(byPrefix, hash.slice(0, 7), change);

  const byHash = (hash: string): Change | undefined =>
    byPrefix
      .get(hash.slice(0, 7))
      ?.find((c) => c.hash.startsWith(hash) || c.pickedFrom.some((from) => from.startsWith(hash)));
  /** The newest one before the revert: what is newer than it cannot be what it undoes. */
  const byTitle = ({ title }: Undoing, after: number): Change | undefined =>
    title &&
    byCore
      .get(title.core)
      ?.find(
        ({ change, at, depth, pull }) =>
          at > after &&
          depth === title.depth - 1 &&
          !gone.has(change.hash) &&
          (title.quotedPull === undefined || pull === undefined || pull === title.quotedPull),
      )?.change;
  /** `revert(api): cache lookups` of `perf(api): cache lookups`, where it can be of one alone. */
  const byWords = ({ title, only }: Undoing, after: number): Change | undefined => {
    if (title?.depth !== 1 || !only) return undefined;
    const found = byDescription
      .get(title.core)
      ?.filter(({ change, at }) => at > after && !gone.has(change.hash));
    const scope = commits[after]?.scope;
    const [first, ...others] = found ?? [];
    if (!first || others.length > 0) return undefined;
    return scope === undefined || scope === first.change.scope ? first.change : undefined;
  };
  const byNumber = (undoes: Undoing, after: number): Change | undefined => {
    const { pull, title } = undoes;
    if (pull === undefined) return undefined;
    const found = byPull.get(pull.number)?.find(({ at }) => at > after)?.change;
    if (pull.repository === undefined || pull.repository === repository) return found;
    // Another repository, or this one under an old name: the quoted title says which.
    return title && found === byTitle(undoes, after) ? found : undefined;
  };
  return (undoes, after) => {
    if (undoes.hashes.length === 0)
      return [byNumber(undoes, after) ?? byTitle(undoes, after) ?? byWords(undoes, after)];
    const found = undoes.hashes.map(byHash);
    // A rebase or a cherry-pick gives a commit another hash than the one its revert names.
    return found.length === 1 && found[0] === undefined ? [byTitle(undoes, after)] : found;
  };
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
