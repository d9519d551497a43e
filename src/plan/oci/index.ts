// The image index over all platforms, as bytes: the same platforms always give the same digest.
import { type Digest, isDigest } from '../brands.ts';
import type { Platform } from './image-name.ts';
import { compact } from '../../compact.ts';

/** Whether a media type is that of an image index, OCI's or Docker's. */
export function isIndex(mediaType: string): boolean {
  return /index|manifest\.list/.test(mediaType);
}

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
    compact({
      schemaVersion: 2,
      mediaType: indexType,
      manifests: entries.map(({ mediaType, digest, size, platform, annotations: own }) =>
        compact({ mediaType, digest, size, platform, annotations: own }),
      ),
      annotations: annotations.length === 0 ? undefined : Object.fromEntries(annotations),
    }),
    null,
    2,
  );
}

/** Reads an index's entries. Throws TypeError, saying what is wrong where, or SyntaxError when the text is no image index. */
export function parseIndex(text: string): readonly IndexEntry[] {
  const json: unknown = JSON.parse(text);
  const manifests: unknown = isObject(json) ? json['manifests'] : undefined;
  const wrong = Array.isArray(manifests)
    ? manifests.map(faultOf).find((fault) => fault !== undefined)
    : `its manifests are ${manifests === undefined ? 'missing' : 'not a list'}`;
  if (wrong !== undefined) throw new TypeError(`not an image index: ${wrong}`);
  return manifests as readonly IndexEntry[];
}

/** What is wrong with one entry. Its digest becomes a part of a path at the registry, so that nothing else may stand there. */
function faultOf(entry: unknown, at: number): string | undefined {
  const name = `manifests[${at}]`;
  if (!isObject(entry)) return `${name} is not an object`;
  const { mediaType, digest, size, platform } = entry;
  if (typeof mediaType !== 'string') return `${name}.mediaType is not text`;
  if (typeof digest !== 'string' || !isDigest(digest)) return `${name}.digest is not a digest`;
  if (typeof size !== 'number') return `${name}.size is not a number`;
  if (platform === undefined) return undefined;
  if (!isObject(platform)) return `${name}.platform is not an object`;
  const odd = (['os', 'architecture', 'variant'] as const).find(
    (key) => typeof platform[key] !== 'string' && (key !== 'variant' || platform[key] !== undefined),
  );
  return odd && `${name}.platform.${odd} is not text`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
