// Images as BuildKit pushes them, for a registry in memory.
import type { Digest } from '../../src/plan/brands.ts';
import { sha256 } from '../../src/world/registry/registry.ts';

/** Digest → configuration of a platform's image. */
export const configs = new Map<Digest, Buffer>();

export function builtImage(platform: string): object {
  const [os, architecture] = platform.split('/');
  const bytes = Buffer.from(JSON.stringify({ os, architecture, config: { Cmd: ['/app'] } }));
  configs.set(sha256(bytes), bytes);
  return {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      size: bytes.length,
      digest: sha256(bytes),
    },
    layers: [{ mediaType: 'x', digest: sha256(Buffer.from(platform)), size: 1000 }],
  };
}

/** What BuildKit's scanner pushes beside a platform: an index with the image, and the statement of its SBOM. */
export function scannedImage(platform: string, add: (manifest: object, mediaType: string) => Digest): Digest {
  const manifestType = 'application/vnd.oci.image.manifest.v1+json';
  const image = builtImage(platform);
  const digest = add(image, manifestType);
  const document = { spdxVersion: 'SPDX-2.3', SPDXID: 'SPDXRef-DOCUMENT', name: platform, packages: [] };
  const bytes = Buffer.from(JSON.stringify({ predicate: document }));
  configs.set(sha256(bytes), bytes);
  const annotations = { 'in-toto.io/predicate-type': 'https://spdx.dev/Document' };
  const layer = { mediaType: 'application/vnd.in-toto+json', digest: sha256(bytes), size: bytes.length, annotations }; // prettier-ignore
  const beside = add({ schemaVersion: 2, config: {}, layers: [layer] }, manifestType);
  const [os, architecture] = platform.split('/');
  const about = {
    'vnd.docker.reference.type': 'attestation-manifest',
    'vnd.docker.reference.digest': digest,
  };
  const entry = { mediaType: manifestType, size: 1 };
  const entries = [
    { ...entry, digest, platform: { os, architecture } },
    { ...entry, digest: beside, platform: { os: 'unknown', architecture: 'unknown' }, annotations: about },
  ];
  const indexType = 'application/vnd.oci.image.index.v1+json';
  return add({ schemaVersion: 2, mediaType: indexType, manifests: entries }, indexType);
}
