// The repository itself, its owner, its packages, the run, and what clients ask of the API as a whole.
import { request } from 'node:http';
import { json } from '../core/exchange.ts';
import { idOf } from '../sigstore/oidc.ts';
import { account, nodeId } from './accounts.ts';
import { API, type ApiCall, type Endpoints, type GitHub, notFound, refusal } from './endpoint.ts';

const EPOCH = '2024-01-01T00:00:00Z';

// Name of the property → rest of the address.
const LINKS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'archive /{archive_format}{/ref}',
    'assignees /assignees{/user}',
    'blobs /git/blobs{/sha}',
    'branches /branches{/branch}',
    'collaborators /collaborators{/collaborator}',
    'comments /comments{/number}',
    'commits /commits{/sha}',
    'compare /compare/{base}...{head}',
    'contents /contents/{+path}',
    'contributors /contributors',
    'deployments /deployments',
    'downloads /downloads',
    'events /events',
    'forks /forks',
    'git_commits /git/commits{/sha}',
    'git_refs /git/refs{/sha}',
    'git_tags /git/tags{/sha}',
    'hooks /hooks',
    'issue_comment /issues/comments{/number}',
    'issue_events /issues/events{/number}',
    'issues /issues{/number}',
    'keys /keys{/key_id}',
    'labels /labels{/name}',
    'languages /languages',
    'merges /merges',
    'milestones /milestones{/number}',
    'notifications /notifications{?since,all,participating}',
    'pulls /pulls{/number}',
    'releases /releases{/id}',
    'stargazers /stargazers',
    'statuses /statuses/{sha}',
    'subscribers /subscribers',
    'subscription /subscription',
    'tags /tags',
    'teams /teams',
    'trees /git/trees{/sha}',
  ].map((line) => line.split(' ') as [string, string]),
);

/** A `minimal-repository`. */
export function minimalRepository({ repository, owner, name, visibility, ownerType }: GitHub) {
  const url = `${API}/repos/${repository}`;
  const links = Object.entries(LINKS).map(([key, rest]) => [`${key}_url`, url + rest]);
  return {
    id: idOf(repository),
    node_id: nodeId('R', idOf(repository)),
    name,
    full_name: repository,
    private: visibility === 'private',
    visibility,
    owner: account(owner, ownerType),
    html_url: `https://github.com/${repository}`,
    description: 'An example service' as string | null,
    fork: false,
    url,
    ...(Object.fromEntries(links) as Record<string, string>),
  };
}

/** A `full-repository`. */
async function fullRepository(github: GitHub, caller: ApiCall['caller']): Promise<object> {
  const { repository } = github;
  const push = caller?.permissions.contents === 'write';
  return {
    ...minimalRepository(github),
    clone_url: `https://github.com/${repository}.git`,
    git_url: `git://github.com/${repository}.git`,
    ssh_url: `git@github.com:${repository}.git`,
    svn_url: `https://github.com/${repository}`,
    mirror_url: null,
    default_branch: await github.git.defaultBranch(),
    created_at: EPOCH,
    updated_at: EPOCH,
    pushed_at: EPOCH,
    homepage: null,
    language: null,
    license: {
      key: 'apache-2.0',
      name: 'Apache License 2.0',
      spdx_id: 'Apache-2.0',
      url: null,
      node_id: 'L',
    },
    size: 1,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: 0,
    open_issues_count: 0,
    network_count: 0,
    subscribers_count: 0,
    topics: [],
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: true,
    archived: false,
    disabled: false,
    permissions: { admin: false, maintain: false, push, triage: push, pull: true },
  };
}

/** Whether the registry on loopback has any tag or manifest under a name. */
function inRegistry(port: number, name: string): Promise<boolean> {
  return new Promise((resolve) => {
    request({ host: '127.0.0.1', port, path: `/v2/${name}/tags/list` }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    })
      .on('error', () => {
        resolve(false);
      })
      .end();
  });
}

export function repositoryEndpoints(github: GitHub): Endpoints {
  const owner = account(github.owner, github.ownerType);

  async function packageOf({ path }: ApiCall) {
    const name = path['package_name'] ?? '';
    const full = `${github.owner}/${name}`.toLowerCase();
    const exists = path['package_type'] === 'container' && (await inRegistry(github.registryPort, full));
    if (!exists) throw refusal(404, 'Package not found.');
    const url = `${API}/orgs/${github.owner}/packages/container/${encodeURIComponent(name)}`;
    return json(200, {
      id: idOf(full),
      name,
      package_type: 'container',
      owner,
      version_count: 1,
      visibility: github.visibility,
      url,
      html_url: `https://github.com/orgs/${github.owner}/packages/container/package/${name}`,
      created_at: EPOCH,
      updated_at: EPOCH,
    });
  }

  const limit = { limit: 1000, used: 1, remaining: 999, reset: Math.floor(Date.now() / 1000) + 3600 };
  return {
    'repos/get': { handle: async (call) => json(200, await fullRepository(github, call.caller)) },
    // A workflow's token never has the administration permission.
    'repos/check-immutable-releases': {
      handle: () => {
        throw refusal(403, 'Resource not accessible by integration');
      },
    },
    'users/get-authenticated': {
      handle: () => {
        throw refusal(403, 'Resource not accessible by integration');
      },
    },
    'users/get-by-username': {
      handle: ({ path }) => {
        const login = path['username'] ?? '';
        const type = login.toLowerCase() === github.owner.toLowerCase() ? github.ownerType : undefined;
        return json(200, {
          ...account(login, type),
          name: login,
          company: null,
          blog: '',
          location: null,
          email: null,
          hireable: null,
          bio: null,
          twitter_username: null,
          public_repos: 1,
          public_gists: 0,
          followers: 0,
          following: 0,
          created_at: EPOCH,
          updated_at: EPOCH,
        });
      },
    },
    'packages/get-package-for-organization': { needs: ['packages', 'read'], handle: packageOf },
    'packages/get-package-for-user': { needs: ['packages', 'read'], handle: packageOf },
    'actions/get-workflow-run': {
      handle: async (call) => {
        const run = github.runs().find(({ identity }) => String(identity.runId) === call.path['run_id']);
        if (run === undefined) throw notFound();
        return json(200, await workflowRun(github, run.identity));
      },
    },
    'meta/root': {
      handle: () => json(200, { current_user_url: `${API}/user`, rate_limit_url: `${API}/rate_limit` }),
    },
    'meta/get': { handle: () => json(200, { verifiable_password_authentication: false }) },
    'rate-limit/get': {
      handle: () => json(200, { resources: { core: limit, search: limit, graphql: limit }, rate: limit }),
    },
  };
}

async function workflowRun(github: GitHub, identity: ReturnType<GitHub['runs']>[number]['identity']) {
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
