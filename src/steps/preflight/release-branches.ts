// Whether the commit of a release is on one of the branches that releases come from.
import { matchesGlob } from 'node:path';
import type { Fault } from '../../errors.ts';
import type { CommitSha } from '../../plan/brands.ts';
import { closest } from '../../plan/closest.ts';
import type { Inputs } from '../../plan/inputs/inputs.ts';
import type { RemoteWorld } from '../../world/world.ts';

/**
 * GitHub says whether the commit is reachable, so that no history is fetched for it. An entry may be a pattern as in
 * `on: { push: { branches } }`: `release/*`, `**`, and `!release/old` takes away what came before it.
 */
export async function onBranch(
  commit: CommitSha,
  { releaseBranches }: Pick<Inputs, 'releaseBranches'>,
  { github }: Pick<RemoteWorld, 'github'>,
): Promise<readonly Fault[]> {
  if (releaseBranches.length === 0) return [];
  const plain = releaseBranches.every((entry) => !isPattern(entry));
  const missing: string[] = [];
  if (plain) {
    for (const branch of releaseBranches) {
      const reachable = await github.isReachable(commit, branch);
      if (reachable === true) return [];
      if (reachable === undefined) missing.push(branch);
    }
    if (missing.length === 0) return [notOn(commit, releaseBranches, releaseBranches[0])];
  }
  const all = await github.branches(plain ? '' : commonStart(releaseBranches));
  const { matched, unmatched } = matching(releaseBranches, all);
  if (!plain) {
    missing.push(...unmatched);
    if (matched.some((branch) => branch.commit === commit)) return [];
    for (const { name } of matched) if (await github.isReachable(commit, name)) return [];
  }
  if (missing.length === 0) return [notOn(commit, releaseBranches, matched[0]?.name)];
  const [first = ''] = missing;
  const meant = closest(
    first,
    all.map(({ name }) => name),
  );
  const are = missing.map((name) => (isPattern(name) ? `${name} matches no branch` : `${name} is no branch`));
  return [
    {
      code: 'not-on-branch',
      message: `${commit} is on none of the release branches ${releaseBranches.join(', ')}: ${are.join(', ')} of this repository`,
      hint:
        meant === undefined
          ? 'git ls-remote --heads origin   # the branches that there are'
          : `with: { release-branches: "${releaseBranches.map((name) => (name === first ? meant : name)).join(',')}" }   # did you mean ${meant}?`,
    },
  ];
}

function notOn(commit: CommitSha, branches: readonly string[], into = 'main'): Fault {
  return {
    code: 'not-on-branch',
    message: `${commit} is on none of the release branches ${branches.join(', ')}`,
    hint: `git switch ${into} && git merge ${commit} && git push   # then run the workflow again`,
  };
}

/** `**`, `*`, `?`, `[a-z]` and a `!` in front, none of which a branch's name may hold. */
function isPattern(entry: string): boolean {
  return /[*?[]|^!/.test(entry);
}

/** What all names that could match begin with: GitHub lists these alone. */
function commonStart(entries: readonly string[]): string {
  const starts = entries
    .filter((entry) => !entry.startsWith('!'))
    .map((entry) => entry.replace(/[*?[{\\+].*$/s, ''));
  let [start = ''] = starts;
  while (!starts.every((other) => other.startsWith(start))) start = start.slice(0, -1);
  return start;
}

interface Branch {
  readonly name: string;
  readonly commit: string;
}

function matching(
  entries: readonly string[],
  branches: readonly Branch[],
): { readonly matched: readonly Branch[]; readonly unmatched: readonly string[] } {
  const matched = new Map<string, Branch>();
  const unmatched: string[] = [];
  for (const entry of entries) {
    const without = entry.startsWith('!');
    const pattern = without ? entry.slice(1) : entry;
    const found = branches.filter(({ name }) => name === pattern || matchesGlob(name, pattern));
    for (const branch of found) {
      if (without) matched.delete(branch.name);
      else matched.set(branch.name, branch);
    }
    if (found.length === 0 && !without) unmatched.push(entry);
  }
  return { matched: [...matched.values()], unmatched };
}
