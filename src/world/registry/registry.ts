// An OCI registry over HTTP: manifests by digest and tag, blobs, referrers (OCI distribution-spec 1.1).
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { ReleaseError } from '../../errors.ts';
import { type Digest, digest as asDigest, isDigest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { makeHttp } from '../http/client.ts';
import { HttpError, defaultRetryPolicy } from '../retry/retry.ts';
import { type Answer, type RegistryOptions, header, makeRegistryClient } from './client.ts';
import { type Descriptor, type Manifest, type Manifests, maxManifestBytes, sha256 } from './descriptors.ts';
import { makeKept } from './kept.ts';
import { type PutTag, lagRetryPolicy, settled, shown } from './lag.ts';
import { frozenTags } from './frozen-tags.ts';
import { type ReferrersApi, referrersOf } from './referrers.ts';
import { putRefusal, refusal, swapped } from './refusals.ts';
import { downloadFile, probeUpload, upload, uploadFile } from './upload.ts';

export { type Descriptor, type Manifest, sha256 } from './descriptors.ts';

/** Bytes that were read, and their digest. */
export interface BlobSum {
  readonly digest: Digest;
  readonly size: number;
}

export interface Registry extends ReferrersApi, Manifests {
  /** The descriptor that a tag or digest names now, or `undefined` when there is none. */
  head(image: ImageName, reference: string): Promise<Descriptor | undefined>;
  blob(image: ImageName, digest: Digest): Promise<Buffer>;
  /** Makes sure of a blob of this text, for a manifest that names it. */
  putBlob(image: ImageName, bytes: Buffer): Promise<void>;
  /** Makes sure of a blob of any size that lies in a file. */
  putFile(image: ImageName, digest: Digest, file: string): Promise<void>;
  /** Writes a blob of any size to a file. Answers whether the registry has it. */
  fetchBlob(image: ImageName, digest: Digest, file: string): Promise<boolean>;
  /**
   * Reads a blob of any size to its end and keeps nothing of it; no more than `most` bytes and one piece are read.
   * Answers what was read, or `undefined` when the registry has no such blob.
   */
  sumBlob(image: ImageName, digest: Digest, most: number): Promise<BlobSum | undefined>;
  /** Waits until it shows these digests, which were pushed before. @throws TransientError when it never does. */
  shown(image: ImageName, digests: readonly Digest[]): Promise<void>;
  /** What a tag names once it was put: what it named before is waited out, as long as a registry may lag. */
  settled(image: ImageName, put: PutTag): Promise<string | undefined>;
  /** Whether anybody can pull it, signed out. */
  isPublic(image: ImageName, reference: string): Promise<boolean>;
  /**
   * Puts what a tag names under the same tag once more, where it names anything: whoever lets no tag move refuses that, too, or
   * most do (O1, O3, O19 in docs/reality.md). @throws the refusal.
   */
  putAgain(image: ImageName, tag: string): Promise<void>;
  /** Of these tags those that its own rule never lets move, as far as it tells. */
  frozen(image: ImageName, tags: readonly string[]): Promise<readonly string[]>;
  /** Starts an upload and gives it up again: proves that pushing is allowed. */
  probePush(image: ImageName): Promise<void>;
}

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
const maxBlobBytes = 16 * 1024 * 1024;

async function sumOf(body: Readable, most: number): Promise<BlobSum> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    hash.update(chunk);
    // Leaving the loop destroys the stream, and so ends the connection.
    if (size > most) break;
  }
  return { digest: asDigest(`sha256:${hash.digest('hex')}`), size };
}

export function makeRegistry(options: RegistryOptions): Registry {
  const ask = makeRegistryClient(options);
  const { lag = lagRetryPolicy, retryPolicy = defaultRetryPolicy } = options;
  const http = makeHttp({ userAgent: options.userAgent });

  const read = async (
    image: ImageName,
    path: string,
    accept: string,
    limit: number,
  ): Promise<Answer | undefined> => {
    const answer = await ask('GET', image, path, { headers: { accept }, limit });
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw refusal(image, `GET ${path}`, answer);
    return answer;
  };

  const manifests = makeKept<Manifest>(({ bytes }) => bytes.length);
  const blobs = makeKept<Buffer>((bytes) => bytes.length);
  /** What was read or put in this run, by name and digest. */
  const described = new Map<string, Pick<Descriptor, 'mediaType' | 'digest' | 'size'>>();

  const manifest = (image: ImageName, reference: string): Promise<Manifest | undefined> =>
    isDigest(reference)
      ? manifests.once(image, reference, () => readManifest(image, reference))
      : readManifest(image, reference);

  const readManifest = async (image: ImageName, reference: string): Promise<Manifest | undefined> => {
    const answer = await read(image, `manifests/${reference}`, manifestTypes, maxManifestBytes);
    if (!answer) return undefined;
    const digest = sha256(answer.body);
    if (isDigest(reference) && digest !== reference) throw swapped(image, reference, digest);
    const descriptor = { mediaType: header(answer, 'content-type'), digest, size: answer.body.length };
    described.set(`${image.name}@${digest}`, descriptor);
    return { descriptor, bytes: answer.body };
  };

  const head = async (image: ImageName, reference: string): Promise<Descriptor | undefined> => {
    const answer = await ask('HEAD', image, `manifests/${reference}`, { headers: { accept: manifestTypes } });
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
  };

  type Bytes = Parameters<Registry['put']>[2];
  /** @returns the refusal. */
  const tryPut = async (
    image: ImageName,
    reference: string,
    { mediaType, bytes }: Bytes,
  ): Promise<ReleaseError | undefined> => {
    const answer = await ask('PUT', image, `manifests/${reference}`, {
      headers: { 'content-type': mediaType },
      body: bytes.toString('utf8'),
    });
    return answer.status === 201 || answer.status === 200
      ? undefined
      : putRefusal(image, `PUT manifests/${reference}`, answer);
  };

  const put: Registry['put'] = async (image, reference, { mediaType, bytes }) => {
    const refused = await tryPut(image, reference, { mediaType, bytes });
    const digest = sha256(bytes);
    // Whose answer was lost asks again, and a tag that never moves is refused although it names these very bytes.
    const isThere = refused?.code === 'tag-immutable' && (await head(image, reference))?.digest === digest;
    if (refused !== undefined && !isThere) throw refused;
    described.set(`${image.name}@${digest}`, { mediaType, digest, size: bytes.length });
    return digest;
  };

  return {
    head,
    manifest,
    put,
    ...referrersOf(
      ask,
      {
        ...{ head, manifest, put },
        described: async (image, digest) => described.get(`${image.name}@${digest}`) ?? head(image, digest),
      },
      lag,
    ),
    shown: (image, digests) => shown({ head }, image, digests, lag),
    settled: (image, put) => settled({ head }, image, put, lag),
    blob: async (image, digest) => {
      const found = await blobs.once(image, digest, async () => {
        const answer = await read(image, `blobs/${digest}`, '*/*', maxBlobBytes);
        if (!answer) return undefined;
        const actual = sha256(answer.body);
        if (actual !== digest) throw swapped(image, digest, actual);
        return answer.body;
      });
      if (found) return found;
      throw new ReleaseError(`${image.name} has no blob ${digest}`, { hint: 'Run the workflow again.' });
    },
    putBlob: async (image, bytes) => {
      await upload(ask, image, bytes);
    },
    putFile: (image, digest, file) => uploadFile(ask, image, digest, file),
    fetchBlob: (image, digest, file) => downloadFile(ask, image, digest, file),
    sumBlob: async (image, digest, most) => {
      let sum: BlobSum | undefined;
      const answer = await ask('GET', image, `blobs/${digest}`, {
        headers: { accept: '*/*' },
        take: async (body) => {
          sum = await sumOf(body, most);
        },
      });
      if (answer.status === 404) return undefined;
      if (sum === undefined) throw refusal(image, `GET blobs/${digest}`, answer);
      return sum;
    },
    isPublic: async (image, reference) => {
      const headers = { accept: manifestTypes };
      try {
        const answer = await ask('HEAD', image, `manifests/${reference}`, { headers, asPublic: true });
        if (answer.status === 200) return true;
        if ([401, 403, 404].includes(answer.status)) return false;
        throw refusal(image, `HEAD manifests/${reference}`, answer);
      } catch (error) {
        // Of a private package GHCR gives strangers no token either.
        if (error instanceof HttpError && [401, 403, 404].includes(error.status)) return false;
        throw error;
      }
    },
    putAgain: async (image, tag) => {
      const there = await readManifest(image, tag);
      if (there === undefined) return;
      const { mediaType } = there.descriptor;
      const refused = await tryPut(image, tag, { mediaType, bytes: there.bytes });
      if (refused !== undefined) throw refused;
    },
    frozen: (image, tags) => frozenTags({ http, retryPolicy }, image, tags),
    probePush: (image) => probeUpload(ask, image),
  };
}
