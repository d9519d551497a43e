// Content by its digest (OCI image-spec, descriptor.md), and the entries of a list that anybody may have written.
import { createHash } from 'node:crypto';
import { type Digest, digest as asDigest, isDigest } from '../../plan/brands.ts';
import { isJsonObject, parseJsonObject } from '../../plan/json.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { compact } from '../../compact.ts';

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

/** Where manifests are kept. */
export interface Manifests {
  manifest(image: ImageName, reference: string): Promise<Manifest | undefined>;
  /** Puts a manifest under a tag or its own digest. Putting the same bytes twice is harmless. */
  put(
    image: ImageName,
    reference: string,
    manifest: { readonly mediaType: string; readonly bytes: Buffer },
  ): Promise<Digest>;
}

/** Manifests over 4 MiB need not be accepted by a registry (distribution-spec), so none of ours is read beyond it. */
export const maxManifestBytes = 4 * 1024 * 1024;

export function sha256(bytes: Uint8Array): Digest {
  return asDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
}

/** The entries that have the shape of descriptors; whatever else stands there is not ours. */
export function descriptorsOf(body: Buffer): readonly Descriptor[] {
  const index = objectIn(body);
  const list = index?.['manifests'];
  return (Array.isArray(list) ? (list as unknown[]) : []).filter(isDescriptor);
}

/** What a manifest says of itself: the descriptor in a list of referrers says the same (distribution-spec, "Listing Referrers"). */
export function describedBy(manifest: Buffer): Pick<Descriptor, 'artifactType' | 'annotations'> {
  const { artifactType, config, annotations } = objectIn(manifest) ?? {};
  const ofConfig = isJsonObject(config) ? config['mediaType'] : undefined;
  const type = [artifactType, ofConfig].find((one) => typeof one === 'string' && one !== '');
  const pairs = isJsonObject(annotations)
    ? Object.entries(annotations).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    : [];
  return compact({
    artifactType: typeof type === 'string' ? type : undefined,
    annotations: pairs.length === 0 ? undefined : Object.fromEntries(pairs),
  });
}

/** A JSON object, or `undefined` where the bytes are anything else. */
export function objectIn(bytes: Buffer): Readonly<Record<string, unknown>> | undefined {
  return parseJsonObject(bytes.toString());
}

function isDescriptor(value: unknown): value is Descriptor {
  if (!isJsonObject(value)) return false;
  const { digest, mediaType, size } = value;
  return (
    typeof digest === 'string' &&
    isDigest(digest) &&
    typeof mediaType === 'string' &&
    typeof size === 'number'
  );
}
