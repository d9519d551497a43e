// A release and its assets as the REST API shows them.
import { ACTIONS_BOT, account, nodeId } from './accounts.ts';
import { API, type GitHub } from './endpoint.ts';
import type { AssetRecord, ReleaseRecord } from './store.ts';

/** The name a release has in web addresses: drafts have no tag yet. */
export function webTag(release: ReleaseRecord): string {
  return release.draft ? `untagged-${release.id.toString(16).padStart(20, '0')}` : release.tag_name;
}

/** A `release-asset`. */
export function assetView(github: GitHub, release: ReleaseRecord, asset: AssetRecord) {
  const download = `https://github.com/${github.repository}/releases/download`;
  return {
    url: `${API}/repos/${github.repository}/releases/assets/${asset.id}`,
    id: asset.id,
    node_id: nodeId('RA', asset.id),
    name: asset.name,
    label: asset.label,
    uploader: account(ACTIONS_BOT),
    content_type: asset.content_type,
    state: asset.state,
    size: asset.size,
    digest: asset.digest,
    download_count: 0,
    created_at: asset.created_at,
    updated_at: asset.updated_at,
    browser_download_url: `${download}/${encodeURIComponent(webTag(release))}/${encodeURIComponent(asset.name)}`,
  };
}

/** A `release`. */
export function releaseView(github: GitHub, release: ReleaseRecord) {
  const api = `${API}/repos/${github.repository}`;
  const web = `https://github.com/${github.repository}`;
  const tag = encodeURIComponent(release.tag_name);
  return {
    url: `${api}/releases/${release.id}`,
    assets_url: `${api}/releases/${release.id}/assets`,
    upload_url: `https://uploads.github.com/repos/${github.repository}/releases/${release.id}/assets{?name,label}`,
    html_url: `${web}/releases/tag/${encodeURIComponent(webTag(release)).replaceAll('%2F', '/')}`,
    id: release.id,
    author: account(ACTIONS_BOT),
    node_id: nodeId('RE', release.id),
    tag_name: release.tag_name,
    target_commitish: release.target_commitish,
    name: release.name,
    draft: release.draft,
    immutable: release.immutable,
    prerelease: release.prerelease,
    created_at: release.created_at,
    updated_at: release.updated_at,
    published_at: release.published_at,
    assets: release.assets.map((asset) => assetView(github, release, asset)),
    tarball_url: release.draft ? null : `${api}/tarball/${tag}`,
    zipball_url: release.draft ? null : `${api}/zipball/${tag}`,
    body: release.body,
    ...(release.discussion_url === undefined ? {} : { discussion_url: release.discussion_url }),
  };
}
