// Asks the history which tags come before a release, where their names do not tell.
import type { TagName } from '../../plan/brands.ts';
import type { Range, TagRef } from '../../plan/version/range.ts';
import { mostExcluded } from '../../plan/version/range.ts';
import { type Version, compareNaturally, isStable, parseTag } from '../../plan/version/version.ts';
import type { Git } from '../../world/git/git.ts';
import { compact } from '../../compact.ts';

/** The range of the notes in Git's terms: by commits, or by references in a full clone. */
export interface Revisions {
  readonly commit: string;
  readonly exclude: readonly string[];
  readonly previous: string | undefined;
}

export interface SettledRange {
  readonly range: Range;
  readonly revisions: Revisions;
  /** For a first stable release, the last of the prereleases before it. */
  readonly after?: TagName;
  /** What the maintainers should know of tags that are not as one would expect; one sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Bounds the range by what is found in it: a tag that is an ancestor of the release, and of nothing that is excluded
 * already, was released before it. One walk of the range, and only where there is such a question.
 * @param tags all of them, asked for where they are needed
 */
export async function settleRange(
  git: Pick<Git, 'log'>,
  version: Version,
  { range, revisions }: Pick<SettledRange, 'range' | 'revisions'>,
  tags: () => Promise<readonly TagRef[]>,
): Promise<SettledRange> {
  const { bounds, higher, prereleases, foreign } = range.unsettled;
  const unsure = [...bounds, ...higher, ...prereleases, ...foreign];
  if (unsure.length === 0) return { range, revisions, warnings: [] };
  const names = new Set<string>(unsure);
  const refs = new Map((await tags()).filter(({ name }) => names.has(name)).map((ref) => [ref.name, ref]));
  const commits = await git.log({ tip: revisions.commit, exclude: revisions.exclude }, ({ hash }) => hash);
  const position = new Map<string, number>(commits.map((hash, i) => [hash, i]));
  /** Those that are ancestors of the release, the latest first; the release's own commit is none of itself. */
  const inRange = (list: readonly TagName[]): readonly TagRef[] =>
    list
      .map((name) => refs.get(name))
      .filter((ref) => ref !== undefined)
      .filter((ref) => (position.get(ref.commit) ?? 0) > 0)
      .sort(
        (a, b) => (position.get(a.commit) ?? 0) - (position.get(b.commit) ?? 0) || byName(b.name, a.name),
      );

  const above = inRange(higher);
  let found = inRange(bounds);
  if (range.previous === undefined && found.length === 0) found = above;
  if (range.previous === undefined && found.length === 0 && !isStable(version)) found = inRange(prereleases);
  const previous = found[0] ?? undefined;
  const bounded: Pick<SettledRange, 'range' | 'revisions'> = previous
    ? {
        range: {
          ...range,
          previous: previous.name,
          exclude: [...found.map(({ name }) => name), ...range.exclude],
        },
        revisions: {
          ...revisions,
          exclude: [...found.slice(0, mostExcluded).map(({ commit }) => commit), ...revisions.exclude],
          previous: previous.commit,
        },
      }
    : { range, revisions };
  if (above.length > 0) return { ...bounded, warnings: [carries(version, above, range.previous)] };
  const own = found.find(({ name }) => isReleaseOf(name, version));
  if (own) return { ...bounded, warnings: [behindOwnRelease(version, own.name)] };
  if (bounded.range.previous !== undefined) return { ...bounded, warnings: [] };
  const [after] = inRange(prereleases);
  const strangers = inRange(foreign);
  return compact({
    ...bounded,
    after: after ? after.name : undefined,
    warnings: [
      ...(after ? [onlyPrereleases(version, after.name)] : []),
      ...(strangers.length > 0 && !after ? [lookLikeVersions(version, strangers)] : []),
    ],
  });
}

/** A hotfix tagged on top of a higher release, or a project that restarted its version numbers. */
function carries(version: Version, above: readonly TagRef[], previous: TagName | undefined): string {
  const highest = above.map(({ name }) => name).sort((a, b) => byName(b, a))[0] ?? '';
  if (previous === undefined) {
    const holds = parseTag(highest, prefixOf(version)) && isStable(version);
    return `${highest} comes before ${version.tag} and has a higher number: the notes begin at ${above[0]?.name ?? ''}${holds ? `, and latest stays at ${highest}` : ''}.`;
  }
  return (
    `${version.tag} holds all of ${highest}, which is a higher release: what users get as ${version.tag} is not a patch of ${previous}. ` +
    `For a hotfix, tag a branch of the release that it mends: git switch -c hotfix ${previous} && git cherry-pick …; for all that is here, tag the version after ${highest}.`
  );
}

function prefixOf({ tag, text }: Version): string {
  return tag.slice(0, -text.length - 1);
}

/** Whether a tag is the stable version that this one is a prerelease of. */
function isReleaseOf(tag: TagName, version: Version): boolean {
  const { major, minor, patch } = version;
  return tag !== version.tag && tag === `${prefixOf(version)}v${major}.${minor}.${patch}`;
}

/** `v1.1.0-hotfix.1` after `v1.1.0`: people mean a version above it, and to SemVer it is one below. */
function behindOwnRelease(version: Version, released: TagName): string {
  const { major, minor, patch } = version;
  const next = `${prefixOf(version)}v${major}.${minor}.${patch + 1}`;
  return `${version.tag} comes after ${released}, and to SemVer it is a prerelease of it, which is lower: no pointer moves to it. For a hotfix, tag ${next}.`;
}

function onlyPrereleases(version: Version, after: TagName): string {
  return `Only prereleases come before ${version.tag}, the last is ${after}: the notes hold everything since the first commit. With previous-tag: ${after} they hold what came after it.`;
}

function lookLikeVersions(version: Version, [last, ...others]: readonly TagRef[]): string {
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `${version.tag} is taken for the first release, and ${last?.name ?? ''}${more} in its history look${others.length === 0 ? 's' : ''} like a version. With previous-tag: ${last?.name ?? ''} the notes begin there.`;
}

function byName(a: string, b: string): number {
  return compareNaturally([a], [b]);
}
