// An OCI registry over HTTP: manifests by digest and tag, blobs, referrers (OCI distribution-spec 1.1).
import { createHash } from 'node:crypto';
import { ReleaseError } from '../../errors.ts';
import { type Digest, digest as asDigest, isDigest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { indexType } from '../../plan/oci/index.ts';
import { HttpError } from '../retry/retry.ts';
import { type Answer, type RegistryOptions, below, header, makeRegistryClient } from './client.ts';

/** OCI image-spec, content descriptor. `size` is in bytes. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Manifest {
  readonly descriptor: Descriptor;
  readonly bytes: Buffer;
}

export interface Registry {
  /** The descriptor that a tag or digest names now, or `undefined` when there is none. */
  head(image: ImageName, reference: string): Promise<Descriptor | undefined>;
  manifest(image: ImageName, reference: string): Promise<Manifest | undefined>;
  /** Puts a manifest under a tag or its own digest. Putting the same bytes twice is harmless. */
  put(
    image: ImageName,
    reference: string,
    manifest: { readonly mediaType: string; readonly bytes: Buffer },
  ): Promise<Digest>;
  blob(image: ImageName, digest: Digest): Promise<Buffer>;
  /** What refers to a digest: by the referrers API, or by the `sha256-…` tag where the registry has none. */
  referrers(image: ImageName, digest: Digest): Promise<readonly Descriptor[]>;
  /** Starts an upload and gives it up again: proves that pushing is allowed. */
  probePush(image: ImageName): Promise<void>;
}

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
/** Manifests over 4 MiB need not be accepted by a registry (distribution-spec), so none of ours is read beyond it. */
const maxRecordBytes = 4 * 1024 * 1024;
const maxBlobBytes = 16 * 1024 * 1024;
const maxReferrerPages = 50;
/** How registries say that they have no referrers API: 404 by the specification, and what others are seen to answer. */
const withoutReferrers = [400, 404, 405, 406];

export function sha256(bytes: Uint8Array): Digest {
  return asDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
}

export function makeRegistry(options: RegistryOptions): Registry {
  const ask = makeRegistryClient(options);

  const read = async (
    image: ImageName,
    path: string,
    accept: string,
    limit: number,
    absent: readonly number[] = [404],
  ): Promise<Answer | undefined> => {
    const answer = await ask('GET', image, path, { accept }, { limit });
    if (absent.includes(answer.status)) return undefined;
    if (answer.status !== 200) throw refusal(image, `GET ${path}`, answer);
    return answer;
  };

  const manifest = async (image: ImageName, reference: string): Promise<Manifest | undefined> => {
    const answer = await read(image, `manifests/${reference}`, manifestTypes, maxRecordBytes);
    if (!answer) return undefined;
    const digest = sha256(answer.body);
    if (isDigest(reference) && digest !== reference) throw swapped(image, reference, digest);
    return {
      descriptor: { mediaType: header(answer, 'content-type'), digest, size: answer.body.length },
      bytes: answer.body,
    };
  };

  const fallback = async (image: ImageName, digest: Digest): Promise<readonly Descriptor[]> => {
    const listed = await manifest(image, digest.replace(':', '-'));
    return listed ? descriptorsOf(listed.bytes) : [];
  };

  return {
    manifest,
    head: async (image, reference) => {
      const answer = await ask('HEAD', image, `manifests/${reference}`, { accept: manifestTypes });
      if (answer.status === 404) return undefined;
      if (answer.status !== 200) throw refusal(image, `HEAD manifests/${reference}`, answer);
      const digest = header(answer, 'docker-content-digest');
      // The header is optional by the specification: then the bytes say it.
      if (!isDigest(digest)) return (await manifest(image, reference))?.descriptor;
      return {
        mediaType: header(answer, 'content-type'),
        digest,
        size: Number(header(answer, 'content-length')),
      };
    },
    put: async (image, reference, { mediaType, bytes }) => {
      const answer = await ask(
        'PUT',
        image,
        `manifests/${reference}`,
        { 'content-type': mediaType },
        { body: bytes.toString('utf8') },
      );
      if (answer.status !== 201 && answer.status !== 200)
        throw refusal(image, `PUT manifests/${reference}`, answer);
      return sha256(bytes);
    },
    blob: async (image, digest) => {
      const answer = await read(image, `blobs/${digest}`, '*/*', maxBlobBytes);
      if (!answer)
        throw new ReleaseError(`${image.name} has no blob ${digest}`, { hint: 'Run the workflow again.' });
      const actual = sha256(answer.body);
      if (actual !== digest) throw swapped(image, digest, actual);
      return answer.body;
    },
    referrers: async (image, digest) => {
      const found: Descriptor[] = [];
      let path: string | undefined = `referrers/${digest}`;
      for (let page = 0; path !== undefined && page < maxReferrerPages; page++) {
        const answer = await read(image, path, indexType, maxRecordBytes, withoutReferrers);
        // Some registries answer every path with a page of their own.
        if (!answer || !header(answer, 'content-type').startsWith(indexType)) return fallback(image, digest);
        for (const one of descriptorsOf(answer.body)) found.push(one);
        path = nextPage(header(answer, 'link'), image);
      }
      return found;
    },
    probePush: async (image) => {
      const answer = await ask('POST', image, 'blobs/uploads/', { 'content-length': '0' }, { body: '' });
      if (answer.status !== 202 && answer.status !== 201) throw refusal(image, 'POST blobs/uploads/', answer);
      const path = below(header(answer, 'location'), image);
      // An upload elsewhere is left to expire: the token is for this registry alone.
      if (path !== undefined) await ask('DELETE', image, path, {});
    },
  };
}

/** `Link: <…>; rel="next"` (RFC 8288), as the specification pages through referrers. */
function nextPage(link: string, image: ImageName): string | undefined {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next\b/.exec(link)?.[1];
  return target === undefined ? undefined : below(target, image);
}

function refusal(image: ImageName, what: string, answer: Answer): HttpError {
  const denied = answer.status === 401 || answer.status === 403;
  const said = /"message"\s*:\s*"([^"\\]{1,200})"/.exec(answer.body.subarray(0, 4096).toString())?.[1];
  return new HttpError(
    `${image.registry} answered ${answer.status} to ${what} of ${image.repository}${said === undefined ? '' : ` (${said})`}`,
    {
      status: answer.status,
      hint: denied
        ? pushHint(image)
        : 'See what the registry says of this repository, then run the workflow again.',
    },
  );
}

/** What lets a job push to this registry. */
function pushHint(image: ImageName): string {
  return image.registry === 'ghcr.io'
    ? 'permissions: { packages: write }   # and the package must give this repository write access: its settings, "Manage Actions access"'
    : 'with: { registry-username: …, registry-password: "${{ secrets.REGISTRY_PASSWORD }}" }';
}

function swapped(image: ImageName, wanted: string, got: string): ReleaseError {
  return new ReleaseError(`${image.name} gave ${got} where ${wanted} was asked for`, {
    hint: 'Do not trust this registry or what stands between it and the runner until this is understood.',
  });
}

/** The entries of an index that have the shape of descriptors; whatever else stands there is not ours. */
function descriptorsOf(body: Buffer): readonly Descriptor[] {
  let index: unknown;
  try {
    index = JSON.parse(body.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  const list: unknown =
    typeof index === 'object' && index !== null && 'manifests' in index ? index.manifests : [];
  return (Array.isArray(list) ? (list as unknown[]) : []).filter(isDescriptor);
}

function isDescriptor(value: unknown): value is Descriptor {
  if (typeof value !== 'object' || value === null) return false;
  const { digest, mediaType, size } = value as Partial<Record<keyof Descriptor, unknown>>;
  return (
    typeof digest === 'string' &&
    isDigest(digest) &&
    typeof mediaType === 'string' &&
    typeof size === 'number'
  );
}
