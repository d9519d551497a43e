// What came back from a released branch by a merge: the originals of what was picked to the main line, or the copies of it.
import type { Change } from '../../changelog/commits/commit.ts';
import { type Origin, originOf } from '../../changelog/commits/released.ts';
import type { Git } from '../../world/git/git.ts';

/** So many merges are looked at, the latest first; each takes a process. */
const mostMerges = 10;
/** Of each so many commits: a branch that took in the main line after years has thousands, and a hotfix is young. */
const mostCommits = 500;

/**
 * The commits of an earlier release that a merge of the range has brought together with it: v1.0.1 was merged back, and main had its
 * fix by a cherry-pick before. They are in no range, since they are ancestors of both releases.
 */
export async function mergedBack(
  git: Pick<Git, 'log'>,
  commits: readonly Change[],
): Promise<readonly Origin[]> {
  const own = new Set<string>(commits.map(({ hash }) => hash));
  const merges = commits
    .filter(({ parents }) => parents.length > 1)
    .map(({ parents }) => ({
      released: parents.filter((parent) => !own.has(parent)),
      unreleased: parents.filter((parent) => own.has(parent)),
    }))
    .filter(({ released, unreleased }) => released.length > 0 && unreleased.length > 0);
  const sides = await Promise.all(
    merges
      .slice(0, mostMerges)
      .flatMap(({ released, unreleased }) =>
        released.map((tip) => git.log({ tip, exclude: unreleased, most: mostCommits }, originOf)),
      ),
  );
  return sides.flat();
}
