// Writes a multi-platform image as an OCI image layout on disk: one layer a platform, the same bytes every time.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from './command.ts';
import type { DebianArch } from './packages.ts';

export interface PlatformRoot {
  readonly arch: DebianArch;
  /** Folder whose content becomes the image's only layer. */
  readonly root: string;
}

export interface ImageConfig {
  readonly Env: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Entrypoint?: readonly string[];
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const TYPE = 'application/vnd.oci.image.';
/** Long ago and for ever: the same packages give the same digests. */
const CREATED = '2026-01-01T00:00:00Z';

/** Writes the layout to `dir`. See OCI image-spec v1.1, image-layout.md. */
export async function writeLayout(
  dir: string,
  roots: readonly PlatformRoot[],
  config: ImageConfig,
): Promise<void> {
  await mkdir(path.join(dir, 'blobs', 'sha256'), { recursive: true });
  const manifests = [];
  for (const { arch, root } of roots) {
    const tar = await tarOf(root, path.join(dir, `${arch}.tar`));
    const layer = await blob(dir, `${TYPE}layer.v1.tar+gzip`, gzipSync(tar, { level: 6 }));
    const image = await blob(
      dir,
      `${TYPE}config.v1+json`,
      json({
        created: CREATED,
        architecture: arch,
        os: 'linux',
        config,
        rootfs: { type: 'layers', diff_ids: [digestOf(tar)] },
        history: [{ created: CREATED, created_by: 'release-action rehearsal' }],
      }),
    );
    const manifest = await blob(
      dir,
      `${TYPE}manifest.v1+json`,
      json({ schemaVersion: 2, mediaType: `${TYPE}manifest.v1+json`, config: image, layers: [layer] }),
    );
    manifests.push({ ...manifest, platform: { os: 'linux', architecture: arch } });
  }
  const index = { schemaVersion: 2, mediaType: `${TYPE}index.v1+json`, manifests };
  await writeFile(path.join(dir, 'index.json'), json(index));
  await writeFile(path.join(dir, 'oci-layout'), json({ imageLayoutVersion: '1.0.0' }));
}

async function tarOf(root: string, file: string): Promise<Buffer> {
  // prettier-ignore
  await run('tar', ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--format=ustar', '-C', root, '-cf', file, '.']);
  const bytes = await readFile(file);
  await run('rm', ['-f', file]);
  return bytes;
}

async function blob(dir: string, mediaType: string, bytes: Buffer): Promise<Descriptor> {
  const digest = digestOf(bytes);
  await writeFile(path.join(dir, 'blobs', 'sha256', digest.slice('sha256:'.length)), bytes);
  return { mediaType, digest, size: bytes.length };
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
