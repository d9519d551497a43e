import { compact } from '../../compact.ts';

// What the manifest of one platform's image says (OCI image-spec, manifest.md).

/** Bytes that a manifest names; `size` in bytes. */
export interface NamedBlob {
  readonly digest?: unknown;
  readonly mediaType?: unknown;
  readonly size: number;
}

export interface ImageManifest {
  readonly config?: NamedBlob;
  readonly layers: readonly NamedBlob[];
}

/** Throws TypeError, saying what is wrong where, or SyntaxError when the text is no manifest. */
export function parseImageManifest(text: string): ImageManifest {
  const json: unknown = JSON.parse(text);
  if (typeof json !== 'object' || json === null)
    throw new TypeError('not an image manifest: it is not an object');
  const { config, layers: listed } = json as { readonly config?: unknown; readonly layers?: unknown };
  // BuildKit writes null for an image without layers, such as one of `FROM scratch` and labels.
  const layers: unknown = listed ?? [];
  if (config !== undefined && !hasSize(config))
    throw new TypeError('not an image manifest: its config has no size');
  if (!Array.isArray(layers)) throw new TypeError('not an image manifest: its layers are not a list');
  const odd = layers.findIndex((layer: unknown) => !hasSize(layer));
  if (odd !== -1) throw new TypeError(`not an image manifest: layers[${odd}] has no size`);
  return compact({ layers: layers as NamedBlob[], config });
}

function hasSize(value: unknown): value is NamedBlob {
  return typeof value === 'object' && value !== null && 'size' in value && typeof value.size === 'number';
}

/** Manifest, configuration and compressed layers, in bytes. Throws as `parseImageManifest` does. */
export function pullSize(manifest: Buffer): number {
  const { config, layers } = parseImageManifest(manifest.toString('utf8'));
  return manifest.length + (config?.size ?? 0) + layers.reduce((sum, layer) => sum + layer.size, 0);
}
