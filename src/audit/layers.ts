// The bytes of an image, read from the registry as a pull of every platform would: `deep` asks for it.
import { type Digest, isDigest } from '../plan/brands.ts';
import { parseIndex, isIndex } from '../plan/oci/index.ts';
import { type NamedBlob, parseImageManifest } from '../plan/oci/manifest.ts';
import type { CheckReport } from '../report/model.ts';
import { count, formatBytes } from '../report/quantities.ts';
import { mapConcurrent } from '../run/concurrency.ts';
import { wellFormed } from './image.ts';
import { type AuditWorld, type AuditedImage, type AuditedRelease, AuditFailure, check } from './subject.ts';

/** How many blobs are read at once. */
const atOnce = 4;
/** What is read of one image, in bytes, whatever its manifests say: whoever may push could name more than anybody has time for. */
const mostRead = 256 * 1024 ** 3;

interface Blob {
  readonly digest: Digest;
  readonly size: number;
}

/** One line where `deep` is asked for, none else. */
export async function auditLayers(
  image: AuditedImage,
  { inputs }: Pick<AuditedRelease, 'inputs'>,
  { registry }: Pick<AuditWorld, 'registry'>,
): Promise<readonly CheckReport[]> {
  if (!inputs.deep) return [];
  const { name } = image.name;
  return [
    await check(
      `${name}: the bytes of every layer and configuration are there`,
      [`docker buildx imagetools inspect ${name}@${image.digest}`],
      () => readAll(image, registry),
    ),
  ];
}

async function readAll(image: AuditedImage, registry: AuditWorld['registry']): Promise<string> {
  const manifests = await manifestsOf(image, registry);
  const named = manifests.flatMap(({ config, layers }) => [...(config ? [config] : []), ...layers]);
  const foreign = named.filter(isForeign);
  const blobs = distinct(named.filter((one) => !isForeign(one)));
  const total = blobs.reduce((sum, { size }) => sum + size, 0);
  if (total > mostRead)
    throw new AuditFailure(
      `its manifests name ${formatBytes(total)}; no more than ${formatBytes(mostRead)} is read`,
    );
  const wrong = await mapConcurrent(blobs, atOnce, (blob) => whyWrong(image, blob, registry));
  const found = wrong.filter((one) => one !== undefined);
  if (found.length > 0) throw new AuditFailure(found.join('; '));
  const elsewhere = foreign.length === 0 ? '' : `, and ${foreign.length} that a registry need not have`;
  return `${count(blobs.length, 'blob')}, ${formatBytes(total)}${elsewhere}`;
}

/** Of each entry of the index, BuildKit's own attestations among them. */
async function manifestsOf(
  image: AuditedImage,
  registry: AuditWorld['registry'],
): Promise<readonly ReturnType<typeof parseImageManifest>[]> {
  const index = await registry.manifest(image.name, image.digest);
  if (!index) throw new AuditFailure('the registry has no such digest');
  // Another tool's release may have the image of one platform under its tag.
  if (!isIndex(index.descriptor.mediaType)) return [read('the manifest', index.bytes)];
  const entries = wellFormed('the index', () => parseIndex(index.bytes.toString('utf8')));
  return mapConcurrent(entries, atOnce, async ({ digest }) => {
    const own = await registry.manifest(image.name, digest);
    if (!own) throw new AuditFailure(`the registry has not ${digest}`);
    return read(digest, own.bytes);
  });
}

function read(what: string, manifest: Buffer): ReturnType<typeof parseImageManifest> {
  return wellFormed(what, () => parseImageManifest(manifest.toString('utf8')));
}

/** Layers that may not be distributed lie at their makers' (OCI image-spec, "Non-Distributable Layers"). */
function isForeign({ mediaType }: NamedBlob): boolean {
  return typeof mediaType === 'string' && /nondistributable|\.foreign\./.test(mediaType);
}

/** Platforms share layers. One digest under two sizes stays two, and one of them is wrong. */
function distinct(named: readonly NamedBlob[]): readonly Blob[] {
  const blobs = named.map(({ digest, size }): Blob => {
    if (typeof digest !== 'string' || !isDigest(digest))
      throw new AuditFailure(`a manifest names ${JSON.stringify(digest)}, which is no digest`);
    if (!Number.isSafeInteger(size) || size < 0)
      throw new AuditFailure(`a manifest says that ${digest} has ${size} bytes`);
    return { digest, size };
  });
  return [...new Map(blobs.map((blob) => [`${blob.digest} ${blob.size}`, blob])).values()];
}

async function whyWrong(
  image: AuditedImage,
  { digest, size }: Blob,
  registry: AuditWorld['registry'],
): Promise<string | undefined> {
  const found = await registry.sumBlob(image.name, digest, size);
  if (found === undefined) return `the registry has not ${digest}`;
  if (found.size > size) return `${digest} has more than the ${size} bytes that its manifest says`;
  if (found.size < size) return `${digest} has ${found.size} bytes, not ${size}`;
  return found.digest === digest ? undefined : `under ${digest} lies ${found.digest}`;
}
