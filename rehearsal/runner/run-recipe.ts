// Runs a whole workflow on a site: its own triggers, permissions, needs and inputs. What other actions and commands do before
// ours is done by the test that runs it.
import { compact } from '../../src/compact.ts';
import type { EventName } from './event.ts';
import { runJob, type JobOptions, type JobResult } from './job.ts';
import { ownAction } from './own-action.ts';
import type { RunnerName } from './profile.ts';
import { CALLED, isOurs, OWN, type RawJob, type Recipe } from './recipe.ts';
import type { Site } from './site.ts';
import { starts, wordsOf } from './triggers.ts';
import { callWorkflow, LABELS, type WorkflowRun } from './workflow.ts';
import { evaluateText, evaluateValue, holds, type ExpressionContexts } from './workflow-expressions.ts';
import { inOrder, permissionsOf, type WorkflowStep } from './workflow-file.ts';
import type { Progress } from './world.ts';

/** `env`: where Docker's configuration is, and the step's own, with its expressions filled in. */
export type Play = (
  step: WorkflowStep,
  workspace: string,
  env: Readonly<Record<string, string>>,
) => Promise<void>;

export interface RecipeOptions {
  readonly event: EventName;
  /** Full ref. */
  readonly ref: string;
  readonly secrets?: Readonly<Record<string, string>>;
  /** What a person gave to `workflow_dispatch`. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Does what a step before the action does to the workspace; asked for each step that is not a checkout. */
  readonly play?: Play;
  /** What such steps set, by their ids. */
  readonly outputs?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly job?: Partial<JobOptions>;
}

export interface RecipeJob {
  readonly id: string;
  readonly conclusion: 'success' | 'failure' | 'skipped';
  /** Of a job whose steps use the action: one result a use. */
  readonly results: readonly JobResult[];
  /** Of a job that calls the reusable workflow. */
  readonly called?: WorkflowRun;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Runs the workflow on a site as the event starts it. Throws where it would not start. */
export async function runRecipe(
  site: Site,
  recipe: Recipe,
  options: RecipeOptions,
  say: Progress,
): Promise<readonly RecipeJob[]> {
  const { event, ref } = options;
  if (!starts(recipe, event, ref)) throw new Error(`${recipe.name} does not start on ${event} of ${ref}`);
  const done = new Map<string, RecipeJob>();
  const ordered = inOrder(
    Object.entries(recipe.jobs).map(([id, job]) => ({ ...job, id, needs: wordsOf(job.needs) })),
  );
  for (const job of ordered) {
    const needed = job.needs.map((id) => done.get(id));
    const contexts = {
      ...contextsOf(site, recipe, options),
      needs: Object.fromEntries(
        job.needs.map((id) => [id, { result: done.get(id)?.conclusion, outputs: done.get(id)?.outputs }]),
      ),
    };
    const status = needed.every((one) => one?.conclusion === 'success') ? 'success' : 'failure';
    const running = { site, recipe, options, job, contexts, say };
    done.set(
      job.id,
      holds(job.if, contexts, status)
        ? await runRecipeJob(running)
        : { id: job.id, conclusion: 'skipped', results: [], outputs: {} },
    );
  }
  return [...done.values()];
}

function contextsOf(site: Site, recipe: Recipe, { event, ref, secrets = {}, inputs = {} }: RecipeOptions) {
  const [owner = '', name = ''] = site.repository.split('/');
  const github = {
    event_name: event,
    ref,
    ref_name: ref.replace(/^refs\/\w+\//, ''),
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    repository: site.repository,
    repository_owner: owner,
    event: {
      repository: { name },
      ...(event === 'workflow_run' ? { workflow_run: { conclusion: 'success' } } : {}),
    },
    actor: 'octocat',
  };
  return { github, secrets, inputs, env: recipe.env ?? {} } satisfies ExpressionContexts;
}

interface Running {
  readonly site: Site;
  readonly recipe: Recipe;
  readonly options: RecipeOptions;
  readonly job: RawJob & { readonly id: string };
  readonly contexts: ExpressionContexts;
  readonly say: Progress;
}

const texts = (
  values: Readonly<Record<string, unknown>> | undefined,
  contexts: ExpressionContexts,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values ?? {}).map(([key, value]) => [key, evaluateText(value, contexts)]),
  );

async function runRecipeJob(running: Running): Promise<RecipeJob> {
  const { site, recipe, options, job, contexts, say } = running;
  const { event, ref } = options;
  const named = job.permissions ?? recipe.permissions;
  if (named === undefined) throw new Error(`${recipe.name}: the job ${job.id} says no permissions`);
  if (job.uses !== undefined) {
    if (!job.uses.startsWith(CALLED)) throw new Error(`${recipe.name} calls ${job.uses}, which nobody plays`);
    const given = Object.entries(job.with ?? {}).map(([key, value]) => [key, evaluateValue(value, contexts)]);
    const run = await callWorkflow(
      site,
      {
        ...{ ref, event, permissions: named, with: Object.fromEntries(given) as Record<string, unknown> },
        secrets: texts(job.secrets, contexts),
        job: () => options.job ?? {},
      },
      say,
    );
    const good = run.jobs.every(({ conclusion }) => conclusion === 'success');
    return {
      ...{ id: job.id, conclusion: good ? 'success' : 'failure', called: run, outputs: run.outputs },
      results: run.jobs.flatMap(({ result }) => (result === undefined ? [] : [result])),
    };
  }
  const { include = [{}] } = (evaluateValue(job.strategy?.matrix, contexts) ?? {}) as {
    readonly include?: readonly Readonly<Record<string, unknown>>[];
  };
  const number = await site.nextRun();
  const cells = await Promise.all(
    include.map((matrix, at) => runSteps({ ...running, contexts: { ...contexts, matrix } }, number, at)),
  );
  const results = cells.flatMap((cell) => cell.results);
  return {
    id: job.id,
    results,
    conclusion: results.every(({ exitCode }) => exitCode === 0) ? 'success' : 'failure',
    outputs: Object.assign({}, ...cells.map(({ outputs }) => outputs)) as Record<string, string>,
  };
}

const fileOf = ({ name, path }: Recipe): JobOptions['workflow'] =>
  path === undefined ? undefined : { name, path };

/** One job of a matrix: what comes before the action is played in its workspace. */
async function runSteps(
  { site, recipe, options, job, contexts, say }: Running,
  number: number,
  cell: number,
): Promise<Pick<RecipeJob, 'results' | 'outputs'>> {
  const label = evaluateValue(job['runs-on'], contexts);
  const runner: RunnerName = (typeof label === 'string' ? LABELS[label] : undefined) ?? 'self-hosted';
  const steps: Record<string, { readonly outputs: Readonly<Record<string, string>> }> = Object.fromEntries(
    Object.entries(options.outputs ?? {}).map(([id, outputs]) => [id, { outputs }]),
  );
  const results: JobResult[] = [];
  let before: WorkflowStep[] = [];
  for (const step of job.steps ?? []) {
    if ((step.uses ?? '').startsWith('actions/checkout@')) continue;
    if (!holds(step.if, { ...contexts, steps }, 'success')) continue;
    if (!isOurs(step)) {
      before.push(step);
      continue;
    }
    const now = { ...contexts, steps };
    const earlier = before;
    const env = { ...texts(recipe.env, now), ...texts(job.env, now), ...texts(step.env, now) };
    const own = step.uses === OWN ? await ownAction(site, options.ref) : undefined;
    const result = await runJob(
      site,
      {
        ...{ ref: options.ref, event: options.event, runner },
        ...compact({ actionDir: own?.dir, workflow: fileOf(recipe) }),
        ...options.job,
        permissions: permissionsOf(job.permissions ?? recipe.permissions),
        of: { number, attempt: 1, job: job.id, name: `${job.id} ${cell} ${results.length}` },
        with: { ...texts(step.with, now), ...options.job?.with },
        env: { ...env, ...options.job?.env },
        prepare: async (workspace, paths) => {
          for (const one of earlier) {
            if (!options.play) throw new Error(`nobody plays ${one.uses ?? one.run ?? 'this step'}`);
            await options.play(one, workspace, { ...paths, ...texts(one.env, now) });
          }
        },
      },
      say,
    ).finally(() => own?.remove());
    results.push(result);
    if (step.id !== undefined) steps[step.id] = { outputs: result.outputs };
    before = [];
    if (result.exitCode !== 0) break;
  }
  return { results, outputs: texts(job.outputs, { ...contexts, steps }) };
}
