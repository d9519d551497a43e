// Annotations of what is pushed (OCI image-spec, annotations.md), each at its level: the index, or the manifests of platforms.
import type { Fault } from '../errors.ts';
import { parsePlatform } from './oci/image-name.ts';

type Pair = readonly [key: string, value: string];

export interface Annotation {
  readonly key: string;
  readonly value: string;
  readonly index: boolean;
  /** `true` for every platform's manifest, or the names of some platforms. */
  readonly manifest: boolean | readonly string[];
}

/**
 * Reads `key` as `docker buildx build --annotation` does: `index:…`, `manifest:…`, `manifest[linux/arm64]:…`, or several levels,
 * comma-separated. Without a level it goes to the index and to every manifest.
 */
export function parseAnnotation([text, value]: Pair): Annotation | { readonly fault: Fault } {
  const match =
    /^((?:index|manifest)[a-z-]*(?:\[[^\]]*\])?(?: *, *[a-z-]+(?:\[[^\]]*\])?)*) *: *(\S.*)$/i.exec(text);
  if (!match) return { key: text, value, index: true, manifest: true };
  const [, levels = '', key = ''] = match;
  let index = false;
  let all = false;
  const some: string[] = [];
  for (const level of levels.split(',')) {
    const [, named, platform] = /^([a-z-]+)(?:\[([^\]]*)\])?$/i.exec(level.trim()) ?? [];
    const name = named?.toLowerCase();
    const one = platform === undefined ? undefined : parsePlatform(platform.trim());
    if (name === 'index' && platform === undefined) index = true;
    else if (name === 'manifest' && one === undefined) all = true;
    // By the name that the platform has here, whichever of its spellings was written: linux/arm64/v8, linux/aarch64.
    else if (name === 'manifest' && one !== undefined && 'platform' in one) some.push(one.platform.name);
    else {
      return {
        fault: {
          message: `annotations: "${level}:" is not a level that an annotation of ${key} can have here`,
          hint: `with: { annotations: 'index,manifest:${key}=…' }   # index, manifest, or manifest[linux/arm64]`,
        },
      };
    }
  }
  return { key, value, index, manifest: all || (some.length === 0 ? false : [...new Set(some)]) };
}

/** A fault for each annotation of a platform that is not built. @param platforms by their names here */
export function annotationFaults(
  annotations: readonly Annotation[],
  platforms: readonly string[],
): readonly Fault[] {
  return annotations.flatMap(({ key, manifest }) =>
    (typeof manifest === 'boolean' ? [] : manifest)
      .filter((platform) => !platforms.includes(platform))
      .map((platform) => ({
        message: `annotations: ${key} is for ${platform}, which is not among the platforms`,
        hint: `with: { annotations: 'manifest[${platforms[0] ?? 'linux/amd64'}]:${key}=…' }   # one of ${platforms.join(', ')}`,
      })),
  );
}

/** What the index carries. Of two annotations with one key the later stands. */
export function indexAnnotations(annotations: readonly Annotation[]): readonly Pair[] {
  return latest(annotations.filter(({ index }) => index));
}

/** What the manifest of a platform carries. */
export function manifestAnnotations(annotations: readonly Annotation[], platform: string): readonly Pair[] {
  return latest(
    annotations.filter(({ manifest }) =>
      typeof manifest === 'boolean' ? manifest : manifest.includes(platform),
    ),
  );
}

function latest(annotations: readonly Annotation[]): readonly Pair[] {
  return [...new Map(annotations.map(({ key, value }) => [key, value]))];
}

/** Those that nobody gave come first, at every level that was not given. */
export function withDefaults(given: readonly Annotation[], defaults: readonly Pair[]): readonly Annotation[] {
  return [...defaults.map(([key, value]) => ({ key, value, index: true, manifest: true })), ...given];
}
