// Which commits only make the release itself: its number, its changelog, its tag.
import type { Change } from './commit.ts';
import { undecorated } from './header.ts';
import { splitPull } from './pull-number.ts';

const words = new Set(
  'a add added adds and as bump bumped bumps candidate change changelog changelogs chore build ci crate create cut docs draft files final finalize for from generate in is log main make master misc new next notes number of on package prep prepare prepares preparing project publish ready release released releases releasing set setting stable tag the this to up update updated updates version versions versioning'.split(
    ' ',
  ),
);

/** What stands behind the title beside the pull request: a word for CI, the branch that is released. */
const trailing =
  / (?:\[(?:skip[ -]ci|ci[ -]skip|no ci|skip actions|actions skip|(?:releases?|main|master|stable)(?:[/-][\w./-]*)?)\]|\*\*\*NO_CI\*\*\*)$/i;
/** Files that state a version, or tell of it. */
const files =
  /\b(?:change-?log|history|news|releases?|version|_version|__init__|package(?:-lock)?|cargo|charts?|pyproject|setup|pom|build|gradle|composer|mix|manifest)\.(?:md|rst|txt|json|toml|lock|ya?ml|py|cfg|xml|gradle|kts|properties|exs|go)\b/gi;

function withoutTrailing(text: string): string {
  const shorter = splitPull(text).title.replace(trailing, '');
  return shorter === text ? text : withoutTrailing(shorter);
}

const lead = String.raw`(?:\w+(?:\([^()]{0,100}\))?: )?`;
const number = String.raw`v?\d+\.\d+\.\d+\S{0,60}`;
/** What tools call the commits that they make for a release, whatever its version. */
const byTools = new RegExp(
  [
    // changesets
    `${lead}version packages(?: \\([\\w.-]{1,30}\\))?$`,
    String.raw`RELEASING: Releasing \d+ package`,
    // Maven, Gradle, sbt
    String.raw`\[maven-release-plugin\] *(?:prepare (?:release|for next development iteration)|rollback)\b`,
    String.raw`\[gradle release plugin\] *- *(?:pre tag|new version|creating tag)\b`,
    `setting version to ${number}$`,
    // release-please and release-plz: one component, the whole branch, the next snapshot
    String.raw`chore(?:\([^()]{0,100}\))?: release(?: (?:main|master|develop|trunk|stable|packages|v?\d+\.x))?$`,
    String.raw`chore\([^()]{0,100}\): release [\w@./-]{1,100} ${number}$`,
    String.raw`chore\([^()]{0,100}\): release ${number}-SNAPSHOT$`,
    // cargo-release, lerna and Nx, zest.releaser
    String.raw`(?:chore: )?release [\w-]{1,100} version ${number}$`,
    String.raw`\(cargo-release\) (?:version|start next development iteration) `,
    String.raw`(?:chore(?:\(release\))?: )?publish(?: packages)?$`,
    `back to development: ${number}$`,
    `${lead}(?:prepare|start|begin)(?: for)?(?: the)? next (?:development|snapshot)(?: (?:version|iteration|cycle))?$`,
    // by hand, or by a workflow of the project's own
    `${lead}(?:auto(?:matic(?:ally)?)? )?(?:version bump|bump(?:ed|s)?(?: the)?(?: package| project| app| patch| minor| major)? version(?: number)?|new (?:version|release))$`,
  ]
    .map((one) => `^${one}`)
    .join('|'),
  'i',
);
/** A word of each of these, looked for first: most subjects have none. */
const toolWord = /releas|version|publish|development|snapshot|next |gradle/i;
/** `1.1.0 → ` of `Bump version: 1.1.0 → 1.2.0`, as bump2version writes it. */
const before = /\bv?\d+\.\d+\.\d+\S{0,40} (?:->|=>|→|to) (?=v?\d)/;

/**
 * Whether a subject says nothing but that this version, or a prerelease of it, is released: `chore(main): release 1.2.0
 * (#40)`, `v1.2.0`, `Prepare release v1.2.0-rc.1`. `core` is X.Y.Z. What only brings a changelog up to date is one of any
 * version: `Update changelog for v1.1.0`.
 * @param project the repository's name, which may stand before the version: `Release signpost 1.2.0`
 */
export function isReleaseCommit(
  { subject, breaking, type }: Change,
  core: string,
  project?: string,
): boolean {
  const ofAny = /\bchangelogs?\b/i.test(subject);
  if (breaking || type === 'feat' || type === 'fix' || subject.length > 120) return false;
  if (toolWord.test(subject) && byTools.test(withoutTrailing(undecorated(subject)))) return true;
  if (!ofAny && !subject.includes(core)) return false;
  const text = withoutTrailing(undecorated(subject))
    .replace(before, '')
    .replace(files, (file) => (/^(?:change|hist|news)/i.test(file) ? 'changelog' : 'version'))
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
  const own = new Set(project?.toLowerCase().split(/[^a-z0-9']+/));
  return rest.every((word) => word === '' || words.has(word) || own.has(word));
}
