// `npm run notes -- --repo DIR --tag vX.Y.Z`: prints the notes that the action would write, with no network.
import { parseArgs } from 'node:util';
import { ReleaseError, messageOf } from '../errors.ts';
import { makeExec } from '../world/process/exec.ts';
import { type Git, makeGit } from '../world/git/git.ts';

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
  const environment = Object.entries(process.env).filter((e): e is [string, string] => e[1] !== undefined);
  const git = withTagsAsked(
    makeGit(makeExec({ env: Object.fromEntries(environment) }), { cwd: values.repo }),
  );
  // Git lists its tags while all else is loaded: of a short history that is half of the time.
  const { printNotes } = await import('./print-notes.ts');
  await printNotes(git, values);
}

/** Asks a full clone for its tags now, since every range begins with them. */
function withTagsAsked(git: Git): Git {
  const asked = git.isShallow().then((shallow) => (shallow ? undefined : git.tagNames()));
  // Whoever awaits the tags meets the error; until then it is not one that nobody handles.
  asked.catch(() => undefined);
  return { ...git, tagNames: async () => (await asked) ?? git.tagNames() };
}

main().catch((error: unknown) => {
  const hint = error instanceof ReleaseError ? `\n${error.hint}` : '';
  process.stderr.write(`${messageOf(error)}${hint}\n`);
  process.exitCode = 1;
});
