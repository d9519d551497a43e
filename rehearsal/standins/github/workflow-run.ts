// A workflow run as the REST API shows it while it is under way.
import type { RunIdentity } from '../run.ts';
import { idOf } from '../sigstore/oidc.ts';
import { account, nodeId } from './accounts.ts';
import { API, type GitHub } from './endpoint.ts';
import { EPOCH, minimalRepository } from './repository-view.ts';

/** A `workflow-run`. */
export async function workflowRun(github: GitHub, identity: RunIdentity) {
  const commit = await github.git.commit(identity.sha);
  const url = `${API}/repos/${github.repository}/actions/runs/${identity.runId}`;
  const actor = account(identity.actor ?? 'octocat');
  const repository = minimalRepository(github);
  return {
    id: identity.runId,
    name: identity.workflow ?? 'release',
    node_id: nodeId('WFR', identity.runId),
    head_branch: identity.ref.replace(/^refs\/(heads|tags)\//, ''),
    head_sha: identity.sha,
    path: identity.workflowPath ?? '.github/workflows/release.yml',
    display_title: commit?.message.split('\n')[0] ?? '',
    run_number: identity.runNumber ?? 1,
    run_attempt: identity.runAttempt ?? 1,
    event: identity.event,
    status: 'in_progress',
    conclusion: null,
    workflow_id: idOf(`${github.repository}/release`),
    url,
    html_url: `https://github.com/${github.repository}/actions/runs/${identity.runId}`,
    pull_requests: [],
    created_at: EPOCH,
    updated_at: EPOCH,
    run_started_at: EPOCH,
    actor,
    triggering_actor: actor,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${API}/repos/${github.repository}/check-suites/1`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    workflow_url: `${API}/repos/${github.repository}/actions/workflows/1`,
    head_commit: {
      id: identity.sha,
      tree_id: commit?.tree ?? '',
      message: commit?.message ?? '',
      timestamp: commit?.committer.date ?? EPOCH,
      author: { name: commit?.author.name ?? '', email: commit?.author.email ?? '' },
      committer: { name: commit?.committer.name ?? '', email: commit?.committer.email ?? '' },
    },
    repository,
    head_repository: repository,
  };
}
