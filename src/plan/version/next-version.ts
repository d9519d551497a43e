// Which version comes next, by what the commits since the last release say of themselves (`tag: next`).
import { ReleaseError } from '../../errors.ts';
import { compareNaturally, isStable, parseTag, type Version } from './version.ts';
import { compact } from '../../compact.ts';

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
  /** The highest prerelease since then in the commit's history: what comes next is never below it. */
  readonly pending?: Version;
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
 * - a breaking change is a major version, a `feat` (or `feature`) a minor one, all else a patch: whoever asks for the next
 *   release of commits that are only chores still wants one;
 * - in 0.x a breaking change is a minor version too (SemVer item 4: anything may change). 1.0.0 is a promise and
 *   never comes of itself: it is made by pushing the tag;
 * - a prerelease is one of the version that all commits since the last stable release ask for, with the next free
 *   number in its channel;
 * - a prerelease that is there already was a decision too: what follows v1.3.0-rc.1 is at least of v1.3.0.
 *
 * `previous` is the highest stable version below; `commits` are those since then, newest first, without what a
 * revert took back; `tags` are all tags of the repository.
 * @throws ReleaseError when nothing was committed since, when the version exists already (on another branch), or when
 *   the channel's name is not a prerelease identifier.
 */
export function nextVersion(
  previous: Version | undefined,
  commits: readonly VersionCommit[],
  tags: readonly string[],
  options: NextVersionOptions,
): NextVersion {
  const { tagPrefix, channel, pending } = options;
  if (previous && commits.length === 0) {
    throw new ReleaseError(`Nothing was committed since ${previous.tag}: there is no next version`, {
      hint: `tag: ${tagPrefix}v${textOf(raised(previous, 'patch'))}`,
    });
  }
  const decision = previous ? decide(previous, commits) : undefined;
  const asked = previous && decision ? raised(previous, decision.bump) : FIRST;
  const follows = pending !== undefined && compareCore(pending, asked) >= 0;
  const core = follows ? pending : asked;
  const existing = tags.map((tag) => parseTag(tag, tagPrefix)).filter((version) => version !== undefined);
  const stable = existing.find((version) => isStable(version) && sameCore(version, core));
  if (stable) {
    throw new ReleaseError(
      `The next version would be ${stable.tag}, which exists already and is no ancestor of this commit`,
      { hint: `tag: ${tagPrefix}v${textOf(freePatch(previous ?? core, existing))}` },
    );
  }
  const text =
    channel === undefined
      ? textOf(core)
      : `${textOf(core)}-${prerelease(channel, core, existing, { pending, tagPrefix })}`;
  return compact({
    version: version(`${tagPrefix}v${text}`, tagPrefix),
    bump: decision?.bump ?? 'first',
    decidedBy: decision ? decision.commit : undefined,
    why: whyOf(previous, decision, follows ? pending : undefined),
  });
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
  return isFeature(commit) ? 'minor' : 'patch';
}

function isFeature({ type }: VersionCommit): boolean {
  return type === 'feat' || type === 'feature';
}

function reason(previous: Version, { bump, commit }: Decision): string {
  const says = commit.breaking ? 'is breaking' : isFeature(commit) ? 'is a feature' : 'is no feature';
  const initial = commit.breaking && previous.major === 0 ? ', and before 1.0.0 that is a minor version' : '';
  return `${bump} after ${previous.tag}: ${commit.hash.slice(0, 7)} ${says}${initial}: ${commit.subject}`;
}

function whyOf(
  previous: Version | undefined,
  decision: Decision | undefined,
  pending: Version | undefined,
): string {
  const why = previous && decision ? reason(previous, decision) : 'there is no stable release yet';
  return pending ? `after ${pending.tag}; ${why}` : why;
}

/** The channel's next free identifiers, as the version's own have been written: `rc.2` after `rc.1`, `rc2` after `rc1`. */
function prerelease(
  channel: string,
  core: Core,
  existing: readonly Version[],
  { pending, tagPrefix }: { readonly pending: Version | undefined; readonly tagPrefix: string },
): string {
  if (!/^(?!\d+$)[0-9A-Za-z-]+$/.test(channel)) {
    throw new ReleaseError(`${JSON.stringify(channel)} cannot be a prerelease channel`, {
      hint: 'Use letters, digits and `-`, and not digits alone, such as: rc',
    });
  }
  const own = existing.filter((one) => sameCore(one, core)).map((one) => one.prerelease.join('.'));
  let last = { separator: '.', number: 0, width: 1 };
  for (const text of own) {
    const [, separator = '', digits] = text.startsWith(channel)
      ? (/^([.-]?)(\d{1,9})$/.exec(text.slice(channel.length)) ?? [])
      : [];
    if (digits === undefined || Number(digits) < last.number) continue;
    last = { separator, number: Number(digits), width: digits.length };
  }
  const next = `${channel}${last.separator}${String(last.number + 1).padStart(last.width, '0')}`;
  const above = pending && sameCore(pending, core) ? pending : undefined;
  if (above && compareNaturally(identifiers(next), above.prerelease) <= 0) {
    const lead = `${tagPrefix}v${textOf(core)}`;
    const [name] = /^[A-Za-z-]*[A-Za-z]/.exec(String(above.prerelease[0] ?? '')) ?? [];
    throw new ReleaseError(`The next version would be ${lead}-${next}, which is lower than ${above.tag}`, {
      hint: name === undefined ? `tag: ${lead}` : `tag: next-${name}   # or tag: ${lead}`,
    });
  }
  return next;
}

function identifiers(prerelease: string): readonly (string | number)[] {
  return prerelease.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function compareCore(a: Core, b: Core): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
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
