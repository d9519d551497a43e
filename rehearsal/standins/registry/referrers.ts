// The OCI 1.1 referrers API in front of a registry that has none: answered from the manifests that were PUT.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Reply, json } from '../core/exchange.ts';

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
  readonly config?: { readonly mediaType: string };
  readonly subject?: { readonly digest: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

const INDEX = 'application/vnd.oci.image.index.v1+json';

export class Referrers {
  readonly #file: string;
  readonly #known: Record<string, Descriptor[]>;

  constructor(file: string) {
    this.#file = file;
    this.#known = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Descriptor[]>)
      : {};
  }

  /** Remembers a stored manifest; returns the digest of its subject, if it has one. */
  add(name: string, contentType: string, body: Buffer): string | undefined {
    const manifest = JSON.parse(body.toString()) as Manifest;
    if (manifest.subject === undefined) return undefined;
    const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    const artifactType = manifest.artifactType ?? manifest.config?.mediaType;
    const list = (this.#known[`${name}@${manifest.subject.digest}`] ??= []);
    if (!list.some((known) => known.digest === digest)) {
      list.push({
        mediaType: manifest.mediaType ?? contentType,
        digest,
        size: body.length,
        ...(artifactType === undefined ? {} : { artifactType }),
        ...(manifest.annotations === undefined ? {} : { annotations: manifest.annotations }),
      });
    }
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(this.#known));
    return manifest.subject.digest;
  }

  /** The index of all that refers to a digest. Source: OCI distribution-spec 1.1, "Listing Referrers". */
  list(name: string, digest: string, artifactType: string | null): Reply {
    const all = this.#known[`${name}@${digest}`] ?? [];
    const manifests = artifactType === null ? all : all.filter((d) => d.artifactType === artifactType);
    return json(
      200,
      { schemaVersion: 2, mediaType: INDEX, manifests },
      { 'content-type': INDEX, ...(artifactType === null ? {} : { 'oci-filters-applied': 'artifactType' }) },
    );
  }
}
