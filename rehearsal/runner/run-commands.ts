// The `run:` steps of a job in a checkout, as the runner starts them. Steps that use an action are left out: what they bring is
// the caller's to put in place.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recipe } from './recipe.ts';
import { evaluateText, type ExpressionContexts, holds, type Status } from './workflow-expressions.ts';

export interface CommandsOptions {
  /** GITHUB_WORKSPACE: where the steps start. */
  readonly checkout: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly contexts?: ExpressionContexts;
  /** The step to begin with, and the one to end before, counted among those that have a `run:`; default all. */
  readonly from?: number;
  readonly until?: number;
  /** The file that is GITHUB_STEP_SUMMARY, made by the caller; default one that is removed. */
  readonly summary?: string;
}

export interface RanStep {
  readonly command: string;
  readonly exitCode: number;
  /** Standard output and error, as they came. */
  readonly log: string;
}

/** Where no shell is named: docs.github.com, "Workflow syntax", `jobs.<job_id>.steps[*].shell`. */
const SHELL = ['bash', '-e'] as const;

function runOne(
  script: string,
  checkout: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Omit<RanStep, 'command'>> {
  const [shell, ...flags] = SHELL;
  const child = spawn(shell, [...flags, script], { cwd: checkout, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ exitCode: code ?? 1, log });
    });
  });
}

/** Runs the job's commands in order; behind one that failed only those that ask for it. */
export async function runCommands(
  recipe: Recipe,
  id: string,
  { checkout, env, contexts = {}, from = 0, until, summary }: CommandsOptions,
): Promise<readonly RanStep[]> {
  const temp = await mkdtemp(join(tmpdir(), 'run-commands-'));
  const unread = join(temp, 'summary');
  await writeFile(unread, '');
  const steps = (recipe.jobs[id]?.steps ?? []).filter(({ run }) => run !== undefined).slice(from, until);
  if (steps.length === 0) throw new Error(`${recipe.name} has no job ${id} with commands`);
  const ran: RanStep[] = [];
  let status: Status = 'success';
  for (const [at, step] of steps.entries()) {
    if (!holds(step.if, contexts, status)) continue;
    const script = join(temp, `${at}.sh`);
    const command = evaluateText(step.run, contexts);
    await writeFile(script, command);
    const own = Object.entries(step.env ?? {}).map(([key, value]) => [key, evaluateText(value, contexts)]);
    const ended = await runOne(script, checkout, {
      ...env,
      ...(Object.fromEntries(own) as Record<string, string>),
      GITHUB_STEP_SUMMARY: summary ?? unread,
      GITHUB_WORKSPACE: checkout,
    });
    ran.push({ command, ...ended });
    if (ended.exitCode !== 0) status = 'failure';
  }
  await rm(temp, { recursive: true, force: true });
  return ran;
}
