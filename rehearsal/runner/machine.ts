// A fresh runner for one job: its folders, the event, the action as it is downloaded, and the checked-out workspace.
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseDockerfile } from '../parts/example.ts';
import type { JobFacts } from './environment.ts';
import {
  dispatchPayload,
  pullRequestNumber,
  pullRequestPayload,
  releasePayload,
  schedulePayload,
  workflowRunPayload,
  pushPayload,
  type HeadCommit,
} from './event.ts';
import type { ToolRelease } from '../standins/tool-releases.ts';
import { withSums } from './profile.ts';
import { parentsOf } from './repository.ts';
import type { Site } from './site.ts';
import { checkout } from './workspace.ts';

/** The action under rehearsal, as a workflow would name it. */
export const ACTION = { repository: 'octo-org/release-action', ref: 'v1' } as const;

/** The project's root, where action.yml and dist/ are. */
export const PROJECT = join(import.meta.dirname, '../..');

/** The folders of a runner, laid out as on a machine of GitHub's. */
export interface Machine {
  readonly workRoot: string;
  readonly workspace: string;
  readonly temp: string;
  readonly home: string;
  readonly toolCache: string;
  readonly eventPath: string;
  readonly actionDir: string;
  /** For docker and buildx, which are no part of the runner's own folders. */
  readonly dockerConfig: string;
  /** For what the job's PATH is made of. */
  readonly pathDir: string;
  readonly remove: () => Promise<void>;
}

/** Makes the folders, empty. */
export async function makeMachine(repository: string): Promise<Machine> {
  const root = await mkdtemp(join(tmpdir(), 'rehearsal-runner-'));
  const at = (...parts: readonly string[]): string => join(root, ...parts);
  const name = repository.split('/')[1] ?? 'repository';
  const machine: Machine = {
    workRoot: at('_work', name),
    workspace: at('_work', name, name),
    temp: at('_work', '_temp'),
    home: at('home'),
    toolCache: at('_tool'),
    eventPath: at('_work', '_temp', '_github_workflow', 'event.json'),
    actionDir: at('_work', '_actions', ...ACTION.repository.split('/'), ACTION.ref),
    dockerConfig: at('docker'),
    pathDir: at('path'),
    remove: () => rm(root, { recursive: true, force: true }),
  };
  for (const dir of [
    join(machine.temp, '_github_workflow'),
    machine.home,
    machine.toolCache,
    machine.actionDir,
  ])
    await mkdir(dir, { recursive: true });
  return machine;
}

/** What the job brings onto the machine before the action starts. */
export interface Furnishing {
  readonly actionDir: string;
  /** `fetch-depth` of the checkout. */
  readonly depth: number;
  /** A file, or `rehearsal`. */
  readonly dockerfile: string | undefined;
}

/** The action as the runner downloads it: action.yml and dist/ and nothing else, so the bundle must stand alone. */
async function download(from: string, to: string, releases: readonly ToolRelease[]): Promise<void> {
  if (!existsSync(join(from, 'dist', 'index.js')))
    throw new Error('dist/index.js is missing, and the rehearsal runs the bundle. Build it: npm run build');
  await cp(join(from, 'action.yml'), join(to, 'action.yml'));
  await cp(join(from, 'dist'), join(to, 'dist'), { recursive: true });
  for (const name of await readdir(join(to, 'dist'))) {
    if (!name.endsWith('.js')) continue;
    const chunk = join(to, 'dist', name);
    const text = await readFile(chunk, 'utf8');
    const changed = withSums(text, releases);
    if (changed !== text) await writeFile(chunk, changed);
  }
}

async function payloadOf(site: Site, job: JobFacts, head: HeadCommit): Promise<unknown> {
  if (job.event === 'push') return pushPayload(job, job.ref, head);
  if (job.event === 'workflow_dispatch') return dispatchPayload(job, job.ref, job.workflowPath, {});
  if (job.event === 'schedule') return schedulePayload(job);
  if (job.event === 'release') return releasePayload(job, job.ref);
  if (job.event === 'workflow_run')
    return workflowRunPayload(job, job.after ?? { event: 'push', head: head.sha });
  const number = pullRequestNumber(job.ref);
  if (number === undefined) throw new Error(`a pull_request runs on refs/pull/N/merge, not on ${job.ref}`);
  const [base = '', proposed = ''] = await parentsOf(site.world.tools.git, site.gitDir, head.sha);
  return pullRequestPayload(job, { number, head: proposed, base });
}

/** Puts event, action and workspace in place. Answers the inputs that follow from it. */
export async function furnish(
  machine: Machine,
  site: Site,
  job: JobFacts,
  head: HeadCommit,
  given: Furnishing,
): Promise<Readonly<Record<string, string>>> {
  const { tools } = site.world;
  await writeFile(machine.eventPath, JSON.stringify(await payloadOf(site, job, head)));
  await download(given.actionDir, machine.actionDir, site.world.releases);
  await checkout({
    git: tools.git,
    workspace: machine.workspace,
    temp: machine.temp,
    repository: site.repository,
    ref: job.ref,
    sha: job.sha,
    token: job.token,
    // Looks on: what the checkout fetches is no request of the action.
    env: { ...tools.env, ...site.standIns.observer.env, HOME: machine.home },
    depth: given.depth,
  });
  if (given.dockerfile === undefined) return {};
  const file = join(machine.temp, 'Dockerfile');
  if (given.dockerfile === 'rehearsal') await writeFile(file, baseDockerfile());
  else await cp(given.dockerfile, file);
  return { file };
}
