// The notes of this release: gathered from Git while nothing is built yet, written once the digest is known.
import { count } from '../../report/quantities.ts';
import { type Notes, rangeWarnings, renderNotes } from '../../changelog/notes.ts';
import { authorsIn, peopleOf, type People } from '../../changelog/people.ts';
import { readTypes } from '../../changelog/types.ts';
import { messageOf } from '../../errors.ts';
import type { Context } from '../../plan/context.ts';
import type { Plan } from '../../plan/plan.ts';
import type { TagRef } from '../../plan/version/range.ts';
import type { Image } from '../../plan/artifacts.ts';
import type { RemoteWorld } from '../../world/world.ts';
import { gatherNotes } from './gather.ts';
import { placesIn, readNotesFile } from './notes-file.ts';
import { type Proof, verifyLines } from './verify-commands.ts';
import type { Inputs } from '../../plan/inputs/inputs.ts';
import type { Job } from '../../run/job.ts';
import { compact } from '../../compact.ts';

export interface ReleaseNotes {
  readonly previousTag?: string;
  /** Of a first stable release, the last prerelease before it. */
  readonly after?: string;
  readonly commits: readonly { readonly sha: string; readonly subject: string }[];
  /** Writes the notes, in at most `room` characters; with the image, how to verify it is among them. */
  readonly write: (proof?: Proof & { readonly image: Image }, room?: number) => Notes;
}

export async function releaseNotes(
  job: Pick<Job<Plan, RemoteWorld>, 'plan' | 'world' | 'steps'>,
  tags: readonly TagRef[],
  inputs: Inputs,
  context: Context,
): Promise<ReleaseNotes> {
  const { plan, world, steps } = job;
  return steps.run({
    title: 'Gather the notes',
    make: async (log) => {
      const { changelog } = inputs;
      const types = await readTypes(changelog.types);
      const { owner, name, serverUrl } = plan.repository;
      const notesFile =
        changelog.notesFile === undefined
          ? undefined
          : await readNotesFile(changelog.notesFile, plan.commit, world.git, placesIn(context));
      const { input } = await gatherNotes(
        world.git,
        compact({
          version: plan.version,
          commit: plan.commit,
          tagPrefix: inputs.tagPrefix,
          repository: { owner, name, serverUrl },
          types,
          style: changelog.style,
          paths: changelog.paths,
          header: changelog.header,
          footer: changelog.footer,
          previousTag: inputs.previousTag,
          changelogFile: changelog.file,
          notesFile: notesFile === undefined ? undefined : notesFile.text,
          notesFilePath: notesFile === undefined ? undefined : notesFile.path,
          configExample: changelog.configExample,
          migrations: changelog.migrations,
        }),
        tags,
      );
      // Said now, while nothing is public: what comes of it may be another tag.
      for (const warning of rangeWarnings(input)) log(`warning: ${warning}`);
      const people =
        input.previousTag === undefined
          ? undefined
          : await peopleSince(job, input.previousTag, input.commits, log);
      const full = people === undefined ? input : { ...input, people };
      return compact({
        previousTag: input.previousTag,
        after: input.after,
        commits: input.commits
          .filter(({ outside: elsewhere }) => !elsewhere)
          .map(({ hash, subject }) => ({ sha: hash, subject })),
        write: (proof?: Parameters<ReleaseNotes['write']>[0], room?: number) =>
          renderNotes(
            compact({
              ...full,
              verify: proof === undefined ? undefined : verifyLines(plan, proof.image, proof),
              limit: room,
            }),
          ),
      }) satisfies ReleaseNotes;
    },
    outcome: 'checked',
    describe: ({ commits, previousTag, after }) => {
      const first = after === undefined ? 'the first release' : `the first stable release, after ${after}`;
      return `${count(commits.length, 'commit')}${previousTag === undefined ? `, ${first}` : ` since ${previousTag}`}`;
    },
  });
}

/** Names are a courtesy: where GitHub does not say them, the notes have none. */
async function peopleSince(
  job: Pick<Job<Plan, RemoteWorld>, 'plan' | 'world'>,
  previousTag: string,
  commits: Parameters<typeof peopleOf>[0],
  log: (line: string) => void,
): Promise<People | undefined> {
  const {
    plan,
    world: { github },
  } = job;
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
