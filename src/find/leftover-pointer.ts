// A major pointer of 0.x that an older tool has made: no rule of ours moves it, and people who pull it stay behind for ever.
import { pointerName } from '../plan/tags/pointers.ts';
import type { Repository } from '../plan/context.ts';
import type { ImageName } from '../plan/oci/image-name.ts';
import type { Version } from '../plan/version/version.ts';
import type { CheckReport } from '../report/model.ts';
import type { Registry } from '../world/registry/registry.ts';

interface Asked {
  readonly images: readonly ImageName[];
  readonly repository: Pick<Repository, 'owner' | 'ownerType'>;
  readonly version: Version;
  /** What precedes the version in image tags. */
  readonly prefixes: readonly string[];
}

/** One line for each `v0` that is there; none of a version from 1.0.0 on. It is no fault of the release. */
export async function leftoverMajors(
  { images, repository, version, prefixes }: Asked,
  registry: Pick<Registry, 'head'>,
): Promise<readonly (CheckReport & { readonly commands: readonly string[] })[]> {
  if (version.major > 0) return [];
  const places = images.flatMap((name) =>
    prefixes.map((prefix) => ({ name, tag: pointerName('major', version, prefix) })),
  );
  const found = await Promise.all(
    places.map(async ({ name, tag }) => ({ name, tag, digest: (await registry.head(name, tag))?.digest })),
  );
  return found.flatMap(({ name, tag, digest }) =>
    digest === undefined
      ? []
      : [
          {
            text: `${name.name}:${tag} is an older tool's: no rule of this action moves it`,
            state: 'to-do' as const,
            detail: `it names ${digest}; remove it, or have it moved with floating: minor,major,major-0,latest`,
            commands: removing(name, tag, repository),
          },
        ],
  );
}

/** ghcr.io deletes no single tag (G8 in docs/reality.md): it is given to an image of nothing, which is deleted then. */
function removing(
  { name, registry, repository: path }: ImageName,
  tag: string,
  { owner, ownerType }: Asked['repository'],
): readonly string[] {
  if (registry !== 'ghcr.io') return [`regctl tag delete ${name}:${tag}`];
  const [account = '', ...rest] = path.split('/');
  const kind = account === owner.toLowerCase() && ownerType === 'User' ? 'users' : 'orgs';
  const versions = `/${kind}/${account}/packages/container/${encodeURIComponent(rest.join('/'))}/versions`;
  return [
    `printf 'FROM scratch\\nLABEL left=over\\n' | docker buildx build --provenance=false -t ${name}:${tag} --push -`,
    `gh api -X DELETE "${versions}/$(gh api --paginate ${versions} --jq '.[] | select(.metadata.container.tags == ["${tag}"]) | .id')"`,
  ];
}
