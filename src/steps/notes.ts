// Gathers from Git what the notes of a release are made of: the range, its commits, the files that belong to them.
import { type ChangelogSection, migrationFor, sectionOf } from '../changelog/changelog-file.ts';
import { readCommit } from '../changelog/parse.ts';
import type { ChangelogType } from '../changelog/groups.ts';
import type { Style } from '../changelog/lines.ts';
import type { NotesInput, Repository } from '../changelog/notes.ts';
import type { CommitSha } from '../plan/brands.ts';
import { type Range, type TagRef, planRange } from '../plan/range.ts';
import type { Version } from '../plan/version.ts';
import type { Git } from '../world/git.ts';

export interface NotesRequest {
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
  /** The text of the `notes-file`. */
  readonly notesFile?: string;
  readonly header?: string;
  readonly footer?: string;
  /** The path of a sample configuration in the repository. */
  readonly configExample?: string;
  /** Whether the commits are to have their references, which the notes do not need. */
  readonly references?: boolean;
  /** A glob of the schema migrations in the repository. */
  readonly migrations?: string;
}

export interface GatheredNotes {
  readonly range: Range;
  /** Complete but for people and the commands that verify, which are known later. */
  readonly input: NotesInput;
}

/**
 * Reads all the notes need, a plain checkout with two git processes: the tags, the log. A shallow clone is deepened
 * first, and asks the remote for its tags unless `remoteTags` says them; excluded tags that are not here are fetched.
 * @throws ReleaseError when `previousTag` does not exist or the history cannot be completed.
 */
export async function gatherNotes(
  git: Git,
  request: NotesRequest,
  remoteTags?: readonly TagRef[],
): Promise<GatheredNotes> {
  const { version, tagPrefix, previousTag } = request;
  const shallow = await git.isShallow();
  const tags = remoteTags ?? (await (shallow ? git.remoteTags() : git.tags()));
  const commit =
    request.commit ??
    tags.find(({ name }) => name === version.tag)?.commit ??
    (await git.commitOf(`refs/tags/${version.tag}`));
  const range = planRange({
    tags,
    version,
    tagPrefix,
    ...(previousTag === undefined ? {} : { previousTag }),
  });
  const excluded =
    shallow || remoteTags
      ? await git.deepen({
          ...(tags.some(({ name }) => name === version.tag) ? { tag: version.tag } : {}),
          commit,
          exclude: range.exclude,
        })
      : range.exclude;

  const exclude = excluded.map((tag) => tag.commit);
  const [commits, changelog, upgrading] = await Promise.all([
    git.log({ tip: commit, exclude, ...(request.paths ? { paths: request.paths } : {}) }, (raw) =>
      readCommit(raw, request.references),
    ),
    changelogSection(git, request, commit),
    upgrade(git, request, commit, range.previous),
  ]);
  const migration = request.notesFile === undefined ? '' : migrationFor(request.notesFile, version.text);
  const { repository, types, style, header, footer } = request;
  const input: NotesInput = {
    version,
    commits,
    ...(range.previous ? { previousTag: range.previous.name } : {}),
    ...(repository ? { repository } : {}),
    ...(types ? { types } : {}),
    ...(style ? { style } : {}),
    ...(header === undefined ? {} : { header }),
    ...(footer === undefined ? {} : { footer }),
    ...(migration === '' ? {} : { migration }),
    ...(changelog === undefined ? {} : { changelog }),
    ...(upgrading === undefined ? {} : { upgrading }),
  };
  return { range, input };
}

async function changelogSection(
  git: Git,
  { changelogFile, version }: NotesRequest,
  commit: CommitSha,
): Promise<ChangelogSection | null | undefined> {
  if (changelogFile === undefined || changelogFile === '') return undefined;
  const text = await git.show(commit, changelogFile);
  return text === undefined ? null : (sectionOf(text, version.text) ?? null);
}

async function upgrade(
  git: Git,
  { configExample, migrations }: NotesRequest,
  commit: CommitSha,
  previous: TagRef | undefined,
): Promise<readonly string[] | undefined> {
  if (previous === undefined || (configExample ?? migrations) === undefined) return undefined;
  // The readers of YAML and TOML are loaded only where they are asked for: they would double the time to start.
  const { describeUpgrade } = await import('../changelog/upgrading.ts');
  const [before, after, filesBefore, filesAfter] = await Promise.all([
    configExample === undefined ? undefined : git.show(previous.commit, configExample),
    configExample === undefined ? undefined : git.show(commit, configExample),
    migrations === undefined ? [] : git.listFiles(previous.commit, migrations),
    migrations === undefined ? [] : git.listFiles(commit, migrations),
  ]);
  return describeUpgrade({
    previousTag: previous.name,
    ...(configExample === undefined ? {} : { config: { path: configExample, before, after } }),
    migrations: { before: filesBefore, after: filesAfter },
  });
}
