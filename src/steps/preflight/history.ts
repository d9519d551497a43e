// What Git and GitHub know of the tag: that it is where the run is, what is checked out, and which tags there are.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { count } from '../../report/quantities.ts';
import { type Fault, ReleaseError, messageOf } from '../../errors.ts';
import type { CommitSha } from '../../plan/brands.ts';
import type { Context } from '../../plan/context.ts';
import type { History } from '../../plan/plan.ts';
import type { TagRef } from '../../plan/version/range.ts';
import { versionFileFaults } from '../../plan/version/version-files.ts';
import type { Version } from '../../plan/version/version.ts';
import type { Git } from '../../world/git/git.ts';
import { isTransient } from '../../world/retry/retry.ts';
import type { RemoteWorld } from '../../world/world.ts';
import type { Inputs } from '../../plan/inputs/inputs.ts';
import type { Job } from '../../run/job.ts';
import type { Run } from '../../run/run.ts';
import { onBranch } from './release-branches.ts';
import { compact } from '../../compact.ts';

export interface KnownHistory {
  readonly history: History;
  readonly tags: readonly TagRef[];
  /** Everything about tag and checkout that keeps the release from beginning. */
  readonly faults: readonly Fault[];
  /** False where the workspace is no checkout: what else is missing there is of no account. */
  readonly isCheckedOut: boolean;
}

/**
 * Reads tags and commit, and finds what is wrong with them, all at once. `proposed` is the commit of a version that has
 * no tag yet.
 */
export async function history(
  job: Pick<Job<unknown, RemoteWorld>, 'world' | 'steps'>,
  version: Version,
  { inputs, context }: Pick<Run, 'inputs' | 'context'>,
  proposed?: CommitSha,
): Promise<KnownHistory> {
  const { world, steps } = job;
  return steps.run({
    title: 'Read tags and commit',
    make: async (log) => {
      const { git } = world;
      const tags = await allTags(git, log);
      const own = runCommit(version, tags, context);
      const commit = proposed ?? own;
      const head = await checkedOut(world);
      const faults: Fault[] = [
        ...(proposed === undefined ? tagFaults(version, tags, context, log) : []),
        ...(await headFaults(head, proposed === undefined ? own : undefined, context)),
      ];
      // What a pull request holds is on no branch before it is merged.
      if (context.pullRequest === undefined) faults.push(...(await onBranch(commit, inputs, world)));
      if (head !== undefined) faults.push(...(await stated(version, inputs, world, commit)));
      const commitTime = head === undefined ? 0 : await git.committerDate(proposed ?? head);
      return {
        history: { tags: tags.map(({ name }) => name), commit, commitTime },
        tags,
        faults,
        isCheckedOut: head !== undefined,
      };
    },
    outcome: 'checked',
    describe: ({ tags, faults }) =>
      `${count(tags.length, 'tag')}${faults.length === 0 ? '' : `, ${count(faults.length, 'fault')}`}`,
  });
}

/** The remote's tags are all of them; the checkout's own do where the remote cannot be asked. */
export async function allTags(git: Git, log: (line: string) => void): Promise<readonly TagRef[]> {
  try {
    return await git.remoteTags();
  } catch (error) {
    // A remote that is only busy knows of tags that the checkout lacks: notes and pointers would be wrong without them.
    if (!(error instanceof ReleaseError) || isTransient(error)) throw error;
    log(
      `the remote's tags cannot be read (${messageOf(error).split('\n', 1)[0] ?? ''}); taking the checkout's`,
    );
    return git.tags();
  }
}

function tagFaults(
  version: Version,
  tags: readonly TagRef[],
  context: Context,
  log: (line: string) => void,
): readonly Fault[] {
  const tag = tags.find(({ name }) => name === version.tag);
  if (!tag) {
    return [
      {
        code: 'tag-missing',
        message: `there is no tag ${version.tag} in ${context.repository.fullName}`,
        hint: `git push origin ${version.tag}`,
      },
    ];
  }
  log(`${tag.name} is ${tag.annotated ? 'an annotated' : 'a lightweight'} tag of ${tag.commit}`);
  return tag.commit === runCommit(version, tags, context) ? [] : [otherCommit(version, tag, context)];
}

/**
 * The commit of the run. GITHUB_SHA is that for a push of an annotated tag (actions/checkout#697); what it is where a run is
 * started by hand on one is not known, and may be the tag's own object.
 */
function runCommit(version: Version, tags: readonly TagRef[], context: Context): CommitSha {
  const tag = tags.find(({ name }) => name === version.tag);
  return tag?.object !== undefined && tag.object === context.sha ? tag.commit : context.sha;
}

/** `wanted` is the commit that must be checked out; absent: any will do. */
async function headFaults(
  head: string | undefined,
  wanted: string | undefined,
  { workspace }: Pick<Context, 'workspace'>,
): Promise<readonly Fault[]> {
  if (head === undefined) {
    const below = await checkoutBelow(workspace);
    return [
      {
        code: 'no-checkout',
        message: `the repository is not checked out${below === undefined ? '' : ` in the workspace itself, but in its folder ${below}`}`,
        hint: `- uses: actions/checkout@v6   # ${below === undefined ? 'before this action' : 'without path:, so that it is the workspace'}`,
      },
    ];
  }
  if (wanted === undefined || head === wanted) return [];
  return [
    {
      code: 'no-checkout',
      message: `the workspace has ${head} checked out, not ${wanted}, the commit of this run`,
      hint: '- uses: actions/checkout@v6   # without ref:, so that it takes the commit of the run',
    },
  ];
}

/** A folder of the workspace that is a checkout, as `path:` of actions/checkout makes it. */
async function checkoutBelow(workspace: string): Promise<string | undefined> {
  const entries = await readdir(workspace, { withFileTypes: true }).catch(() => []);
  return entries.find((entry) => entry.isDirectory() && existsSync(join(workspace, entry.name, '.git')))
    ?.name;
}

/** The `version-files` as the commit has them, whatever the workspace has become since. */
async function stated(
  version: Version,
  { versionFiles }: Inputs,
  { git }: RemoteWorld,
  commit: CommitSha,
): Promise<readonly Fault[]> {
  const files = await Promise.all(
    versionFiles.map(async (path) => {
      const text = await git.show(commit, path);
      return compact({ path, text });
    }),
  );
  return versionFileFaults(files, version).map((fault) => ({ ...fault, code: 'version-file' as const }));
}

export async function checkedOut({ git }: RemoteWorld): Promise<string | undefined> {
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
    code: 'tag-elsewhere',
    message: `the tag ${version.tag} is ${tag.commit}, but the run was started on ${context.ref} at ${context.sha}: its provenance would name the wrong commit`,
    hint: `gh workflow run ${file} --repo ${context.repository.fullName} --ref ${version.tag}`,
  };
}
