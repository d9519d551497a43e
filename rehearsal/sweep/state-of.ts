// What a killed run leaves, as one text: two sites with the same text are the same to the next run.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Site } from '../runner/site.ts';
import { snapshot, type Snapshot } from './snapshot.ts';

interface Manifest {
  readonly mediaType?: string;
  readonly artifactType?: string;
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
  readonly manifests?: readonly Descriptor[];
  readonly subject?: Descriptor;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface Descriptor {
  readonly digest: string;
  readonly mediaType?: string;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface Bundle {
  readonly mediaType?: string;
  readonly dsseEnvelope?: { readonly payload: string };
}

/** Where signing keeps the moment, and nothing that a run would read. */
const moment = 'org.opencontainers.image.created';

/**
 * A checksum over all that a run may find: every manifest and blob of the repository with the tags, every release with its
 * notes and assets, stored attestations, Git tags and the length of the log. Signatures are random, so a bundle counts as what it
 * says of which digest; unfinished uploads and the build cache, of which BuildKit makes the best, are left out.
 */
export function stateOf(site: Site, seen: Snapshot): string {
  const root = join(site.state, 'registry', 'data', 'docker', 'registry', 'v2');
  const own = join(root, 'repositories', ...site.repository.toLowerCase().split('/'));
  const naming = namesOf(join(root, 'blobs', 'sha256'));
  const links = filesBelow(own)
    .filter((file) => !file.startsWith('_uploads'))
    .map((file) => `${replaced(file, naming)} ${replaced(readFileSync(join(own, file), 'utf8'), naming)}`);
  const bodies = site.standIns
    .releases()
    .map(({ tag_name, draft, name, body, target_commitish, assets }) =>
      [tag_name, draft, name, body, target_commitish, assets.length].join('\n'),
    );
  const all = [inOrder(seen), [...new Set(links)].sort(), bodies.sort()];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 24);
}

/** The state when nothing moves in it any more: a server may still be at what a killed tool asked for. */
export async function settled(site: Site): Promise<string> {
  let before = '';
  for (;;) {
    const now = stateOf(site, await snapshot(site));
    if (now === before) return now;
    before = now;
    await sleep(200);
  }
}

/** The same snapshot with its keys sorted. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)]));
}

function filesBelow(dir: string): readonly string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)));
}

/** Digests in a text, in either spelling and as docker-registry's folders have them, by what stands below them. */
function replaced(text: string, naming: (digest: string) => string): string {
  return text.replace(/[0-9a-f]{64}/g, (digest) => naming(digest));
}

/** The name of a blob: what it is where it is random, else its digest. */
function namesOf(blobs: string): (digest: string) => string {
  const known = new Map<string, string>();
  const name = (digest: string): string => {
    const found = known.get(digest);
    if (found !== undefined) return found;
    // A manifest cannot hold itself, so this comes to an end; a digest that is no blob here stays as it is.
    const made = nameOf(digest);
    known.set(digest, made);
    return made;
  };
  const nameOf = (digest: string): string => {
    const file = join(blobs, digest.slice(0, 2), digest, 'data');
    if (!existsSync(file)) return digest;
    const bytes = readFileSync(file);
    if (bytes[0] !== 0x7b) return digest;
    const json = JSON.parse(bytes.toString('utf8')) as Manifest & Bundle;
    if (json.dsseEnvelope !== undefined)
      return `bundle(${Buffer.from(json.dsseEnvelope.payload, 'base64').toString('utf8')})`;
    if (json.layers === undefined && json.manifests === undefined) return digest;
    const part = ({ digest, mediaType, artifactType, annotations = {} }: Descriptor): unknown => {
      return [name(digest.replace('sha256:', '')), mediaType, artifactType, without(annotations)];
    };
    const parts = [json.config, json.subject, ...(json.layers ?? []), ...(json.manifests ?? [])];
    const text = JSON.stringify([
      json.mediaType,
      json.artifactType,
      without(json.annotations ?? {}),
      parts
        .flatMap((one) => (one === undefined ? [] : [JSON.stringify(part(one))]))
        // Which of two referrers was written first is chance.
        .sort(),
    ]);
    return `m${createHash('sha256').update(text).digest('hex')}`;
  };
  return name;
}

function without(annotations: Readonly<Record<string, string>>): unknown {
  return Object.entries(annotations)
    .filter(([key]) => key !== moment)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
