// Where a pointer is now, by its kind: the one way to ask.
import type { ImageName } from '../plan/oci/image-name.ts';
import type { Pointer } from '../plan/tags/pointers.ts';
import type { GitHub } from '../world/github/types.ts';
import type { Registry } from '../world/registry/registry.ts';

interface Asked {
  readonly registry: Pick<Registry, 'head'>;
  readonly github: Pick<GitHub, 'tagTarget' | 'latestRelease'>;
}

/**
 * The digest that an image tag names, the object that a Git tag names, or the tag of the release that GitHub calls latest.
 * @param image where an image tag is looked for; without one there is none
 */
export async function readPointer(
  { kind, name }: Pick<Pointer, 'kind' | 'name'>,
  image: ImageName | undefined,
  { registry, github }: Asked,
): Promise<string | undefined> {
  switch (kind) {
    case 'image':
      return image && (await registry.head(image, name))?.digest;
    case 'git':
      return github.tagTarget(name);
    case 'github-latest':
      return (await github.latestRelease())?.tag;
  }
}
