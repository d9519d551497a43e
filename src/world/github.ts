// GitHub's REST API, as far as a release needs it: releases, assets, refs, attestations.
import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import Bottleneck from 'bottleneck/light.js';
import type { ComparedCommit } from '../changelog/people.ts';
import type { Repository } from '../plan/context.ts';
import { type AssetSource, type UploadFields, upload } from './upload.ts';

export interface Asset {
  readonly id: number;
  readonly name: string;
  readonly label: string;
  /** `starter` is an upload that broke off. */
  readonly state: string;
  /** Bytes. */
  readonly size: number;
  /** `sha256:…`, or `undefined` for assets older than GitHub's digests. */
  readonly digest: string | undefined;
  readonly url: string;
}

export interface GitHubRelease {
  readonly id: number;
  readonly tag: string;
  readonly name: string;
  readonly body: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly immutable: boolean;
  readonly url: string;
  readonly uploadUrl: string;
  readonly assets: readonly Asset[];
}

export interface ReleaseFields {
  readonly tag: string;
  readonly name: string;
  readonly body: string;
  readonly prerelease: boolean;
  readonly discussionCategory?: string;
}

export interface GitHub {
  /** All releases of a tag, published or draft; two drafts for one tag are possible. */
  releasesOf(tag: string): Promise<readonly GitHubRelease[]>;
  /** Whether a tag may have been used up: where a release is immutable, or none is left to tell. */
  mayHaveImmutable(): Promise<boolean>;
  release(id: number): Promise<GitHubRelease | undefined>;
  latestRelease(): Promise<GitHubRelease | undefined>;
  createDraft(fields: ReleaseFields): Promise<GitHubRelease>;
  updateDraft(id: number, fields: ReleaseFields): Promise<GitHubRelease>;
  publish(
    id: number,
    options: { readonly latest: boolean; readonly prerelease: boolean; readonly discussionCategory?: string },
  ): Promise<GitHubRelease>;
  markLatest(id: number): Promise<GitHubRelease>;
  /** What is gone already is as good as deleted. */
  deleteRelease(id: number): Promise<void>;
  upload(
    release: GitHubRelease,
    asset: UploadFields,
    source: AssetSource,
    /** Told of all bytes sent so far, with each piece. */
    onSent?: (bytes: number) => void,
  ): Promise<Asset>;
  download(asset: Asset): Promise<Buffer>;
  deleteAsset(id: number): Promise<void>;
  /** Names of the repository's tags that begin so, as GitHub has them now. */
  tagNames(prefix: string): Promise<readonly string[]>;
  /** What a Git tag's ref points at (a tag object or a commit), or `undefined`. */
  tagTarget(name: string): Promise<string | undefined>;
  /** Creates or moves a Git tag; `exists` is what the caller saw, and may be out of date. */
  setTag(name: string, sha: string, exists: boolean): Promise<void>;
  /** Sigstore bundles stored for a digest; an entry that GitHub only links to is `undefined`. */
  attestations(digest: string): Promise<readonly unknown[]>;
  storeAttestation(bundle: unknown): Promise<string>;
  compare(base: string, head: string): Promise<readonly ComparedCommit[]>;
  /** Whether a login has a commit in the history of a ref. */
  hasCommits(login: string, ref: string): Promise<boolean>;
  /** Whether a commit is in the history of a branch; `false` when there is no such branch. */
  isReachable(commit: string, branch: string): Promise<boolean>;
}

export interface GitHubOptions {
  readonly token: string;
  readonly repository: Repository;
  readonly userAgent: string;
  readonly onWait: (message: string) => void;
}

type Octokit = ReturnType<typeof getOctokit>;

/** Effects are not tried again by the plugin: the step looks first what the broken request has done. */
const once = { request: { retries: 0 } } as const;
/** How long an answer may take, and how long an asset on its way, in ms. */
const answerMs = 60_000;
const transferMs = 30 * 60_000;
/** A release longer away than this is not looked for by compare: its names are a courtesy. */
const maxComparedPages = 10;

export function makeGitHub(options: GitHubOptions): GitHub {
  const octokit = connect(options);
  const { owner, name: repo } = options.repository;
  const here = { owner, repo };
  const { repos, git } = octokit.rest;
  return {
    releasesOf: async (tag) => {
      const found: GitHubRelease[] = [];
      for await (const page of octokit.paginate.iterator(repos.listReleases, { ...here, per_page: 100 })) {
        found.push(...page.data.filter((release) => release.tag_name === tag).map(toRelease));
      }
      return found;
    },
    mayHaveImmutable: async () => {
      const { data } = await repos.listReleases({ ...here, per_page: 100 });
      return data.length === 0 || data.some(({ immutable }) => immutable === true);
    },
    release: (id) =>
      orMissing(async () => toRelease((await repos.getRelease({ ...here, release_id: id })).data)),
    latestRelease: () => orMissing(async () => toRelease((await repos.getLatestRelease(here)).data)),
    createDraft: async (fields) =>
      toRelease((await repos.createRelease({ ...here, ...releaseBody(fields), draft: true, ...once })).data),
    updateDraft: async (id, fields) =>
      toRelease(
        (await repos.updateRelease({ ...here, release_id: id, ...releaseBody(fields), draft: true, ...once }))
          .data,
      ),
    publish: async (id, { latest, prerelease, discussionCategory }) =>
      toRelease(
        (
          await repos.updateRelease({
            ...here,
            release_id: id,
            draft: false,
            prerelease,
            make_latest: latest ? 'true' : 'false',
            ...(discussionCategory === undefined ? {} : { discussion_category_name: discussionCategory }),
            ...once,
          })
        ).data,
      ),
    markLatest: async (id) =>
      toRelease((await repos.updateRelease({ ...here, release_id: id, make_latest: 'true', ...once })).data),
    deleteRelease: async (id) => {
      await orMissing(() => repos.deleteRelease({ ...here, release_id: id, ...once }));
    },
    upload: async (release, fields, source, onSent) =>
      toAsset((await upload(options, release.uploadUrl, fields, source, onSent)) as ApiAsset),
    download: async (asset) => {
      const answer = await repos.getReleaseAsset({
        ...here,
        asset_id: asset.id,
        headers: { accept: 'application/octet-stream' },
        // An asset that calls itself JSON or text would be parsed.
        request: { parseSuccessResponseBody: false },
      });
      // With this Accept header the answer is the asset itself, which the types of octokit do not know.
      const body = answer.data as unknown as ReadableStream<Uint8Array>;
      return Buffer.from(await new Response(body).arrayBuffer());
    },
    deleteAsset: async (id) => {
      await orMissing(() => repos.deleteReleaseAsset({ ...here, asset_id: id, ...once }));
    },
    tagNames: async (prefix) => {
      const refs = await octokit.paginate(git.listMatchingRefs, {
        ...here,
        ref: `tags/${prefix}`,
      });
      return refs.map(({ ref }) => ref.slice('refs/tags/'.length));
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
    attestations: async (digest) => {
      const answer = await orMissing(
        async () => (await repos.listAttestations({ ...here, subject_digest: digest, per_page: 100 })).data,
      );
      return (answer?.attestations ?? []).map((attestation) => attestation.bundle ?? undefined);
    },
    storeAttestation: async (bundle) => {
      const answer = await repos.createAttestation({
        ...here,
        bundle: bundle as NonNullable<Parameters<typeof repos.createAttestation>[0]>['bundle'],
        ...once,
      });
      return String(answer.data.id ?? '');
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
      return found?.status === 'behind' || found?.status === 'identical';
    },
  };
}

export function connect(options: GitHubOptions): Octokit {
  // GitHub's advice of one write a second is for programs that write all day; a release makes a dozen and then ends.
  const write = new Bottleneck.Group({ maxConcurrent: 4 });
  const wait = (kind: string) => (seconds: number, request: unknown, _octokit: unknown, count: number) => {
    const { method, url } = request as { method: string; url: string };
    const again = count < 3 && seconds <= 300;
    options.onWait(
      `GitHub's ${kind} rate limit was met at ${method} ${url}; ${again ? `going on in ${seconds} s` : 'giving up'}`,
    );
    return again;
  };
  return getOctokit(
    options.token,
    {
      userAgent: options.userAgent,
      baseUrl: options.repository.apiUrl,
      // Waiting is told by onWait; octokit's own log would go past the run's.
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
      throttle: {
        write,
        notifications: write,
        onRateLimit: wait('primary'),
        onSecondaryRateLimit: wait('secondary'),
      },
      retry: { retries: 4 },
    },
    deadline,
    retry,
    throttling,
  );
}

/**
 * Each try of a request has its own time, so that a server that never answers is asked again. The first of the plugins,
 * it stands nearest to the network: what the others repeat begins a new one.
 */
function deadline(octokit: { readonly hook: Octokit['hook'] }): void {
  octokit.hook.wrap('request', (request, options) => {
    const moves = options.headers.accept === 'application/octet-stream' || 'data' in options;
    const signal = AbortSignal.timeout(moves ? transferMs : answerMs);
    return request({ ...options, request: { ...options.request, signal } });
  });
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

export async function orMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 404) return undefined;
    throw error;
  }
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
  readonly assets: readonly ApiAsset[];
}

function toRelease(release: ApiRelease): GitHubRelease {
  return {
    id: release.id,
    tag: release.tag_name,
    name: release.name ?? '',
    body: release.body ?? '',
    draft: release.draft,
    prerelease: release.prerelease,
    immutable: release.immutable ?? false,
    url: release.html_url,
    uploadUrl: release.upload_url,
    assets: release.assets.map(toAsset),
  };
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

function authorOf(author: unknown): ComparedCommit['author'] {
  if (
    typeof author !== 'object' ||
    author === null ||
    !('login' in author) ||
    typeof author.login !== 'string'
  )
    return null;
  return {
    login: author.login,
    ...('type' in author && typeof author.type === 'string' ? { type: author.type } : {}),
  };
}
