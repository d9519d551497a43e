// Decides which commits the notes of a release hold: all that no lower release of its kind has.
import { ReleaseError } from '../../errors.ts';
import type { CommitSha, TagName } from '../brands.ts';
import { asVersion, looseVersions } from './loose-version.ts';
import { type Unsettled, nothingUnsettled, unsettledTags } from './unsettled.ts';
import {
  type Version,
  compareNaturally,
  comparePrecedence,
  compareRead,
  isStable,
  parseTag,
} from './version.ts';
import { compact } from '../../compact.ts';

/** A tag as Git has it; `commit` is what it peels to. */
export interface TagRef {
  readonly name: TagName;
  readonly commit: CommitSha;
  readonly annotated: boolean;
  /** The tag's own object, where it is annotated. */
  readonly object?: string;
}

export interface RangeInput {
  /** The names of all tags of the repository, versions or not, in any order. */
  readonly tags: readonly TagName[];
  readonly version: Version;
  readonly tagPrefix: string;
  /** The repository's name, which may stand before a version: `app-1.2.0`. */
  readonly project?: string;
  /** The user's own choice of where the notes begin; it need not be a version, but it must exist. */
  readonly previousTag?: string;
}

/** The notes hold the commits reachable from the release's tag and from none of `exclude`. */
export interface Range {
  /** The highest excluded tag, to compare with; undefined for a first release. */
  readonly previous?: TagName;
  /** Highest first. */
  readonly exclude: readonly TagName[];
  /** What was released before by history alone; see `settleRange`. */
  readonly unsettled: Unsettled;
}

/**
 * How many lower tags are excluded at most. Every excluded tag costs git a commit to read, and after so many
 * releases an older tag can matter only when its own commits were merged nowhere in between.
 */
export const mostExcluded = 128;

/**
 * A stable tag excludes every lower stable tag; a prerelease excludes every lower stable tag and the lower
 * prereleases of the same X.Y.Z. Tags of other forms are included where people read them as versions: 0.9.1 before v0.10.0.
 * So v1.2.0 after v1.2.0-rc.1 covers all since v1.1.x, a hotfix v1.2.1 covers itself alone, and v1.3.0 does not repeat it.
 * @throws ReleaseError when `previousTag` does not exist.
 */
export function planRange(input: RangeInput): Range {
  if (input.previousTag !== undefined && input.previousTag !== '') {
    const previous = givenPrevious(input, input.previousTag);
    return { previous, exclude: [previous], unsettled: nothingUnsettled };
  }
  const lower: Version[] = [];
  for (const { tag, core } of highest(input)) {
    const last = lower.at(mostExcluded - 1);
    if (last && compareCore(core, [last.major, last.minor, last.patch]) < 0) break;
    const version = parseTag(tag, input.tagPrefix);
    if (version && isLowerOfItsKind(version, input.version)) lower.push(version);
  }
  const loose = looseVersions(input.tags, input.tagPrefix, input.project, input.version);
  for (const one of loose) {
    const version = asVersion(one);
    const isLower = compareCore(coreOf(version), coreOf(input.version)) < 0;
    if (one.stable && one.parts >= 3 && isLower) lower.push(version);
  }
  const others = new Set(loose.map(({ tag }) => tag));
  lower.sort(
    (a, b) =>
      compareRead(b, a) ||
      Number(others.has(a.tag)) - Number(others.has(b.tag)) ||
      // SemVer does not order builds, but v1.0.0+k3s2 was made after v1.0.0+k3s1.
      compareNaturally(b.build, a.build) ||
      (a.tag < b.tag ? -1 : 1),
  );
  const exclude = lower.slice(0, mostExcluded).map(({ tag }) => tag);
  const [previous] = exclude;
  const short = new Set(loose.filter(({ parts }) => parts < 3).map(({ tag }) => tag));
  const unsettled = unsettledTags(input, new Set(exclude), short);
  return compact({ previous, exclude, unsettled });
}

function coreOf({ major, minor, patch }: Pick<Version, 'major' | 'minor' | 'patch'>): Candidate['core'] {
  return [major, minor, patch];
}

function isLowerOfItsKind(candidate: Version, release: Version): boolean {
  if (compareRead(candidate, release) >= 0) return false;
  if (isStable(candidate)) return true;
  return !isStable(release) && sameCore(candidate, release);
}

function sameCore(a: Version, b: Version): boolean {
  return a.major === b.major && a.minor === b.minor && a.patch === b.patch;
}

interface Candidate {
  readonly tag: TagName;
  readonly core: readonly [number, number, number];
}

const core = /^(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})([-+]|$)/;

/**
 * The tags that may be excluded, highest first, by a cheap look at their numbers: of twelve thousand tags only the highest are then
 * parsed and compared as the specification says, which would take longer than all else.
 */
function highest(input: RangeInput): Candidate[] {
  const { version, tagPrefix } = input;
  const lead = `${tagPrefix}v`;
  const limit = [version.major, version.minor, version.patch] as const;
  const best: Candidate[] = [];
  let lowest: Candidate['core'] | undefined;
  for (const tags of byMajor(input)) {
    for (const tag of tags) {
      const match = core.exec(tag.slice(lead.length));
      if (!match) continue;
      const candidate: Candidate = { tag, core: [Number(match[1]), Number(match[2]), Number(match[3])] };
      const order = compareCore(candidate.core, limit);
      if (order > 0 || (match[4] === '-' && (order < 0 || isStable(version)))) continue;
      if (lowest !== undefined && compareCore(candidate.core, lowest) < 0) continue;
      // Twice as many as count, so that tags which turn out to be no versions leave enough.
      if (best.push(candidate) < 4 * mostExcluded) continue;
      best.sort(byCore).length = 2 * mostExcluded;
      lowest = best.at(-1)?.core;
    }
    if (best.length >= 2 * mostExcluded) break;
  }
  return best.sort(byCore);
}

/** The release's own major first, then the lower ones, highest first: a long history has enough in its own. */
function* byMajor({ tags, version, tagPrefix }: RangeInput): Generator<readonly TagName[]> {
  const lead = `${tagPrefix}v`;
  const own = `${lead}${version.major}.`;
  yield tags.filter((tag) => tag.startsWith(own));
  const others = new Map<number, TagName[]>();
  for (const tag of tags) {
    if (!tag.startsWith(lead)) continue;
    const major = Number(tag.slice(lead.length, tag.indexOf('.', lead.length)));
    if (!(major < version.major)) continue;
    const list = others.get(major);
    if (list) list.push(tag);
    else others.set(major, [tag]);
  }
  for (const [, list] of [...others].sort(([a], [b]) => b - a)) yield list;
}

const byCore = (a: Candidate, b: Candidate): number => compareCore(b.core, a.core);

function compareCore(a: Candidate['core'], b: Candidate['core']): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

function givenPrevious(input: RangeInput, name: string): TagName {
  const found = input.tags.find((tag) => tag === name);
  if (found) return found;
  const known = input.tags
    .map((tag) => parseTag(tag, input.tagPrefix))
    .filter((version) => version !== undefined)
    .sort((a, b) => comparePrecedence(b, a));
  const example = known.find((version) => isLowerOfItsKind(version, input.version)) ?? known[0];
  throw new ReleaseError(`previous-tag names ${name}, and there is no such tag`, {
    hint:
      example === undefined
        ? 'Leave previous-tag out: this repository has no earlier version tag.'
        : `previous-tag: ${example.tag}`,
  });
}
