// Releases and their assets at GitHub: drafts, uploads, publishing, and which one is called latest.
import type { Readable } from 'node:stream';
import { type Octokit, once, orMissing } from './client.ts';
import { writeFacts } from '../files/file-digest.ts';
import { readBody } from '../http/body.ts';
import { gitHubOrigins } from '../http/origin.ts';
import { defaultRetryPolicy, retry } from '../retry/retry.ts';
import { upload } from './upload.ts';
import type { Asset, GitHub, GitHubOptions, GitHubRelease, ReleaseFields } from './types.ts';
import { compact } from '../../compact.ts';

type Releases = Pick<
  GitHub,
  | 'releasesOf'
  | 'release'
  | 'latestRelease'
  | 'createDraft'
  | 'updateDraft'
  | 'publish'
  | 'startDiscussion'
  | 'markLatest'
  | 'deleteRelease'
  | 'upload'
  | 'download'
  | 'downloadTo'
  | 'deleteAsset'
>;

/** As many bytes of an asset are read whatever GitHub says its size is; callers look at the size of what is larger. */
const smallBytes = 1024 * 1024;

export function releasesApi(octokit: Octokit, options: GitHubOptions): Releases {
  const { owner, name: repo } = options.repository;
  const here = { owner, repo };
  const { repos } = octokit.rest;
  const body = async (asset: Asset): Promise<Readable> => {
    const answer = await repos.getReleaseAsset({
      ...here,
      asset_id: asset.id,
      headers: { accept: 'application/octet-stream' },
      // An asset that calls itself JSON or text would be parsed.
      request: { parseSuccessResponseBody: false },
    });
    // With this Accept header the answer is the asset itself, which the types of octokit do not know.
    return answer.data as unknown as Readable;
  };
  const origins = gitHubOrigins(options.repository);
  /** Octokit asks again for what has no answer; a body that breaks off or stalls behind it is asked for anew here. */
  const whole = <T>(asset: Asset, download: () => Promise<T>): Promise<T> =>
    retry(`the download of ${asset.name}`, download, { ...defaultRetryPolicy, onWait: options.onWait });
  return {
    releasesOf: async (tag) => {
      const found: GitHubRelease[] = [];
      for await (const page of octokit.paginate.iterator(repos.listReleases, { ...here, per_page: 100 })) {
        const named = page.data.filter((release) => release.tag_name === tag || isOrphan(release, tag));
        found.push(...named.map((release) => toRelease({ ...release, tag_name: tag })));
      }
      return found;
    },
    release: (id) =>
      orMissing(async () => toRelease((await repos.getRelease({ ...here, release_id: id })).data)),
    latestRelease: () => orMissing(async () => toRelease((await repos.getLatestRelease(here)).data)),
    createDraft: async (fields) =>
      toRelease((await repos.createRelease({ ...here, ...releaseBody(fields), draft: true, ...once })).data),
    updateDraft: async (id, fields) =>
      toRelease(
        (await repos.updateRelease({ ...here, release_id: id, ...releaseBody(fields), ...once })).data,
      ),
    publish: async (id, { tag, latest, prerelease }) =>
      toRelease(
        (
          await repos.updateRelease({
            ...here,
            release_id: id,
            tag_name: tag,
            draft: false,
            prerelease,
            make_latest: latest ? 'true' : 'false',
            ...once,
          })
        ).data,
      ),
    startDiscussion: async (id, discussion_category_name) =>
      toRelease(
        (await repos.updateRelease({ ...here, release_id: id, discussion_category_name, ...once })).data,
      ),
    markLatest: async (id) =>
      toRelease((await repos.updateRelease({ ...here, release_id: id, make_latest: 'true', ...once })).data),
    deleteRelease: async (id) => {
      await orMissing(() => repos.deleteRelease({ ...here, release_id: id, ...once }));
    },
    upload: async (release, fields, source, onSent) =>
      toAsset(
        (await upload({ ...options, origins }, release.uploadUrl, { fields, source }, onSent)) as ApiAsset,
      ),
    download: (asset) =>
      whole(asset, async () => readBody(await body(asset), Math.max(asset.size, smallBytes), asset.name)),
    downloadTo: (asset, file) => whole(asset, async () => writeFacts(await body(asset), file)),
    deleteAsset: async (id) => {
      await orMissing(() => repos.deleteReleaseAsset({ ...here, asset_id: id, ...once }));
    },
  };
}

function releaseBody(fields: ReleaseFields): {
  tag_name: string;
  name: string;
  body: string;
  prerelease: boolean;
} {
  // No target_commitish: the tag exists, and naming its commit can need the workflows permission.
  return { tag_name: fields.tag, name: fields.name, body: fields.body, prerelease: fields.prerelease };
}

/**
 * A draft that lost its tag: another tool has changed it without naming the tag, or the tag was deleted and pushed again. Its
 * title is still the tag's name; `publish` names the tag, which gives it back.
 */
function isOrphan({ draft, tag_name, name }: ApiRelease, tag: string): boolean {
  return draft && name === tag && /^untagged-[0-9a-f]{8,64}$/.test(tag_name);
}

interface ApiAsset {
  readonly id: number;
  readonly name: string;
  readonly label?: string | null;
  readonly state: string;
  readonly size: number;
  readonly digest?: string | null;
  readonly browser_download_url: string;
}

interface ApiRelease {
  readonly id: number;
  readonly tag_name: string;
  readonly name: string | null;
  readonly body?: string | null;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly immutable?: boolean;
  readonly html_url: string;
  readonly upload_url: string;
  readonly author?: { readonly login: string } | null;
  readonly target_commitish?: string;
  readonly discussion_url?: string;
  readonly assets: readonly ApiAsset[];
}

function toRelease(release: ApiRelease): GitHubRelease {
  return compact({
    id: release.id,
    tag: release.tag_name,
    name: release.name ?? '',
    body: release.body ?? '',
    draft: release.draft,
    prerelease: release.prerelease,
    immutable: release.immutable ?? false,
    url: release.html_url,
    uploadUrl: release.upload_url,
    author: release.author?.login ?? '',
    target: release.target_commitish,
    discussionUrl: release.discussion_url,
    assets: release.assets.map(toAsset),
  });
}

function toAsset(asset: ApiAsset): Asset {
  return {
    id: asset.id,
    name: asset.name,
    label: asset.label ?? '',
    state: asset.state,
    size: asset.size,
    digest: asset.digest ?? undefined,
    url: asset.browser_download_url,
  };
}
