// What GitHub remembers: releases, assets, attestations, storage records; on disk after every change.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface AssetRecord {
  readonly id: number;
  name: string;
  label: string | null;
  readonly content_type: string;
  state: 'starter' | 'uploaded';
  size: number;
  digest: string | null;
  readonly created_at: string;
  updated_at: string;
}

export interface ReleaseRecord {
  readonly id: number;
  tag_name: string;
  target_commitish: string;
  name: string | null;
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  immutable: boolean;
  created_at: string;
  published_at: string | null;
  updated_at: string;
  discussion_url?: string;
  /** From when on lists show it, in Unix milliseconds: GitHub's replicas lag behind. */
  visibleFrom: number;
  assets: AssetRecord[];
}

export interface AttestationRecord {
  readonly id: number;
  readonly repository: string;
  readonly subjects: readonly string[];
  readonly predicateType: string;
  /** Absent: a user. `github` is for what GitHub attests by itself. */
  readonly initiator?: 'github';
  readonly bundle: unknown;
}

/** A comment on the issue or pull request `issue`. */
export interface CommentRecord {
  readonly id: number;
  readonly issue: number;
  /** Login. */
  readonly author: string;
  body: string;
  readonly created_at: string;
  updated_at: string;
}

/** A check run of a commit. */
export interface CheckRecord {
  readonly id: number;
  readonly name: string;
  readonly sha: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly url: string | null;
  readonly at: string;
}

/** A status of a commit. */
export interface StatusRecord {
  readonly id: number;
  readonly context: string;
  readonly sha: string;
  readonly state: string;
  readonly url: string | null;
  readonly at: string;
}

interface Data {
  nextId: number;
  /** The release that was explicitly made the latest. */
  latest: number | null;
  releases: ReleaseRecord[];
  /** Tags that a deleted immutable release has used up. */
  burned: string[];
  attestations: AttestationRecord[];
  storageRecords: { readonly digest: string }[];
  comments: CommentRecord[];
  checks: CheckRecord[];
  statuses: StatusRecord[];
  /** Workflows that were started by `workflow_dispatch`, each on a full ref. */
  dispatches: {
    readonly id: number;
    readonly workflow: string;
    readonly ref: string;
    readonly sha: string;
  }[];
}

const EMPTY: Data = {
  nextId: 1000,
  latest: null,
  releases: [],
  burned: [],
  attestations: [],
  storageRecords: [],
  comments: [],
  checks: [],
  statuses: [],
  dispatches: [],
};

export class Store {
  readonly #folder: string;
  readonly data: Data;

  /** `folder`: keeps `github.json` and `assets/<id>`. */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(join(folder, 'assets'), { recursive: true });
    const file = join(folder, 'github.json');
    const saved = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Data>) : {};
    this.data = { ...structuredClone(EMPTY), ...saved };
  }

  nextId(): number {
    this.data.nextId += 1;
    return this.data.nextId;
  }

  /** Writes all to disk; call after every change, before anybody hears of it. */
  save(): void {
    const file = join(this.#folder, 'github.json');
    writeFileSync(`${file}.new`, JSON.stringify(this.data, null, 1));
    renameSync(`${file}.new`, file);
  }

  /** Where the bytes of an asset lie. */
  assetFile(id: number): string {
    return join(this.#folder, 'assets', String(id));
  }

  dropAssetFile(id: number): void {
    rmSync(this.assetFile(id), { force: true });
  }

  release(id: number): ReleaseRecord | undefined {
    return this.data.releases.find((release) => release.id === id);
  }

  /** An asset with the release it belongs to. */
  asset(id: number): { readonly release: ReleaseRecord; readonly asset: AssetRecord } | undefined {
    for (const release of this.data.releases) {
      const asset = release.assets.find((a) => a.id === id);
      if (asset !== undefined) return { release, asset };
    }
    return undefined;
  }
}
