// What a registry holds of one image, read and changed from behind, as somebody who may write packages could.
import { cp, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Site } from '../runner/site.ts';
import { type Digest, digest as asDigest } from '../../src/plan/brands.ts';

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}
interface Manifest {
  readonly mediaType?: string;
  readonly artifactType?: string;
  readonly manifests?: readonly Descriptor[];
  readonly layers?: readonly Descriptor[];
  readonly config?: Descriptor;
  readonly subject?: Descriptor;
  readonly annotations?: Readonly<Record<string, string>>;
}

const TYPE = 'application/vnd.oci.image.';
const accept = [`${TYPE}index.v1+json`, `${TYPE}manifest.v1+json`].join(', ');
const sha256 = (bytes: Uint8Array): Digest =>
  asDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
const fallbackTag = (digest: string): string => digest.replace(':', '-');
const provenanceFirst = (a: string, b: string): number => Number(isProvenance(b)) - Number(isProvenance(a));

function isProvenance(bundle: string): boolean {
  const { dsseEnvelope } = JSON.parse(bundle) as { readonly dsseEnvelope?: { readonly payload: string } };
  return Buffer.from(dsseEnvelope?.payload ?? '', 'base64').includes('slsa.dev/provenance');
}

/** One image of a site. */
export class RegistryState {
  readonly #base: string;
  readonly #links: string;

  constructor(site: Site) {
    const name = site.repository.toLowerCase();
    this.#base = `http://127.0.0.1:${site.registryPort}/v2/${name}`;
    this.#links = join(site.state, 'registry/data/docker/registry/v2/repositories', name);
  }

  /** Keeps what is there in a folder. */
  save(to: string): Promise<void> {
    return cp(this.#links, to, { recursive: true });
  }

  /** Brings it back. Blobs that were put since stay, and nothing names them. */
  async restore(from: string): Promise<void> {
    await rm(this.#links, { recursive: true, force: true });
    await cp(from, this.#links, { recursive: true });
  }

  /** Every tag but the fallback lists of referrers. */
  async tags(): Promise<Map<string, Digest>> {
    const { tags } = (await (await this.#ask('GET', 'tags/list')).json()) as { readonly tags: string[] };
    const named = tags.filter((tag) => !tag.startsWith('sha256-')).sort();
    return new Map(
      await Promise.all(
        named.map(async (tag) => [tag, sha256((await this.manifest(tag))!)] as readonly [string, Digest]),
      ),
    );
  }

  async manifest(reference: string): Promise<Buffer | undefined> {
    const answer = await this.#ask('GET', `manifests/${reference}`);
    return answer.status === 404 ? undefined : Buffer.from(await answer.arrayBuffer());
  }

  /** The digests of the platforms below an index. */
  async platforms(index: string): Promise<readonly Digest[]> {
    return ((await this.#read(index))?.manifests ?? []).map(({ digest }) => asDigest(digest));
  }

  /** The texts of the bundles that refer to a digest, provenance first. */
  async referrers(digest: string): Promise<string[]> {
    const list = (await this.#read(fallbackTag(digest)))?.manifests ?? [];
    const texts = await Promise.all(list.map(async (entry) => this.#bundle(entry.digest)));
    return texts.toSorted(provenanceFirst);
  }

  async tag(name: string, digest: string): Promise<void> {
    await this.#put(name, (await this.manifest(digest))!);
  }

  /** GHCR has no such call (G8): there a whole version goes, with its tags. */
  untag(name: string): Promise<void> {
    return rm(join(this.#links, '_manifests/tags', name), { recursive: true });
  }

  async delete(digest: string, kind: 'manifest' | 'blob'): Promise<void> {
    await this.#ask('DELETE', `${kind}s/${digest}`);
  }

  /** The layers of a platform's image, by digest. */
  async layers(manifest: string): Promise<readonly (readonly [string, Buffer])[]> {
    const named = (await this.#read(manifest))?.layers ?? [];
    return Promise.all(
      named.map(async ({ digest }) => {
        const answer = await this.#ask('GET', `blobs/${digest}`);
        return [digest, Buffer.from(await answer.arrayBuffer())] as const;
      }),
    );
  }

  /** Makes these, in this order, all that refers to a digest. */
  async refer(digest: string, texts: readonly string[]): Promise<void> {
    const like = (await this.#read((await this.#read(fallbackTag(digest)))!.manifests![0]!.digest))!;
    const manifests: Descriptor[] = [];
    for (const text of texts) {
      const blob = Buffer.from(text);
      await this.#putBlob(blob);
      const layers = [{ ...like.layers![0]!, digest: sha256(blob), size: blob.length }];
      const bytes = Buffer.from(JSON.stringify({ ...like, layers }));
      await this.#put(sha256(bytes), bytes);
      const { artifactType } = like;
      manifests.push({
        ...{ mediaType: `${TYPE}manifest.v1+json`, digest: sha256(bytes), size: bytes.length },
        ...(artifactType === undefined ? {} : { artifactType }),
      });
    }
    const list = { schemaVersion: 2, mediaType: `${TYPE}index.v1+json`, manifests };
    await this.#put(fallbackTag(digest), Buffer.from(JSON.stringify(list)));
  }

  async #bundle(digest: string): Promise<string> {
    const layer = (await this.#read(digest))!.layers![0]!;
    return (await this.#ask('GET', `blobs/${layer.digest}`)).text();
  }

  async #read(reference: string): Promise<Manifest | undefined> {
    const bytes = await this.manifest(reference);
    return bytes === undefined ? undefined : (JSON.parse(bytes.toString()) as Manifest);
  }

  async #put(reference: string, bytes: Buffer): Promise<void> {
    const { mediaType = `${TYPE}index.v1+json` } = JSON.parse(bytes.toString()) as Manifest;
    await this.#ask('PUT', `manifests/${reference}`, bytes, mediaType);
  }

  async #putBlob(bytes: Buffer): Promise<void> {
    const { headers } = await this.#ask('POST', 'blobs/uploads/');
    const to = new URL(headers.get('location') ?? '', this.#base);
    to.searchParams.set('digest', sha256(bytes));
    await this.#ask('PUT', to.href, bytes, 'application/octet-stream');
  }

  async #ask(method: string, path: string, body?: Buffer, type?: string): Promise<Response> {
    const url = path.startsWith('http') ? path : `${this.#base}/${path}`;
    const answer = await fetch(url, {
      method,
      headers: { accept, ...(type === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    });
    if (!answer.ok && !(method === 'GET' && answer.status === 404))
      throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
