// `mode: tag` on one screen: the version from the commits, the tag on a commit that CI has passed, the release started on it.
import { type Fault, FaultsError, ReleaseError, messageOf } from '../errors.ts';
import { parse } from 'yaml';
import type { Plan } from '../plan/plan.ts';
import { isJsonObject } from '../plan/json.ts';
import { type Run } from '../run/run.ts';
import { lagRetryPolicy } from '../world/registry/lag.ts';
import { TransientError, retry } from '../world/retry/retry.ts';
import { hasStatus } from '../world/retry/status.ts';
import type { WorkflowRun } from '../world/github/tagging.ts';
import { ciFaults } from '../steps/preflight/ci.ts';
import { resolvePlan } from './resolve-plan.ts';

/** What is now true. */
export interface Tagged {
  readonly plan: Plan;
  /** Why this version; holds a commit's subject as it is. */
  readonly why: string;
  /** Whether the tag was there before. */
  readonly found: boolean;
  /** The workflow file, and its run on the tag. */
  readonly workflow: string;
  readonly run: WorkflowRun;
}

/**
 * Makes the tag and starts the release. A rerun finds both.
 * @throws FaultsError with everything that stands in the way, before the tag is made; ReleaseError later.
 */
export async function tagRelease(run: Run): Promise<Tagged> {
  const { inputs, context, outside, steps, tagging, records, probe } = run;
  const { plan, why, faults } = await resolvePlan(run);
  if (plan === undefined) throw new FaultsError(faults);
  const { tag, commit } = plan;
  const workflow = inputs.workflow ?? ownWorkflow(context.workflowRef);
  const [there, mayWrite, wantsSigned, ci, startable] = await Promise.all([
    records.tagCommit(tag),
    probe.contents(),
    outside.git.signsTags(),
    steps.run({
      title: `Ask what CI says of ${commit.slice(0, 7)}`,
      make: () => ciFaults(commit, context, tagging),
      outcome: 'checked',
      describe: (found) => (found.length === 0 ? 'it has passed' : `${found.length} faults`),
    }),
    startFaults(workflow, commit, outside.git),
  ]);
  const all = [
    ...faults,
    ...(mayWrite === 'missing' ? [noContents] : []),
    // What is tagged is tagged; whether its release is sound its own run finds out.
    ...(there === undefined ? ci : []),
    ...(there === undefined && wantsSigned ? [unsigned(tag)] : []),
    ...startable,
    ...(there === undefined || there === commit ? [] : [taken(plan, there)]),
  ];
  if (all.length > 0) throw new FaultsError(all);

  steps.enter('publish');
  let found = false;
  await steps.run({
    title: `Tag ${commit.slice(0, 7)} as ${tag}`,
    find: async () => {
      const now = await records.tagCommit(tag);
      if (now !== undefined && now !== commit) throw asError(taken(plan, now));
      found = now !== undefined;
      return now;
    },
    make: async () => {
      // Another run may have made it in between: whether it made the same one is read back.
      await allowed(tagging.createTag(tag, commit, `${tag}\n`), plan);
      const now = await records.tagCommit(tag);
      if (now !== undefined && now !== commit) throw asError(taken(plan, now));
      return commit;
    },
    describe: () => `${context.repository.url}/releases/tag/${tag}`,
  });
  const started = await steps.run({
    title: `Start ${workflow} on ${tag}`,
    find: async () => (await tagging.runsOn(workflow, tag, commit))[0],
    make: async (log) => {
      await permitted(tagging.start(workflow, tag));
      // Until it is listed a rerun would start a second one.
      return retry(
        `the run of ${workflow} on ${tag}`,
        async () => {
          const [first] = await tagging.runsOn(workflow, tag, commit);
          if (first) return first;
          throw new TransientError(`${workflow} was started on ${tag}, and no run of it is listed yet`, {
            hint: `gh run list --workflow ${workflow} --branch ${tag}`,
          });
        },
        { ...lagRetryPolicy, onWait: log },
      );
    },
    describe: ({ url, said }) => `${url} (${said})`,
  });
  return { plan, why, found, workflow, run: started };
}

/** The file of the running workflow: one file may tag on a branch and release on a tag. */
function ownWorkflow(ref: string): string {
  return /\.github\/workflows\/([^@]+)@/.exec(ref)?.[1] ?? 'release.yml';
}

/** GitHub starts a workflow by hand only where the file on the tag's own commit allows it. */
async function startFaults(
  workflow: string,
  commit: string,
  git: Run['outside']['git'],
): Promise<readonly Fault[]> {
  const path = `.github/workflows/${workflow}`;
  const text = await git.show(commit, path).catch((error: unknown) => {
    // Without a checkout there is nothing to read, and that is a fault of its own.
    if (error instanceof ReleaseError) return undefined;
    throw error;
  });
  if (text === undefined)
    return [
      {
        code: 'no-tagging',
        message: `there is no ${path} at ${commit}`,
        hint: 'with: { workflow: release.yml }   # the file in .github/workflows that releases a tag',
      },
    ];
  if (isStartable(text)) return [];
  return [
    {
      code: 'no-tagging',
      message: `${path} cannot be started by another run: it has no workflow_dispatch`,
      hint: "on: { push: { tags: ['v*.*.*'] }, workflow_dispatch: }",
    },
  ];
}

/** Whether `on:` has workflow_dispatch, in any of its forms. */
function isStartable(text: string): boolean {
  let on: unknown;
  try {
    const file: unknown = parse(text);
    on = isJsonObject(file) ? file['on'] : undefined;
  } catch (error) {
    // What is no YAML GitHub refuses itself.
    if (error instanceof Error) return false;
    throw error;
  }
  if (typeof on === 'string') return on === 'workflow_dispatch';
  if (Array.isArray(on)) return on.includes('workflow_dispatch');
  return isJsonObject(on) && 'workflow_dispatch' in on;
}

/** A refusal of the dispatch names what it lacks; the tag stands, and the next run starts the release on it. */
async function permitted(start: Promise<void>): Promise<void> {
  try {
    await start;
  } catch (error) {
    if (!hasStatus(error, 403)) throw error;
    throw new ReleaseError(
      'the token may not start a workflow; the tag is made, and the next run starts it',
      {
        code: 'no-tagging',
        hint: 'permissions: { actions: write }   # for the job or the workflow; then: gh run rerun',
        cause: error,
      },
    );
  }
}

/**
 * The token may write, and GitHub makes the tag all the same for others alone: a rule of the repository protects such tags (422), or the
 * commit's workflows are not the default branch's (403; H4 in docs/reality.md).
 */
async function allowed<T>(making: Promise<T>, { tag, commit, repository }: Plan): Promise<T> {
  try {
    return await making;
  } catch (error) {
    const isRule =
      hasStatus(error, 422) && /rule|protected|creations being restricted/i.test(messageOf(error));
    if (!isRule && !hasStatus(error, 403)) throw error;
    throw new ReleaseError(
      `GitHub does not let this token make the tag ${tag}: ${messageOf(error).split('\n', 1)[0] ?? ''}`,
      {
        code: 'no-tagging',
        hint: [
          `with: { github-token: '\${{ steps.app.outputs.token }}' }   # of a GitHub App that the rule of ${repository.url}/settings/rules lets by`,
          `git tag -a ${tag} -m ${tag} ${commit} && git push origin ${tag}   # or by somebody who may`,
        ].join('\n'),
        cause: error,
      },
    );
  }
}

const noContents: Fault = {
  code: 'no-contents',
  message: 'the token may not write to the repository, so it can make no tag',
  hint: 'permissions: { contents: write }   # for the job or the workflow',
};

/** A tag without the signature that was asked for could not be told from one that somebody else has made. */
function unsigned(tag: string): Fault {
  return {
    code: 'no-tagging',
    message:
      "Git is set up to sign tags (tag.gpgSign or tag.forceSignAnnotated), and GitHub's API, which makes this tag, signs none",
    hint: [
      `git tag -s ${tag} -m ${tag} && git push origin refs/tags/${tag}   # in a step before this one, which then starts the release on it`,
      'git config --global --unset-all tag.gpgSign   # in such a step, for a tag without a signature',
    ].join('\n'),
  };
}

function taken({ tag, commit, next }: Plan, there: string): Fault {
  return {
    code: 'tag-elsewhere',
    message: `${tag} is there already and names ${there}, not ${commit}; nothing was touched`,
    hint: `with: { tag: ${next} }   # or tag: next, which follows the existing tags`,
  };
}

function asError(fault: Fault): ReleaseError {
  return new ReleaseError(fault.message, fault);
}
