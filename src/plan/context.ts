// Where the run takes place: repository, ref, commit, runner, read once from the environment the runner gives.
import type { Fault } from '../errors.ts';
import { type CommitSha, isCommitSha } from './brands.ts';
import { compact } from '../compact.ts';

export interface Repository {
  readonly owner: string;
  readonly name: string;
  /** `owner/name` as GitHub spells it. */
  readonly fullName: string;
  /** `https://github.com`, or the server of a GHES. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly url: string;
  readonly visibility: 'public' | 'private' | 'internal' | 'unknown';
  readonly defaultBranch?: string;
  readonly description?: string;
  readonly licence?: string;
  readonly ownerType: 'User' | 'Organization' | 'unknown';
}

/** Whether GitHub's own Sigstore instance signs here: the public one would tell the repository's name to everybody. */
export function isPrivate({ visibility }: Pick<Repository, 'visibility'>): boolean {
  return visibility === 'private' || visibility === 'internal';
}

export interface Context {
  readonly event: string;
  /** The full ref the run was started on, `refs/tags/v1.2.0`. */
  readonly ref: string;
  readonly sha: CommitSha;
  /** What happened to the release that the run is about (`on: release`): `published`, `deleted` … */
  readonly releaseAction?: string;
  /** The pull request that the run is about, and the commit at its head. */
  readonly pullRequest?: { readonly number: number; readonly head: CommitSha };
  /** `owner/name` of the repository whose workflow run started this one (`workflow_run`): a fork's, for a pull request of it. */
  readonly startedBy?: string;
  /**
   * What that run was about. The run that it starts is on the default branch: `sha` is the head of that, and may be a later
   * commit, which no workflow has passed yet.
   * Source: docs.github.com, "Events that trigger workflows", `workflow_run`: GITHUB_SHA is the last commit on the default branch.
   */
  readonly startedFor?: { readonly event: string; readonly head: CommitSha };
  readonly repository: Repository;
  readonly actor: string;
  readonly run: { readonly id: string; readonly attempt: string; readonly url: string };
  /** `owner/name/.github/workflows/release.yml@refs/tags/v1.2.0` */
  readonly workflowRef: string;
  /** The job's key in its workflow. */
  readonly job: string;
  readonly workspace: string;
  readonly runner: {
    readonly os: string;
    readonly arch: 'x64' | 'arm64';
    readonly temp: string;
    readonly hosted: boolean;
  };
  /** Whether the job may ask for an OIDC token (`id-token: write`). */
  readonly idToken: boolean;
  /** Whether the Actions cache service is offered to this job. */
  readonly cacheService: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/** The parts of the event payload that are used; the payload is data from outside, so every part may be missing. */
export interface EventPayload {
  readonly action?: unknown;
  readonly repository?: {
    readonly visibility?: unknown;
    readonly private?: unknown;
    readonly default_branch?: unknown;
    readonly description?: unknown;
    readonly license?: { readonly spdx_id?: unknown } | null;
    readonly owner?: { readonly type?: unknown };
  };
  readonly pull_request?: { readonly number?: unknown; readonly head?: { readonly sha?: unknown } };
  readonly workflow_run?: {
    readonly event?: unknown;
    readonly head_sha?: unknown;
    readonly head_repository?: { readonly full_name?: unknown } | null;
  } | null;
}

/** The commit that the run is about: what a pull request proposes, what the run that started this one was of, or else its own. */
export function subjectCommit({
  pullRequest,
  startedFor,
  sha,
}: Pick<Context, 'pullRequest' | 'startedFor' | 'sha'>): CommitSha {
  return pullRequest?.head ?? startedFor?.head ?? sha;
}

export function parseContext(
  env: Env,
  payload: EventPayload,
): { readonly context: Context; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const need = (name: string): string => {
    const value = env[name] ?? '';
    if (value === '')
      faults.push({ message: `${name} is not set`, hint: 'Run this action in a GitHub Actions workflow.' });
    return value;
  };
  const fullName = need('GITHUB_REPOSITORY');
  const [owner = '', name = ''] = fullName.split('/');
  const serverUrl = (env['GITHUB_SERVER_URL'] ?? 'https://github.com').replace(/\/$/, '');
  const sha = need('GITHUB_SHA');
  if (sha !== '' && !isCommitSha(sha)) {
    faults.push({
      message: `GITHUB_SHA is not a commit: ${sha}`,
      hint: 'Run this action in a GitHub Actions workflow.',
    });
  }
  const os = env['RUNNER_OS'] ?? 'unknown';
  if (os !== 'Linux') {
    faults.push({
      message: `the runner is ${os}; images are released from Linux runners`,
      hint: 'runs-on: ubuntu-latest',
    });
  }
  const arch = env['RUNNER_ARCH'] ?? 'unknown';
  if (arch !== 'X64' && arch !== 'ARM64') {
    faults.push({
      message: `the runner's architecture is ${arch}; X64 and ARM64 are supported`,
      hint: 'runs-on: ubuntu-latest',
    });
  }
  faults.push(...otherCommit(env));
  const repo = payload.repository;
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value : undefined;
  const licence = text(repo?.license?.spdx_id);
  const description = text(repo?.description);
  const defaultBranch = text(repo?.default_branch);
  const ownerType = text(repo?.owner?.type);
  const runId = env['GITHUB_RUN_ID'] ?? '0';
  return {
    faults,
    context: {
      event: env['GITHUB_EVENT_NAME'] ?? 'unknown',
      ref: need('GITHUB_REF'),
      sha: sha as CommitSha,
      ...(env['GITHUB_EVENT_NAME'] === 'release' && typeof payload.action === 'string'
        ? { releaseAction: payload.action }
        : {}),
      ...pullRequestOf(payload.pull_request),
      ...startedByOf(payload.workflow_run),
      repository: compact({
        owner,
        name,
        fullName,
        serverUrl,
        apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
        url: `${serverUrl}/${fullName}`,
        visibility: visibilityOf(repo?.visibility, repo?.private),
        ownerType: ownerType === 'User' || ownerType === 'Organization' ? ownerType : 'unknown',
        defaultBranch,
        description,
        licence: licence === undefined || licence === 'NOASSERTION' ? undefined : licence,
      }),
      actor: env['GITHUB_ACTOR'] ?? owner,
      run: {
        id: runId,
        attempt: env['GITHUB_RUN_ATTEMPT'] ?? '1',
        url: `${serverUrl}/${fullName}/actions/runs/${runId}`,
      },
      workflowRef: env['GITHUB_WORKFLOW_REF'] ?? '',
      job: env['GITHUB_JOB'] ?? '',
      workspace: need('GITHUB_WORKSPACE'),
      runner: {
        os,
        arch: arch === 'ARM64' ? 'arm64' : 'x64',
        temp: need('RUNNER_TEMP'),
        hosted: env['RUNNER_ENVIRONMENT'] === 'github-hosted',
      },
      idToken:
        (env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '') !== '' &&
        (env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '') !== '',
      cacheService:
        (env['ACTIONS_RUNTIME_TOKEN'] ?? '') !== '' &&
        (env['ACTIONS_RESULTS_URL'] ?? env['ACTIONS_CACHE_URL'] ?? '') !== '',
    },
  };
}

/**
 * A called workflow says of which commit it is (`job.workflow_sha`); the action that it uses must be of the same one, or
 * its signature would vouch for another program. An empty or named ref says nothing.
 */
function otherCommit(env: Env): readonly Fault[] {
  const [workflow, action] = [env['RELEASE_ACTION_WORKFLOW_SHA'] ?? '', env['GITHUB_ACTION_REF'] ?? ''];
  if (!isCommitSha(workflow) || !isCommitSha(action) || workflow === action) return [];
  return [
    {
      message: `the action is of commit ${action}, and the workflow that uses it of ${workflow}`,
      hint: 'uses: org/release-action/.github/workflows/release.yml@v1   # in a copy of it, one commit for both',
    },
  ];
}

function pullRequestOf(request: EventPayload['pull_request']): Pick<Context, 'pullRequest'> {
  const { number, head } = request ?? {};
  if (typeof number !== 'number' || typeof head?.sha !== 'string' || !isCommitSha(head.sha)) return {};
  return { pullRequest: { number, head: head.sha } };
}

function startedByOf(run: EventPayload['workflow_run']): Pick<Context, 'startedBy' | 'startedFor'> {
  if (run === undefined || run === null) return {};
  const { event, head_sha: head, head_repository: repository } = run;
  const name = repository?.full_name;
  return {
    // Of a fork that is deleted since, GitHub says null: a stranger's all the same.
    startedBy: typeof name === 'string' ? name : 'a repository that is gone',
    ...(typeof event === 'string' && typeof head === 'string' && isCommitSha(head)
      ? { startedFor: { event, head } }
      : {}),
  };
}

function visibilityOf(visibility: unknown, isPrivate: unknown): Repository['visibility'] {
  if (visibility === 'public' || visibility === 'private' || visibility === 'internal') return visibility;
  if (isPrivate === true) return 'private';
  return isPrivate === false ? 'public' : 'unknown';
}
