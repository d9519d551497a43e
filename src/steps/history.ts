// What Git and GitHub know of the tag: that it is where the run is, what is checked out, and which tags there are.
import { type Fault, ReleaseError, messageOf } from '../errors.ts';
import type { Context } from '../plan/context.ts';
import type { Inputs } from '../plan/inputs.ts';
import type { History } from '../plan/plan.ts';
import type { TagRef } from '../plan/range.ts';
import type { Version } from '../plan/version.ts';
import type { Steps } from '../step.ts';
import type { Outside } from '../world/world.ts';

export interface KnownHistory {
  readonly history: History;
  readonly tags: readonly TagRef[];
  /** Everything about tag and checkout that keeps the release from beginning. */
  readonly faults: readonly Fault[];
}

/** Reads tags and commit, and finds what is wrong with them, all at once. */
export async function history(
  version: Version,
  inputs: Inputs,
  context: Context,
  outside: Outside,
  steps: Steps,
): Promise<KnownHistory> {
  return steps.run({
    title: 'Read tags and commit',
    make: async (log) => {
      const { git } = outside;
      const tags = await allTags(outside, log);
      const tag = tags.find(({ name }) => name === version.tag);
      const faults: Fault[] = [];
      if (!tag) {
        faults.push({
          message: `there is no tag ${version.tag} in ${context.repository.fullName}`,
          hint: `git push origin ${version.tag}`,
        });
      } else if (tag.commit !== context.sha) {
        faults.push(otherCommit(version, tag, context));
      }
      const head = await checkedOut(outside);
      if (head === undefined) {
        faults.push({
          message: 'the repository is not checked out',
          hint: '- uses: actions/checkout@v6   # before this action',
        });
      } else if (head !== context.sha) {
        faults.push({
          message: `the workspace has ${head} checked out, not ${context.sha}, the commit of this run`,
          hint: '- uses: actions/checkout@v6   # without ref:, so that it takes the commit of the run',
        });
      }
      faults.push(...(await onBranch(inputs, context, outside)));
      const commitTime = head === undefined ? 0 : await git.committerDate(head);
      return {
        history: { tags: tags.map(({ name }) => name), commit: context.sha, commitTime },
        tags,
        faults,
      };
    },
    outcome: 'checked',
    describe: ({ tags, faults }) =>
      `${tags.length} tags${faults.length === 0 ? '' : `, ${faults.length} faults`}`,
  });
}

/** The remote's tags are all of them; the checkout's own do where the remote cannot be asked. */
async function allTags({ git }: Outside, log: (line: string) => void): Promise<readonly TagRef[]> {
  try {
    return await git.remoteTags();
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    log(
      `the remote's tags cannot be read (${messageOf(error).split('\n', 1)[0] ?? ''}); taking the checkout's`,
    );
    return git.tags();
  }
}

export async function checkedOut({ git }: Outside): Promise<string | undefined> {
  try {
    return await git.commitOf('HEAD');
  } catch (error) {
    if (error instanceof ReleaseError) return undefined;
    throw error;
  }
}

function otherCommit(version: Version, tag: TagRef, context: Context): Fault {
  const file = /\.github\/workflows\/([^@]+)@/.exec(context.workflowRef)?.[1] ?? 'release.yml';
  return {
    message: `the tag ${version.tag} is ${tag.commit}, but the run was started on ${context.ref} at ${context.sha}: its provenance would name the wrong commit`,
    hint: `gh workflow run ${file} --repo ${context.repository.fullName} --ref ${version.tag}`,
  };
}

/** GitHub says whether the commit is reachable, so that no history is fetched for it. */
async function onBranch(inputs: Inputs, context: Context, { github }: Outside): Promise<readonly Fault[]> {
  if (inputs.releaseBranches.length === 0) return [];
  for (const branch of inputs.releaseBranches) {
    if (await github.isReachable(context.sha, branch)) return [];
  }
  const branches = inputs.releaseBranches.join(', ');
  return [
    {
      message: `${context.sha} is on none of the release branches ${branches}`,
      hint: `git switch ${inputs.releaseBranches[0] ?? 'main'} && git merge ${context.sha} && git push   # then run the workflow again`,
    },
  ];
}
