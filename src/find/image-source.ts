// Where an image that is there already is read from: a registry, or an OCI layout on disk.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ReleaseError } from '../errors.ts';
import type { Digest } from '../plan/brands.ts';
import type { PromotedSource } from '../plan/inputs/from.ts';
import type { ImageName } from '../plan/oci/image-name.ts';
import { isIndex } from '../plan/oci/index.ts';
import { chosenEntries, readLayout } from '../world/files/oci-layout.ts';
import { type Manifest, type Registry, sha256 } from '../world/registry/registry.ts';

/** How a manifest is called for: a registry says its media type itself, in a layout the entry says it. */
type Named = Pick<Manifest['descriptor'], 'digest' | 'mediaType'>;

export interface ImageSource {
  /** The index; or, where there is none, the manifest of each platform. */
  readonly top: readonly Manifest[];
  /** Where it is in a registry. */
  readonly name?: ImageName;
  manifest(named: Named): Promise<Manifest | undefined>;
  /** The configuration of a platform's image. */
  config(digest: Digest): Promise<Buffer>;
  /** A file with a blob of any size, made in `folder` where there is none yet. */
  file(digest: Digest, folder: string): Promise<string>;
}

/**
 * Opens what `from` names.
 * @param first the release's own first name, for a digest without one
 * @throws ReleaseError when it is not there
 */
export function openSource(
  source: PromotedSource,
  first: ImageName,
  { registry, workspace }: { readonly registry: Registry; readonly workspace: string },
): Promise<ImageSource> {
  return source.kind === 'digest'
    ? inRegistry(source.image ?? first, source.digest, registry)
    : onDisk(source, workspace);
}

async function inRegistry(name: ImageName, digest: Digest, registry: Registry): Promise<ImageSource> {
  const top = await registry.manifest(name, digest);
  if (!top)
    throw notThere(
      `${name.name} has no ${digest}`,
      `docker buildx imagetools inspect ${name.name}@${digest}   # must show it to this job: the digest of the index that was built`,
    );
  return {
    top: [top],
    name,
    manifest: (named) => registry.manifest(name, named.digest),
    config: (of) => registry.blob(name, of),
    file: async (of, folder) => {
      const file = join(folder, of.slice('sha256:'.length));
      if (!(await registry.fetchBlob(name, of, file)))
        throw notThere(`${name.name} has no blob ${of}`, 'Build the image anew: it is not whole.');
      return file;
    },
  };
}

async function onDisk(
  { path, reference }: Extract<PromotedSource, { readonly kind: 'layout' }>,
  workspace: string,
): Promise<ImageSource> {
  const folder = resolve(workspace, path);
  const layout = await readLayout(folder);
  const chosen = chosenEntries(layout.entries, reference);
  const known = layout.entries.map(
    ({ digest, annotations }) => annotations?.['org.opencontainers.image.ref.name'] ?? digest,
  );
  if (chosen.length === 0)
    throw notThere(
      `the layout ${path} has no ${reference ?? 'image'}`,
      `with: { from: 'oci-layout://${path}:TAG' }   # one of ${known.join(', ')}`,
    );
  const indexes = chosen.filter(({ mediaType }) => isIndex(mediaType));
  if (indexes.length > 0 && chosen.length > 1)
    throw notThere(
      `the layout ${path} has ${chosen.length} images, and a release is one`,
      `with: { from: 'oci-layout://${path}:TAG' }   # one of ${known.join(', ')}`,
    );
  const lost = (what: string): ReleaseError =>
    notThere(`the layout ${path} has no blob ${what}`, 'Make the layout anew: it is not whole.');
  const top = await Promise.all(
    chosen.map(async (entry) => {
      const manifest = await layout.manifest(entry);
      if (!manifest) throw lost(entry.digest);
      return manifest;
    }),
  );
  const file = async (digest: Digest): Promise<string> => {
    const found = await layout.file(digest);
    if (found === undefined) throw lost(digest);
    return found;
  };
  return {
    top,
    manifest: (named) => layout.manifest(named),
    file,
    config: async (digest) => {
      const bytes = await readFile(await file(digest));
      if (sha256(bytes) !== digest) throw lost(`${digest} with these bytes`);
      return bytes;
    },
  };
}

/** An image that cannot be released as it is. */
export function notThere(what: string, hint: string): ReleaseError {
  return new ReleaseError(`from: ${what}`, { code: 'not-promotable', hint });
}
