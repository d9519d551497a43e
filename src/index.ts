// Entry point. The only file that reads process.env and inputs, sets outputs, or fails the run.
import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { appendFileSync } from 'node:fs';
import { homedir } from 'node:os';
import * as core from '@actions/core';
import { type RunResult } from './results/result.ts';
import { environmentOfTools, given, homeOf, inputsIn, surroundingsIn } from './run/environment.ts';
import { messageOf } from './errors.ts';
import { safeLogLines } from './log-line.ts';
import { runMode } from './main.ts';
import { type Context, type EventPayload, parseContext } from './plan/context.ts';
import { namedSecrets, parseInputs } from './plan/inputs/parse.ts';
import { setPlainNoProxy } from './run/no-proxy.ts';
import { stopSignal } from './run/cancellation.ts';
import type { Annotation } from './report/annotations.ts';
import { type StepRecord, makeSteps } from './run/step.ts';
import { makeExec } from './world/process/exec.ts';
import { makeOwnFolder, removeAbandoned } from './world/files/abandoned.ts';
import { type SecretGuard, makeSecretGuard, secretsIn } from './world/files/secret-guard.ts';
import { guardedComments } from './world/github/guarded.ts';
import { makeProbe } from './world/github/permissions.ts';
import { cleanUp, rememberBuilders, rememberedBuilders } from './world/docker/cleanup.ts';
import { keptTokens } from './world/sigstore/kept-tokens.ts';
import { withTimeLimit } from './world/retry/time-limit.ts';
import { retry } from './world/retry/retry.ts';
import type { WorldOptions } from './world/setup/options.ts';
import { deferred } from './world/setup/deferred.ts';
import { gitHubOptions, createDocker, createRemoteWorld } from './world/setup/remote.ts';
import type { Run } from './run/run.ts';
import { failureResult } from './results/failure.ts';
import { compact } from './compact.ts';

const env = process.env;
/** For this process and what it starts. */
const home = (env['HOME'] = homeOf(env, homedir));

/** Ends the run for what nothing in it caught. `now`: the process is ending, nothing can be waited for. */
let crash: (error: unknown, now: boolean) => void = (error) => {
  core.setFailed(messageOf(error));
};

async function main(): Promise<void> {
  core.saveState('post', 'true');
  const { inputs, secrets, faults: inputFaults } = parseInputs(inputsIn(env));
  const known = namedSecrets(secrets);
  for (const { value } of known) core.setSecret(value);
  const guard = makeSecretGuard([...known, ...secretsIn(env)]);
  const { context, faults: contextFaults } = parseContext(env, await eventPayload());
  setPlainNoProxy(env, [...inputs.images.map(({ registry }) => registry), context.repository.serverUrl]);
  const underWay: { now: () => readonly string[] } = { now: () => [] };
  const stop = stopSignal(inputs.timeoutSeconds, () => underWay.now());
  const exec = makeExec({
    env: environmentOfTools(env),
    trace,
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
  crash = (error, now) => {
    stop.crash(error);
    if (now) reportFailure(stop.reason(), steps.records, context, guard);
  };
  const work = async (): Promise<void> => {
    await removeAbandoned(context.runner.temp);
    const temp = await makeOwnFolder(context.runner.temp);
    core.saveState('temp', temp);
    const start = await startFor({ inputs, secrets, context, exec, temp, guard });
    const gitHub = gitHubOptions(start);
    const run: Run = {
      inputs,
      context,
      faults: [...contextFaults, ...inputFaults, ...start.docker.faults],
      steps,
      exec,
      outside: createRemoteWorld(start),
      world: async (...asked) => (await import('./world/setup/world.ts')).createWorld(start, ...asked),
      own: `release-action-${context.run.id}-${context.run.attempt}-${randomBytes(4).toString('hex')}`,
      registerBuilder: rememberBuilders((state) => {
        core.saveState('builders', state);
      }),
      probe: makeProbe(gitHub),
      records: deferred(async () => (await import('./world/github/lookups.ts')).makeRecords(gitHub)),
      tagging: deferred(async () => (await import('./world/github/tagging.ts')).makeTagging(gitHub)),
      comments: deferred(async () =>
        guardedComments((await import('./world/github/comments.ts')).makeComments(gitHub), guard),
      ),
      trust: async (options) => (await import('./world/setup/trust.ts')).createTrust(start, options),
      knownKey: async () => (await import('./world/setup/signer.ts')).createKnownKey(start),
      findTools: async () => (await import('./world/setup/trust.ts')).findTools(start),
    };
    const result = await runMode(run, context.runner.temp);
    stop.throwIfCrashed();
    await applyResult(result, run, guard);
  };
  try {
    await stop.within(work());
  } catch (error) {
    reportFailure(stop.reason() ?? error, steps.records, context, guard);
  } finally {
    stop.end();
  }
}

async function startFor(
  known: Pick<WorldOptions, 'inputs' | 'secrets' | 'context' | 'exec' | 'temp' | 'guard'>,
): Promise<WorldOptions> {
  const { guard } = known;
  const half = {
    ...known,
    ...surroundingsIn(env, home),
    idToken: keptTokens(async (audience: string) => {
      const value = await retry('the OIDC token', () =>
        withTimeLimit('the OIDC token', 60_000, () => core.getIDToken(audience)),
      );
      guard.add({ name: 'the OIDC token', value });
      return value;
    }),
    say: (message: string) => {
      for (const line of safeLogLines(message)) core.info(line);
    },
    keepBuildx: (path: string) => {
      core.saveState('buildx', path);
    },
  };
  return { ...half, docker: await createDocker(half, given(env, 'BUILDX_CONFIG')) };
}

/** What ran last cleans up, whatever happened: the builder of this run, and the folder with its credentials. */
async function post(): Promise<void> {
  const temp = core.getState('temp');
  // First, whatever Docker says after it: credentials are in there.
  if (temp !== '') await rm(temp, { recursive: true, force: true });
  const builders = rememberedBuilders(core.getState('builders'));
  const exec = makeExec({ env: environmentOfTools(env), trace });
  for (const warning of await cleanUp(exec, builders, core.getState('buildx'))) core.warning(warning);
}

/** Each command is in the debug log as it was started; argument vectors hold no secrets. */
function trace(argv: readonly string[]): void {
  core.debug(JSON.stringify(argv));
}

async function eventPayload(): Promise<EventPayload> {
  const path = env['GITHUB_EVENT_PATH'];
  if (path === undefined || path === '') return {};
  const payload: unknown = JSON.parse(await readFile(path, 'utf8'));
  return typeof payload === 'object' && payload !== null ? payload : {};
}

/** One JSON line a step, for whoever measures runs. */
function recordStep(record: StepRecord): void {
  const file = env['RELEASE_ACTION_TIMELINE'];
  if (file === undefined || file === '') return;
  const times = { start: new Date(record.start).toISOString(), end: new Date(record.end).toISOString() };
  appendFileSync(file, `${JSON.stringify({ ...record, ...times })}\n`);
}

/** Files, outputs and summary go on to other steps and jobs, and to whoever reads the run's page. */
async function applyResult(ending: RunResult, run: Run, guard: SecretGuard): Promise<void> {
  for (const [path, text] of Object.entries(ending.files)) await writeFile(path, guard.mask(text));
  for (const [name, value] of Object.entries(ending.outputs)) core.setOutput(name, guard.mask(value));
  writeSummary(guard.mask(ending.summary));
  for (const warning of ending.warnings) core.warning(warning);
  if (ending.comment !== undefined) await keepComment(ending.comment, run);
  if (ending.failure !== undefined) core.setFailed(ending.failure);
}

/** A comment is a courtesy: where it cannot be written the plan still stands in the summary. */
async function keepComment(markdown: string, { inputs, context, comments }: Run): Promise<void> {
  if (!inputs.comment || context.pullRequest === undefined) return;
  try {
    await comments.keep(
      context.pullRequest.number,
      `<!-- release-action plan ${inputs.tagPrefix} -->`,
      markdown,
    );
  } catch (error) {
    core.warning(
      `The plan could not be written to the pull request: ${messageOf(error)}\npermissions: { pull-requests: write }`,
    );
  }
}

/** Waits for nothing, so that it can be the last that a process does. */
function reportFailure(
  error: unknown,
  records: readonly StepRecord[],
  context: Context,
  guard: SecretGuard,
): void {
  const { annotations, summary, failure } = failureResult(error, records, context);
  for (const fault of annotations) annotate(fault);
  writeSummary(guard.mask(summary));
  core.debug(error instanceof Error ? (error.stack ?? '') : '');
  annotate(failure);
  process.exitCode = core.ExitCode.Failure;
}

/** What fails before the run has begun: an event that cannot be read, for one. */
function reportEarly(error: unknown): void {
  reportFailure(error, [], parseContext(env, {}).context, makeSecretGuard(secretsIn(env)));
}

function annotate({ title, text, at }: Annotation): void {
  core.error(text, compact({ title, file: at === undefined ? undefined : at.file, startLine: at?.line }));
}

function writeSummary(markdown: string): void {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file !== undefined && file !== '') appendFileSync(file, `${markdown}\n`);
}

let over = false;
// A promise that is rejected where nobody waits comes here too (`--unhandled-rejections=throw`, Node's default).
process.on('uncaughtException', (error) => {
  crash(error, false);
});
process.on('beforeExit', () => {
  crash(new Error('nothing was left to wait for, and the run was not over'), false);
});
process.on('exit', (code) => {
  if (over) return;
  crash(new Error(`the process was ended from within (exit code ${code})`), true);
  process.exitCode = core.ExitCode.Failure;
});

try {
  await (core.getState('post') === 'true' ? post() : main().catch(reportEarly));
} catch (error) {
  core.setFailed(messageOf(error));
}
over = true;
// Idle keep-alive connections would hold the process; nothing is left to be done.
process.exit();
