// The door: reads environment and inputs, runs the release, and tells how it ended; nothing else reads or sets them.
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { appendFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import * as core from '@actions/core';
import { type BranchRelease, publishBranch } from './branch.ts';
import { publishedBranch } from './plan/branch.ts';
import { FaultsError, ReleaseError, messageOf } from './errors.ts';
import { branchOutputs, branchReport, isVerified, outputsOf, reportOf, stepReports } from './outcome.ts';
import { type Context, type EventPayload, parseContext } from './plan/context.ts';
import { parseInputs } from './plan/inputs.ts';
import { type Release, type Run, release } from './release.ts';
import { renderBranch } from './report/branch.ts';
import { renderFailure } from './report/failure.ts';
import { renderSummary } from './report/summary.ts';
import { type StepRecord, makeSteps } from './step.ts';
import { makeExec } from './world/exec.ts';
import { type Start, startDocker, startOutside, startWorld } from './world/start.ts';

const env = process.env;

async function main(): Promise<void> {
  core.saveState('post', 'true');
  const { inputs, secrets, faults: inputFaults } = parseInputs(rawInputs());
  for (const secret of [
    secrets.githubToken,
    secrets.registryPassword,
    secrets.cosignKey,
    secrets.cosignPassword,
    ...secrets.build.map(([, value]) => value),
  ]) {
    if (secret !== undefined && secret !== '') core.setSecret(secret);
  }
  const { context, faults: contextFaults } = parseContext(env, await eventPayload());
  const underWay: { now: () => readonly string[] } = { now: () => [] };
  const stop = stopSignal(inputs.timeoutSeconds, () => underWay.now());
  const exec = makeExec({
    env: toolEnvironment(),
    trace: (argv) => {
      core.debug(JSON.stringify(argv));
    },
    signal: stop.signal,
  });
  const steps = makeSteps({
    signal: stop.signal,
    sink: {
      open: (title) => {
        core.startGroup(title);
      },
      line: (text) => {
        core.info(text);
      },
      close: () => {
        core.endGroup();
      },
    },
    onRecord: recordStep,
  });
  underWay.now = steps.underWay;
  try {
    const temp = await mkdtemp(join(context.runner.temp, 'release-action-'));
    core.saveState('temp', temp);
    const start = await startFor(inputs, secrets, context, exec, temp);
    const run: Run = {
      inputs,
      context,
      faults: [...contextFaults, ...inputFaults],
      steps,
      exec,
      outside: startOutside(start),
      world: (outside) => startWorld(start, outside),
      keepBuilder: (name) => {
        core.saveState('builder', name);
      },
    };
    const branch = publishedBranch(inputs, context);
    if (branch === undefined) await tell(await release(run), steps.records, context.runner.temp);
    else await tellBranch(await publishBranch(branch, run), steps.records);
  } catch (error) {
    await tellFailure(stop.reason() ?? error, steps.records);
  } finally {
    stop.end();
  }
}

async function startFor(
  inputs: Start['inputs'],
  secrets: Start['secrets'],
  context: Context,
  exec: Start['exec'],
  temp: string,
): Promise<Start> {
  const pick = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
  const half = {
    inputs,
    secrets,
    context,
    exec,
    temp,
    searchPath: (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    dockerConfig: env['DOCKER_CONFIG'] ?? join(env['HOME'] ?? homedir(), '.docker'),
    cacheEnv: pick([
      'ACTIONS_RUNTIME_TOKEN',
      'ACTIONS_RESULTS_URL',
      'ACTIONS_CACHE_URL',
      'ACTIONS_CACHE_SERVICE_V2',
    ]),
    ...(env['TUF_MIRROR'] === undefined ? {} : { tufMirror: env['TUF_MIRROR'] }),
    ...(env['TUF_ROOT_JSON'] === undefined ? {} : { tufRoot: env['TUF_ROOT_JSON'] }),
    idToken: (audience: string) => core.getIDToken(audience),
    say: (message: string) => {
      core.info(message);
    },
  };
  return { ...half, docker: await startDocker(half, env['BUILDX_CONFIG']) };
}

/** What ran last cleans up, whatever happened: the builder that this run made, and the folder with its credentials. */
async function post(): Promise<void> {
  const builder = core.getState('builder');
  const temp = core.getState('temp');
  if (builder !== '') {
    const exec = makeExec({ env: toolEnvironment() });
    const removed = await exec.run(['docker', 'buildx', 'rm', '--force', builder], { allowFailure: true });
    if (removed.code !== 0)
      core.warning(`the builder ${builder} could not be removed: ${removed.stderr.trim()}`);
  }
  if (temp !== '') await rm(temp, { recursive: true, force: true });
}

/** `INPUT_GITHUB-TOKEN` and so on, as the runner hands inputs over. */
function rawInputs(): Readonly<Record<string, string>> {
  const given = Object.entries(env).flatMap(([key, value]) =>
    key.startsWith('INPUT_') && value !== undefined
      ? [[key.slice('INPUT_'.length).toLowerCase(), value] as const]
      : [],
  );
  return Object.fromEntries(given);
}

/** The environment of every tool: the runner's, less what only this program should hold. */
function toolEnvironment(): Readonly<Record<string, string>> {
  const held =
    /^(?:INPUT_.*|STATE_.*|ACTIONS_.*|GITHUB_TOKEN|GH_TOKEN|GITHUB_(?:OUTPUT|STATE|ENV|PATH|STEP_SUMMARY))$/;
  return Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) =>
      value === undefined || held.test(key) ? [] : [[key, value] as const],
    ),
  );
}

async function eventPayload(): Promise<EventPayload> {
  const path = env['GITHUB_EVENT_PATH'];
  if (path === undefined || path === '') return {};
  const payload: unknown = JSON.parse(await readFile(path, 'utf8'));
  return typeof payload === 'object' && payload !== null ? payload : {};
}

/** Fires when the runner cancels the job (SIGINT, then SIGTERM) or the time is up. */
function stopSignal(
  timeoutSeconds: number,
  underWay: () => readonly string[],
): {
  readonly signal: AbortSignal;
  readonly reason: () => ReleaseError | undefined;
  /** Ends what is still running: a step that failed may have left others at work. */
  readonly end: () => void;
} {
  const controller = new AbortController();
  let why: ReleaseError | undefined;
  const stop = (error: ReleaseError): void => {
    why ??= error;
    controller.abort(why);
  };
  const waitingFor = (): string => {
    const titles = underWay();
    return titles.length === 0 ? '' : `, while it was at: ${titles.join('; ')}`;
  };
  const cancelled = (): void => {
    stop(
      new ReleaseError(`the run was cancelled${waitingFor()}`, {
        hint: 'Run the workflow again: it goes on from where this run stopped.',
      }),
    );
  };
  process.on('SIGINT', cancelled);
  process.on('SIGTERM', cancelled);
  const timer = setTimeout(() => {
    stop(
      new ReleaseError(`the run took longer than its timeout of ${timeoutSeconds} s${waitingFor()}`, {
        hint: 'Run the workflow again: it goes on from here. Or give it longer: with: { timeout: 3h }',
      }),
    );
  }, timeoutSeconds * 1000);
  return {
    signal: controller.signal,
    reason: () => why,
    end: () => {
      clearTimeout(timer);
      controller.abort();
    },
  };
}

/** One JSON line a step, for whoever measures runs. */
function recordStep(record: StepRecord): void {
  const file = env['RELEASE_ACTION_TIMELINE'];
  if (file === undefined || file === '') return;
  const times = { start: new Date(record.start).toISOString(), end: new Date(record.end).toISOString() };
  appendFileSync(file, `${JSON.stringify({ ...record, ...times })}\n`);
}

async function tell(done: Release, records: readonly StepRecord[], temp: string): Promise<void> {
  const notes = join(temp, 'release-notes.md');
  await writeFile(notes, done.notes.body);
  const manifest = join(temp, 'release.json');
  if (done.published) await writeFile(manifest, `${JSON.stringify(done.published.manifest, null, 2)}\n`);
  for (const [name, value] of Object.entries(
    outputsOf(done, { notes, ...(done.published ? { manifest } : {}) }),
  )) {
    core.setOutput(name, value);
  }
  await writeSummary(renderSummary(reportOf(done, records)));
  for (const warning of done.notes.warnings) core.warning(warning);
  if (done.published && !done.published.release.draft && !isVerified(done)) {
    core.setFailed('The release is public, but a check failed: see the checklist in the summary.');
  }
}

async function tellBranch(done: BranchRelease, records: readonly StepRecord[]): Promise<void> {
  for (const [name, value] of Object.entries(branchOutputs(done))) core.setOutput(name, value);
  await writeSummary(renderBranch(branchReport(done, records)));
}

async function tellFailure(error: unknown, records: readonly StepRecord[]): Promise<void> {
  const faults = error instanceof FaultsError ? error.faults : [];
  const hint =
    error instanceof ReleaseError
      ? error.hint
      : 'Run the workflow again with debug logging. If it stays, tell us: this may be a fault of the action.';
  const [what = '', ...output] = messageOf(error).split('\n');
  for (const fault of faults) core.error(`${fault.message}\n${fault.hint}`, { title: 'Release' });
  const failed = records.find(({ outcome }) => outcome === 'failed');
  await writeSummary(
    renderFailure({
      ...(failed === undefined ? {} : { step: failed.title }),
      what,
      hint,
      faults,
      ...(output.length === 0 ? {} : { output: output.join('\n') }),
      steps: stepReports(records),
    }),
  );
  core.debug(error instanceof Error ? (error.stack ?? '') : '');
  core.setFailed(`${messageOf(error)}\n\n${hint}`);
}

async function writeSummary(markdown: string): Promise<void> {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file !== undefined && file !== '') await appendFile(file, `${markdown}\n`);
}

try {
  await (core.getState('post') === 'true' ? post() : main());
} catch (error) {
  core.setFailed(messageOf(error));
}
// Idle keep-alive connections would hold the process; nothing is left to be done.
process.exit();
