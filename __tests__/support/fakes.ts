// Stand-ins for the adapters: in memory, strict about what they are asked, and with a record of what was written.
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { type Digest, isDigest } from '../../src/plan/brands.ts';
import { type Log, type StepRecord, type Steps, makeSteps } from '../../src/run/step.ts';
import { TransientError } from '../../src/world/retry/retry.ts';
import { type Descriptor, type Manifest, type Registry, sha256 } from '../../src/world/registry/registry.ts';
import type { Asset, GitHub, GitHubRelease } from '../../src/world/github/types.ts';

/**
 * An adapter with these methods only: any other call fails the test, and so does, in `used`, a method that was never
 * called.
 */
export function strict<T extends object>(name: string, methods: Partial<T>): { it: T; used: () => void } {
  const called = new Set<string | symbol>();
  const it = new Proxy(methods, {
    get: (target, key) => {
      // A promise is looked for this method of it; no adapter has one.
      if (key === 'then') return undefined;
      if (!(key in target)) throw new Error(`not foreseen: ${name}.${String(key)}`);
      called.add(key);
      return target[key as keyof T];
    },
  }) as T;
  return {
    it,
    used: () => {
      const unused = Object.keys(methods).filter((key) => !called.has(key));
      if (unused.length > 0)
        throw new Error(`never called: ${unused.map((key) => `${name}.${key}`).join(', ')}`);
    },
  };
}

export interface FakeSteps extends Steps {
  readonly lines: readonly string[];
  /** `<title>: <outcome>` of each step. */
  outcomes(): readonly string[];
}

/** The real steps, with a silent log and short waits. */
export function quickSteps(
  options: { readonly attempts?: number; readonly signal?: AbortSignal } = {},
): FakeSteps {
  const lines: string[] = [];
  const records: StepRecord[] = [];
  const nothing = (): void => undefined;
  const steps = makeSteps({
    sink: { open: nothing, close: nothing, line: (text) => lines.push(text) },
    onRecord: (record) => records.push(record),
    signal: options.signal ?? new AbortController().signal,
    firstWaitMs: 1,
    ...(options.attempts === undefined ? {} : { attempts: options.attempts }),
  });
  return Object.assign(steps, {
    lines,
    outcomes: () => records.map(({ title, outcome }) => `${title}: ${outcome}`),
  });
}

export const silent: Log = () => undefined;

/** Called before an operation has its effect, and after; may throw, or let something else happen meanwhile. */
export type Hook = (call: string) => void | Promise<void>;

export interface MemoryRegistry extends Registry {
  readonly tags: Map<string, Digest>;
  readonly manifests: Map<Digest, Manifest>;
  /** `put <name>:<tag> <digest>` and so on, in order. */
  readonly writes: readonly string[];
  add(manifest: object, mediaType: string): Digest;
}

/** A registry in which every repository has all manifests, and tags of its own. */
export function memoryRegistry(
  hooks: { readonly before?: Hook; readonly after?: Hook } = {},
): MemoryRegistry {
  const tags = new Map<string, Digest>();
  const manifests = new Map<Digest, Manifest>();
  const writes: string[] = [];
  const add = (bytes: Buffer, mediaType: string): Digest => {
    const digest = sha256(bytes);
    manifests.set(digest, { descriptor: { mediaType, digest, size: bytes.length }, bytes });
    return digest;
  };
  const find = (name: string, reference: string): Manifest | undefined => {
    const digest = isDigest(reference) ? reference : tags.get(`${name}:${reference}`);
    return digest === undefined ? undefined : manifests.get(digest);
  };
  const methods: Partial<MemoryRegistry> = {
    tags,
    manifests,
    writes,
    add: (manifest, mediaType) => add(Buffer.from(JSON.stringify(manifest)), mediaType),
    head: async ({ name }, reference): Promise<Descriptor | undefined> => {
      await hooks.before?.(`head ${name}:${reference}`);
      return find(name, reference)?.descriptor;
    },
    manifest: ({ name }, reference) => Promise.resolve(find(name, reference)),
    shown: ({ name }, digests) => {
      const missing = digests.find((digest) => !find(name, digest));
      return missing === undefined
        ? Promise.resolve()
        : Promise.reject(new TransientError(`${name}@${missing} is not shown`, { hint: 'Wait.' }));
    },
    isPublic: () => Promise.resolve(true),
    frozen: () => Promise.resolve([]),
    putAgain: async (image, tag) => {
      const there = find(image.name, tag);
      if (there === undefined) return;
      await hooks.before?.(`put again ${image.name}:${tag}`);
      await methods.put?.(image, tag, { mediaType: there.descriptor.mediaType, bytes: there.bytes });
    },
    settled: async (image, { tag }) => (await methods.head?.(image, tag))?.digest,
    blob: ({ name }, digest) => {
      const blob = find(name, digest);
      return blob ? Promise.resolve(blob.bytes) : Promise.reject(new Error(`no blob ${digest}`));
    },
    put: async ({ name }, reference, { mediaType, bytes }) => {
      const call = `put ${name}:${reference}`;
      await hooks.before?.(call);
      const digest = add(bytes, mediaType);
      if (!isDigest(reference)) tags.set(`${name}:${reference}`, digest);
      writes.push(`${call} ${digest}`);
      await hooks.after?.(call);
      return digest;
    },
  };
  return strict<MemoryRegistry>('registry', methods).it;
}

export interface MemoryGitHub extends GitHub {
  readonly releases: Map<number, GitHubRelease>;
  readonly refs: Map<string, string>;
  readonly writes: readonly string[];
  readonly contents: Map<number, Buffer>;
  /** Git object → tags of the immutable releases that GitHub has attested for it. */
  readonly attested: Map<string, readonly string[]>;
  /** Tags that GitHub never publishes again. */
  readonly used: Set<string>;
  latest: number | undefined;
  /** Puts a release there as if an earlier run, or another, had made it. */
  give(
    release: Partial<GitHubRelease> & { readonly tag: string },
    assets?: Readonly<Record<string, string>>,
  ): GitHubRelease;
  /** Puts a file into a release, in the place of one of that name, as somebody else might. */
  plant(id: number, name: string, text: string): void;
}

/** GitHub's releases, assets and tags as they behave: a draft has no place in `latest`, a taken asset name is refused. */
export function memoryGitHub(hooks: { readonly before?: Hook; readonly after?: Hook } = {}): MemoryGitHub {
  const releases = new Map<number, GitHubRelease>();
  const refs = new Map<string, string>();
  const contents = new Map<number, Buffer>();
  const attested = new Map<string, readonly string[]>();
  const used = new Set<string>();
  const writes: string[] = [];
  let ids = 0;
  const state: { latest: number | undefined } = { latest: undefined };
  const write = async <T>(call: string, act: () => T): Promise<T> => {
    await hooks.before?.(call);
    const value = act();
    writes.push(call);
    await hooks.after?.(call);
    return value;
  };
  const refuse = (status: number, message: string): never => {
    throw Object.assign(new Error(message), { status });
  };
  const need = (id: number): GitHubRelease => releases.get(id) ?? refuse(404, 'Not Found');
  const put = (release: GitHubRelease): GitHubRelease => {
    releases.set(release.id, release);
    return release;
  };
  const addAsset = (id: number, name: string, bytes: Buffer): Asset => {
    const release = need(id);
    if (release.assets.some((asset) => asset.name === name)) refuse(422, 'Validation Failed: already_exists');
    const asset = {
      id: ++ids,
      name,
      label: '',
      state: 'uploaded',
      size: bytes.length,
      digest: sha256(bytes),
      url: `https://x/${name}`,
    };
    contents.set(asset.id, bytes);
    put({ ...release, assets: [...release.assets, asset] });
    return asset;
  };
  const blank = (id: number): GitHubRelease => ({
    id,
    tag: '',
    name: '',
    body: '',
    draft: true,
    prerelease: false,
    immutable: false,
    url: `https://github.com/Octo-Org/App/releases/${id}`,
    uploadUrl: '',
    author: 'github-actions[bot]',
    assets: [],
  });
  const methods: Partial<MemoryGitHub> = {
    releases,
    refs,
    writes,
    contents,
    attested,
    used,
    give: (release, assets = {}) => {
      const made = put({ ...blank(++ids), ...release });
      for (const [name, text] of Object.entries(assets)) addAsset(made.id, name, Buffer.from(text));
      return need(made.id);
    },
    plant: (id, name, text) => {
      const release = need(id);
      put({ ...release, assets: release.assets.filter((asset) => asset.name !== name) });
      addAsset(id, name, Buffer.from(text));
    },
    releasesOf: (tag) => Promise.resolve([...releases.values()].filter((release) => release.tag === tag)),
    directory: () => Promise.resolve('d'.repeat(40)),
    attestedReleases: (sha) => Promise.resolve(attested.get(sha) ?? []),
    release: (id) => Promise.resolve(releases.get(id)),
    latestRelease: () => Promise.resolve(state.latest === undefined ? undefined : releases.get(state.latest)),
    createDraft: (fields) =>
      write(`create ${fields.tag}`, () => {
        const isTaken = [...releases.values()].some(({ tag, draft }) => tag === fields.tag && !draft);
        if (isTaken) refuse(422, 'Validation Failed: already_exists');
        return put({ ...blank(++ids), ...fields });
      }),
    updateDraft: (id, fields) => write(`update ${id}`, () => put({ ...need(id), ...fields })),
    publish: (id, { tag, latest, prerelease }) =>
      write(`publish ${id}${latest ? ' latest' : ''}`, () => {
        const release = need(id);
        const other = [...releases.values()].some(
          (one) => one.tag === release.tag && !one.draft && one.id !== id,
        );
        if (other) refuse(422, 'Validation Failed: already_exists');
        if (used.has(tag)) refuse(422, 'Validation Failed: tag_name was used by an immutable release');
        if (latest) state.latest = id;
        return put({ ...release, tag, draft: false, prerelease });
      }),
    markLatest: (id) =>
      write(`latest ${need(id).tag}`, () => {
        state.latest = id;
        return need(id);
      }),
    deleteRelease: (id) => write(`delete ${id}`, () => void releases.delete(id)),
    upload: (release, { name }, source) =>
      write(`upload ${name}`, () => {
        return addAsset(release.id, name, 'bytes' in source ? source.bytes : readFileSync(source.file));
      }),
    download: (asset) => Promise.resolve(contents.get(asset.id) ?? refuse(404, 'Not Found')),
    downloadTo: async (asset, file) => {
      const bytes = contents.get(asset.id) ?? refuse(404, 'Not Found');
      await writeFile(file, bytes);
      return { size: bytes.length, sha256: sha256(bytes).slice('sha256:'.length) };
    },
    deleteAsset: (id) =>
      write(`delete asset ${id}`, () => {
        for (const release of releases.values()) {
          put({ ...release, assets: release.assets.filter((asset) => asset.id !== id) });
        }
      }),
    tagNames: async (prefix) => {
      await hooks.before?.('tags');
      return [...refs.keys()].filter((name) => name.startsWith(prefix));
    },
    tagTarget: (name) => Promise.resolve(refs.get(name)),
    setTag: (name, sha) => write(`ref ${name} ${sha}`, () => void refs.set(name, sha)),
  };
  Object.defineProperty(methods, 'latest', {
    get: () => state.latest,
    set: (id: number | undefined) => {
      state.latest = id;
    },
  });
  return strict<MemoryGitHub>('github', methods).it;
}
