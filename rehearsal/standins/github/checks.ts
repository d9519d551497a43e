// What CI says of a commit, and workflows started by hand: check runs, commit statuses, dispatches.
import { json } from '../core/exchange.ts';
import { parse } from 'yaml';
import { account, nodeId } from './accounts.ts';
import {
  API,
  type ApiCall,
  type Endpoints,
  type GitHub,
  noContent,
  notFound,
  now,
  refusal,
  text,
} from './endpoint.ts';
import { minimalRepository } from './repository-view.ts';
import type { CheckRecord, StatusRecord } from './store.ts';
import { workflowRun } from './workflow-run.ts';

export function checkEndpoints(github: GitHub): Endpoints {
  const { git, store } = github;
  const repo = `${API}/repos/${github.repository}`;

  const check = ({ id, name, sha, status, conclusion, url, at }: CheckRecord) => ({
    id,
    name,
    node_id: nodeId('CR', id),
    head_sha: sha,
    external_id: '',
    url: `${repo}/check-runs/${id}`,
    html_url: `https://github.com/${github.repository}/runs/${id}`,
    details_url: url,
    status,
    conclusion,
    started_at: at,
    completed_at: status === 'completed' ? at : null,
    output: {
      title: null,
      summary: null,
      text: null,
      annotations_count: 0,
      annotations_url: `${repo}/check-runs/${id}/annotations`,
    },
    check_suite: { id: 1 },
    app: null,
    pull_requests: [],
  });
  const statusOf = ({ id, context, state, url, at }: StatusRecord) => ({
    id,
    node_id: nodeId('SC', id),
    url: `${repo}/statuses/${id}`,
    avatar_url: null,
    state,
    description: null,
    context,
    target_url: url,
    created_at: at,
    updated_at: at,
  });
  const commitIn = async (call: ApiCall, key = 'ref'): Promise<string> => {
    const sha = await git.commitOf(call.path[key] ?? text(call, key) ?? '');
    if (sha === undefined) throw refusal(422, `No commit found for SHA: ${call.path[key] ?? ''}`);
    return sha;
  };
  /** Runs that are or were under way on these refs, and those that a dispatch has begun and no runner has taken yet. */
  async function runsOf(workflow: string, sha: string | null): Promise<readonly object[]> {
    const path = `.github/workflows/${workflow}`;
    const known = github
      .runs()
      .filter(
        ({ observer, identity }) =>
          !observer && (identity.workflowPath ?? '.github/workflows/release.yml') === path,
      );
    const waiting = store.data.dispatches
      .filter((one) => one.workflow === workflow)
      .filter(
        ({ ref }) =>
          !known.some(({ identity }) => identity.event === 'workflow_dispatch' && identity.ref === ref),
      )
      .map(({ id, ref, sha: of }) => ({
        event: 'workflow_dispatch',
        ref,
        sha: of,
        workflowPath: path,
        runId: id,
      }));
    const all = [...known.map(({ identity }) => identity), ...waiting].filter(
      (one) => sha === null || one.sha === sha,
    );
    return Promise.all(all.toReversed().map((one) => workflowRun(github, one)));
  }

  return {
    'checks/list-for-ref': {
      handle: async (call) => {
        const sha = await commitIn(call);
        const found = store.data.checks.filter((one) => one.sha === sha);
        // `filter=latest`: of one name the last.
        const latest = found.filter((one, at) => !found.slice(at + 1).some(({ name }) => name === one.name));
        return json(200, { total_count: latest.length, check_runs: latest.map(check) });
      },
    },
    'checks/create': {
      needs: ['checks', 'write'],
      handle: async (call) => {
        const conclusion = text(call, 'conclusion') ?? null;
        const record: CheckRecord = {
          id: store.nextId(),
          name: text(call, 'name') ?? '',
          sha: await commitIn(call, 'head_sha'),
          status: conclusion === null ? (text(call, 'status') ?? 'queued') : 'completed',
          conclusion,
          url: text(call, 'details_url') ?? null,
          at: now(),
        };
        store.data.checks.push(record);
        store.save();
        return json(201, check(record));
      },
    },
    'repos/get-combined-status-for-ref': {
      handle: async (call) => {
        const sha = await commitIn(call);
        const found = store.data.statuses.filter((one) => one.sha === sha);
        const latest = found.filter(
          (one, at) => !found.slice(at + 1).some(({ context }) => context === one.context),
        );
        const states = latest.map(({ state }) => state);
        const bad = states.some((state) => state === 'failure' || state === 'error');
        const good = states.length > 0 && states.every((state) => state === 'success');
        return json(200, {
          state: bad ? 'failure' : good ? 'success' : 'pending',
          sha,
          total_count: latest.length,
          statuses: latest.map(statusOf),
          repository: minimalRepository(github),
          commit_url: `${repo}/commits/${sha}`,
          url: `${repo}/commits/${sha}/status`,
        });
      },
    },
    'repos/create-commit-status': {
      needs: ['statuses', 'write'],
      handle: async (call) => {
        const record: StatusRecord = {
          id: store.nextId(),
          context: text(call, 'context') ?? 'default',
          state: text(call, 'state') ?? '',
          sha: await commitIn(call, 'sha'),
          url: text(call, 'target_url') ?? null,
          at: now(),
        };
        store.data.statuses.push(record);
        store.save();
        return json(201, { ...statusOf(record), creator: account('octocat') });
      },
    },
    'actions/list-workflow-runs': {
      handle: async (call) => {
        const runs = await runsOf(call.path['workflow_id'] ?? '', call.query.get('head_sha'));
        return json(200, { total_count: runs.length, workflow_runs: runs });
      },
    },
    'actions/create-workflow-dispatch': {
      needs: ['actions', 'write'],
      handle: async (call) => {
        const workflow = call.path['workflow_id'] ?? '';
        const given = text(call, 'ref') ?? '';
        for (const ref of [given, `refs/heads/${given}`, `refs/tags/${given}`]) {
          const found = ref.startsWith('refs/') ? await git.ref(ref) : undefined;
          if (found === undefined) continue;
          const sha = (await git.commitOf(found.sha)) ?? found.sha;
          const file = await git.run('show', `${sha}:.github/workflows/${workflow}`).catch(() => undefined);
          if (file === undefined) throw notFound();
          const on = (parse(file) as { readonly on?: unknown }).on;
          const startable = typeof on === 'object' && on !== null && 'workflow_dispatch' in on;
          if (!startable) throw refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
          store.data.dispatches.push({ id: 7_100_000_000 + store.nextId(), workflow, ref, sha });
          store.save();
          return noContent;
        }
        throw refusal(422, `No ref found for: ${given}`);
      },
    },
  };
}
