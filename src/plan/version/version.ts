// A release tag read as a version: `<prefix>v<SemVer 2.0.0>`, nothing else.
import type { SemVer } from 'semver';
import compare from 'semver/functions/compare.js';
import inc from 'semver/functions/inc.js';
import parse from 'semver/functions/parse.js';
import { type TagName, tagName } from '../brands.ts';

/** A tag that is a version. `text` is the SemVer without the leading `v`, build metadata included. */
export interface Version {
  readonly tag: TagName;
  readonly text: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly prerelease: readonly (string | number)[];
  readonly build: readonly string[];
}

/**
 * Reads a tag as a version, or answers `undefined` when it is none.
 * `tagPrefix` is what stands before the `v`, e.g. `api/` for `api/v1.2.0`.
 * Strict SemVer 2.0.0 (https://semver.org, items 2, 9, 10): no missing parts, no leading zeros.
 */
export function parseTag(tag: string, tagPrefix: string): Version | undefined {
  const lead = `${tagPrefix}v`;
  if (!tag.startsWith(lead)) return undefined;
  const text = tag.slice(lead.length);
  const parsed = parse(text);
  // semver.parse trims blanks and forgives a second `v` or `=`; the raw text must be the canonical one.
  if (!parsed || canonical(parsed) !== text) return undefined;
  return {
    tag: tagName(tag),
    text,
    major: parsed.major,
    minor: parsed.minor,
    patch: parsed.patch,
    prerelease: [...parsed.prerelease],
    build: [...parsed.build],
  };
}

export function isStable(version: Version): boolean {
  return version.prerelease.length === 0;
}

/** SemVer precedence (item 11); build metadata is ignored. Negative, zero or positive, for `sort`. */
export function comparePrecedence(a: Version, b: Version): number {
  const core = a.major - b.major || a.minor - b.minor || a.patch - b.patch;
  // Only what stands behind equal numbers is read again, which takes a hundred times as long.
  return core !== 0 || (isStable(a) && isStable(b)) ? core : compare(a.text, b.text);
}

/** SemVer's precedence, but for numbers inside of words, which count as what they are: rc10 comes after rc9. */
export function compareRead(a: Version, b: Version): number {
  const core = a.major - b.major || a.minor - b.minor || a.patch - b.patch;
  return core === 0 && !isStable(a) && !isStable(b)
    ? compareNaturally(a.prerelease, b.prerelease)
    : comparePrecedence(a, b);
}

/**
 * As SemVer orders prereleases and build metadata, but numbers inside of words count as numbers: rc10 after rc9, k3s10 after
 * k3s9. SemVer takes such words letter by letter, which no maintainer who writes them means.
 */
export function compareNaturally(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [one, other] = [a[i] ?? '', b[i] ?? ''];
    if (one === other) continue;
    if (typeof one === 'number' && typeof other === 'number') return one - other;
    if (typeof one === 'number' || typeof other === 'number') return typeof one === 'number' ? -1 : 1;
    return compareWords(one, other);
  }
  return a.length - b.length;
}

function compareWords(a: string, b: string): number {
  const parts = (word: string): string[] => word.match(/\d+|\D+/g) ?? [];
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [one, other] = [left[i] ?? '', right[i] ?? ''];
    if (one === other) continue;
    const numbers = /^\d/.test(one) && /^\d/.test(other) ? Number(one) - Number(other) : 0;
    if (numbers !== 0) return numbers;
    if (one !== other) return one < other ? -1 : 1;
  }
  return left.length - right.length;
}

/** The tag one step above a release tag: v1.2.1 after v1.2.0, v1.2.0-rc.2 after v1.2.0-rc.1. */
export function tagAfter(tag: string): string {
  const [, lead = '', text = ''] = /^(.*v)(\d+\.\d+\.\d+.*)$/.exec(tag) ?? [];
  const next = inc(text, parse(text)?.prerelease.length ? 'prerelease' : 'patch');
  return next === null ? tag : `${lead}${next}`;
}

/** The first tag above a release tag that is not taken. */
export function freeTagAfter(tag: string, taken: readonly string[]): TagName {
  const names = new Set(taken);
  let next = tagAfter(tag);
  for (let before = tag; names.has(next) && next !== before; next = tagAfter(next)) before = next;
  return tagName(next);
}

/** The commands that release one step above a tag, where that tag cannot be released (again). */
export function releaseAfter(tag: string): string {
  return releaseAs(tagAfter(tag));
}

/** The commands that release the commit that is checked out as another version. */
export function releaseAs(next: string): string {
  return `git tag -a ${next} -m ${next} && git push origin ${next}`;
}

function canonical(parsed: SemVer): string {
  return parsed.build.length > 0 ? `${parsed.version}+${parsed.build.join('.')}` : parsed.version;
}
