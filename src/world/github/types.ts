// GitHub as the steps see it: releases, assets, refs, attestations and history.
import type { ComparedCommit } from '../../changelog/people.ts';
import type { AssetSource, UploadFields } from './upload.ts';
import type { Repository } from '../../plan/context.ts';

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
  /** What a draft's tag would be made of, were it missing: a branch or a commit. */
  readonly target?: string;
  /** The discussion that was started with it. */
  readonly discussionUrl?: string;
  readonly assets: readonly Asset[];
}

export interface ReleaseFields {
  readonly tag: string;
  readonly name: string;
  readonly body: string;
  readonly prerelease: boolean;
}

export interface StorageRecord {
  /** The image's name, without tag. */
  readonly name: string;
  readonly digest: string;
  readonly version: string;
  readonly registryUrl: string;
}

export interface GitHub {
  /** All releases of a tag, published or draft, also a draft of its name that lost the tag; two drafts for one tag are possible. */
  releasesOf(tag: string): Promise<readonly GitHubRelease[]>;
  /** The only way to a fresh draft: for seconds the list may lack it. */
  release(id: number): Promise<GitHubRelease | undefined>;
  latestRelease(): Promise<GitHubRelease | undefined>;
  createDraft(fields: ReleaseFields): Promise<GitHubRelease>;
  updateDraft(id: number, fields: ReleaseFields): Promise<GitHubRelease>;
  publish(
    id: number,
    /** The tag goes with every change of a draft: one without it is taken for untagged. */
    options: { readonly tag: string; readonly latest: boolean; readonly prerelease: boolean },
  ): Promise<GitHubRelease>;
  /** Starts the discussion of a published release, which must have none yet. */
  startDiscussion(id: number, category: string): Promise<GitHubRelease>;
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
  /** The repository's branches whose names begin so, with their heads. */
  branches(prefix: string): Promise<readonly { readonly name: string; readonly commit: string }[]>;
  /** What a Git tag's ref points at (a tag object or a commit), or `undefined`. */
  tagTarget(name: string): Promise<string | undefined>;
  /** Creates or moves a Git tag; `exists` is what the caller saw, and may be out of date. */
  setTag(name: string, sha: string, exists: boolean): Promise<void>;
  /** Sigstore bundles stored for a digest; one that could not be read is `undefined`. */
  attestations(digest: string): Promise<readonly unknown[]>;
  /** Tags of the immutable releases that GitHub itself has attested for a Git object, those deleted since among them. */
  attestedReleases(sha: string): Promise<readonly string[]>;
  /** The Git object of a directory in a revision; `undefined` when there is none. */
  directory(path: string, ref: string): Promise<string | undefined>;
  storeAttestation(bundle: unknown): Promise<string>;
  /** Tells the organization's page where an image is kept. */
  recordStorage(record: StorageRecord): Promise<void>;
  /** Where a digest is recorded as stored. */
  storageRecords(digest: string): Promise<readonly Pick<StorageRecord, 'name' | 'registryUrl'>[]>;
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

/** The asset of that name, once it is uploaded whole: what is still on its way, or broke off, is not there. */
export function findAsset<Asset extends { readonly name: string; readonly state: string }>(
  release: { readonly assets: readonly Asset[] } | undefined,
  name: string,
): Asset | undefined {
  return release?.assets.find((asset) => asset.name === name && asset.state === 'uploaded');
}
