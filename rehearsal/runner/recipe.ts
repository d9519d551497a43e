// A workflow as a page of docs/recipes/ shows it, run from the page: its own triggers, permissions, needs and inputs. What other
// actions and commands of the page do before ours is done by the test that runs it.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Code } from 'mdast';
import { parse } from 'yaml';
import type { Access } from '../standins/run.ts';
import type { EventName } from './event.ts';
import { runJob, type JobOptions, type JobResult } from './job.ts';
import type { RunnerName } from './profile.ts';
import type { Site } from './site.ts';
import { callWorkflow, LABELS, type WorkflowRun } from './workflow.ts';
import { evaluateText, evaluateValue, holds, type ExpressionContexts } from './workflow-expressions.ts';
import { inOrder, permissionsOf, type WorkflowStep } from './workflow-file.ts';
import type { Progress } from './world.ts';

interface RawJob {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly 'runs-on'?: unknown;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, unknown>>;
  readonly strategy?: { readonly matrix?: unknown };
  readonly permissions?: Readonly<Record<string, Access>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly steps?: readonly WorkflowStep[];
}

/** What `on:` holds of one event. */
type Filter = Readonly<Record<string, unknown>> | readonly unknown[] | null | undefined;

/** A whole workflow of a page. */
export interface Recipe {
  readonly name: string;
  readonly on: Readonly<Record<string, Filter>>;
  readonly permissions?: Readonly<Record<string, Access>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, RawJob>>;
}

export type Play = (step: WorkflowStep, workspace: string) => Promise<void>;

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

const OURS = 'org/release-action@';
const CALLED = 'org/release-action/.github/workflows/release.yml@';

/** The workflow that README.md shows, around the steps that a page shows alone. */
const around = (steps: readonly WorkflowStep[]): Omit<Recipe, 'name'> => ({
  on: { push: { tags: ['v*.*.*'] }, workflow_dispatch: null },
  permissions: { contents: 'write', packages: 'write', 'id-token': 'write', attestations: 'write' },
  jobs: { release: { 'runs-on': 'ubuntu-latest', steps } },
});

function recipeOf(block: unknown): Omit<Recipe, 'name'> | undefined {
  if (Array.isArray(block))
    return (block as readonly WorkflowStep[]).some(({ uses }) => uses?.startsWith(OURS) === true)
      ? around(block as readonly WorkflowStep[])
      : undefined;
  const whole = block as Partial<Recipe> | null;
  return whole?.on === undefined || whole.jobs === undefined ? undefined : { ...(whole as Recipe) };
}

/** The workflows among a page's YAML blocks, in order: whole ones, and steps that use the action. Throws where there is none. */
export async function readRecipes(file: string): Promise<readonly Recipe[]> {
  const page = fromMarkdown(await readFile(file, 'utf8'));
  const blocks = page.children.filter((node): node is Code => node.type === 'code' && node.lang === 'yaml');
  const found = blocks.map(({ value }) => recipeOf(parse(value))).filter((one) => one !== undefined);
  if (found.length === 0) throw new Error(`${file} shows no workflow`);
  return found.map((one, at) => ({ ...one, name: `${basename(file)}, workflow ${at + 1}` }));
}

/** A filter pattern as GitHub reads it: docs.github.com, "Workflow syntax", filter pattern cheat sheet. */
function matches(pattern: string, name: string): boolean {
  const source = pattern.replace(/\*\*|[*.?+()|^$\\{}]/g, (part) => {
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    return part === '?' || part === '+' ? part : `\\${part}`;
  });
  return new RegExp(`^${source}$`).test(name);
}

const wordsOf = (value: unknown): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : (value as readonly string[]);

/** Whether a workflow's `on:` starts a run for this event. */
export function starts({ on }: Pick<Recipe, 'on'>, event: EventName, ref: string): boolean {
  if (!(event in on)) return false;
  const filter = on[event];
  if (filter === null || filter === undefined || Array.isArray(filter)) return true;
  const { tags, branches, types } = filter as Readonly<Record<string, unknown>>;
  if (event === 'release') return types === undefined || wordsOf(types).includes('published');
  if (event !== 'push' || (tags === undefined && branches === undefined)) return true;
  const [, kind, name = ''] = /^refs\/(tags|heads)\/(.*)$/.exec(ref) ?? [];
  return wordsOf(kind === 'tags' ? tags : branches).some((pattern) => matches(pattern, name));
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
    event: { repository: { name } },
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
    if (!(step.uses ?? '').startsWith(OURS)) {
      before.push(step);
      continue;
    }
    const now = { ...contexts, steps };
    const earlier = before;
    const env = { ...texts(recipe.env, now), ...texts(job.env, now), ...texts(step.env, now) };
    const result = await runJob(
      site,
      {
        ...{ ref: options.ref, event: options.event, runner, ...options.job },
        permissions: permissionsOf(job.permissions ?? recipe.permissions),
        of: { number, attempt: 1, job: job.id, name: `${job.id} ${cell} ${results.length}` },
        with: { ...texts(step.with, now), ...options.job?.with },
        env: { ...env, ...options.job?.env },
        prepare: async (workspace) => {
          for (const one of earlier) {
            if (!options.play) throw new Error(`nobody plays ${one.uses ?? one.run ?? 'this step'}`);
            await options.play(one, workspace);
          }
        },
      },
      say,
    );
    results.push(result);
    if (step.id !== undefined) steps[step.id] = { outputs: result.outputs };
    before = [];
    if (result.exitCode !== 0) break;
  }
  return { results, outputs: texts(job.outputs, { ...contexts, steps }) };
}
