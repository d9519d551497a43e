// Which commits only make the release itself: its number, its changelog, its tag.
import type { Change } from './commit.ts';
import { undecorated } from './header.ts';
import { splitPull } from './pull-number.ts';

const words = new Set(
  'a add added adds and as bump bumped bumps change changelog changelogs chore build ci create cut docs draft files final finalize for from generate in is log main make master misc new next notes number of on prep prepare prepares preparing publish ready release released releases releasing set stable tag the this to up update updated updates version versions versioning'.split(
    ' ',
  ),
);

/** What stands behind the title beside the pull request: a word for CI, the branch that is released. */
const trailing = / \[(?:skip ci|ci skip|(?:releases?|main|master|stable)(?:[/-][\w./-]*)?)\]$/;

function withoutTrailing(text: string): string {
  const shorter = splitPull(text).title.replace(trailing, '');
  return shorter === text ? text : withoutTrailing(shorter);
}

/** What changesets and Maven call the commits that they make for a release, whatever its version. */
const byTools =
  /^(?:\w+(?:\([^()]{0,100}\))?: )?version packages(?: \([\w.-]{1,30}\))?$|^\[maven-release-plugin\] *(?:prepare (?:release|for next development iteration)|rollback)\b/i;
/** `1.1.0 → ` of `Bump version: 1.1.0 → 1.2.0`, as bump2version writes it. */
const before = /\bv?\d+\.\d+\.\d+\S{0,40} (?:->|=>|→|to) (?=v?\d)/;

/**
 * Whether a subject says nothing but that this version, or a prerelease of it, is released: `chore(main): release 1.2.0
 * (#40)`, `v1.2.0`, `Prepare release v1.2.0-rc.1`. `core` is X.Y.Z. What only brings a changelog up to date is one of any
 * version: `Update changelog for v1.1.0`.
 */
export function isReleaseCommit({ subject, breaking, type }: Change, core: string): boolean {
  const ofAny = /\bchangelogs?\b/i.test(subject);
  if (breaking || type === 'feat' || type === 'fix' || subject.length > 120) return false;
  if (byTools.test(withoutTrailing(undecorated(subject)))) return true;
  if (!ofAny && !subject.includes(core)) return false;
  const text = withoutTrailing(undecorated(subject))
    .replace(before, '')
    .replace(/^(\w+)\([^()]*\)/, '$1');
  const version = new RegExp(
    `(?<![\\w.])v?${ofAny ? '\\d+\\.\\d+\\.\\d+' : core.replaceAll('.', '\\.')}(?:-[0-9A-Za-z.-]+)?(?![\\w.+-]*\\w)`,
    'gi',
  );
  if (!version.test(text)) return false;
  const rest = text
    .replace(version, ' ')
    .toLowerCase()
    .split(/[^a-z0-9']+/);
  return rest.every((word) => word === '' || words.has(word));
}
