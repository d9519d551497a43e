// An OCI registry over HTTP: manifests by digest and tag, blobs, referrers (OCI distribution-spec 1.1).
import { createHash } from 'node:crypto';
import { HttpClient } from '@actions/http-client';
import { ReleaseError } from '../errors.ts';
import { type Digest, digest as asDigest, isDigest } from '../plan/brands.ts';
import type { ImageName } from '../plan/image-name.ts';
import { HttpError, type Patience, defaultPatience, patiently } from './patience.ts';
import { type Credentials, authorize } from './registry-auth.ts';

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

export interface RegistryOptions {
  readonly userAgent: string;
  readonly credentials: (image: ImageName) => Credentials | undefined;
  readonly patience?: Patience;
}

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
/** Manifests over 4 MiB need not be accepted by a registry (distribution-spec), so none of ours is read beyond it. */
const maxManifestBytes = 4 * 1024 * 1024;
const maxBlobBytes = 16 * 1024 * 1024;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export function sha256(bytes: Uint8Array): Digest {
  return asDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
}

export function makeRegistry(options: RegistryOptions): Registry {
  const client = new HttpClient(options.userAgent, [], {
    keepAlive: true,
    allowRetries: false,
    socketTimeout: 60_000,
  });
  const tokens = new Map<string, Promise<string | undefined>>();
  const patience = options.patience ?? defaultPatience;

  const token = (image: ImageName): Promise<string | undefined> => {
    let found = tokens.get(image.name);
    if (found === undefined) {
      found = authorize(client, baseUrl(image), image, options.credentials(image), patience);
      tokens.set(image.name, found);
      found.catch(() => tokens.delete(image.name));
    }
    return found;
  };

  const ask = (
    method: string,
    image: ImageName,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answer> =>
    patiently(
      `${method} ${image.name}/${path}`,
      async (attempt) => {
        const authorization = await token(image);
        const url = new URL(
          path.startsWith('http') ? path : `${baseUrl(image)}/v2/${image.repository}/${path}`,
        ).href;
        const response = await client.request(method, url, body ?? null, {
          ...headers,
          ...(authorization === undefined ? {} : { authorization }),
        });
        const status = response.message.statusCode ?? 0;
        const bytes =
          method === 'HEAD' ? Buffer.alloc(0) : ((await response.readBodyBuffer?.()) ?? Buffer.alloc(0));
        const expected = response.message.headers['content-length'];
        if (method !== 'HEAD' && expected !== undefined && Number(expected) !== bytes.length) {
          throw Object.assign(new Error(`${bytes.length} of ${expected} bytes came`), { code: 'ECONNRESET' });
        }
        // A token lives some minutes; a build may take longer.
        if (status === 401 && attempt === 1) {
          tokens.delete(image.name);
          throw Object.assign(new Error('the registry token has expired'), { code: 'ECONNRESET' });
        }
        const retryAfter = Number(response.message.headers['retry-after']);
        if (status === 408 || status === 429 || status >= 500) {
          throw new HttpError(`${image.registry} answered ${status} to ${method} ${path}`, {
            status,
            hint: 'The registry is busy or broken; run the workflow again, it goes on from here.',
            ...(Number.isFinite(retryAfter) ? { retryAfter } : {}),
          });
        }
        return { status, headers: response.message.headers, body: bytes };
      },
      patience,
    );

  const read = async (
    image: ImageName,
    path: string,
    accept: string,
    limit: number,
  ): Promise<Answer | undefined> => {
    const answer = await ask('GET', image, path, { accept });
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw refusal(image, `GET ${path}`, answer);
    if (answer.body.length > limit) {
      throw new ReleaseError(`${image.name}/${path} has ${answer.body.length} bytes, more than ${limit}`, {
        hint: 'Look at what stands there: it is not what this action wrote.',
      });
    }
    return answer;
  };

  const manifest = async (image: ImageName, reference: string): Promise<Manifest | undefined> => {
    const answer = await read(image, `manifests/${reference}`, manifestTypes, maxManifestBytes);
    if (!answer) return undefined;
    const digest = sha256(answer.body);
    if (isDigest(reference) && digest !== reference) throw swapped(image, reference, digest);
    return {
      descriptor: { mediaType: header(answer, 'content-type'), digest, size: answer.body.length },
      bytes: answer.body,
    };
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
        bytes.toString('utf8'),
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
      const answer =
        (await read(
          image,
          `referrers/${digest}`,
          'application/vnd.oci.image.index.v1+json',
          maxManifestBytes,
        )) ?? (await read(image, `manifests/${digest.replace(':', '-')}`, manifestTypes, maxManifestBytes));
      return answer ? descriptorsOf(answer.body) : [];
    },
    probePush: async (image) => {
      const answer = await ask('POST', image, 'blobs/uploads/', { 'content-length': '0' }, '');
      if (answer.status !== 202 && answer.status !== 201) throw refusal(image, 'POST blobs/uploads/', answer);
      const location = header(answer, 'location');
      if (location !== '') await ask('DELETE', image, new URL(location, baseUrl(image)).href, {});
    },
  };
}

/** Plain HTTP for registries on the machine itself, as Docker does; HTTPS for all others. */
function baseUrl(image: ImageName): string {
  if (image.registry === 'docker.io') return 'https://registry-1.docker.io';
  const host = image.registry.replace(/:\d+$/, '');
  return `${host === 'localhost' || host === '127.0.0.1' || host === '[::1]' ? 'http' : 'https'}://${image.registry}`;
}

function header(answer: Answer, name: string): string {
  const value = answer.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
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
export function pushHint(image: ImageName): string {
  return image.registry === 'ghcr.io'
    ? 'permissions: { packages: write }   # and the package must give this repository write access: its settings, "Manage Actions access"'
    : 'with: { registry-username: …, registry-password: "${{ secrets.REGISTRY_PASSWORD }}" }';
}

function swapped(image: ImageName, wanted: string, got: string): ReleaseError {
  return new ReleaseError(`${image.name} gave ${got} where ${wanted} was asked for`, {
    hint: 'Do not trust this registry or what stands between it and the runner until this is understood.',
  });
}

/** The entries of an index that have the shape of descriptors; whatever else stands in it is not ours. */
function descriptorsOf(body: Buffer): readonly Descriptor[] {
  const index: unknown = JSON.parse(body.toString());
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
