// The event payloads GitHub sends for a pushed tag, a run started by hand and a pull request, as GITHUB_EVENT_PATH holds them.
import { DESCRIPTION, LICENSE } from '../standins/github/repository-view.ts';
import type { Visibility } from '../standins/run.ts';

/** The tag's commit as the payload names it. */
export interface HeadCommit {
  readonly sha: string;
  readonly message: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly author: { readonly name: string; readonly email: string };
}

export interface RepositoryFacts {
  /** `owner/name` */
  readonly repository: string;
  readonly repositoryId: number;
  readonly ownerId: number;
  readonly visibility: Visibility;
  readonly defaultBranch: string;
  readonly actor: string;
  readonly actorId: number;
}

export const EVENTS = [
  'push',
  'workflow_dispatch',
  'workflow_run',
  'release',
  'pull_request',
  'schedule',
] as const;
export type EventName = (typeof EVENTS)[number];

/** A pull request: the commits that GitHub's test merge joins. */
export interface PullRequest {
  readonly number: number;
  readonly head: string;
  readonly base: string;
}

/** The workflow run that started another (`workflow_run`): its own event, and its commit. */
export interface RunBefore {
  readonly event: EventName;
  readonly head: string;
}

/** The number in `refs/pull/N/merge`; undefined for any other ref. */
export function pullRequestNumber(ref: string): number | undefined {
  const [, digits] = /^refs\/pull\/(\d+)\/merge$/.exec(ref) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The branch that the rehearsal's pull requests come from. */
export const PULL_BRANCH = 'rehearsal';

/** The repository and sender objects every payload carries. */
function common(facts: RepositoryFacts): Readonly<Record<string, unknown>> {
  const [owner = '', name = ''] = facts.repository.split('/');
  return {
    repository: {
      id: facts.repositoryId,
      name,
      full_name: facts.repository,
      description: DESCRIPTION,
      license: LICENSE,
      private: facts.visibility !== 'public',
      visibility: facts.visibility,
      owner: { login: owner, id: facts.ownerId, type: 'Organization' },
      html_url: `https://github.com/${facts.repository}`,
      url: `https://api.github.com/repos/${facts.repository}`,
      clone_url: `https://github.com/${facts.repository}.git`,
      default_branch: facts.defaultBranch,
    },
    sender: { login: facts.actor, id: facts.actorId, type: 'User' },
  };
}

/** The payload of a push that created `ref`, a full tag or branch ref. */
export function pushPayload(facts: RepositoryFacts, ref: string, head: HeadCommit): unknown {
  const commit = {
    id: head.sha,
    message: head.message,
    timestamp: head.timestamp,
    author: head.author,
    committer: head.author,
    distinct: true,
    url: `https://github.com/${facts.repository}/commit/${head.sha}`,
  };
  return {
    ...common(facts),
    ref,
    before: '0'.repeat(40),
    after: head.sha,
    created: true,
    deleted: false,
    forced: false,
    base_ref: ref.startsWith('refs/tags/') ? `refs/heads/${facts.defaultBranch}` : null,
    compare: `https://github.com/${facts.repository}/compare/${ref.replace(/^refs\/(tags|heads)\//, '')}`,
    commits: ref.startsWith('refs/tags/') ? [] : [commit],
    head_commit: commit,
    pusher: { name: facts.actor, email: `${facts.actor}@users.noreply.github.com` },
  };
}

/** The payload of a `workflow_dispatch` on `ref`; `inputs` are the workflow's, not the action's. */
export function dispatchPayload(
  facts: RepositoryFacts,
  ref: string,
  workflowPath: string,
  inputs: Readonly<Record<string, string>>,
): unknown {
  return { ...common(facts), ref, workflow: workflowPath, inputs };
}

/** The payload of a schedule: docs.github.com, "Events that trigger workflows", schedule. The ref is the default branch. */
export function schedulePayload(facts: RepositoryFacts): unknown {
  return { ...common(facts), schedule: '30 5 * * 1' };
}

/**
 * The payload of a run that another workflow's run has started when it ended well, less what no action reads. The ref is the
 * default branch, whatever that run was of.
 * Source: docs.github.com, "Webhook events and payloads", workflow_run, `completed`.
 */
export function workflowRunPayload(facts: RepositoryFacts, { event, head }: RunBefore): unknown {
  const { repository, sender } = common(facts) as { repository: object; sender: object };
  return {
    action: 'completed',
    workflow_run: {
      name: 'ci',
      event,
      head_branch: facts.defaultBranch,
      head_sha: head,
      status: 'completed',
      conclusion: 'success',
      head_repository: repository,
      repository,
    },
    repository,
    sender,
  };
}

/**
 * The payload of a release that somebody has published, less what no action reads. The run's ref is the tag, and its commit
 * is the tag's.
 * Source: docs.github.com, "Events that trigger workflows" and "Webhook events and payloads", release, `published`.
 */
export function releasePayload(facts: RepositoryFacts, ref: string): unknown {
  const tag = ref.replace(/^refs\/tags\//, '');
  return {
    ...common(facts),
    action: 'published',
    release: {
      tag_name: tag,
      draft: false,
      html_url: `https://github.com/${facts.repository}/releases/tag/${tag}`,
    },
  };
}

/**
 * The payload of a pull request that got new commits, less what no action reads.
 * Source: docs.github.com, "Webhook events and payloads", pull_request, `synchronize`.
 */
export function pullRequestPayload(facts: RepositoryFacts, request: PullRequest): unknown {
  const { repository, sender } = common(facts) as { repository: object; sender: object };
  const url = `https://github.com/${facts.repository}/pull/${request.number}`;
  return {
    action: 'synchronize',
    number: request.number,
    pull_request: {
      number: request.number,
      state: 'open',
      html_url: url,
      head: { ref: PULL_BRANCH, sha: request.head, repo: repository },
      base: { ref: facts.defaultBranch, sha: request.base, repo: repository },
      user: sender,
    },
    repository,
    sender,
  };
}
