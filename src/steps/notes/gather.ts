// Gathers from Git what the notes of a release are made of: the range, its commits, the files that belong to them.
import type { ChangelogSection } from '../../changelog/file/section.ts';
import { readCommit } from '../../changelog/commits/parse.ts';
import { type Origin, originOf, withoutReleased } from '../../changelog/commits/released.ts';
import type { ChangelogType } from '../../changelog/groups.ts';
import type { Style } from '../../changelog/markdown/lines.ts';
import type { NotesInput, Repository } from '../../changelog/notes.ts';
import type { CommitSha, TagName } from '../../plan/brands.ts';
import { type Range, type TagRef, planRange } from '../../plan/version/range.ts';
import type { Version } from '../../plan/version/version.ts';
import type { Git } from '../../world/git/git.ts';
import { mergedBack } from './merged-back.ts';
import { passingOverOddTags } from './odd-tags.ts';
import { type Revisions, settleRange } from './settle-range.ts';
import { type UpgradeRequest, upgrade } from './upgrade.ts';
import { compact } from '../../compact.ts';

export interface NotesRequest extends UpgradeRequest {
  readonly version: Version;
  /** The commit of the release; the one the tag points at here, unless given. */
  readonly commit?: CommitSha;
  readonly tagPrefix: string;
  readonly previousTag?: string;
  readonly repository?: Repository;
  readonly types?: readonly ChangelogType[] | undefined;
  readonly style?: Style;
  /** Pathspecs. */
  readonly paths?: readonly string[];
  /** The path of a CHANGELOG.md in the repository. */
  readonly changelogFile?: string;
  /** The text of the `notes-file`, and its path where the commit has it. */
  readonly notesFile?: string;
  readonly notesFilePath?: string;
  readonly header?: string;
  readonly footer?: string;
  /** Whether the commits are to have their references, which the notes do not need. */
  readonly references?: boolean;
}

export interface GatheredNotes {
  readonly range: Range;
  /** Complete but for people and the commands that verify, which are known later. */
  readonly input: NotesInput;
}

/**
 * Reads all the notes need, a plain checkout with two git processes: the tags, the log. A shallow clone is deepened
 * first, and asks the remote for its tags unless `remoteTags` says them; excluded tags that are not here are fetched.
 * Tags that name no commit are passed over.
 * @throws ReleaseError when `previousTag` does not exist or the history cannot be completed.
 */
export async function gatherNotes(
  git: Git,
  request: NotesRequest,
  remoteTags?: readonly TagRef[],
): Promise<GatheredNotes> {
  const { version, previousTag } = request;
  return passingOverOddTags(git, { tag: version.tag, previousTag }, (seen, isOdd) =>
    gather(
      seen,
      request,
      remoteTags?.filter(({ name }) => !isOdd(name)),
    ),
  );
}

async function gather(
  git: Git,
  request: NotesRequest,
  remoteTags: readonly TagRef[] | undefined,
): Promise<GatheredNotes> {
  const { version, tagPrefix, previousTag } = request;
  const known = remoteTags ?? ((await git.isShallow()) ? await git.remoteTags() : undefined);
  const names = known?.map(({ name }) => name) ?? (await git.tagNames());
  const planned = planRange(
    compact({
      tags: names,
      version,
      tagPrefix,
      project: request.repository === undefined ? undefined : request.repository.name,
      previousTag,
    }),
  );
  const revisions = known
    ? await deepened(git, request, known, planned)
    : await named(git, request, names, planned);
  const settled = await settleRange(
    git,
    version,
    { range: planned, revisions },
    async () => known ?? (await git.tags()),
  );
  const { range, after, warnings } = settled;
  const { commit, exclude, previous } = settled.revisions;

  const lower: Origin[] = [];
  const commitRange = compact({
    tip: commit,
    exclude,
    paths: request.paths,
    beside: previous !== undefined && exclude.includes(previous) ? previous : undefined,
  });
  const [commits, changelog, upgrading] = await Promise.all([
    git.log(commitRange, (raw) => {
      if (!raw.beside) return readCommit(raw, request.references);
      lower.push(originOf(raw));
      return undefined;
    }),
    changelogSection(git, request, commit),
    upgrade(git, request, { commit, previousTag: range.previous, previous }),
  ]);
  const changes = commits.filter((change) => change !== undefined);
  // Before a first release there is none.
  if (exclude.length > 0) lower.push(...(await mergedBack(git, changes)));
  const migration = await migrationNotes(request);
  const { repository, types, style, header, footer } = request;
  const input: NotesInput = compact({
    version,
    commits: withoutReleased(changes, lower),
    previousTag: range.previous,
    after,
    rangeWarnings: warnings.length === 0 ? undefined : warnings,
    repository,
    types,
    style,
    header,
    footer,
    migration: migration === '' ? undefined : migration,
    changelog,
    upgrading,
  });
  return { range, input };
}

/** In a full clone git finds a tag's commit by itself: no process is spent on it. */
async function named(
  git: Git,
  { commit, version }: NotesRequest,
  names: readonly TagName[],
  { exclude, previous }: Range,
): Promise<Revisions> {
  const revision = (tag: TagName): string => `refs/tags/${tag}`;
  const own = revision(version.tag);
  return {
    commit: commit ?? (names.includes(version.tag) ? own : await git.commitOf(own)),
    exclude: exclude.map(revision),
    previous: previous && revision(previous),
  };
}

/** Completes a checkout that may lack a part of the range, by what the remote's tags point at. */
async function deepened(
  git: Git,
  request: NotesRequest,
  tags: readonly TagRef[],
  range: Range,
): Promise<Revisions> {
  const byName = new Map(tags.map((tag) => [tag.name, tag]));
  const own = byName.get(request.version.tag);
  const commit = request.commit ?? own?.commit ?? (await git.commitOf(`refs/tags/${request.version.tag}`));
  const exclude = range.exclude.map((name) => byName.get(name)).filter((tag) => tag !== undefined);
  const excluded = await git.deepen(compact({ tag: own ? own.name : undefined, commit, exclude }));
  return {
    commit,
    exclude: excluded.map((tag) => tag.commit),
    previous: range.previous && byName.get(range.previous)?.commit,
  };
}

async function changelogSection(
  git: Git,
  request: NotesRequest,
  commit: string,
): Promise<ChangelogSection | null | undefined> {
  const { changelogFile, version } = request;
  if (changelogFile === undefined || changelogFile === '') return undefined;
  const text = await git.show(commit, changelogFile);
  if (text === undefined) return null;
  // The reader of Markdown is loaded only where a file is to be read: most notes are made without.
  const { sectionOf } = await import('../../changelog/file/section.ts');
  const section = sectionOf(text, version.text);
  if (section === undefined) return null;
  const linked = await linksOf(changelogFile, request);
  return { ...section, text: linked(section.text), migration: linked(section.migration) };
}

async function migrationNotes(request: NotesRequest): Promise<string> {
  const { notesFile, notesFilePath, version } = request;
  if (notesFile === undefined || notesFile.trim() === '') return '';
  const { migrationFor } = await import('../../changelog/file/section.ts');
  const text = migrationFor(notesFile, version.text);
  return notesFilePath === undefined ? text : (await linksOf(notesFilePath, request))(text);
}

/** What leads from a file of the repository leads there from the release's page, too. */
async function linksOf(
  path: string,
  { repository, version }: NotesRequest,
): Promise<(text: string) => string> {
  if (repository === undefined) return (text) => text;
  const { withAbsoluteLinks } = await import('../../changelog/file/links.ts');
  return (text) => withAbsoluteLinks(text, { repository, tag: version.tag, path });
}
