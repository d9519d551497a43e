// Runs a JavaScript action by its action.yml, exactly as the runner does: pre, main and post in a clean environment.
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inputsOf, readAction, type ActionMetadata } from './action-yml.ts';
import type { Contexts } from './expressions.ts';
import { createMasks } from './masks.ts';
import { family, signal } from './processes.ts';
import { type CancelGraces, runStep, type StepResult } from './step.ts';
import { readTimeline, type TimelineEntry } from './timeline.ts';
import type { Annotation } from './workflow-commands.ts';

export interface RunActionOptions {
  /** Where action.yml is. */
  readonly actionDir: string;
  /** The node24 binary. */
  readonly node: string;
  /** GITHUB_WORKSPACE and the directory the action starts in. */
  readonly workspace: string;
  /** RUNNER_TEMP; made when missing. */
  readonly temp: string;
  /** `with:` */
  readonly with?: Readonly<Record<string, string>>;
  /** Everything else the runner sets; nothing is inherited from this process. */
  readonly env: Readonly<Record<string, string>>;
  /** Values for `${{ … }}` in defaults. */
  readonly contexts: Contexts;
  /** Values hidden from the start, such as the job's token. */
  readonly secrets?: readonly string[];
  readonly log: (line: string) => void;
  readonly cancel?: AbortSignal | undefined;
  readonly kill?: AbortSignal | undefined;
  readonly graces?: CancelGraces | undefined;
}

/** What the job would know after the action ended. */
export interface ActionResult {
  readonly conclusion: StepResult['conclusion'];
  /** 0 only when pre, main and post all succeeded. */
  readonly exitCode: number;
  /** Of the main script alone. */
  readonly seconds: number;
  /** Bytes; the kernel's high-water mark (VmHWM) of the main script's own process, its children not counted. */
  readonly peakMemory: number;
  readonly outputs: Readonly<Record<string, string>>;
  /** Outputs the action set but action.yml does not declare; a workflow cannot read them. */
  readonly undeclared: readonly string[];
  readonly state: Readonly<Record<string, string>>;
  /** What the action exported to later steps. */
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  readonly timeline: readonly TimelineEntry[];
  /** Processes the runner had to clean up after the job. */
  readonly orphans: number;
}

const prefixed = (prefix: string, values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));

const warning = (message: string): Annotation => ({ level: 'warning', message, properties: {} });

/** Ends what the job left running, as the runner's "Cleaning up orphan processes" does. */
function cleanUp(trackingId: string, log: (line: string) => void): number {
  const orphans = family(0, trackingId);
  for (const pid of orphans) {
    log(`Terminate orphan process: pid (${pid})`);
    signal(pid, 'SIGKILL');
  }
  return orphans.length;
}

/** Runs the action to its end. Throws only when the action cannot be started at all. */
export async function runAction(options: RunActionOptions): Promise<ActionResult> {
  const { actionDir, contexts, log, temp } = options;
  const action: ActionMetadata = await readAction(actionDir);
  await mkdir(temp, { recursive: true });
  const masks = createMasks();
  for (const secret of options.secrets ?? []) masks.add(secret);
  const inputs = inputsOf(action, options.with ?? {}, contexts);
  const trackingId = `github_${randomUUID()}`;
  const timelineFile = join(temp, `timeline_${randomUUID()}.jsonl`);
  const annotations: Annotation[] = inputs.warnings.map(warning);
  for (const message of inputs.warnings) log(`##[warning]${masks.hide(message)}`);

  let exported: Readonly<Record<string, string>> = {};
  let path: readonly string[] = [];
  let state: Readonly<Record<string, string>> = {};
  const summaries: string[] = [];
  const script = async (file: string, cancel: AbortSignal | undefined): Promise<StepResult> => {
    const searched = [...path]
      .reverse()
      .concat(options.env['PATH'] ?? '')
      .join(':');
    const result = await runStep({
      node: options.node,
      script: join(actionDir, file),
      cwd: options.workspace,
      env: {
        ...options.env,
        ...exported,
        ...inputs.env,
        ...prefixed('STATE_', state),
        PATH: searched,
        GITHUB_ACTION_PATH: actionDir,
        GITHUB_WORKSPACE: options.workspace,
        RUNNER_TEMP: temp,
        RELEASE_ACTION_TIMELINE: timelineFile,
      },
      temp,
      trackingId,
      masks,
      log,
      cancel,
      kill: options.kill,
      graces: options.graces,
    });
    exported = { ...exported, ...result.env };
    path = [...path, ...result.path];
    state = { ...state, ...result.state };
    annotations.push(...result.annotations);
    if (result.summary !== '') summaries.push(result.summary);
    return result;
  };

  const pre = action.pre === undefined ? undefined : await script(action.pre, options.cancel);
  const failedBefore = pre !== undefined && pre.conclusion !== 'success' ? pre : undefined;
  const main = failedBefore ?? (await script(action.main, options.cancel));
  // `post` runs whatever happened (post-if: always()), also after a cancellation; after a power cut nothing runs.
  const post =
    action.post === undefined || main.conclusion === 'killed'
      ? undefined
      : await script(action.post, undefined);

  const undeclared = Object.keys(main.outputs).filter((name) => !action.outputs.has(name));
  for (const name of undeclared) {
    const message = `Output '${name}' is not declared in action.yml, so no workflow can read it.`;
    annotations.push(warning(message));
    log(`##[warning]${message}`);
  }
  const failed = main.conclusion !== 'success' ? main : post?.conclusion === 'failure' ? post : undefined;
  return {
    conclusion: failed?.conclusion ?? 'success',
    // A cancelled job is not green, even when the action managed to exit with 0.
    exitCode: failed === undefined ? 0 : failed.exitCode || 1,
    seconds: main.seconds,
    peakMemory: main.peakMemory,
    outputs: main.outputs,
    undeclared,
    state,
    env: exported,
    path,
    summary: summaries.join('\n'),
    annotations,
    timeline: await readTimeline(timelineFile),
    orphans: cleanUp(trackingId, log),
  };
}
