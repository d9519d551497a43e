// What the public and the next run can see of a site: registry, releases, Git tags and log, as plain data to compare.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Site } from '../runner/site.ts';

export interface SeenRelease {
  readonly tag: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly latest: boolean;
  readonly notes: string;
  readonly assets: readonly { readonly name: string; readonly state: string; readonly matches: boolean }[];
}

export interface Snapshot {
  /** Image tags and what they name; the registry's fallback lists of referrers left out. */
  readonly tags: Readonly<Record<string, string>>;
  /** For each tagged digest: those of its platforms. */
  readonly platforms: Readonly<Record<string, readonly string[]>>;
  /** For each tagged digest, and each platform below it: the predicate types that refer to it, sorted, `cosign 2` among them. */
  readonly referrers: Readonly<Record<string, readonly string[]>>;
  readonly releases: readonly SeenRelease[];
  /** What each tag names, and whoever annotated it. */
  readonly gitTags: Readonly<Record<string, string>>;
  /** Attestations stored at GitHub: how many speak of each digest. */
  readonly attestations: Readonly<Record<string, number>>;
  /** How often a workflow was started by hand on each full ref. */
  readonly dispatches: Readonly<Record<string, number>>;
  readonly logEntries: number;
}

interface Index {
  readonly manifests?: readonly {
    readonly digest: string;
    readonly annotations?: Readonly<Record<string, string>>;
  }[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly layers?: readonly unknown[];
}

interface Stored {
  readonly latest: number | null;
  readonly attestations: readonly { readonly subjects: readonly string[] }[];
  readonly dispatches?: readonly { readonly ref: string }[];
}

const accept = ['application/vnd.oci.image.index.v1+json', 'application/vnd.oci.image.manifest.v1+json'].join(
  ', ',
);

/** Reads a site from behind, past the stand-ins, so that looking disturbs nothing. */
export async function snapshot(site: Site): Promise<Snapshot> {
  const base = `http://127.0.0.1:${site.registryPort}/v2/${site.repository.toLowerCase()}`;
  const get = async (
    path: string,
  ): Promise<{ readonly digest: string; readonly json: Index } | undefined> => {
    let answer = await fetch(`${base}/${path}`, { headers: { accept } });
    // docker-registry writes the file of a tag in place: whoever reads it right then is told of a broken link.
    for (let tries = 0; !answer.ok && answer.status !== 404 && tries < 600; tries++) {
      await sleep(50);
      answer = await fetch(`${base}/${path}`, { headers: { accept } });
    }
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`the registry answered ${answer.status} to ${path}`);
    return {
      digest: answer.headers.get('docker-content-digest') ?? '',
      json: (await answer.json()) as Index,
    };
  };
  const names = (((await get('tags/list'))?.json ?? {}) as { readonly tags?: readonly string[] }).tags ?? [];
  const tags: Record<string, string> = {};
  const platforms: Record<string, readonly string[]> = {};
  const referrers: Record<string, readonly string[]> = {};
  for (const tag of names.filter((name) => !name.startsWith('sha256-')).sort()) {
    const found = await get(`manifests/${tag}`);
    if (found === undefined) continue;
    tags[tag] = found.digest;
    const below = (found.json.manifests ?? []).map((entry) => entry.digest);
    platforms[found.digest] = below;
    for (const digest of [found.digest, ...below]) {
      const list = await get(`manifests/${digest.replace(':', '-')}`);
      const types = (list?.json.manifests ?? []).map(async (entry) => {
        const own = await get(`manifests/${entry.digest}`);
        const annotations = { ...entry.annotations, ...own?.json.annotations };
        return annotations['dev.sigstore.bundle.predicateType'] ?? 'unknown';
      });
      // cosign 2 has a tag of its own, and a layer for each signature.
      const legacy = (await get(`manifests/${digest.replace(':', '-')}.sig`))?.json.layers ?? [];
      referrers[digest] = [...(await Promise.all(types)), ...legacy.map(() => 'cosign 2')].sort();
    }
  }
  const store = await readFile(join(site.state, 'stand-ins', 'github', 'github.json'), 'utf8').then(
    (text) => JSON.parse(text) as Stored,
    (): Stored => ({ latest: null, attestations: [] }),
  );
  const attestations: Record<string, number> = {};
  for (const digest of store.attestations.flatMap(({ subjects }) => subjects))
    attestations[digest] = (attestations[digest] ?? 0) + 1;
  const dispatches: Record<string, number> = {};
  for (const { ref } of store.dispatches ?? []) dispatches[ref] = (dispatches[ref] ?? 0) + 1;
  return {
    tags,
    platforms,
    referrers,
    releases: await Promise.all(
      site.standIns
        .releases()
        .map((release) => seen(site, release, release.id === store.latest))
        .sort(),
    ),
    gitTags: gitTags(site),
    attestations,
    dispatches,
    logEntries: site.standIns.logEntries().length,
  };
}

type ApiRelease = ReturnType<Site['standIns']['releases']>[number];

async function seen(site: Site, release: ApiRelease, latest: boolean): Promise<SeenRelease> {
  const sums = await recordedSums(site, release);
  return {
    tag: release.tag_name,
    draft: release.draft,
    prerelease: release.prerelease,
    latest,
    notes: createHash('sha256')
      .update(release.body ?? '')
      .digest('hex'),
    assets: release.assets
      .map(({ name, state, digest }) => ({
        name,
        state,
        // The record cannot speak of itself, nor of the checksums over it and their signature.
        matches: sums[name] === undefined || digest === `sha256:${sums[name]}`,
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}

/** What release.json says of the other assets. */
async function recordedSums(site: Site, release: ApiRelease): Promise<Readonly<Record<string, string>>> {
  const record = release.assets.find(({ name, state }) => name === 'release.json' && state === 'uploaded');
  if (record === undefined) return {};
  const { assets } = JSON.parse(await readFile(site.standIns.assetFile(record.id), 'utf8')) as {
    readonly assets: readonly { readonly name: string; readonly sha256: string }[];
  };
  return Object.fromEntries(assets.map(({ name, sha256 }) => [name, sha256]));
}

/** An annotated tag by what it says and of which commit: two that are made alike differ in their second alone. */
function gitTags(site: Site): Readonly<Record<string, string>> {
  const fields = ['refname:strip=2', 'objectname', '*objectname', 'taggeremail', 'contents:subject'];
  const format = `--format=${fields.map((field) => `%(${field})`).join('%00')}`;
  const argv = ['--git-dir', site.gitDir, 'for-each-ref', format, 'refs/tags'];
  const text = execFileSync(site.world.tools.git, argv, { encoding: 'utf8' });
  const read = (line: string): [string, string] => {
    const [name = '', object = '', peeled = '', tagger = '', subject = ''] = line.split('\0');
    return [name, peeled === '' ? object : `${peeled}, tagged by ${tagger}: ${subject}`];
  };
  return Object.fromEntries(text.split('\n').filter(Boolean).map(read));
}
