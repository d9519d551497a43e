// What a build job makes beside its platform, where the builder has every layer: the archive of `binaries`, the SBOM of `sbom: auto`.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isArchive } from '../../find/build-files.ts';
import type { PlatformImage } from '../../plan/artifacts.ts';
import type { ArchivePlan, ScanPlan } from '../../plan/assets.ts';
import { type Digest, digest } from '../../plan/brands.ts';
import { emptyBlob } from '../../plan/handover/anchor.ts';
import { type BuildFile, archiveType, manifestOfFiles, spdxType } from '../../plan/handover/build-files.ts';
import type { Platform } from '../../plan/oci/image-name.ts';
import { type Plan, firstName } from '../../plan/plan.ts';
import { count } from '../../report/quantities.ts';
import { allEnded } from '../../run/concurrency.ts';
import type { Job } from '../../run/job.ts';
import type { ReadyBuilder } from '../prepare/builder.ts';
import { sha256 } from '../../world/registry/registry.ts';
import { packArchive } from '../prepare/archives.ts';
import { scanPlatform } from './sbom-scan.ts';

export interface BuildFiles {
  /** Of the manifest that names them. */
  readonly manifest: Digest;
  readonly files: readonly BuildFile[];
}

/** A file, and where it lies on this machine. */
interface LocalFile extends BuildFile {
  readonly path: string;
}

type BuildJob = Pick<Job, 'plan' | 'world' | 'steps'>;

/** Whether these are all that the plan wants of a platform. */
export function hasAllFiles(plan: Plan, platform: Platform, files: readonly BuildFile[]): boolean {
  const { archive, scan } = wantedOf(plan, platform);
  const { binaries } = plan.assets;
  return (
    (archive === undefined || files.some(isArchive(binaries?.target, archive.format))) &&
    (scan === undefined || files.some(({ mediaType }) => mediaType === spdxType))
  );
}

/**
 * Makes them, and pushes them as blobs that one manifest names; nothing of it has a tag.
 * @returns the manifest's digest and the files; `undefined` where the plan wants none
 */
export async function makeFiles(
  job: BuildJob,
  image: Pick<PlatformImage, 'platform' | 'digest'>,
  builder: () => Promise<ReadyBuilder>,
): Promise<BuildFiles | undefined> {
  const { plan, world, steps } = job;
  const { archive, scan } = wantedOf(plan, image.platform);
  const [archives, sboms] = await allEnded([
    archive === undefined ? none : archived(job, archive, builder),
    scan === undefined ? none : scanned(job, image, builder),
  ]);
  const files = [...archives, ...sboms];
  if (files.length === 0) return undefined;
  const name = firstName(plan);
  const manifest = manifestOfFiles(files);
  await steps.run({
    title: `Push the files of ${image.platform.name}`,
    find: async () => ((await world.registry.head(name, manifest.digest)) ? true : undefined),
    make: async () => {
      await world.registry.putBlob(name, emptyBlob);
      for (const { digest, path } of files) await world.registry.putFile(name, digest, path);
      await world.registry.put(name, manifest.digest, manifest);
      await world.registry.shown(name, [manifest.digest]);
      return true;
    },
    describe: () => `${count(files.length, 'file')}, named by ${manifest.digest}`,
  });
  return { manifest: manifest.digest, files };
}

const none = Promise.resolve([]);

async function archived(
  job: BuildJob,
  archive: ArchivePlan,
  builder: () => Promise<ReadyBuilder>,
): Promise<readonly LocalFile[]> {
  const target = job.plan.assets.binaries?.target ?? '';
  const { source, size, sha256: hex } = await packArchive(job, archive, target, await builder());
  return [
    {
      mediaType: archiveType(archive.format),
      digest: digest(`sha256:${hex}`),
      size,
      target,
      path: source.file,
    },
  ];
}

function scanned(
  job: BuildJob,
  image: Pick<PlatformImage, 'platform' | 'digest'>,
  builder: () => Promise<ReadyBuilder>,
): Promise<readonly LocalFile[]> {
  const { world, steps } = job;
  const { name } = image.platform;
  return steps.run({
    title: `Scan ${name}`,
    make: async (log) => {
      const text = JSON.stringify(await scanPlatform(job, image, await builder(), log));
      const bytes = Buffer.from(text);
      const path = join(world.temp, `${name.replaceAll('/', '-')}.spdx.json`);
      await writeFile(path, bytes);
      return [{ mediaType: spdxType, digest: sha256(bytes), size: bytes.length, path }];
    },
    describe: ([made]) => `an SBOM of ${made?.size ?? 0} bytes`,
  });
}

interface Wanted {
  readonly archive: ArchivePlan | undefined;
  readonly scan: ScanPlan | undefined;
}

function wantedOf({ assets }: Plan, { name }: Platform): Wanted {
  return {
    archive: assets.binaries?.archives.find(({ platform }) => platform.name === name),
    scan: assets.scans?.find(({ platform }) => platform.name === name),
  };
}
