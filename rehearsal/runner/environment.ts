// The variables a runner sets for a job, and the contexts its expressions read.
import { arch } from 'node:os';
import type { Contexts } from './expressions.ts';
import { type EventName, PULL_BRANCH, type RepositoryFacts, type RunBefore } from './event.ts';

/** What the variables are made from. */
export interface JobFacts extends RepositoryFacts {
  readonly event: EventName;
  /** The run that started this one, with the event `workflow_run`. */
  readonly after?: RunBefore | undefined;
  readonly eventPath: string;
  /** Full ref. */
  readonly ref: string;
  readonly sha: string;
  readonly runId: number;
  readonly runNumber: number;
  readonly runAttempt: number;
  readonly workflow: string;
  readonly workflowPath: string;
  /** The job's key in it. */
  readonly job: string;
  readonly token: string;
  /** `owner/name` and ref of the action itself, as `uses:` names them. */
  readonly action: { readonly repository: string; readonly ref: string };
  readonly runnerEnvironment: 'github-hosted' | 'self-hosted';
  readonly home: string;
  readonly toolCache: string;
  readonly workRoot: string;
}

const runnerArch: Readonly<Record<string, string>> = { x64: 'X64', arm64: 'ARM64', arm: 'ARM', ia32: 'X86' };

/**
 * The GITHUB_* and RUNNER_* variables of a job on a Linux runner.
 * Source: docs.github.com, "Variables reference", default environment variables.
 */
export function runnerVariables(job: JobFacts): Readonly<Record<string, string>> {
  const [owner = ''] = job.repository.split('/');
  return {
    CI: 'true',
    HOME: job.home,
    GITHUB_ACTION: `__${job.action.repository.replace('/', '_')}`,
    GITHUB_ACTION_REF: job.action.ref,
    GITHUB_ACTION_REPOSITORY: job.action.repository,
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: job.actor,
    GITHUB_ACTOR_ID: String(job.actorId),
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_BASE_REF: job.event === 'pull_request' ? job.defaultBranch : '',
    GITHUB_EVENT_NAME: job.event,
    GITHUB_EVENT_PATH: job.eventPath,
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_HEAD_REF: job.event === 'pull_request' ? PULL_BRANCH : '',
    GITHUB_JOB: job.job,
    GITHUB_REF: job.ref,
    GITHUB_REF_NAME: job.ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REF_PROTECTED: 'false',
    GITHUB_REF_TYPE: job.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_REPOSITORY: job.repository,
    GITHUB_REPOSITORY_ID: String(job.repositoryId),
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_REPOSITORY_OWNER_ID: String(job.ownerId),
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_RUN_ATTEMPT: String(job.runAttempt),
    GITHUB_RUN_ID: String(job.runId),
    GITHUB_RUN_NUMBER: String(job.runNumber),
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: job.sha,
    GITHUB_TRIGGERING_ACTOR: job.actor,
    GITHUB_WORKFLOW: job.workflow,
    GITHUB_WORKFLOW_REF: `${job.repository}/${job.workflowPath}@${job.ref}`,
    GITHUB_WORKFLOW_SHA: job.sha,
    RUNNER_ARCH: runnerArch[arch()] ?? 'X64',
    RUNNER_ENVIRONMENT: job.runnerEnvironment,
    RUNNER_NAME: 'rehearsal',
    RUNNER_OS: 'Linux',
    RUNNER_TOOL_CACHE: job.toolCache,
    RUNNER_WORKSPACE: job.workRoot,
  };
}

/** The `github` and `runner` contexts, by lower-case dotted name. */
export function contextsOf(job: JobFacts): Contexts {
  const variables = runnerVariables(job);
  const github = Object.entries(variables)
    .filter(([name]) => /^(GITHUB|RUNNER)_/.test(name))
    .map(([name, value]) => [name.toLowerCase().replace('_', '.'), value] as const);
  return new Map([...github, ['github.token', job.token]]);
}
