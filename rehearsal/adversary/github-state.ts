// What GitHub holds of one release, read and changed from behind, as somebody who may write there could.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Published, type Statement, provenancePredicate } from '../../__tests__/support/published.ts';
import type { Asset } from '../../src/world/github/types.ts';
import type { Site } from '../runner/site.ts';
import type { AssetRecord, AttestationRecord, ReleaseRecord } from '../standins/github/store.ts';

type OnGitHub = Pick<Published, 'release' | 'files' | 'others' | 'latest' | 'gitTags' | 'stored'>;

/** The statement inside a bundle; nothing where it is none. */
export function statementIn(bundle: unknown): Statement | undefined {
  const { dsseEnvelope } = (bundle ?? {}) as { readonly dsseEnvelope?: { readonly payload: string } };
  return dsseEnvelope && (JSON.parse(Buffer.from(dsseEnvelope.payload, 'base64').toString()) as Statement);
}

/** One release of a site. */
export class GitHubState {
  readonly #site: Site;
  readonly #tag: string;
  readonly #saved: string;
  readonly #refs: ReadonlyMap<string, string>;

  constructor(site: Site, tag: string) {
    this.#site = site;
    this.#tag = tag;
    this.#saved = JSON.stringify(site.standIns.store.data);
    this.#refs = this.#tags('%(objectname)');
  }

  restore(): void {
    const { store } = this.#site.standIns;
    Object.assign(store.data, JSON.parse(this.#saved));
    store.save();
    const now = this.#tags('%(objectname)');
    for (const name of now.keys())
      if (!this.#refs.has(name)) this.#git('update-ref', '-d', `refs/tags/${name}`);
    for (const [name, object] of this.#refs) {
      if (now.get(name) !== object) this.#git('update-ref', `refs/tags/${name}`, object);
    }
  }

  async read(digests: readonly string[]): Promise<OnGitHub> {
    const { store } = this.#site.standIns;
    const { data } = store;
    const release = this.#release();
    const url = `https://github.com/${this.#site.repository}/releases`;
    const assets = release.assets.map(({ id, name, label, state, size, digest }): Asset => ({
      ...{ id, name, label: label ?? '', state, size, digest: digest ?? undefined },
      url: `${url}/download/${this.#tag}/${name}`,
    }));
    return {
      release: {
        ...{ id: release.id, tag: this.#tag, name: release.name ?? '', body: release.body ?? '' },
        ...{ draft: release.draft, prerelease: release.prerelease, immutable: release.immutable },
        ...{ url: `${url}/tag/${this.#tag}`, uploadUrl: '', author: 'github-actions[bot]', assets },
      },
      files: new Map(
        await Promise.all(
          assets.map(async ({ id, name }) => [name, await readFile(store.assetFile(id))] as const),
        ),
      ),
      others: data.releases.flatMap(({ tag_name: tag, draft }) => (draft || tag === this.#tag ? [] : [tag])),
      latest: data.releases.find(({ id }) => id === data.latest)?.tag_name ?? '',
      gitTags: this.#commits(),
      stored: new Map(
        digests.map((digest) => [
          digest,
          data.attestations.filter(({ subjects }) => subjects.includes(digest)).map(({ bundle }) => bundle),
        ]),
      ),
    };
  }

  async write(before: OnGitHub, after: OnGitHub): Promise<void> {
    const { store } = this.#site.standIns;
    const { data } = store;
    const { name, body, draft, prerelease } = after.release;
    const release = this.#release();
    const assets: AssetRecord[] = [];
    for (const asset of after.release.assets) assets.push(await this.#asset(asset, before, after.files));
    Object.assign(release, { name, body, draft, prerelease, assets });
    for (const tag of after.others.filter((one) => !before.others.includes(one)))
      data.releases.push({ ...structuredClone(release), id: store.nextId(), tag_name: tag, assets: [] });
    if (after.latest !== before.latest)
      data.latest = data.releases.find(({ tag_name: tag }) => tag === after.latest)!.id;
    for (const tag of before.gitTags.keys())
      if (!after.gitTags.has(tag)) this.#git('update-ref', '-d', `refs/tags/${tag}`);
    for (const [tag, commit] of after.gitTags)
      if (before.gitTags.get(tag) !== commit) this.#git('update-ref', `refs/tags/${tag}`, commit);
    if (!isDeepStrictEqual(after.stored, before.stored)) this.#store(before, after);
    store.save();
  }

  /** Newest last, as GitHub has them. */
  #store(before: OnGitHub, after: OnGitHub): void {
    const { store } = this.#site.standIns;
    const others = store.data.attestations.filter(
      ({ subjects }) => !subjects.some((subject) => before.stored.has(subject)),
    );
    const stored = [...after.stored].flatMap(([digest, bundles]) =>
      bundles.toReversed().map((bundle): AttestationRecord => ({
        ...{ id: store.nextId(), repository: this.#site.repository, subjects: [digest], bundle },
        predicateType: statementIn(bundle)?.predicateType ?? provenancePredicate,
      })),
    );
    store.data.attestations = [...others, ...stored];
  }

  async #asset(asset: Asset, before: OnGitHub, files: OnGitHub['files']): Promise<AssetRecord> {
    const { store } = this.#site.standIns;
    const known = this.#release().assets.find(({ id }) => id === asset.id);
    const bytes = files.get(asset.name)!;
    const at = new Date().toISOString();
    const state = asset.state as AssetRecord['state'];
    if (known !== undefined && before.files.get(asset.name) === bytes)
      return { ...known, state, label: asset.label === '' ? known.label : asset.label };
    const id = store.nextId();
    await writeFile(store.assetFile(id), bytes);
    return {
      ...{ id, name: asset.name, label: asset.label, content_type: 'application/octet-stream', state },
      ...{ size: bytes.length, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` },
      ...{ created_at: at, updated_at: at },
    };
  }

  #release(): ReleaseRecord {
    return this.#site.standIns.store.data.releases.find(({ tag_name: tag }) => tag === this.#tag)!;
  }

  /** Tag → commit, through annotated tags. */
  #commits(): Map<string, string> {
    const direct = this.#tags('%(objectname)');
    const peeled = this.#tags('%(*objectname)');
    return new Map([...direct].map(([name, object]) => [name, peeled.get(name) ?? object]));
  }

  #tags(value: string): Map<string, string> {
    const lines = this.#git('for-each-ref', `--format=%(refname:strip=2) ${value}`, 'refs/tags').split('\n');
    const pairs = lines.map((line) => line.split(' ') as [string, string?]);
    return new Map(pairs.flatMap(([name, object = '']) => (object === '' ? [] : [[name, object]])));
  }

  #git(...argv: readonly string[]): string {
    const { tools } = this.#site.world;
    return execFileSync(tools.git, ['--git-dir', this.#site.gitDir, ...argv], { encoding: 'utf8' }).trim();
  }
}
