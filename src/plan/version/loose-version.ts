// Tags that people read as versions though they are not of this action's form: `0.9.1`, `v1.6`, `release-1.0`.
import { type TagName, tagName } from '../brands.ts';
import { type Version, parseTag } from './version.ts';

export interface LooseVersion {
  readonly tag: TagName;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** How many numbers the name has; of fewer than three it may be a moving tag too. */
  readonly parts: number;
  readonly stable: boolean;
  /** Whether it is of the same component; a name such as `worker@1.2.0` may be of another one. */
  readonly own: boolean;
}

/** Words that stand before a version of the project itself; empty for a bare number. */
const ownLead = /^(?:(?:versions?|ver|releases?|rel|tags?|r)(?:[-_./ ]*v)?|v)?[-_./ ]*$/i;
/** Words of tags that are no releases, whatever numbers they have. */
const noRelease =
  /(?:^|[^a-z])(?:nightly|snapshot|canary|edge|dev|builds?|ci|test|tmp|backup|wip|base|before|after|pr|pull|sha|deploy|archive|demo|draft|merge|sync|import|upstream)(?:[^a-z]|$)/i;
/** What may follow the numbers of a stable version. */
const stableEnd = /^(?:\+.*|[-._]?(?:final|ga|release|stable|lts|(?:post|p|sp|hotfix|patch|r)?\.?\d+))?$/i;

/**
 * Reads a tag as people do, or answers `undefined` where its numbers are not a version's. A tag of the strict form is read too.
 * @param project the repository's own name, which may stand before the numbers: `app-1.2.0`
 */
export function readLoosely(tag: string, tagPrefix: string, project?: string): LooseVersion | undefined {
  const isOfComponent = tag.startsWith(tagPrefix);
  const name = isOfComponent ? tag.slice(tagPrefix.length) : tag;
  const match = /^(\D{0,100}?)(\d{1,15}(?:[._]\d{1,15}){0,3})((?:[-+._]|(?=[A-Za-z])).{0,100})?$/.exec(name);
  if (!match) return undefined;
  const [, lead = '', numbers = '', rest = ''] = match;
  const parts = numbers.split(/[._]/).map(Number);
  if (noRelease.test(lead)) return undefined;
  const own = isOfComponent && (ownLead.test(lead) || isProject(lead, project));
  // One number alone is a version only behind a `v` or a word that says so: `build-7` and `20240131` are none.
  if (parts.length === 1 && (!own || lead === '' || /^-\d/.test(rest))) return undefined;
  const [major = 0, minor = 0, patch = 0] = parts;
  const stable = stableEnd.test(rest);
  return { tag: tagName(tag), major, minor, patch, parts: parts.length, stable, own };
}

/** The strict form of a loose tag, e.g. `v1.6.0` for `v1.6`. */
export function strictTag({ major, minor, patch }: LooseVersion, tagPrefix: string): string {
  return `${tagPrefix}v${major}.${minor}.${patch}`;
}

/** A loose tag as a version, for what compares numbers. */
export function asVersion(loose: LooseVersion): Version {
  const { tag, major, minor, patch } = loose;
  return { tag, text: `${major}.${minor}.${patch}`, major, minor, patch, prerelease: [], build: [] };
}

/** SemVer 2.0.0's own expression (semver.org, "Is there a suggested regular expression"), its numbers as long as they are exact. */
const strict =
  /^(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})(-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/;

export interface Numbers {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly stable: boolean;
}

/** A tag of the strict form by its numbers: a hundredth of what `parseTag` takes. */
export function readStrictly(tag: string, tagPrefix: string): Numbers | undefined {
  const lead = `${tagPrefix}v`;
  const match = tag.startsWith(lead) ? strict.exec(tag.slice(lead.length)) : null;
  if (!match) return undefined;
  return {
    major: Number(match[1]),
    minor: Number(match[2]),
    patch: Number(match[3]),
    stable: match[4] === undefined,
  };
}

/**
 * The tags that people read as versions of this component and that are not of the strict form. A name of fewer than three
 * numbers is one only where its line has no full version (below `below`): otherwise it is a moving tag.
 */
export function looseVersions(
  tags: readonly string[],
  tagPrefix: string,
  project?: string,
  below: { readonly major: number; readonly minor: number } = { major: Infinity, minor: Infinity },
): LooseVersion[] {
  const lines = new Set<string>();
  const loose: LooseVersion[] = [];
  const enter = ({ major, minor }: { readonly major: number; readonly minor: number }): void => {
    if (major > below.major || (major === below.major && minor > below.minor)) return;
    lines.add(`${major}`).add(`${major}.${minor}`);
  };
  for (const tag of tags) {
    const full = readStrictly(tag, tagPrefix);
    if (full) {
      enter(full);
      continue;
    }
    const read = readLoosely(tag, tagPrefix, project);
    if (!read?.own) continue;
    loose.push(read);
    if (read.parts >= 3) enter(read);
  }
  return loose.filter(
    ({ parts, major, minor }) => parts >= 3 || !lines.has(parts === 1 ? `${major}` : `${major}.${minor}`),
  );
}

function isProject(lead: string, project: string | undefined): boolean {
  if (project === undefined || project === '') return false;
  const rest = lead.toLowerCase().startsWith(project.toLowerCase()) ? lead.slice(project.length) : undefined;
  return rest !== undefined && /^[-_@./ ]?v?$/i.test(rest);
}

/** Whether a tag is a version of another component of the repository: its own with a prefix, or the repository's without one. */
export function isOfOtherComponent(tag: string, tagPrefix: string): boolean {
  if (parseTag(tag, tagPrefix)) return false;
  const [, prefix] = /^(.*)v\d+\.\d+\.\d+(?:[-+]|$)/.exec(tag) ?? [];
  return prefix !== undefined && prefix !== tagPrefix && parseTag(tag, prefix) !== undefined;
}
