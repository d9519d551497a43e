// Commits, comparisons, branches and tags as the REST API shows them, from the real history.
import { type Reply, json } from '../core/exchange.ts';
import { accountOf, nodeId } from './accounts.ts';
import {
  API,
  type ApiCall,
  type Endpoints,
  type GitHub,
  linkHeader,
  notFound,
  page,
  refusal,
} from './endpoint.ts';
import type { Commit } from './git.ts';

const UNVERIFIED = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

/** The endpoints that read history. */
export function commitEndpoints(github: GitHub): Endpoints {
  const { git, accounts } = github;
  const base = `${API}/repos/${github.repository}`;
  const web = `https://github.com/${github.repository}`;

  const parentsOf = ({ parents }: Commit) =>
    parents.map((sha) => ({ sha, url: `${base}/commits/${sha}`, html_url: `${web}/commit/${sha}` }));

  const view = (commit: Commit) => ({
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${base}/git/trees/${commit.tree}` },
      url: `${base}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: UNVERIFIED,
    },
    url: `${base}/commits/${commit.sha}`,
    html_url: `${web}/commit/${commit.sha}`,
    comments_url: `${base}/commits/${commit.sha}/comments`,
    author: accountOf(commit.author.email, accounts),
    committer: accountOf(commit.committer.email, accounts),
    parents: parentsOf(commit),
  });

  async function required(revision: string): Promise<Commit> {
    // What GitHub calls a ref may be a branch, a tag or a hash.
    const commit = (await git.commit(revision)) ?? (await git.commit(`refs/heads/${revision}`));
    if (commit === undefined) throw refusal(422, `No commit found for SHA: ${revision}`);
    return commit;
  }

  async function compare(call: ApiCall): Promise<Reply> {
    const [from, to] = [call.path['base'] ?? '', call.path['head'] ?? ''];
    const [a, b] = [await git.commit(from), await git.commit(to)];
    const mergeBase = a === undefined || b === undefined ? undefined : await git.mergeBase(a.sha, b.sha);
    const root = mergeBase === undefined ? undefined : await git.commit(mergeBase);
    if (a === undefined || b === undefined || root === undefined) throw notFound();
    const count = async (range: string) => Number((await git.run('rev-list', '--count', range)).trim());
    const ahead = await count(`${a.sha}..${b.sha}`);
    const behind = await count(`${b.sha}..${a.sha}`);
    const size = Math.min(Number(call.query.get('per_page') ?? 250), 250);
    const number = Math.max(1, Number(call.query.get('page') ?? 1));
    const last = Math.max(1, Math.ceil(ahead / size));
    const all = await git.log('--reverse', '--topo-order', `${a.sha}..${b.sha}`);
    const url = `${web}/compare/${from}...${to}`;
    return json(
      200,
      {
        url: call.exchange.url.href.split('?')[0],
        html_url: url,
        permalink_url: `${web}/compare/${a.sha}...${b.sha}`,
        diff_url: `${url}.diff`,
        patch_url: `${url}.patch`,
        base_commit: view(a),
        merge_base_commit: view(root),
        status: ahead > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical',
        ahead_by: ahead,
        behind_by: behind,
        total_commits: ahead,
        commits: all.slice((number - 1) * size, number * size).map(view),
      },
      linkHeader(call, number, last),
    );
  }

  const branches = async () =>
    (await git.refs('refs/heads/')).map(({ ref, sha }) => ({
      name: ref.slice('refs/heads/'.length),
      commit: { sha, url: `${base}/commits/${sha}` },
      protected: false,
    }));

  return {
    'repos/compare-commits': { handle: compare },
    'repos/get-commit': {
      handle: async ({ path }) => json(200, view(await required(path['ref'] ?? ''))),
    },
    'repos/list-commits': {
      handle: async (call) => {
        const start = await required(call.query.get('sha') ?? (await git.defaultBranch()));
        return page(call, (await git.log(start.sha)).map(view));
      },
    },
    'git/get-commit': {
      handle: async ({ path }) => {
        const commit = await git.commit(path['commit_sha'] ?? '');
        if (commit === undefined) throw notFound();
        return json(200, {
          sha: commit.sha,
          node_id: nodeId('C', commit.sha),
          url: `${base}/git/commits/${commit.sha}`,
          html_url: `${web}/commit/${commit.sha}`,
          author: commit.author,
          committer: commit.committer,
          tree: { sha: commit.tree, url: `${base}/git/trees/${commit.tree}` },
          message: commit.message,
          parents: parentsOf(commit),
          verification: UNVERIFIED,
        });
      },
    },
    'repos/list-branches-for-head-commit': {
      handle: async ({ path }) =>
        json(
          200,
          (await branches()).filter(({ commit }) => commit.sha === path['commit_sha']),
        ),
    },
    // The stand-in knows no pull requests.
    'repos/list-pull-requests-associated-with-commit': { handle: (call) => page(call, []) },
    'repos/list-branches': { handle: async (call) => page(call, await branches()) },
    'repos/get-branch': {
      handle: async ({ path }) => {
        const branch = (await branches()).find(({ name }) => name === path['branch']);
        if (branch === undefined) throw refusal(404, 'Branch not found');
        const self = `${base}/branches/${branch.name}`;
        return json(200, {
          ...branch,
          commit: view(await required(branch.commit.sha)),
          _links: { self, html: `${web}/tree/${branch.name}` },
          protection: { enabled: false, required_status_checks: { contexts: [], checks: [] } },
          protection_url: `${self}/protection`,
        });
      },
    },
    'repos/list-tags': {
      handle: async (call) => {
        const refs = await git.refs('refs/tags/');
        const tags = await Promise.all(
          refs.map(async ({ ref }) => {
            const name = ref.slice('refs/tags/'.length);
            const sha = (await git.commitOf(ref)) ?? '';
            return {
              name,
              commit: { sha, url: `${base}/commits/${sha}` },
              zipball_url: `${base}/zipball/${ref}`,
              tarball_url: `${base}/tarball/${ref}`,
              node_id: nodeId('REF', ref),
            };
          }),
        );
        return page(call, tags.reverse());
      },
    },
  };
}
