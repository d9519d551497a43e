// What the manifest of one platform's image says.

/** Configuration and compressed layers, in bytes. */
export function pullSize(manifest: Buffer): number {
  const { config, layers = [] } = JSON.parse(manifest.toString('utf8')) as {
    readonly config?: { readonly size: number };
    readonly layers?: readonly { readonly size: number }[];
  };
  return manifest.length + (config?.size ?? 0) + layers.reduce((sum, layer) => sum + layer.size, 0);
}
