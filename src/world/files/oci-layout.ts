// An OCI image layout on disk (OCI image-spec, image-layout.md), as ko, Bazel, Nix, apko, melange and BuildKit write it.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ReleaseError } from '../../errors.ts';
import { type Digest, isDigest } from '../../plan/brands.ts';
import {
  type Descriptor,
  type Manifest,
  descriptorsOf,
  maxManifestBytes,
  sha256,
} from '../registry/descriptors.ts';

export interface OciLayout {
  /** What index.json lists. */
  readonly entries: readonly Descriptor[];
  /** A blob's bytes as a manifest; `undefined` when there is none. @throws ReleaseError when they are not what the digest says. */
  manifest(descriptor: Pick<Descriptor, 'digest' | 'mediaType'>): Promise<Manifest | undefined>;
  /** Where a blob lies; `undefined` when there is none. */
  file(digest: Digest): Promise<string | undefined>;
}

const refName = 'org.opencontainers.image.ref.name';

/** @throws ReleaseError when the folder is no layout. */
export async function readLayout(folder: string): Promise<OciLayout> {
  const refuse = (why: string, cause?: unknown): ReleaseError =>
    new ReleaseError(`from: ${folder} is no OCI image layout: ${why}`, {
      code: 'not-promotable',
      hint: `ls ${folder}   # oci-layout, index.json and blobs/ must lie there; the path is from the root of the workspace`,
      cause,
    });
  const read = async (name: string): Promise<Buffer> => {
    try {
      const file = join(folder, name);
      if ((await stat(file)).size > maxManifestBytes) throw refuse(`${name} is too large`);
      return await readFile(file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') throw refuse(`it has no ${name}`, error);
      throw error;
    }
  };
  const version = /"imageLayoutVersion"\s*:\s*"1\./.test((await read('oci-layout')).toString('utf8'));
  if (!version) throw refuse('its version is not 1');
  const entries = descriptorsOf(await read('index.json'));
  if (entries.length === 0) throw refuse('its index.json lists nothing');

  const file = async (digest: Digest): Promise<string | undefined> => {
    // A digest is checked where it is read; nothing else becomes part of a path.
    if (!isDigest(digest)) return undefined;
    const path = join(folder, 'blobs', 'sha256', digest.slice('sha256:'.length));
    try {
      return (await stat(path)).isFile() ? path : undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
  return {
    entries,
    file,
    manifest: async ({ digest, mediaType }) => {
      const path = await file(digest);
      if (path === undefined) return undefined;
      if ((await stat(path)).size > maxManifestBytes) throw refuse(`${digest} is too large for a manifest`);
      const bytes = await readFile(path);
      const actual = sha256(bytes);
      if (actual !== digest) throw refuse(`${digest} holds ${actual}`);
      return { descriptor: { mediaType, digest, size: bytes.length }, bytes };
    },
  };
}

/** The entries of a layout that a tag or a digest names; all of them where none is given. */
export function chosenEntries(
  entries: readonly Descriptor[],
  reference: string | undefined,
): readonly Descriptor[] {
  if (reference === undefined) return entries;
  return entries.filter(
    ({ digest, annotations }) =>
      digest === reference ||
      annotations?.[refName] === reference ||
      // containerd and buildx name it in full there.
      annotations?.[refName]?.endsWith(`:${reference}`) === true ||
      annotations?.['io.containerd.image.name']?.endsWith(`:${reference}`) === true,
  );
}
