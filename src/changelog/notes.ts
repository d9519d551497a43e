// Puts the notes of one release together: sections in their order, people, links, the commands that verify it.
import type { Version } from '../plan/version/version.ts';
import { type Line, block, closeMarkdown } from './markdown/blocks.ts';
import type { Change } from './commits/commit.ts';
import { type Items, type Section, fit } from './markdown/fit.ts';
import { type ChangelogType, type Group, defaultTypes, group } from './groups.ts';
import { changesToShow } from './history.ts';
import { type Style, entryLine } from './markdown/lines.ts';
import { address, inline, urlPath } from './markdown/markdown.ts';
import { isReleaseCommit } from './commits/release-commit.ts';
import { cleanLine, cutLine } from './markdown/text.ts';
import type { ChangelogSection } from './file/section.ts';
import { type People, peopleLines } from './people.ts';
import { notesName } from '../plan/asset-names.ts';
import { compact } from '../compact.ts';

export interface Repository {
  readonly owner: string;
  readonly name: string;
  /** Without a slash at its end, e.g. `https://github.com`. */
  readonly serverUrl: string;
}

export interface NotesInput {
  readonly version: Version;
  /** The tag where the notes begin; absent for a first release. */
  readonly previousTag?: string;
  /** Of a first stable release, the last prerelease before it. */
  readonly after?: string;
  /** What is odd about where the notes begin; one sentence each. */
  readonly rangeWarnings?: readonly string[];
  /** All commits of the range, newest first, as git log gives them. */
  readonly commits: readonly Change[];
  /** Without it there are no links. */
  readonly repository?: Repository;
  readonly types?: readonly ChangelogType[] | undefined;
  readonly style?: Style;
  /** `notes-header`, `notes-footer`: Markdown of the user's own, put first and last. */
  readonly header?: string;
  readonly footer?: string;
  /** The `notes-file`: migration notes, Markdown of the user's own. */
  readonly migration?: string;
  /** This version's section of the `changelog-file`; null when the file is given and has none. */
  readonly changelog?: ChangelogSection | null;
  /** What `describeUpgrade` says, Markdown lines. */
  readonly upgrading?: readonly Line[];
  readonly people?: People;
  /** The commands that verify the release, one a line. */
  readonly verify?: readonly string[];
  /** In code points; GitHub's own limit unless given. */
  readonly limit?: number;
}

export interface Notes {
  readonly body: string;
  /** Makes the whole text, when the body had to be cut: it becomes the asset `notesName`. */
  readonly full?: () => string;
  readonly groups: readonly Group[];
  readonly warnings: readonly string[];
}

/** GitHub: "body is too long (maximum is 125000 characters)", counted in code points. */
export const githubLimit = 125_000;

/** The notes of a release. Pure and deterministic: the same input gives the same bytes. */
export function renderNotes(input: NotesInput): Notes {
  const style = input.style ?? 'full';
  const changes = changesIn(input);
  const groups = group(changes, input.types ?? defaultTypes);
  const migration = [input.changelog?.migration, input.migration].filter(isText);
  const sections: Section[] = [];
  const push = (section: Section): void => {
    if (section.items.length > 0 || section.heading !== undefined) sections.push(section);
  };
  const own = (text: string | undefined, rank: number): void => {
    if (isText(text)) push({ rank, items: [closeMarkdown(text)], whole: true });
  };

  own(input.header, 9);
  own(input.changelog?.text, 6);
  push({ rank: 10, heading: "## What's Changed", items: intro(input, groups) });
  for (const kind of ['breaking', 'typed', 'other'] as const) {
    groups
      .filter((g) => g.kind === kind)
      .forEach(({ title, entries }, i, { length }) => {
        const rank = kind === 'breaking' ? 8 : kind === 'other' ? 0 : 1 + (length - i) / (length + 1);
        const items = itemsOf(entries, (entry) => entryLine(entry, kind, style));
        push({ rank, heading: `### ${title}`, items, counted: true });
      });
    if (kind !== 'breaking') continue;
    if (migration.length > 0)
      push({ rank: 7, heading: '### Migration Notes', items: migration.map(closeMarkdown), whole: true });
    if (input.upgrading && input.upgrading.length > 0)
      push({ rank: 5, heading: '### Upgrading', items: input.upgrading });
  }
  push({ rank: 4, items: input.people ? peopleLines(input.people) : [] });
  push({ rank: 10, items: changelogLink(input) });
  if (input.verify && input.verify.length > 0) {
    push({
      rank: 10,
      items: ['**Verify this release**:', block(['```sh', ...input.verify, '```'].join('\n'), '')],
    });
  }
  own(input.footer, 9);

  const limit = input.limit ?? githubLimit;
  const { body, full } = fit(sections, limit, fullNotesLink(input));
  return compact({
    body,
    full,
    groups,
    warnings: [
      ...nearMisses(changes),
      ...warnings(input, groups, migration),
      ...featuresInPatch(input, changes),
    ],
  });
}

function changesIn({ commits, repository, version: { major, minor, patch } }: NotesInput): readonly Change[] {
  return changesToShow(commits, repository && `${repository.owner}/${repository.name}`).filter(
    (change) => !isReleaseCommit(change, `${major}.${minor}.${patch}`, repository?.name),
  );
}

/** What is made of each entry, once. */
function itemsOf<T>(entries: readonly T[], make: (entry: T) => string): Items {
  const made: string[] = [];
  const item = (index: number): string | undefined => {
    const entry = entries[index];
    return entry === undefined ? undefined : (made[index] ??= make(entry));
  };
  return { length: entries.length, at: item };
}

function intro(input: NotesInput, groups: readonly Group[]): string[] {
  const first =
    input.after === undefined
      ? 'This is the first release.'
      : `This is the first stable release; ${inline(cleanLine(input.after))} came before it.`;
  const since = input.previousTag === undefined ? '' : ` since ${inline(cleanLine(input.previousTag))}`;
  if (groups.length > 0) return since === '' ? [first] : [];
  if (input.commits.some(({ outside }) => !outside) && since !== '')
    return [`Only internal changes${since}.`];
  return since === '' ? [first] : [`No changes${since}.`];
}

function changelogLink({ repository, previousTag, version }: NotesInput): string[] {
  if (!repository) return [];
  const path =
    previousTag === undefined ? `commits/${version.tag}` : `compare/${previousTag}...${version.tag}`;
  return [`**Full changelog**: ${address(`${base(repository)}/${urlPath(path)}`)}`];
}

function fullNotesLink({ repository, version }: NotesInput): string {
  const file = `\`${notesName}\``;
  if (!repository) return file;
  const url = `${base(repository)}/releases/download/${urlPath(version.tag)}/${notesName}`;
  return `[${file}](${address(url)})`;
}

function base({ serverUrl, owner, name }: Repository): string {
  return `${serverUrl}/${owner}/${name}`;
}

function warnings(input: NotesInput, groups: readonly Group[], migration: readonly string[]): string[] {
  const found: string[] = [...(input.rangeWarnings ?? [])];
  if (input.changelog === null)
    found.push(
      `changelog-file has no section for ${input.version.text}: add a heading "## ${input.version.text}".`,
    );
  if (input.changelog?.text === '' && input.changelog.migration === '')
    found.push(`changelog-file has a heading for ${input.version.text} and nothing below it.`);
  if (input.changelog?.twice)
    found.push(
      `changelog-file has two sections for ${input.version.text}, and the notes have the first: make one of them.`,
    );
  const breaking = groups.find(({ kind }) => kind === 'breaking');
  if (breaking && migration.length === 0 && input.version.patch === 0) {
    const count = breaking.entries.length;
    found.push(
      `${input.version.tag} has ${count} breaking ${count === 1 ? 'change' : 'changes'} and no migration notes: write them in notes-file, or under "### Migration" in changelog-file.`,
    );
  }
  return found;
}

/** What is odd about the range itself: a reason to think again before anything is public. */
export function rangeWarnings(input: NotesInput): readonly string[] {
  return [...(input.rangeWarnings ?? []), ...featuresInPatch(input, changesIn(input))];
}

/** A patch promises that nothing came; before 0.1.0 there is no other number than the last. */
function featuresInPatch({ version, previousTag }: NotesInput, changes: readonly Change[]): string[] {
  if (version.patch === 0 || version.major + version.minor === 0 || previousTag === undefined) return [];
  // A date promises nothing.
  if (version.major >= 1990 && version.major < 2100) return [];
  const more = changes.filter(({ type, breaking }) => breaking || type === 'feat' || type === 'feature');
  const [first] = more;
  if (!first) return [];
  const kind = more.some(({ breaking }) => breaking) ? 'breaking changes or features' : 'features';
  const bump = version.major > 0 && kind !== 'features' ? 'major' : 'minor';
  const what = more.length === 1 ? kind.replace(/s( or|$)/g, '$1') : kind;
  return [
    `${version.tag} is a patch by its number and holds ${more.length} ${what} (${cleanLine(first.subject)}): by SemVer that is a ${bump} version.`,
  ];
}

/** How many commits are named in a warning. */
const mostNamed = 5;

/** One warning for all: the commit's text, and what would have counted. */
function nearMisses(changes: readonly Change[]): string[] {
  const missed = changes.flatMap(({ hash, nearMiss }) =>
    nearMiss === undefined ? [] : [`${hash.slice(0, 7)} says "${cutLine(cleanLine(nearMiss), 80)}"`],
  );
  if (missed.length === 0) return [];
  const rest = missed.length - mostNamed;
  const named = `${missed.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return [
    `${named}: not counted as ${missed.length === 1 ? 'a breaking change' : 'breaking changes'}. ` +
      'What counts is "type(scope)!: text" as the first line, or "BREAKING CHANGE: text" as the last paragraph. ' +
      'If users must act, raise the major version and say how in notes-file.',
  ];
}

function isText(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}
