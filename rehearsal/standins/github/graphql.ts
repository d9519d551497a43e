// The little GraphQL that gh asks: the viewer, the repository and its releases.
import { type Exchange, type Reply, credentialOf, json } from '../core/exchange.ts';
import { may } from '../run.ts';
import { idOf } from '../sigstore/oidc.ts';
import { nodeId } from './accounts.ts';
import type { GitHub } from './endpoint.ts';
import { project, selectionOf } from './graphql-selection.ts';
import { releaseView } from './release-view.ts';
import { latestRelease } from './latest.ts';
import type { ReleaseRecord } from './store.ts';

interface Query {
  readonly query?: string;
  readonly variables?: Readonly<Record<string, string | number | null>>;
}

function releaseFields(github: GitHub, release: ReleaseRecord) {
  return {
    databaseId: release.id,
    id: nodeId('RE', release.id),
    name: release.name,
    tagName: release.tag_name,
    isDraft: release.draft,
    isPrerelease: release.prerelease,
    isLatest: latestRelease(github)?.id === release.id,
    isImmutable: release.immutable,
    immutable: release.immutable,
    createdAt: release.created_at,
    publishedAt: release.published_at,
    url: releaseView(github, release).html_url,
    description: release.body,
  };
}

/** Answers what was asked, from all it knows of the repository. */
export async function graphql(github: GitHub, exchange: Exchange): Promise<Reply> {
  const caller = github.runs().find(({ token }) => token === credentialOf(exchange.headers));
  if (caller === undefined) return json(401, { message: 'Bad credentials' });
  const { query = '', variables = {} } = JSON.parse((await exchange.body()).toString()) as Query;
  const owner = variables['owner'] ?? github.owner;
  const name = variables['name'] ?? variables['repo'] ?? github.name;
  if (`${owner}/${name}`.toLowerCase() !== github.repository.toLowerCase()) {
    const message = `Could not resolve to a Repository with the name '${owner}/${name}'.`;
    const errors = [{ type: 'NOT_FOUND', path: ['repository'], message }];
    return json(200, { data: { repository: null }, errors });
  }
  const releases = github.store.data.releases.filter((r) => !r.draft || may(caller, 'contents', 'write'));
  const byTag = releases.find((release) => release.tag_name === variables['tagName']);
  const repository = {
    id: nodeId('R', idOf(github.repository)),
    name: github.name,
    nameWithOwner: github.repository,
    owner: { id: nodeId('U', idOf(github.owner)), login: github.owner },
    url: `https://github.com/${github.repository}`,
    isPrivate: github.visibility !== 'public',
    visibility: github.visibility.toUpperCase(),
    hasIssuesEnabled: true,
    description: 'An example service',
    viewerPermission: 'WRITE',
    defaultBranchRef: { name: await github.git.defaultBranch() },
    release: byTag === undefined ? null : releaseFields(github, byTag),
    releases: {
      nodes: releases.map((release) => releaseFields(github, release)).reverse(),
      pageInfo: { hasNextPage: false, endCursor: null },
    },
  };
  const data = { viewer: { login: 'github-actions[bot]' }, repository };
  return json(200, { data: project(data, selectionOf(query)) });
}
