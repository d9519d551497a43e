// Which version comes next, by what the commits since the last release say of themselves (`tag: next`).
import { ReleaseError } from '../../errors.ts';
import { isStable, parseTag, type Version } from './version.ts';

/** What a commit says of itself, as a reader of conventional commits gives it. */
export interface VersionCommit {
  readonly hash: string;
  readonly subject: string;
  /** Lower case; absent when the subject is not conventional. */
  readonly type?: string;
  readonly breaking: boolean;
}

export interface NextVersion {
  readonly version: Version;
  /** How the core X.Y.Z differs from the previous stable release; `first` when there is none. */
  readonly bump: 'first' | Bump;
  /** The oldest commit that asks for that much; absent for a first release. */
  readonly decidedBy?: VersionCommit;
  /** One sentence that says why. Holds the commit's subject as it is: escape it. */
  readonly why: string;
}

export interface NextVersionOptions {
  /** As in `api/v1.2.0`. */
  readonly tagPrefix: string;
  /** A prerelease channel: `rc` gives `-rc.1`, `-rc.2` …; absent for a stable version. */
  readonly channel?: string;
}

type Bump = 'patch' | 'minor' | 'major';

/** The core of a version: prerelease and build metadata left out. */
interface Core {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** SemVer's own advice (FAQ, "How should I deal with revisions in the 0.y.z initial development phase?"). */
const FIRST: Core = { major: 0, minor: 1, patch: 0 };

/**
 * Proposes the next version. The rules, from semver.org and conventionalcommits.org:
 * - a breaking change is a major version, a `feat` a minor one, all else a patch: whoever asks for the next
 *   release of commits that are only chores still wants one;
 * - in 0.x a breaking change is a minor version too (SemVer item 4: anything may change). 1.0.0 is a promise and
 *   never comes of itself: it is made by pushing the tag;
 * - a prerelease is one of the version that all commits since the last stable release ask for, with the next free
 *   number in its channel.
 *
 * `previous` is the highest stable version below; `commits` are those since then, newest first, without what a
 * revert took back; `tags` are all tags of the repository.
 * @throws ReleaseError when nothing was committed since, when the version exists already (on another branch), or when
 *   the channel's name is no prerelease identifier.
 */
export function nextVersion(
  previous: Version | undefined,
  commits: readonly VersionCommit[],
  tags: readonly string[],
  options: NextVersionOptions,
): NextVersion {
  const { tagPrefix, channel } = options;
  if (previous && commits.length === 0) {
    throw new ReleaseError(`Nothing was committed since ${previous.tag}: there is no next version`, {
      hint: `tag: ${tagPrefix}v${textOf(raised(previous, 'patch'))}`,
    });
  }
  const decision = previous ? decide(previous, commits) : undefined;
  const core = previous && decision ? raised(previous, decision.bump) : FIRST;
  const existing = tags.map((tag) => parseTag(tag, tagPrefix)).filter((version) => version !== undefined);
  const stable = existing.find((version) => isStable(version) && sameCore(version, core));
  if (stable) {
    throw new ReleaseError(
      `The next version would be ${stable.tag}, which exists already and is no ancestor of this commit`,
      { hint: `tag: ${tagPrefix}v${textOf(freePatch(previous ?? core, existing))}` },
    );
  }
  const text =
    channel === undefined ? textOf(core) : `${textOf(core)}-${prerelease(channel, core, existing)}`;
  return {
    version: version(`${tagPrefix}v${text}`, tagPrefix),
    bump: decision?.bump ?? 'first',
    ...(decision ? { decidedBy: decision.commit } : {}),
    why: previous && decision ? reason(previous, decision) : 'there is no stable release yet',
  };
}

interface Decision {
  readonly bump: Bump;
  readonly commit: VersionCommit;
}

const RANK: Readonly<Record<Bump, number>> = { patch: 0, minor: 1, major: 2 };

function decide(previous: Version, commits: readonly VersionCommit[]): Decision | undefined {
  let decision: Decision | undefined;
  for (const commit of commits) {
    const bump = bumpOf(commit, previous.major === 0);
    // Newest first: among equals the oldest, since which the version was due, comes last.
    if (!decision || RANK[bump] >= RANK[decision.bump]) decision = { bump, commit };
  }
  return decision;
}

function bumpOf(commit: VersionCommit, initial: boolean): Bump {
  if (commit.breaking) return initial ? 'minor' : 'major';
  return commit.type === 'feat' ? 'minor' : 'patch';
}

function reason(previous: Version, { bump, commit }: Decision): string {
  const says = commit.breaking ? 'is breaking' : commit.type === 'feat' ? 'is a feature' : 'is no feature';
  const initial = commit.breaking && previous.major === 0 ? ', and before 1.0.0 that is a minor version' : '';
  return `${bump} after ${previous.tag}: ${commit.hash.slice(0, 7)} ${says}${initial}: ${commit.subject}`;
}

function prerelease(channel: string, core: Core, existing: readonly Version[]): string {
  if (!/^(?!\d+$)[0-9A-Za-z-]+$/.test(channel)) {
    throw new ReleaseError(`${JSON.stringify(channel)} cannot be a prerelease channel`, {
      hint: 'Use letters, digits and `-`, and not digits alone, such as: rc',
    });
  }
  const numbers = existing
    .filter((one) => sameCore(one, core) && one.prerelease.length === 2 && one.prerelease[0] === channel)
    .map((one) => one.prerelease[1])
    .filter((number) => typeof number === 'number');
  return `${channel}.${numbers.reduce((most, number) => Math.max(most, number), 0) + 1}`;
}

function raised(from: Core, bump: Bump): Core {
  if (bump === 'major') return { major: from.major + 1, minor: 0, patch: 0 };
  if (bump === 'minor') return { major: from.major, minor: from.minor + 1, patch: 0 };
  return { major: from.major, minor: from.minor, patch: from.patch + 1 };
}

function sameCore(a: Core, b: Core): boolean {
  return a.major === b.major && a.minor === b.minor && a.patch === b.patch;
}

/** The patch after the highest version of the line, prereleases included. */
function freePatch(line: Core, existing: readonly Version[]): Core {
  const patches = existing
    .filter((one) => one.major === line.major && one.minor === line.minor)
    .map((one) => one.patch);
  return { ...line, patch: patches.reduce((most, patch) => Math.max(most, patch), line.patch) + 1 };
}

function textOf(core: Core): string {
  return `${core.major}.${core.minor}.${core.patch}`;
}

function version(tag: string, tagPrefix: string): Version {
  const parsed = parseTag(tag, tagPrefix);
  if (!parsed) throw new TypeError(`not a version: ${tag}`);
  return parsed;
}
