// The image index over all platforms, as bytes: the same platforms always give the same digest.
import { type Digest, isDigest } from './brands.ts';
import type { Platform } from './image-name.ts';

export const indexType = 'application/vnd.oci.image.index.v1+json';

/** An entry of an index (OCI image-spec, image-index.md). */
export interface IndexEntry {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The index's JSON. Entries keep the order of the plan's platforms; keys have a fixed order. */
export function renderIndex(
  entries: readonly IndexEntry[],
  annotations: readonly (readonly [string, string])[],
): string {
  return JSON.stringify(
    {
      schemaVersion: 2,
      mediaType: indexType,
      manifests: entries.map(({ mediaType, digest, size, platform, annotations: own }) => ({
        mediaType,
        digest,
        size,
        ...(platform === undefined ? {} : { platform }),
        ...(own === undefined ? {} : { annotations: own }),
      })),
      ...(annotations.length === 0 ? {} : { annotations: Object.fromEntries(annotations) }),
    },
    null,
    2,
  );
}

/** Reads an index's entries. Throws TypeError or SyntaxError when the text is no image index. */
export function parseIndex(text: string): readonly IndexEntry[] {
  const json: unknown = JSON.parse(text);
  const manifests: unknown =
    typeof json === 'object' && json !== null && 'manifests' in json ? json.manifests : undefined;
  if (!Array.isArray(manifests) || !manifests.every(isEntry)) throw new TypeError('not an image index');
  return manifests as readonly IndexEntry[];
}

/** The digest becomes a part of a path at the registry, so that nothing else may stand there. */
function isEntry(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { mediaType, digest, size } = value as Partial<Record<keyof IndexEntry, unknown>>;
  return (
    typeof mediaType === 'string' &&
    typeof digest === 'string' &&
    isDigest(digest) &&
    typeof size === 'number'
  );
}

export function isFor(entry: IndexEntry, platform: Platform): boolean {
  return (
    entry.platform?.os === platform.os &&
    entry.platform.architecture === platform.architecture &&
    // arm64 and arm64/v8 are one platform (containerd's normalisation).
    ((platform.architecture === 'arm64' && entry.platform.variant === 'v8') ||
      entry.platform.variant === platform.variant)
  );
}
