// One job of the release workflow on a site: a fresh runner, a checkout, the action, and what came of it.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dockerEnv, startBuilder } from '../parts/builder.ts';
import type { KeptBuilders } from '../parts/kept-builder.ts';
import { enterpriseVariables } from '../standins/github/enterprise.ts';
import { makeRun } from '../standins/run.ts';
import { claimsOf } from '../standins/sigstore/oidc.ts';
import type { Call, RunAccess, RunIdentity } from '../standins/world.ts';
import type { KillAfter } from './cli.ts';
import { contextsOf, runnerVariables, type JobFacts } from './environment.ts';
import type { EventName, RunBefore } from './event.ts';
import { ACTION, furnish, makeMachine, PROJECT, type Machine } from './machine.ts';
import { PROFILES, type RunnerName, searchPath } from './profile.ts';
import { defaultBranch, headOf } from './repository.ts';
import { runAction, type ActionResult } from './run-action.ts';
import type { Site } from './site.ts';
import type { CancelGraces } from './step.ts';
import type { Progress } from './world.ts';

const WORKFLOW = { name: 'release', path: '.github/workflows/release.yml' } as const;

/** Hosted runners have GitHub's cache service, which no stand-in plays. */
const RUNNER = 'self-hosted';

const NO_BUILDER = { name: 'auto', stop: (): Promise<void> => Promise.resolve() } as const;

/** As KillAfter, at the first call whose `METHOD host/path` matches, or that the function knows. */
export type KillAt = { readonly phase: 'before' | 'after' } & (
  { readonly at: RegExp } | { readonly matches: (call: Call) => boolean }
);

function killsAt(when: KillAfter | KillAt, call: Call): boolean {
  if ('matches' in when) return when.matches(call);
  return 'call' in when ? when.call === call.n : when.at.test(`${call.method} ${call.host}${call.path}`);
}

function cancelsAt(when: number | RegExp | undefined, n: number, call: Call): boolean {
  return when instanceof RegExp ? when.test(`${call.method} ${call.host}${call.path}`) : when === n;
}

/** A run with several jobs, and which of them this is. */
export interface RunOfJobs {
  readonly number: number;
  readonly attempt: number;
  /** The job's key in the workflow. */
  readonly job: string;
  /** As the run's page names it: unlike that of any other job of the run. */
  readonly name: string;
}

/** What a job leaves on its runner, and the token it had. */
export interface LeftOver extends Pick<Machine, 'workRoot' | 'home' | 'temp' | 'dockerConfig'> {
  readonly token: string;
}

export interface JobOptions {
  /** Full ref, for example `refs/tags/v1.2.0`. */
  readonly ref: string;
  readonly event: EventName;
  /** With `workflow_run`: the run that started this one; default a push of the default branch as it is. */
  readonly after?: RunBefore;
  readonly with: Readonly<Record<string, string>>;
  readonly permissions?: RunIdentity['permissions'];
  /** The workflow's name and file; default release.yml. */
  readonly workflow?: { readonly name: string; readonly path: string } | undefined;
  /** The reusable workflow that signs, `owner/repo/path@ref`, where the run has called one. */
  readonly jobWorkflowRef?: string;
  readonly jobWorkflowSha?: string;
  /** The run that the job is one of; default a new run of this job alone. */
  readonly of?: RunOfJobs;
  /** `fetch-depth` of the checkout; default 1. */
  readonly depth?: number;
  /** A file, or `rehearsal`: put where an earlier step of the job would write it, and handed over as `file`. */
  readonly dockerfile?: string | undefined;
  /** False: no builder is made, for a job that ends before it builds. */
  readonly builder?: boolean;
  /** The job borrows its builder from these instead of starting one. */
  readonly builders?: KeptBuilders;
  /** Variables to set, or with undefined to take away: a runner that lacks something. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Does something to the workspace between checkout and action, as an earlier step might; `env` names Docker's configuration. */
  readonly prepare?: (workspace: string, env: Readonly<Record<string, string>>) => Promise<void>;
  /** A folder of programs that an earlier step has installed: first in PATH. */
  readonly programs?: string;
  /** Looks at what the runner is left with when the job has ended, before it goes away. */
  readonly inspect?: (left: LeftOver) => Promise<void>;
  /** Kills the action and its children at a call of theirs. */
  readonly killAfter?: KillAfter | KillAt | undefined;
  /** Told of every call, and waited for: the server goes on when it has looked. */
  readonly onCall?: (call: Call, phase: 'before' | 'after') => Promise<void>;
  /**
   * Cancels the job at a call of its action (the Nth, or one that matches), as a person would on the run page. The call is
   * answered only when the action has ended: what was under way is still under way when the signal comes.
   */
  readonly cancelAfter?: number | RegExp;
  /** Milliseconds from SIGINT to SIGTERM and on to SIGKILL; default those of the runner. */
  readonly graces?: CancelGraces;
  /** Aborted: the job is cancelled, as by a person on the run page. */
  readonly cancel?: AbortSignal | undefined;
  /** The machine of the job; default hosted. */
  readonly runner?: RunnerName | undefined;
  /** Where action.yml and dist/ are; default this project. */
  readonly actionDir?: string | undefined;
}

export interface JobResult extends ActionResult {
  readonly ref: string;
  readonly sha: string;
  /** The `run` of its calls. */
  readonly run: string;
  readonly runId: number;
  readonly log: readonly string[];
  /** The file its output `manifest` names, read before the runner went away. */
  readonly manifest: string | undefined;
  readonly calls: readonly Call[];
  /** What of the action's own folders, with its credentials, stands in RUNNER_TEMP after `post`. */
  readonly leftovers: readonly string[];
  /** Seconds from the start of the runner to its end; the action alone is `seconds`. */
  readonly wallSeconds: number;
}

/** What a person would like to see pass by: what stands outside the groups, and the titles of those. */
export function readable(line: string, inGroup: boolean): string | undefined {
  if (line.startsWith('##[group]')) return undefined;
  if (/^##\[(error|warning|notice)\]/.test(line)) return line.replace(/^##\[(\w+)\]/, '$1: ');
  return inGroup || /^(##\[|::)/.test(line) || line.trim() === '' ? undefined : line;
}

async function textOf(file: string | undefined): Promise<string | undefined> {
  return file !== undefined && existsSync(file) ? readFile(file, 'utf8') : undefined;
}

function environmentOf(
  { enterprise, job, access }: Pick<Site, 'enterprise'> & { job: JobFacts; access: RunAccess },
  tools: Readonly<Record<string, string>>,
  changes: JobOptions['env'] = {},
): Record<string, string> {
  const all: Record<string, string | undefined> = {
    ...tools,
    ...access.env,
    ...runnerVariables(job),
    ...(enterprise === undefined ? {} : enterpriseVariables(enterprise)),
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Registries that the builder reaches through the proxy. */
const registriesOf = ({
  enterprise,
  registryHosts,
}: Pick<Site, 'enterprise' | 'registryHosts'>): readonly string[] => [
  'ghcr.io',
  ...registryHosts,
  ...(enterprise === undefined ? [] : [`containers.${enterprise}`]),
];

/** What the runner is told about the run; the OIDC token's claims tell the same story, so both come from there. */
async function factsOf(
  site: Site,
  options: JobOptions,
  identity: RunIdentity,
  token: string,
  machine: Machine,
): Promise<JobFacts> {
  const claims = claimsOf(makeRun(identity), site.repository, site.visibility);
  return {
    repository: site.repository,
    repositoryId: Number(claims.repository_id),
    ownerId: Number(claims.repository_owner_id),
    visibility: site.visibility,
    defaultBranch: await defaultBranch(site.world.tools.git, site.gitDir),
    actor: claims.actor,
    actorId: Number(claims.actor_id),
    event: options.event,
    after: options.after,
    eventPath: machine.eventPath,
    ref: identity.ref,
    sha: identity.sha,
    runId: identity.runId,
    runNumber: Number(claims.run_number),
    runAttempt: Number(claims.run_attempt),
    workflow: identity.workflow ?? WORKFLOW.name,
    workflowPath: identity.workflowPath ?? WORKFLOW.path,
    job: options.of?.job ?? 'release',
    token,
    action: ACTION,
    runnerEnvironment: RUNNER,
    home: machine.home,
    toolCache: machine.toolCache,
    workRoot: machine.workRoot,
  };
}

/** Collects the log, and shows what a person would like to see pass by. */
function logOf(progress: Progress): { readonly lines: readonly string[]; readonly log: Progress } {
  const lines: string[] = [];
  let inGroup = false;
  const log = (line: string): void => {
    lines.push(line);
    if (line === '##[endgroup]') inGroup = false;
    if (line.startsWith('##[group]')) inGroup = true;
    const shown = readable(line, inGroup);
    if (shown !== undefined) progress(shown);
  };
  return { lines, log };
}

/** Runs the job to its end, whatever that is. Throws only when the job could not be started. */
export async function runJob(site: Site, options: JobOptions, progress: Progress): Promise<JobResult> {
  const started = performance.now();
  const { tools, engine } = site.world;
  const head = await headOf(tools.git, site.gitDir, options.ref);
  const { of, workflow = WORKFLOW } = options;
  const runNumber = of?.number ?? (await site.nextRun());
  const identity: RunIdentity = {
    event: options.event,
    ref: options.ref,
    sha: head.sha,
    workflow: workflow.name,
    workflowPath: workflow.path,
    runId: 7_000_000_000 + runNumber,
    runNumber,
    runnerEnvironment: RUNNER,
    ...(options.permissions === undefined ? {} : { permissions: options.permissions }),
    ...(options.jobWorkflowRef === undefined ? {} : { jobWorkflowRef: options.jobWorkflowRef }),
    ...(options.jobWorkflowSha === undefined ? {} : { jobWorkflowSha: options.jobWorkflowSha }),
    ...(of === undefined ? {} : { runAttempt: of.attempt, job: of.name }),
  };
  const access = await site.standIns.addRun(identity);
  const machine = await makeMachine(site.repository);
  const job = await factsOf(site, options, identity, access.token, machine);
  const { proxyUrl: proxy } = access;
  const hub = `127.0.0.1:${site.registryPort}`;
  const bring = { proxy, ca: site.standIns.caFile, configDir: machine.dockerConfig, hub };
  const startOwn =
    options.builder === false
      ? dockerEnv(engine, machine.dockerConfig).then((env) => ({ ...NO_BUILDER, env }))
      : (options.builders?.borrow(bring) ??
        startBuilder(tools, engine, { ...bring, hosts: registriesOf(site) }, progress));
  const furnished = furnish(machine, site, job, head, {
    actionDir: options.actionDir ?? PROJECT,
    depth: options.depth ?? 1,
    dockerfile: options.dockerfile,
  });
  const [builder, inputs] = await Promise.allSettled([startOwn, furnished]);
  try {
    if (builder.status === 'rejected') throw builder.reason;
    if (inputs.status === 'rejected') throw inputs.reason;
    // What is downloaded is signed by the stand-ins, which no root of Sigstore's own servers trusts.
    const usual = site.sigstore === 'real' ? 'self-hosted' : 'hosted';
    const found = await searchPath(PROFILES[options.runner ?? usual], tools, machine.pathDir, progress);
    const path = options.programs === undefined ? found : `${options.programs}:${found}`;
    await options.prepare?.(machine.workspace, builder.value.env);
    const [cancel, kill, ended] = [new AbortController(), new AbortController(), new AbortController()];
    const unwatch = site.watch(access.name, async (n, phase, call) => {
      await options.onCall?.(call, phase);
      const when = options.killAfter;
      // Asked in both phases: whoever counts calls has to see them begin.
      if (when !== undefined && killsAt(when, call) && when.phase === phase) {
        kill.abort();
        return 'drop';
      }
      if (phase === 'after' && !ended.signal.aborted && cancelsAt(options.cancelAfter, n, call)) {
        cancel.abort();
        await once(ended.signal, 'abort');
      }
      return undefined;
    });
    const { lines, log } = logOf(progress);
    const result = await runAction({
      actionDir: machine.actionDir,
      node: process.execPath,
      workspace: machine.workspace,
      temp: machine.temp,
      with: { builder: builder.value.name, ...options.with, ...inputs.value },
      env: environmentOf(
        { enterprise: site.enterprise, job, access },
        { ...tools.env, PATH: path, ...builder.value.env },
        options.env,
      ),
      contexts: contextsOf(job),
      secrets: [access.token, access.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''],
      log,
      cancel: AbortSignal.any([cancel.signal, ...(options.cancel === undefined ? [] : [options.cancel])]),
      kill: kill.signal,
      graces: options.graces,
    }).finally(() => {
      ended.abort();
      unwatch();
    });
    await options.inspect?.({ ...machine, token: access.token });
    return {
      ...result,
      ref: options.ref,
      sha: head.sha,
      run: access.name,
      runId: identity.runId,
      log: lines,
      manifest: await textOf(result.outputs['manifest']),
      calls: site.callsOf(access.name),
      leftovers: (await readdir(machine.temp)).filter((name) => name.startsWith('release-action-')),
      wallSeconds: (performance.now() - started) / 1000,
    };
  } finally {
    if (builder.status === 'fulfilled') await builder.value.stop();
    await machine.remove();
  }
}
