// What `npm run notes` does with its arguments: reads the range, and prints its notes or all that is known of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTypes } from '../changelog/types.ts';
import { type Notes, renderNotes } from '../changelog/notes.ts';
import { ReleaseError, messageOf } from '../errors.ts';
import type { TagName } from '../plan/brands.ts';
import { pathspec } from '../plan/inputs/pathspec.ts';
import type { TagRef } from '../plan/version/range.ts';
import { parseTag } from '../plan/version/version.ts';
import { namedFileFaults } from '../steps/notes/named-files.ts';
import { type NotesRequest, gatherNotes } from '../steps/notes/gather.ts';
import type { Git } from '../world/git/git.ts';
import { compact } from '../compact.ts';

export interface NotesArguments {
  readonly repo: string;
  readonly tag?: string;
  readonly from?: string;
  readonly json: boolean;
  readonly 'tag-prefix': string;
  readonly repository?: string;
  readonly types?: string;
  readonly style: string;
  readonly path?: readonly string[];
  readonly 'changelog-file'?: string;
  readonly 'notes-file'?: string;
  readonly 'config-example'?: string;
  readonly migrations?: string;
}

const usage =
  'npm run notes -- --repo DIR --tag vX.Y.Z [--from TAG] [--json] [--tag-prefix P] [--repository OWNER/NAME]\n' +
  '  [--types JSON] [--style full|short] [--path P]… [--changelog-file F] [--notes-file F]\n' +
  '  [--config-example F] [--migrations GLOB]';

/** @throws ReleaseError when the tag is none, or the range cannot be read. */
export async function printNotes(git: Git, values: NotesArguments): Promise<void> {
  const version = parseTag(values.tag ?? '', values['tag-prefix']);
  if (!version) {
    throw new ReleaseError(`${values.tag ?? 'nothing'} is not a release tag`, { hint: usage });
  }
  const remote = values.repository ?? originOf(values.repo);
  const [owner, name] = remote?.split('/') ?? [];
  const request: NotesRequest = compact({
    version,
    tagPrefix: values['tag-prefix'],
    references: values.json,
    style: values.style === 'short' ? 'short' : 'full',
    previousTag: values.from,
    repository: owner && name ? { owner, name, serverUrl: 'https://github.com' } : undefined,
    types: values.types === undefined ? undefined : await readTypes(values.types),
    paths: values.path?.map(pathspec),
    changelogFile: values['changelog-file'],
    notesFile: values['notes-file'] === undefined ? undefined : textOf(values['notes-file']),
    configExample: values['config-example'],
    migrations: values.migrations,
  });
  const { input, range } = await gatherNotes(git, request);
  const notes = renderNotes(input);
  process.stdout.write(values.json ? `${JSON.stringify(asJson(notes, range.previous))}\n` : notes.body);
  const { configExample, migrations, changelogFile, paths } = request;
  const faults =
    (configExample ?? migrations ?? changelogFile ?? paths) === undefined
      ? []
      : await namedFileFaults(
          request,
          `refs/tags/${version.tag}`,
          git,
          await previousOf(git, range.previous),
        );
  for (const { message, hint } of faults) process.stderr.write(`warning: ${message}\n${hint}\n`);
  for (const warning of notes.warnings) process.stderr.write(`warning: ${warning}\n`);
}

/** The release before, where a file that is gone was. */
async function previousOf(git: Git, previous: TagName | undefined): Promise<readonly TagRef[]> {
  if (previous === undefined) return [];
  return [{ name: previous, commit: await git.commitOf(`refs/tags/${previous}`), annotated: false }];
}

function asJson(notes: Notes, previousTag: string | undefined): object {
  return { previousTag: previousTag ?? null, ...notes };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ReleaseError(`notes-file ${file} cannot be read: ${messageOf(error)}`, { hint: usage });
  }
}

/** `owner/name` of a GitHub origin, read from the repository's own configuration; no process is spent on it. */
function originOf(repo: string): string | undefined {
  try {
    const config = readFileSync(join(repo, '.git', 'config'), 'utf8');
    return /\[remote "origin"\][^[]*?url = \S*github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?\s/.exec(
      config,
    )?.[1];
  } catch (error) {
    // A worktree's or a bare repository's configuration lies elsewhere: the notes have no links then.
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
