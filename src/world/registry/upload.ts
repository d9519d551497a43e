// Uploads to a registry: one blob in one piece (distribution-spec, "Pushing a blob monolithically"), and a trial that leaves nothing.
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Digest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { ReleaseError } from '../../errors.ts';
import { writeFacts } from '../files/file-digest.ts';
import { type Ask, type Asking, header, onRegistry } from './client.ts';
import { type Descriptor, sha256 } from './descriptors.ts';
import { refusal, swapped } from './refusals.ts';

/** An upload whose answer was lost is closed behind it: it is begun anew this often. */
const attempts = 3;
/** How long the cancelling of an upload is waited for, in ms. */
const cancelMs = 5000;

/**
 * Makes sure of a blob of this text.
 * @param isNew it cannot be there yet, so that nobody is asked; sending it twice is harmless
 */
export async function upload(
  ask: Ask,
  image: ImageName,
  bytes: Buffer,
  isNew = false,
): Promise<Pick<Descriptor, 'digest' | 'size'>> {
  const digest = sha256(bytes);
  await send(ask, image, digest, { body: bytes.toString('utf8'), headers: {}, isNew });
  return { digest, size: bytes.length };
}

/** Makes sure of a blob that lies in a file of any size, streamed; the registry refuses it where it is not what its digest says. */
export async function uploadFile(ask: Ask, image: ImageName, digest: Digest, file: string): Promise<void> {
  const { size } = await stat(file);
  await send(ask, image, digest, {
    body: () => createReadStream(file),
    headers: { 'content-length': String(size) },
    isNew: false,
  });
}

/**
 * Writes a blob of any size to a file. Answers whether the registry has it.
 * @throws ReleaseError when it is not what its digest says
 */
export async function downloadFile(
  ask: Ask,
  image: ImageName,
  digest: Digest,
  file: string,
): Promise<boolean> {
  let got = '';
  const answer = await ask('GET', image, `blobs/${digest}`, {
    headers: { accept: '*/*' },
    take: async (body) => {
      await rm(file, { force: true });
      got = `sha256:${(await writeFacts(body, file)).sha256}`;
    },
  });
  if (answer.status === 404) return false;
  if (answer.status !== 200) throw refusal(image, `GET blobs/${digest}`, answer);
  if (got !== digest) throw swapped(image, digest, got);
  return true;
}

async function send(
  ask: Ask,
  image: ImageName,
  digest: Digest,
  { body, headers: own, isNew }: Required<Pick<Asking, 'body' | 'headers'>> & { readonly isNew: boolean },
): Promise<void> {
  if (!isNew && (await ask('HEAD', image, `blobs/${digest}`)).status === 200) return;
  for (let n = 1; ; n++) {
    const place = await begin(ask, image);
    if (place === undefined) {
      throw new ReleaseError(`${image.registry} wants uploads of ${image.repository} sent to another host`, {
        hint: 'Use a registry that takes uploads itself: its credentials go nowhere else.',
      });
    }
    const path = `${place}${place.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`;
    const headers = { 'content-type': 'application/octet-stream', ...own };
    const answer = await ask('PUT', image, path, { headers, body });
    if (answer.status === 201) return;
    if (answer.status !== 404 || n >= attempts) throw refusal(image, 'PUT blobs/uploads/', answer);
  }
}

/** The URL to upload to; `undefined` when it is on another host. */
async function begin(ask: Ask, image: ImageName): Promise<string | undefined> {
  const answer = await ask('POST', image, 'blobs/uploads/', { headers: { 'content-length': '0' }, body: '' });
  if (answer.status !== 202 && answer.status !== 201) throw refusal(image, 'POST blobs/uploads/', answer);
  return onRegistry(header(answer, 'location'), image);
}

/**
 * Begins an upload and gives it up again: proves that pushing is allowed. Whatever the registry answers to that, or that it
 * answers nothing, says nothing of the permission; an upload that is not cancelled expires by itself.
 */
export async function probeUpload(ask: Ask, image: ImageName): Promise<void> {
  const place = await begin(ask, image);
  if (place === undefined) return;
  const late = new AbortController();
  await Promise.race([
    Promise.allSettled([ask('DELETE', image, place, { once: true })]),
    sleep(cancelMs, undefined, { signal: late.signal }),
  ]).finally(() => {
    late.abort();
  });
}
