// One job of the release workflow on a site: a fresh runner, a checkout, the action, and what came of it.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerEnv, startBuilder } from '../parts/builder.ts';
import { baseDockerfile } from '../parts/example.ts';
import { makeRun } from '../standins/run.ts';
import type { Call, RunAccess, RunIdentity } from '../standins/world.ts';
import { claimsOf } from '../standins/sigstore/oidc.ts';
import type { KillAfter } from './cli.ts';
import { contextsOf, runnerVariables, type JobFacts } from './environment.ts';
import { dispatchPayload, pushPayload, type EventName } from './event.ts';
import { defaultBranch, headOf } from './repository.ts';
import { runAction, type ActionResult } from './run-action.ts';
import type { Site } from './site.ts';
import { checkout } from './workspace.ts';
import type { Progress } from './world.ts';

const WORKFLOW = { name: 'release', path: '.github/workflows/release.yml' } as const;
const ACTION = { repository: 'octo-org/release-action', ref: 'v1' } as const;

/** The project's root, where action.yml and dist/ are. */
export const PROJECT = join(import.meta.dirname, '..', '..', '..');

/** As KillAfter, at the first call whose `METHOD host/path` matches. */
export interface KillAt {
  readonly at: RegExp;
  readonly phase: 'before' | 'after';
}

function killsAt(when: KillAfter | KillAt, call: Call): boolean {
  return 'call' in when ? when.call === call.n : when.at.test(`${call.method} ${call.host}${call.path}`);
}

export interface JobOptions {
  /** Full ref, for example `refs/tags/v1.2.0`. */
  readonly ref: string;
  readonly event: EventName;
  readonly with: Readonly<Record<string, string>>;
  readonly permissions?: RunIdentity['permissions'];
  /** `fetch-depth` of the checkout; default 1. */
  readonly depth?: number;
  /** A file, or `rehearsal`: put where an earlier step of the job would write it, and handed over as `file`. */
  readonly dockerfile?: string | undefined;
  /** False: no builder is made, for a job that ends before it builds. */
  readonly builder?: boolean;
  /** Variables to set, or with undefined to take away: a runner that lacks something. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Does something to the workspace between checkout and action, as an earlier step might. */
  readonly prepare?: (workspace: string) => Promise<void>;
  /** Kills the action and its children at a call of theirs: the Nth, or the first that matches `METHOD host/path`. */
  readonly killAfter?: KillAfter | KillAt | undefined;
  /** Cancels the job at this call of its action, as a person would on the run page. */
  readonly cancelAfter?: number;
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
  /** Seconds from the start of the runner to its end; the action alone is `seconds`. */
  readonly wallSeconds: number;
}

/** What a person would like to see pass by: what stands outside the groups, and the titles of those. */
export function readable(line: string, inGroup: boolean): string | undefined {
  if (line.startsWith('##[group]')) return undefined;
  if (/^##\[(error|warning|notice)\]/.test(line)) return line.replace(/^##\[(\w+)\]/, '$1: ');
  return inGroup || /^(##\[|::)/.test(line) || line.trim() === '' ? undefined : line;
}

/** The action as the runner downloads it: action.yml and dist/ and nothing else, so the bundle must stand alone. */
async function download(from: string, to: string): Promise<void> {
  if (!existsSync(join(from, 'dist', 'index.js')))
    throw new Error('dist/index.js is missing, and the rehearsal runs the bundle. Build it: npm run build');
  await mkdir(to, { recursive: true });
  await cp(join(from, 'action.yml'), join(to, 'action.yml'));
  await cp(join(from, 'dist'), join(to, 'dist'), { recursive: true });
}

async function textOf(file: string | undefined): Promise<string | undefined> {
  return file !== undefined && existsSync(file) ? readFile(file, 'utf8') : undefined;
}

function environmentOf(
  job: JobFacts,
  access: RunAccess,
  tools: Readonly<Record<string, string>>,
  changes: JobOptions['env'] = {},
): Record<string, string> {
  const all: Record<string, string | undefined> = {
    ...tools,
    ...access.env,
    ...runnerVariables(job),
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Runs the job to its end, whatever that is. Throws only when the job could not be started. */
export async function runJob(site: Site, options: JobOptions, progress: Progress): Promise<JobResult> {
  const started = performance.now();
  const { tools, engine } = site.world;
  const head = await headOf(tools.git, site.gitDir, options.ref);
  const runNumber = await site.nextRun();
  const identity: RunIdentity = {
    event: options.event,
    ref: options.ref,
    sha: head.sha,
    workflow: WORKFLOW.name,
    workflowPath: WORKFLOW.path,
    runId: 7_000_000_000 + runNumber,
    runNumber,
    runAttempt: 1,
    runnerEnvironment: 'self-hosted',
    ...(options.permissions === undefined ? {} : { permissions: options.permissions }),
  };
  const access = await site.standIns.addRun(identity);
  const root = await mkdtemp(join(tmpdir(), 'rehearsal-runner-'));
  const at = (...parts: readonly string[]): string => join(root, ...parts);
  const name = site.repository.split('/')[1] ?? 'repository';
  const [workspace, temp, home] = [at('_work', name, name), at('_work', '_temp'), at('home')];
  for (const dir of [temp, home, at('_tool')]) await mkdir(dir, { recursive: true });

  const builder =
    options.builder === false
      ? { name: 'auto', env: await dockerEnv(engine, at('docker')), stop: () => Promise.resolve() }
      : await startBuilder(
          tools,
          engine,
          { proxy: access.proxyUrl, ca: site.standIns.caFile, configDir: at('docker') },
          progress,
        );
  const [cancel, kill] = [new AbortController(), new AbortController()];
  const unwatch = site.watch(access.name, (n, phase, call) => {
    const when = options.killAfter;
    if (when?.phase === phase && killsAt(when, call)) {
      kill.abort();
      return 'drop';
    }
    if (options.cancelAfter === n && phase === 'after') cancel.abort();
    return undefined;
  });
  try {
    // The token's claims and the runner's variables must tell the same story, so both come from there.
    const claims = claimsOf(makeRun(identity), site.repository, site.visibility);
    const facts: JobFacts = {
      repository: site.repository,
      repositoryId: Number(claims.repository_id),
      ownerId: Number(claims.repository_owner_id),
      visibility: site.visibility,
      defaultBranch: await defaultBranch(tools.git, site.gitDir),
      actor: claims.actor,
      actorId: Number(claims.actor_id),
      event: options.event,
      eventPath: at('_work', '_temp', '_github_workflow', 'event.json'),
      ref: options.ref,
      sha: head.sha,
      runId: identity.runId,
      runNumber,
      runAttempt: 1,
      workflow: WORKFLOW.name,
      workflowPath: WORKFLOW.path,
      token: access.token,
      action: ACTION,
      runnerEnvironment: 'self-hosted',
      home,
      toolCache: at('_tool'),
      workRoot: at('_work', name),
    };
    await mkdir(at('_work', '_temp', '_github_workflow'), { recursive: true });
    const payload =
      options.event === 'push'
        ? pushPayload(facts, options.ref, head)
        : dispatchPayload(facts, options.ref, WORKFLOW.path, {});
    await writeFile(facts.eventPath, JSON.stringify(payload));
    const actionDir = at('_work', '_actions', ...ACTION.repository.split('/'), ACTION.ref);
    await download(options.actionDir ?? PROJECT, actionDir);
    await checkout({
      git: tools.git,
      workspace,
      temp,
      repository: site.repository,
      ref: options.ref,
      sha: head.sha,
      token: access.token,
      // Looks on: what the checkout fetches is no request of the action.
      env: { ...tools.env, ...site.standIns.observer.env, HOME: home },
      ...(options.depth === undefined ? {} : { depth: options.depth }),
    });
    const given: Record<string, string> = { builder: builder.name, ...options.with };
    if (options.dockerfile !== undefined) {
      given['file'] = join(temp, 'Dockerfile');
      if (options.dockerfile === 'rehearsal') await writeFile(given['file'], baseDockerfile());
      else await cp(options.dockerfile, given['file']);
    }
    await options.prepare?.(workspace);

    const log: string[] = [];
    let inGroup = false;
    const result = await runAction({
      actionDir,
      node: process.execPath,
      workspace,
      temp,
      with: given,
      env: environmentOf(facts, access, { ...tools.env, ...builder.env }, options.env),
      contexts: contextsOf(facts),
      secrets: [access.token, access.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''],
      log: (line) => {
        log.push(line);
        if (line === '##[endgroup]') inGroup = false;
        if (line.startsWith('##[group]')) inGroup = true;
        const shown = readable(line, inGroup);
        if (shown !== undefined) progress(shown);
      },
      cancel: cancel.signal,
      kill: kill.signal,
    });
    return {
      ...result,
      ref: options.ref,
      sha: head.sha,
      run: access.name,
      runId: identity.runId,
      log,
      manifest: await textOf(result.outputs['manifest']),
      calls: site.callsOf(access.name),
      wallSeconds: (performance.now() - started) / 1000,
    };
  } finally {
    unwatch();
    await builder.stop();
    await rm(root, { recursive: true, force: true });
  }
}
