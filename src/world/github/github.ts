// GitHub's REST API, as far as a release needs it: releases and their assets, refs, attestations, history.
import type { ComparedCommit } from '../../changelog/people.ts';
import type { Repository } from '../../plan/context.ts';
import { connect, once, orMissing } from './client.ts';
import { releasesApi } from './releases.ts';
import type { AssetSource, UploadFields } from './upload.ts';

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
  /** Login of who made it: a person, or the App whose token was used. */
  readonly author: string;
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
  /** Downloads into a file, however large the asset is; answers what was written. `sha256` is 64 hex digits. */
  downloadTo(asset: Asset, file: string): Promise<{ readonly size: number; readonly sha256: string }>;
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
  /** Whether a commit is in the history of a branch; `undefined` when there is no such branch. */
  isReachable(commit: string, branch: string): Promise<boolean | undefined>;
}

export interface GitHubOptions {
  readonly token: string;
  readonly repository: Repository;
  readonly userAgent: string;
  readonly onWait: (message: string) => void;
}

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
  return {
    login: author.login,
    ...('type' in author && typeof author.type === 'string' ? { type: author.type } : {}),
  };
}
