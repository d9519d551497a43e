// Binaries: a Dockerfile target's files for each platform, from the image's own builder and cache, as one archive each.
import { count } from '../../report/quantities.ts';
import { finishedRelease } from '../../find/earlier-release.ts';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchivePlan } from '../../plan/assets.ts';
import { firstName } from '../../plan/plan.ts';
import type { Image } from '../../plan/artifacts.ts';
import type { Log } from '../../run/step.ts';
import { pack } from '../../world/files/archive.ts';
import type { ReadyBuilder } from './builder.ts';
import { onLivingNode } from './builder-nodes.ts';
import { type AssetFile, contentTypeOf } from './asset-file.ts';
import { handedFiles, isArchive } from '../../find/build-files.ts';
import { findProvenance } from '../../find/provenance.ts';
import type { Job } from '../../run/job.ts';
import { findAsset } from '../../world/github/types.ts';
import { mapConcurrent } from '../../run/concurrency.ts';

/**
 * Finds the archives that an earlier run left in the release; takes those that the jobs handed over which built the platforms;
 * exports and packs the others.
 */
export async function archives(
  job: Job,
  image: Image,
  builder: () => Promise<ReadyBuilder>,
  warn: (warning: string) => void = () => undefined,
): Promise<readonly AssetFile[]> {
  const { plan, steps } = job;
  const { binaries } = plan.assets;
  if (!binaries) return [];
  const kept = await steps.run({
    title: 'Look for archives of an earlier run',
    make: (log) => earlierArchives(job, binaries.archives, image, log),
    outcome: (found) => (found === undefined ? 'checked' : 'found'),
    describe: (found) => (found === undefined ? 'none, so they are made' : count(found.length, 'archive')),
  });
  if (kept) return kept;
  return mapConcurrent(binaries.archives, binaries.archives.length, async (archive) => {
    const taken = await takeArchive(job, archive, image);
    if (taken) return taken;
    if (job.elsewhere?.has(archive.platform.name)) warn(builtAgain(archive));
    const ready = await builder();
    const packed = await packArchive(job, archive, binaries.target, ready);
    for (const loss of ready.losses?.untold() ?? []) warn(loss);
    return packed;
  });
}

/** Why a job that took a platform from another has made something of it all the same. */
function builtAgain({ platform }: ArchivePlan): string {
  return `the job that built ${platform.name} handed over no archive of it, so this one built it again: give that job the same binaries`;
}

/** The archive that the job handed over which built the platform, where it is of this image. */
function takeArchive(
  job: Pick<Job, 'plan' | 'world' | 'steps' | 'elsewhere'>,
  { name, platform, format }: ArchivePlan,
  image: Image,
): Promise<AssetFile | undefined> {
  const { plan, world, steps, elsewhere } = job;
  const by = elsewhere?.get(platform.name)?.record.job;
  if (by === undefined) return Promise.resolve(undefined);
  return steps.run({
    title: `Take ${name} from the job that built ${platform.name}`,
    make: async (log) => {
      const handed = await handedFiles(job, platform, image, log);
      const file = handed.find(isArchive(plan.assets.binaries?.target, format));
      if (file === undefined) return undefined;
      const path = join(world.temp, 'archives', name);
      await mkdir(join(world.temp, 'archives'), { recursive: true });
      if (!(await world.registry.fetchBlob(firstName(plan), file.digest, path))) return undefined;
      const { size } = await stat(path);
      const sha256 = file.digest.slice('sha256:'.length);
      return { name, size, sha256, contentType: contentTypeOf(name), source: { file: path } };
    },
    outcome: (taken) => (taken === undefined ? 'checked' : 'found'),
    describe: (taken) => (taken === undefined ? 'it handed none over' : `${taken.size} bytes, by ${by}`),
  });
}

/** An archive that lies on this machine. */
interface PackedFile extends AssetFile {
  readonly source: { readonly file: string };
}

/** Exports a target for one platform, and packs it. */
export function packArchive(
  job: Pick<Job, 'plan' | 'world' | 'steps'>,
  { name, platform, format }: ArchivePlan,
  target: string,
  ready: ReadyBuilder,
): Promise<PackedFile> {
  const { plan, world, steps } = job;
  const folder = join(world.temp, 'binaries', platform.name.replaceAll('/', '-'));
  const file = join(world.temp, 'archives', name);
  return steps.run({
    title: `Pack ${name}`,
    make: async (log) => {
      await mkdir(join(world.temp, 'archives'), { recursive: true });
      await onLivingNode(ready, platform, log, async () => {
        // A broken attempt must leave nothing that would be packed.
        await rm(folder, { recursive: true, force: true });
        await world.buildx.export(ready.name, plan.build, { platform, target, folder }, log);
      });
      const time = plan.build.sourceDateEpoch ?? Math.floor(Date.now() / 1000);
      const facts = await pack({ folder, file, format, time });
      return { name, ...facts, contentType: contentTypeOf(name), source: { file } };
    },
    describe: ({ size, sha256 }) => `${size} bytes, sha256:${sha256.slice(0, 12)}…`,
  });
}

/**
 * The archives that stand in the release as its record names them: taken only when the provenance speaks of them, or, where
 * none is wanted, when the release is public already and so stays as it is.
 */
async function earlierArchives(
  job: Pick<Job, 'plan' | 'world' | 'earlier'>,
  wanted: readonly ArchivePlan[],
  image: Image,
  log: Log,
): Promise<readonly AssetFile[] | undefined> {
  const { plan, earlier } = job;
  const { release, manifest } = earlier;
  const found = wanted.flatMap(({ name }): AssetFile[] => {
    const recorded = manifest?.assets.find((asset) => asset.name === name);
    const there = findAsset(release, name);
    if (!recorded || there?.digest !== `sha256:${recorded.sha256}`) return [];
    return [{ name, size: there.size, sha256: recorded.sha256, contentType: contentTypeOf(name) }];
  });
  if (found.length < wanted.length) return undefined;
  const proven = plan.attest
    ? (await findProvenance(job, image, log, found)) !== undefined
    : finishedRelease(earlier) !== undefined;
  return proven ? found : undefined;
}
