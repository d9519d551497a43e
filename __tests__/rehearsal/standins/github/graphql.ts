// The little GraphQL that gh asks: the viewer, and a repository by name.
import { type Exchange, type Reply, credentialOf, json } from '../core/exchange.ts';
import { idOf } from '../sigstore/oidc.ts';
import { nodeId } from './accounts.ts';
import type { GitHub } from './endpoint.ts';
import { webTag } from './release-view.ts';

interface Query {
  readonly query?: string;
  readonly variables?: Readonly<Record<string, string | number | null>>;
}

/** Answers with all it knows of the repository, whatever fields were asked for. */
export async function graphql(github: GitHub, exchange: Exchange): Promise<Reply> {
  const known = github.runs().some(({ token }) => token === credentialOf(exchange.headers));
  if (!known) return json(401, { message: 'Bad credentials' });
  const { query = '', variables = {} } = JSON.parse((await exchange.body()).toString()) as Query;
  if (/\bviewer\b/.test(query)) return json(200, { data: { viewer: { login: 'github-actions[bot]' } } });
  const owner = variables['owner'] ?? github.owner;
  const name = variables['name'] ?? variables['repo'] ?? github.name;
  if (`${String(owner)}/${String(name)}`.toLowerCase() !== github.repository.toLowerCase()) {
    const message = `Could not resolve to a Repository with the name '${String(owner)}/${String(name)}'.`;
    return json(200, {
      data: { repository: null },
      errors: [{ type: 'NOT_FOUND', path: ['repository'], message }],
    });
  }
  const tag = variables['tagName'];
  const release = github.store.data.releases.find((r) => r.draft && r.tag_name === tag);
  return json(200, {
    data: {
      repository: {
        id: nodeId('R', idOf(github.repository)),
        name: github.name,
        nameWithOwner: github.repository,
        owner: { id: nodeId('U', idOf(github.owner)), login: github.owner },
        url: `https://github.com/${github.repository}`,
        isPrivate: github.visibility === 'private',
        visibility: github.visibility.toUpperCase(),
        hasIssuesEnabled: true,
        description: 'An example service',
        viewerPermission: 'WRITE',
        defaultBranchRef: { name: await github.git.defaultBranch() },
        parent: null,
        mergeCommitAllowed: true,
        rebaseMergeAllowed: true,
        squashMergeAllowed: true,
        release:
          release === undefined
            ? null
            : { databaseId: release.id, isDraft: true, url: `untagged/${webTag(release)}` },
      },
    },
  });
}
