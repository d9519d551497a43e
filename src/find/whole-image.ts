// An image that is there already, read whole: its index, what that names, and what each part says of itself.
import type { Image } from '../plan/artifacts.ts';
import { isDigest } from '../plan/brands.ts';
import { indexAnnotations } from '../plan/annotations.ts';
import { isJsonObject } from '../plan/json.ts';
import { type Platform, parsePlatform } from '../plan/oci/image-name.ts';
import { type IndexEntry, indexType, isIndex, parseIndex, renderIndex } from '../plan/oci/index.ts';
import { parseImageManifest } from '../plan/oci/manifest.ts';
import type { ImagePlan } from '../plan/plan.ts';
import { compact } from '../compact.ts';
import { objectIn } from '../world/registry/descriptors.ts';
import { type Manifest, sha256 } from '../world/registry/registry.ts';
import { type ImageSource, notThere } from './image-source.ts';

export interface Part {
  readonly manifest: Manifest;
  /** As the index says. */
  readonly platform?: IndexEntry['platform'];
}

/** The index with what it names; where there is only the manifest of a platform, or several, they are joined to one. */
export async function readIndex(
  source: ImageSource,
  plan: Pick<ImagePlan, 'build'>,
): Promise<Pick<Image, 'digest' | 'mediaType' | 'index'> & { readonly parts: readonly Part[] }> {
  const [first] = source.top;
  if (first && isIndex(first.descriptor.mediaType)) {
    const index = first.bytes.toString('utf8');
    const parts = await Promise.all(
      read(() => parseIndex(index), first).map(async (entry) => {
        const manifest = await source.manifest(entry);
        if (!manifest)
          throw notThere(
            `${entry.digest} is gone, which ${first.descriptor.digest} names`,
            'Build the image anew: it is not whole.',
          );
        if (entry.platform === undefined)
          throw notThere(
            `${first.descriptor.digest} does not say which platform ${entry.digest} is for`,
            'docker buildx build --platform linux/amd64,linux/arm64   # writes an index that does',
          );
        return { manifest, platform: entry.platform };
      }),
    );
    return { index, digest: first.descriptor.digest, mediaType: first.descriptor.mediaType, parts };
  }
  const parts = await Promise.all(
    source.top.map(async (manifest) => {
      const { platform } = await readPart(source, manifest, undefined);
      const { digest, size, mediaType } = manifest.descriptor;
      const target =
        platform &&
        compact({ os: platform.os, architecture: platform.architecture, variant: platform.variant });
      return { part: { manifest }, entry: compact({ mediaType, digest, size, platform: target }) };
    }),
  );
  const index = renderIndex(
    parts.map(({ entry }) => entry),
    indexAnnotations(plan.build.annotations),
  );
  return {
    index,
    digest: sha256(Buffer.from(index)),
    mediaType: indexType,
    parts: parts.map(({ part }) => part),
  };
}

/** The platform of a manifest, by its index or its configuration, and the versions that it says. What is no image has none. */
export async function readPart(
  source: ImageSource,
  { bytes, descriptor }: Manifest,
  named: IndexEntry['platform'],
): Promise<{ readonly platform?: Platform; readonly said: readonly (readonly [string, string])[] }> {
  if (named?.os === 'unknown') return { said: [] };
  const manifest = read(() => parseImageManifest(bytes.toString('utf8')), { descriptor });
  const digest = String(manifest.config?.digest);
  if (!isDigest(digest)) return { said: [] };
  const config = objectIn(await source.config(digest)) ?? {};
  const { os, architecture, variant } = named ?? config;
  if (typeof os !== 'string' || typeof architecture !== 'string' || os === 'unknown') return { said: [] };
  const parsed = parsePlatform(
    [os, architecture, ...(typeof variant === 'string' && variant !== '' ? [variant] : [])].join('/'),
  );
  if ('fault' in parsed)
    throw notThere(
      `${descriptor.digest} is for ${os}/${architecture}, which is not known here`,
      'Leave this platform out of the image.',
    );
  const inner = config['config'];
  const labels = isJsonObject(inner) ? inner['Labels'] : undefined;
  return {
    platform: parsed.platform,
    said: [...versionOf(labels, 'label'), ...versionIn(bytes.toString('utf8'), 'annotation')],
  };
}

export function versionIn(text: string, place: string): readonly (readonly [string, string])[] {
  const json = objectIn(Buffer.from(text));
  return versionOf(json?.['annotations'], place);
}

function versionOf(pairs: unknown, place: string): readonly (readonly [string, string])[] {
  const value = isJsonObject(pairs) ? pairs['org.opencontainers.image.version'] : undefined;
  return typeof value === 'string' ? [[place, value]] : [];
}

function read<T>(parse: () => T, { descriptor }: Pick<Manifest, 'descriptor'>): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
    throw notThere(
      `${descriptor.digest} is no image (${error.message})`,
      'Name the digest of the index that was built.',
    );
  }
}
