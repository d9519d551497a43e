// Asks GitHub how the pages of releases are marked: what a person retracted leads no line, whatever Git's tags say.
import { compact } from '../compact.ts';
import type { ReleaseRecord } from '../plan/record/release-record.ts';
import { type TagName, tagName } from '../plan/brands.ts';
import type { PageMarks } from '../plan/tags/marks.ts';
import { type PointerName, compareStable, highestFor } from '../plan/tags/pointers.ts';
import { type Version, isStable, parseTag } from '../plan/version/version.ts';
import type { GitHub } from '../world/github/types.ts';
import { readRecord } from './earlier-release.ts';

/** So many retracted releases in a row are asked about; what comes after them counts as it is. */
const mostAsked = 50;

const names: readonly PointerName[] = ['minor', 'major', 'latest'];

/** Whether a tag's release is published and marked as a pre-release; each tag is asked about once. */
export function makeIsWithdrawn(github: Pick<GitHub, 'releasesOf'>): (tag: TagName) => Promise<boolean> {
  const known = new Map<TagName, Promise<boolean>>();
  return (tag) => {
    const found =
      known.get(tag) ??
      github.releasesOf(tag).then((all) => all.some(({ draft, prerelease }) => !draft && prerelease));
    known.set(tag, found);
    // A busy server is asked again by the step.
    found.catch(() => known.delete(tag));
    return found;
  };
}

/** The highest stable version that a pointer may name (`highestFor`), without those that are withdrawn. */
export async function highestCounting(
  pointer: PointerName,
  tags: readonly string[],
  line: { readonly version: Version; readonly tagPrefix: string },
  isWithdrawn: (tag: TagName) => Promise<boolean>,
): Promise<{ readonly highest: Version | undefined; readonly withdrawn: readonly TagName[] }> {
  const withdrawn: TagName[] = [];
  let left = tags;
  for (;;) {
    const highest = highestFor(pointer, left, line.version, line.tagPrefix);
    const isOwn = highest === undefined || highest.tag === line.version.tag;
    if (isOwn || withdrawn.length >= mostAsked || !(await isWithdrawn(highest.tag)))
      return { highest, withdrawn };
    withdrawn.push(highest.tag);
    left = left.filter((tag) => tag !== highest.tag);
  }
}

/** What the plan of a release has to know of pages. @param tags all of the repository */
export async function pageMarks(
  version: Version,
  tags: readonly string[],
  tagPrefix: string,
  github: Pick<GitHub, 'releasesOf' | 'latestRelease' | 'download'>,
): Promise<PageMarks> {
  if (!isStable(version)) return { withdrawn: [] };
  const isWithdrawn = makeIsWithdrawn(github);
  const withdrawn = new Set<TagName>();
  for (const pointer of names) {
    const all = [...tags, version.tag].filter((tag) => !withdrawn.has(tagName(tag)));
    const found = await highestCounting(pointer, all, { version, tagPrefix }, isWithdrawn);
    for (const tag of found.withdrawn) withdrawn.add(tag);
  }
  const release = (await github.releasesOf(version.tag)).find(({ draft }) => !draft);
  const base = { withdrawn: [...withdrawn] };
  const record = release && (await readRecord(release, github));
  // A page without a record is somebody's own, and is not this action's release yet.
  if (record === undefined) return base;
  if (release?.prerelease === true) return { ...base, own: 'prerelease' };
  const pointedBackTo = await pointedBack(record, version, tagPrefix, github);
  return { ...base, own: 'stable', ...compact({ pointedBackTo }) };
}

/**
 * Publishing gives a release GitHub's mark in the same call. Where a lower release has the mark all the same, a person has
 * decided so since, by `mode: repoint` or in the browser. A page that somebody else has published never had it of us.
 */
async function pointedBack(
  { pointers, kept }: ReleaseRecord,
  version: Version,
  tagPrefix: string,
  github: Pick<GitHub, 'latestRelease'>,
): Promise<TagName | undefined> {
  if (kept !== undefined || !pointers.some(({ kind, moves }) => kind === 'github-latest' && moves))
    return undefined;
  const latest = (await github.latestRelease())?.tag;
  const now = latest === undefined ? undefined : parseTag(latest, tagPrefix);
  return now !== undefined && isStable(now) && compareStable(now, version) < 0 ? now.tag : undefined;
}
