// The notes of this release: gathered from Git while nothing is built yet, written once the digest is known.
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Notes, renderNotes } from '../../changelog/notes.ts';
import { authorsIn, peopleOf, type People } from '../../changelog/people.ts';
import { readTypes } from '../../changelog/types.ts';
import { ReleaseError, messageOf } from '../../errors.ts';
import type { Context } from '../../plan/context.ts';
import type { Inputs } from '../../plan/inputs/parse.ts';
import type { Plan } from '../../plan/plan.ts';
import type { TagRef } from '../../plan/version/range.ts';
import type { Image } from '../../plan/artifacts.ts';
import type { Steps } from '../../run/step.ts';
import type { Outside } from '../../world/world.ts';
import { gatherNotes } from './gather.ts';
import { type Proof, verifyLines } from './verify-commands.ts';

export interface ReleaseNotes {
  readonly previousTag?: string;
  readonly commits: readonly { readonly sha: string; readonly subject: string }[];
  /** Writes the notes; with the image, how to verify it is among them. */
  readonly write: (proof?: Proof & { readonly image: Image }) => Notes;
}

export async function releaseNotes(
  plan: Plan,
  tags: readonly TagRef[],
  inputs: Inputs,
  context: Context,
  outside: Outside,
  steps: Steps,
): Promise<ReleaseNotes> {
  return steps.run({
    title: 'Gather the notes',
    make: async (log) => {
      const { changelog } = inputs;
      const types = await readTypes(changelog.types);
      const { owner, name, serverUrl } = plan.repository;
      const notesFile =
        changelog.notesFile === undefined
          ? undefined
          : await readFile(notesPath(changelog.notesFile, context), 'utf8');
      const { input } = await gatherNotes(
        outside.git,
        {
          version: plan.version,
          commit: plan.commit,
          tagPrefix: inputs.tagPrefix,
          repository: { owner, name, serverUrl },
          types,
          style: changelog.style,
          paths: changelog.paths,
          header: changelog.header,
          footer: changelog.footer,
          ...(inputs.previousTag === undefined ? {} : { previousTag: inputs.previousTag }),
          ...(changelog.file === undefined ? {} : { changelogFile: changelog.file }),
          ...(notesFile === undefined ? {} : { notesFile }),
          ...(changelog.configExample === undefined ? {} : { configExample: changelog.configExample }),
          ...(changelog.migrations === undefined ? {} : { migrations: changelog.migrations }),
        },
        tags,
      );
      const people =
        input.previousTag === undefined
          ? undefined
          : await peopleSince(input.previousTag, plan, input.commits, outside, log);
      const full = people === undefined ? input : { ...input, people };
      return {
        ...(input.previousTag === undefined ? {} : { previousTag: input.previousTag }),
        commits: input.commits.map(({ hash, subject }) => ({ sha: hash, subject })),
        write: (proof) =>
          renderNotes(
            proof === undefined ? full : { ...full, verify: verifyLines(plan, proof.image, proof) },
          ),
      } satisfies ReleaseNotes;
    },
    outcome: 'checked',
    describe: ({ commits, previousTag }) =>
      `${commits.length} commits${previousTag === undefined ? ', the first release' : ` since ${previousTag}`}`,
  });
}

/**
 * Where the notes are: below the workspace, or at an absolute path in it or in the runner's temporary folder, where a step
 * before this one may have written them.
 */
export function notesPath(
  file: string,
  { workspace, runner }: { readonly workspace: string; readonly runner: { readonly temp: string } },
): string {
  const path = isAbsolute(file) ? resolve(file) : join(workspace, file);
  if (!isAbsolute(file) || [workspace, runner.temp].some((folder) => isWithin(folder, path))) return path;
  throw new ReleaseError(
    `notes-file ${file} is neither in the workspace nor in the runner's temporary folder`,
    {
      hint: 'with: { notes-file: "${{ runner.temp }}/notes.md" }',
    },
  );
}

function isWithin(folder: string, path: string): boolean {
  const below = relative(folder, path);
  return below !== '' && below.split(sep)[0] !== '..' && !isAbsolute(below);
}

/** Names are a courtesy: where GitHub does not say them, the notes have none. */
async function peopleSince(
  previousTag: string,
  plan: Plan,
  commits: Parameters<typeof peopleOf>[0],
  { github }: Outside,
  log: (line: string) => void,
): Promise<People | undefined> {
  try {
    const compared = await github.compare(previousTag, plan.tag);
    const authors = authorsIn(compared);
    const known = await Promise.all(authors.map((login) => github.hasCommits(login, previousTag)));
    return peopleOf(commits, compared, new Set(authors.filter((_, at) => known[at] === false)));
  } catch (error) {
    log(`GitHub does not say who made this release (${messageOf(error)}); the notes name nobody`);
    return undefined;
  }
}
