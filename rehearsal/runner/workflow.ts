// A called workflow on a site: its own YAML decides which jobs run, in which order, with which inputs and permissions. Its steps
// are a checkout and the action; each job has a runner and a token of its own.
import { join } from 'node:path';
import type { Access, Permissions, Scope } from '../standins/run.ts';
import type { EventName } from './event.ts';
import { type JobOptions, type JobResult, runJob } from './job.ts';
import { PROJECT } from './machine.ts';
import type { RunnerName } from './profile.ts';
import type { Site } from './site.ts';
import {
  type ExpressionContexts,
  type Status,
  evaluateText,
  evaluateValue,
  textOf,
  holds,
} from './workflow-expressions.ts';
import { type WorkflowFile, type WorkflowJob, permissionsOf, readWorkflow } from './workflow-file.ts';
import type { Progress } from './world.ts';

/** Where callers find the workflow, and the commit that their ref names. */
export const CALLED = {
  // Of another owner than the caller, as it is for nearly everybody.
  repository: 'org/release-action',
  path: '.github/workflows/release.yml',
  ref: 'refs/tags/v1',
  sha: 'a11ce'.padEnd(40, '0'),
} as const;

export const calledRef = `${CALLED.repository}/${CALLED.path}@${CALLED.ref}`;

/** GitHub's labels, and the profile that plays each; any other is a machine of one's own. */
export const LABELS: Readonly<Record<string, RunnerName>> = {
  'ubuntu-latest': 'hosted',
  'ubuntu-24.04': 'hosted',
  'ubuntu-24.04-arm': 'hosted-arm',
};

export interface CallOptions {
  readonly ref: string;
  readonly event?: EventName;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** What the calling job grants; default what README.md tells it to. */
  readonly permissions?: Readonly<Record<string, Access>>;
  /** Further options of a job, by its name on the run's page. */
  readonly job?: (name: string) => Partial<JobOptions>;
  /** An earlier attempt of which only what failed runs again (`gh run rerun --failed`). */
  readonly rerun?: WorkflowRun;
  /** The workflow file; default this project's. */
  readonly file?: string;
}

export interface CalledJob {
  readonly id: string;
  readonly name: string;
  readonly conclusion: Status | 'skipped';
  readonly permissions: Permissions;
  readonly runner: RunnerName;
  readonly outputs: Readonly<Record<string, string>>;
  /** Absent for a job that was skipped. */
  readonly result?: JobResult;
}

export interface WorkflowRun {
  readonly number: number;
  readonly attempt: number;
  readonly jobs: readonly CalledJob[];
  /** Those of the workflow. */
  readonly outputs: Readonly<Record<string, string>>;
}

const usual = permissionsOf({
  contents: 'write',
  packages: 'write',
  'id-token': 'write',
  attestations: 'write',
});

/** Runs the workflow to its end. Throws where GitHub would not start it. */
export async function callWorkflow(site: Site, options: CallOptions, say: Progress): Promise<WorkflowRun> {
  const workflow = await readWorkflow(options.file ?? join(PROJECT, CALLED.path));
  const granted = options.permissions === undefined ? usual : permissionsOf(options.permissions);
  for (const job of workflow.jobs) refuseMore(job, granted);
  const base = contextsOf(workflow, options);
  const number = options.rerun?.number ?? (await site.nextRun());
  const attempt = (options.rerun?.attempt ?? 0) + 1;
  const done = new Map<string, readonly CalledJob[]>();
  for (const job of workflow.jobs) {
    const needed = job.needs.flatMap((id) => done.get(id) ?? []);
    const contexts = { ...base, needs: needsOf(job.needs, done) };
    const run = { site, options, job, contexts, number, attempt, say };
    done.set(job.id, await runAll(run, statusOf(needed)));
  }
  const jobs = Object.fromEntries([...done].map(([id, all]) => [id, { outputs: outputsOf(all) }]));
  return {
    number,
    attempt,
    jobs: [...done.values()].flat(),
    outputs: Object.fromEntries(
      Object.entries(workflow.outputs).map(([name, { value }]) => [
        name,
        evaluateText(value, { ...base, jobs }),
      ]),
    ),
  };
}

/** GitHub refuses the whole run (docs.github.com, "Reusing workflow configurations", on `permissions`). */
function refuseMore(job: WorkflowJob, granted: Permissions): void {
  const rank: readonly Access[] = ['none', 'read', 'write'];
  for (const [scope, access] of Object.entries(job.permissions) as [Scope, Access][])
    if (rank.indexOf(access) > rank.indexOf(granted[scope]))
      throw new Error(
        `The nested job '${job.id}' is requesting '${scope}: ${access}', but is only allowed '${scope}: ${granted[scope]}'.`,
      );
}

/** The caller's inputs and secrets, with the workflow's defaults; what it does not declare is refused. */
function contextsOf(
  workflow: WorkflowFile,
  { with: given = {}, secrets = {} }: CallOptions,
): ExpressionContexts {
  const strange = [
    ...Object.keys(given).filter((name) => !(name in workflow.inputs)),
    ...Object.keys(secrets).filter((name) => !(name in workflow.secrets)),
  ];
  if (strange.length > 0)
    throw new Error(`Invalid input, ${strange.join(', ')} is not defined in the referenced workflow.`);
  const inputs = Object.entries(workflow.inputs).map(([name, { type, default: usually }]) => {
    const value = given[name] ?? usually ?? (type === 'boolean' ? false : '');
    if (type === 'boolean' && typeof value !== 'boolean')
      throw new Error(`Unexpected value for the input ${name}: it is a boolean`);
    return [name, type === 'boolean' ? value : textOf(value)] as const;
  });
  return {
    inputs: Object.fromEntries(inputs),
    secrets,
    job: {
      workflow_repository: CALLED.repository,
      workflow_ref: calledRef,
      workflow_sha: CALLED.sha,
      workflow_file_path: CALLED.path,
    },
  };
}

function needsOf(needs: readonly string[], done: ReadonlyMap<string, readonly CalledJob[]>): object {
  return Object.fromEntries(
    needs.map((id) => {
      const all = done.get(id) ?? [];
      const result = all.every(({ conclusion }) => conclusion === 'skipped') ? 'skipped' : statusOf(all);
      return [id, { result, outputs: outputsOf(all) }];
    }),
  );
}

/** Of a matrix the last job that set an output has set it. */
const outputsOf = (jobs: readonly CalledJob[]): Readonly<Record<string, string>> =>
  Object.assign({}, ...jobs.map(({ outputs }) => outputs)) as Readonly<Record<string, string>>;

const statusOf = (jobs: readonly CalledJob[]): Status =>
  jobs.some(({ conclusion }) => conclusion === 'cancelled')
    ? 'cancelled'
    : jobs.every(({ conclusion }) => conclusion === 'success')
      ? 'success'
      : 'failure';

interface Running {
  readonly site: Site;
  readonly options: CallOptions;
  readonly job: WorkflowJob;
  readonly contexts: ExpressionContexts;
  readonly number: number;
  readonly attempt: number;
  readonly say: Progress;
}

/** All jobs of a matrix, side by side; one job where there is none. */
async function runAll(running: Running, status: Status): Promise<readonly CalledJob[]> {
  const { job, contexts } = running;
  if (!holds(job.if, contexts, status))
    return [
      {
        id: job.id,
        name: job.name,
        conclusion: 'skipped',
        permissions: job.permissions,
        runner: 'hosted',
        outputs: {},
      },
    ];
  const { include = [] } = (evaluateValue(job.matrix, contexts) ?? {}) as {
    readonly include?: readonly Readonly<Record<string, unknown>>[];
  };
  const cells = job.matrix === undefined ? [{}] : include;
  return Promise.all(
    cells.map((matrix) => runOne({ ...running, contexts: { ...contexts, matrix, steps: {} } })),
  );
}

/** A builder that the action made would not reach the stand-ins: the runner's own takes the place of `auto`, as in any rehearsal. */
function withBuilder({
  builder,
  ...rest
}: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return builder === undefined || builder === 'auto' ? rest : { builder, ...rest };
}

async function runOne({ site, options, job, contexts, number, attempt, say }: Running): Promise<CalledJob> {
  const name = evaluateText(job.name, contexts);
  const kept = options.rerun?.jobs.find((one) => one.name === name && one.conclusion === 'success');
  if (kept) return kept;
  const label = evaluateValue(job.runsOn, contexts);
  const runner = (typeof label === 'string' ? LABELS[label] : undefined) ?? 'self-hosted';
  const [step] = job.steps.filter(({ uses, run }) => {
    if (run !== undefined || !/^(?:\$\/$|actions\/checkout@)/.test(uses ?? ''))
      throw new Error(`this runner carries out actions/checkout and $/ only, not ${uses ?? 'run:'}`);
    return uses === '$/';
  });
  if (!step) throw new Error(`the job ${job.id} does not use the action`);
  const text = (values: Readonly<Record<string, unknown>> = {}): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, evaluateText(value, contexts)]));
  const more = options.job?.(name) ?? {};
  say(`${name} on ${runner}`);
  const result = await runJob(
    site,
    {
      ref: options.ref,
      event: options.event ?? 'push',
      permissions: job.permissions,
      jobWorkflowRef: calledRef,
      jobWorkflowSha: CALLED.sha,
      runner,
      of: { number, attempt, job: job.id, name },
      ...more,
      with: { ...withBuilder(text(step.with)), ...more.with },
      env: { GITHUB_ACTION_REF: CALLED.sha, ...text(step.env), ...more.env },
    },
    (line) => {
      say(`${name}: ${line}`);
    },
  );
  const steps = { [step.id ?? '']: { outputs: result.outputs } };
  return {
    ...{ id: job.id, name, permissions: job.permissions, runner, result },
    conclusion:
      result.exitCode === 0 ? 'success' : result.conclusion === 'cancelled' ? 'cancelled' : 'failure',
    outputs: Object.fromEntries(
      Object.entries(job.outputs).map(([key, value]) => [key, evaluateText(value, { ...contexts, steps })]),
    ),
  };
}
