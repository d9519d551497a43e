// A repository as the REST API shows it, in both of its sizes.
import { idOf } from '../sigstore/oidc.ts';
import type { Run } from '../run.ts';
import { account, nodeId } from './accounts.ts';
import { API, type GitHub } from './endpoint.ts';

/** What its "About" box says: in the API and in the payload of every event. */
export const DESCRIPTION: string | null = 'An example service';
export const LICENSE = {
  key: 'apache-2.0',
  name: 'Apache License 2.0',
  spdx_id: 'Apache-2.0',
  url: null,
  node_id: 'L',
};

/** When everything in this world was made that has no time of its own. */
export const EPOCH = '2024-01-01T00:00:00Z';

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
    private: visibility !== 'public',
    visibility,
    owner: account(owner, ownerType),
    html_url: `https://github.com/${repository}`,
    description: DESCRIPTION,
    fork: false,
    url,
    ...(Object.fromEntries(links) as Record<string, string>),
  };
}

/** A `full-repository`. */
export async function fullRepository(github: GitHub, caller: Run | undefined): Promise<object> {
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
    license: LICENSE,
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
