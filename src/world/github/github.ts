// GitHub's REST API, as far as a release needs it: releases and their assets, refs, attestations, history.
import type { ComparedCommit } from '../../changelog/people.ts';
import { attestationsApi } from './attestations.ts';
import { connect, once, orMissing } from './client.ts';
import { releasesApi } from './releases.ts';
import type { GitHub, GitHubOptions } from './types.ts';
import { compact } from '../../compact.ts';

/** A release longer away than this is not looked for by compare: its names are a courtesy. */
const maxComparedPages = 10;

export function makeGitHub(options: GitHubOptions): GitHub {
  const octokit = connect(options);
  const { owner, name: repo } = options.repository;
  const here = { owner, repo };
  const { repos, git } = octokit.rest;
  return {
    ...releasesApi(octokit, options),
    tagNames: async (prefix) => {
      const refs = await octokit.paginate(git.listMatchingRefs, {
        ...here,
        ref: `tags/${prefix}`,
      });
      return refs.map(({ ref }) => ref.slice('refs/tags/'.length));
    },
    branches: async (prefix) => {
      const refs = await octokit.paginate(git.listMatchingRefs, { ...here, ref: `heads/${prefix}` });
      return refs.map(({ ref, object }) => ({ name: ref.slice('refs/heads/'.length), commit: object.sha }));
    },
    tagTarget: (name) =>
      orMissing(async () => (await git.getRef({ ...here, ref: `tags/${name}` })).data.object.sha),
    setTag: async (name, sha, exists) => {
      const ref = `tags/${name}`;
      try {
        if (!exists) await git.createRef({ ...here, ref: `refs/${ref}`, sha, ...once });
      } catch (error) {
        // Another release made it a moment ago; a tag that moves is then moved.
        if (!(error instanceof Error && /Reference already exists/i.test(error.message))) throw error;
        exists = true;
      }
      if (exists) await git.updateRef({ ...here, ref, sha, force: true, ...once });
    },
    ...attestationsApi(octokit, options),
    directory: async (path, ref) => {
      const at = path.lastIndexOf('/');
      const found = await orMissing(() => repos.getContent({ ...here, path: path.slice(0, at), ref }));
      if (!Array.isArray(found?.data)) return undefined;
      return found.data.find(({ type, name }) => type === 'dir' && name === path.slice(at + 1))?.sha;
    },
    compare: async (base, head) => {
      const commits: ComparedCommit[] = [];
      for (let page = 1; page <= maxComparedPages; page++) {
        const { data } = await repos.compareCommitsWithBasehead({
          ...here,
          basehead: `${base}...${head}`,
          per_page: 100,
          page,
        });
        commits.push(...data.commits.map(({ sha, author }) => ({ sha, author: authorOf(author) })));
        if (data.commits.length < 100) break;
      }
      return commits;
    },
    hasCommits: async (login, ref) =>
      (await repos.listCommits({ ...here, author: login, sha: ref, per_page: 1 })).data.length > 0,
    isReachable: async (commit, branch) => {
      const found = await orMissing(
        async () =>
          (
            await repos.compareCommitsWithBasehead({
              ...here,
              basehead: `${branch}...${commit}`,
              per_page: 1,
            })
          ).data,
      );
      return found && (found.status === 'behind' || found.status === 'identical');
    },
  };
}

function authorOf(author: unknown): ComparedCommit['author'] {
  if (
    typeof author !== 'object' ||
    author === null ||
    !('login' in author) ||
    typeof author.login !== 'string'
  )
    return null;
  return compact({
    login: author.login,
    type: 'type' in author && typeof author.type === 'string' ? author.type : undefined,
  });
}
