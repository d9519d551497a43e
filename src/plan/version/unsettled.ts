// Tags of which only the history can tell whether they come before a release: their names do not.
import type { TagName } from '../brands.ts';
import { type Numbers, readLoosely, readStrictly } from './loose-version.ts';
import { type Version, isStable } from './version.ts';

/**
 * Tags whose names do not tell whether they come before the release. Those that are ancestors of it, and of nothing that is
 * excluded, do.
 */
export interface Unsettled {
  /**
   * They bound the notes: other prereleases of the same version, other builds of it, the version itself before a tag such as
   * `v1.6.0-hotfix.1`, `v1` and `v1.6` that do not move.
   */
  readonly bounds: readonly TagName[];
  /** Higher stable versions: they bound the notes only where nothing lower does, such as 2023.12.0 before 1.0.0. */
  readonly higher: readonly TagName[];
  /** Prereleases of other versions: they bound a prerelease's notes where nothing else does. */
  readonly prereleases: readonly TagName[];
  /** What may be a version of something else. */
  readonly foreign: readonly TagName[];
}

export const nothingUnsettled: Unsettled = { bounds: [], higher: [], prereleases: [], foreign: [] };

export interface UnsettledInput {
  readonly tags: readonly TagName[];
  readonly version: Version;
  readonly tagPrefix: string;
  readonly project?: string;
}

/** One look at each tag that is not excluded. @param short names of one or two numbers that do not move */
export function unsettledTags(
  input: UnsettledInput,
  excluded: ReadonlySet<TagName>,
  short: ReadonlySet<TagName>,
): Unsettled {
  const { tags, tagPrefix, project, version } = input;
  const found = { bounds: [], higher: [], prereleases: [], foreign: [] } as Record<
    keyof Unsettled,
    TagName[]
  >;
  for (const tag of tags) {
    if (tag === version.tag || excluded.has(tag)) continue;
    const strict = readStrictly(tag, tagPrefix);
    const loose = strict ? undefined : readLoosely(tag, tagPrefix, project);
    const read = strict ?? loose;
    if (!read) continue;
    if (loose && !loose.own) {
      if (excluded.size === 0 && loose.parts >= 2) found.foreign.push(tag);
      continue;
    }
    if (loose && loose.parts < 3 && !short.has(tag)) continue;
    const order = compareNumbers(read, version);
    if (order === 0 && (loose ? !loose.stable && !isStable(version) : isSameRank(strict, version)))
      found.bounds.push(tag);
    else if (read.stable && order < 0 && loose) found.bounds.push(tag);
    else if (read.stable && order > 0) found.higher.push(tag);
    else if (!read.stable && excluded.size === 0) found.prereleases.push(tag);
  }
  return found;
}

/** Of one X.Y.Z: anything for a prerelease, also what people tag behind the release; another build for a stable version. */
function isSameRank(other: Numbers | undefined, version: Version): boolean {
  return other?.stable === true || !isStable(version);
}

function compareNumbers(a: Omit<Numbers, 'stable'>, b: Omit<Numbers, 'stable'>): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}
