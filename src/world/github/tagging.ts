// What makes a tag and starts a release on it: what CI says of a commit, a tag with its object, and a workflow's runs.
import { type Octokit, connect, once } from './client.ts';
import type { GitHubOptions } from './types.ts';

/** What one check or status says of a commit. */
export interface CommitCheck {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'running';
  /** GitHub's own word: `failure`, `timed_out`, `in_progress` … */
  readonly said: string;
  /** The page with more, which names the run of a check of GitHub Actions. */
  readonly url: string;
}

export interface WorkflowRun {
  readonly id: number;
  readonly url: string;
  /** `success`, `failure` … once it has ended; else where it is: `queued`, `in_progress`. */
  readonly said: string;
  readonly ended: boolean;
}

export interface Tagging {
  /** Check runs and commit statuses of a commit, the latest of each. */
  checks(commit: string): Promise<readonly CommitCheck[]>;
  /** Makes an annotated tag. Answers false where another has made one of this name in between. */
  createTag(name: string, commit: string, message: string): Promise<boolean>;
  /** The runs of a workflow file (`release.yml`) on a tag of this commit, whatever started them; newest first. */
  runsOn(workflow: string, tag: string, commit: string): Promise<readonly WorkflowRun[]>;
  /** Starts it on a tag by `workflow_dispatch`. */
  start(workflow: string, tag: string): Promise<void>;
}

/** Conclusions that stand in nobody's way (docs.github.com, "About status checks"). */
const good = new Set(['success', 'neutral', 'skipped']);

export function makeTagging(options: GitHubOptions): Tagging {
  const octokit: Octokit = connect(options);
  const { owner, name: repo } = options.repository;
  const here = { owner, repo };
  const { actions, checks, git, repos } = octokit.rest;
  return {
    checks: async (commit) => {
      const [runs, statuses] = await Promise.all([
        octokit.paginate(checks.listForRef, { ...here, ref: commit, filter: 'latest', per_page: 100 }),
        repos.getCombinedStatusForRef({ ...here, ref: commit, per_page: 100 }),
      ]);
      return [
        ...runs.map(({ name, status, conclusion, details_url: details, html_url: page }): CommitCheck => {
          const said = status === 'completed' ? (conclusion ?? 'completed') : status;
          const state = status !== 'completed' ? 'running' : good.has(said) ? 'passed' : 'failed';
          return { name, state, said, url: details ?? page ?? '' };
        }),
        ...statuses.data.statuses.map(({ context: name, state: said, target_url: url }): CommitCheck => {
          const state = said === 'success' ? 'passed' : said === 'pending' ? 'running' : 'failed';
          return { name, state, said, url: url ?? '' };
        }),
      ];
    },
    createTag: async (name, commit, message) => {
      const { data } = await git.createTag({
        ...here,
        ...{ tag: name, message, object: commit, type: 'commit' },
        ...once,
      });
      try {
        await git.createRef({ ...here, ref: `refs/tags/${name}`, sha: data.sha, ...once });
        return true;
      } catch (error) {
        if (error instanceof Error && error.message.includes('Reference already exists')) return false;
        throw error;
      }
    },
    runsOn: async (workflow, tag, commit) => {
      const { data } = await actions.listWorkflowRuns({
        ...here,
        ...{ workflow_id: workflow, head_sha: commit, per_page: 100 },
      });
      return data.workflow_runs
        .filter(({ head_branch: on }) => on === tag)
        .map(({ id, html_url: url, status, conclusion }) => ({
          ...{ id, url },
          said: conclusion ?? status ?? 'unknown',
          ended: status === 'completed',
        }));
    },
    start: async (workflow, tag) => {
      await actions.createWorkflowDispatch({ ...here, workflow_id: workflow, ref: tag, ...once });
    },
  };
}
