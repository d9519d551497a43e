// `npm run notes -- --repo DIR --tag vX.Y.Z`: prints the notes that the action would write, with no network.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readTypes } from './changelog/types.ts';
import { type Notes, renderNotes } from './changelog/notes.ts';
import { ReleaseError, messageOf } from './errors.ts';
import { parseTag } from './plan/version.ts';
import { type NotesRequest, gatherNotes } from './steps/notes.ts';
import { makeExec } from './world/exec.ts';
import { makeGit } from './world/git.ts';

const usage =
  'npm run notes -- --repo DIR --tag vX.Y.Z [--from TAG] [--json] [--tag-prefix P] [--repository OWNER/NAME]\n' +
  '  [--types JSON] [--style full|short] [--path P]… [--changelog-file F] [--notes-file F]\n' +
  '  [--config-example F] [--migrations GLOB]';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repo: { type: 'string', default: '.' },
      tag: { type: 'string' },
      from: { type: 'string' },
      json: { type: 'boolean', default: false },
      'tag-prefix': { type: 'string', default: '' },
      repository: { type: 'string' },
      types: { type: 'string' },
      style: { type: 'string', default: 'full' },
      path: { type: 'string', multiple: true },
      'changelog-file': { type: 'string' },
      'notes-file': { type: 'string' },
      'config-example': { type: 'string' },
      migrations: { type: 'string' },
    },
  });
  const version = parseTag(values.tag ?? '', values['tag-prefix']);
  if (!version) {
    throw new ReleaseError(`${values.tag ?? 'nothing'} is no release tag`, { hint: usage });
  }
  const environment = Object.entries(process.env).filter((e): e is [string, string] => e[1] !== undefined);
  const git = makeGit(makeExec({ env: Object.fromEntries(environment) }), { cwd: values.repo });
  const remote = values.repository ?? originOf(values.repo);
  const [owner, name] = remote?.split('/') ?? [];
  const request: NotesRequest = {
    version,
    tagPrefix: values['tag-prefix'],
    references: values.json,
    style: values.style === 'short' ? 'short' : 'full',
    ...(values.from === undefined ? {} : { previousTag: values.from }),
    ...(owner && name ? { repository: { owner, name, serverUrl: 'https://github.com' } } : {}),
    ...(values.types === undefined ? {} : { types: await readTypes(values.types) }),
    ...(values.path === undefined ? {} : { paths: values.path }),
    ...(values['changelog-file'] === undefined ? {} : { changelogFile: values['changelog-file'] }),
    ...(values['notes-file'] === undefined ? {} : { notesFile: readFileSync(values['notes-file'], 'utf8') }),
    ...(values['config-example'] === undefined ? {} : { configExample: values['config-example'] }),
    ...(values.migrations === undefined ? {} : { migrations: values.migrations }),
  };
  const { input, range } = await gatherNotes(git, request);
  const notes = renderNotes(input);
  process.stdout.write(values.json ? `${JSON.stringify(asJson(notes, range.previous?.name))}\n` : notes.body);
  for (const warning of notes.warnings) process.stderr.write(`warning: ${warning}\n`);
}

function asJson(notes: Notes, previousTag: string | undefined): object {
  return { previousTag: previousTag ?? null, ...notes };
}

/** `owner/name` of a GitHub origin, read from the repository's own configuration; no process is spent on it. */
function originOf(repo: string): string | undefined {
  try {
    const config = readFileSync(join(repo, '.git', 'config'), 'utf8');
    return /\[remote "origin"\][^[]*?url = \S*github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\s/.exec(
      config,
    )?.[1];
  } catch (error) {
    // A worktree's or a bare repository's configuration lies elsewhere: the notes have no links then.
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

main().catch((error: unknown) => {
  const hint = error instanceof ReleaseError ? `\n${error.hint}` : '';
  process.stderr.write(`${messageOf(error)}${hint}\n`);
  process.exitCode = 1;
});
