// Binaries: a Dockerfile target's files for each platform, from the image's own builder and cache, as one archive each.
import { count } from '../../report/quantities.ts';
import { finishedRelease } from '../../find/earlier-release.ts';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchivePlan } from '../../plan/assets.ts';
import type { Image } from '../../plan/artifacts.ts';
import type { Log } from '../../run/step.ts';
import { pack } from '../../world/files/archive.ts';
import type { Builder } from '../../world/docker/buildx.ts';
import { type AssetFile, contentTypeOf } from './asset-file.ts';
import { findProvenance } from '../../find/provenance.ts';
import type { Job } from '../../run/job.ts';
import { findAsset } from '../../world/github/types.ts';
import { mapConcurrent } from '../../run/concurrency.ts';

/** Finds the archives that an earlier run left in the release, or exports and packs every platform. */
export async function archives(
  job: Job,
  image: Image,
  builder: () => Promise<Builder>,
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
  const { name } = await builder();
  return mapConcurrent(binaries.archives, binaries.archives.length, (archive) =>
    packOne(job, archive, binaries.target, name),
  );
}

function packOne(
  job: Pick<Job, 'plan' | 'world' | 'steps'>,
  { name, platform, format }: ArchivePlan,
  target: string,
  builder: string,
): Promise<AssetFile> {
  const { plan, world, steps } = job;
  const folder = join(world.temp, 'binaries', platform.name.replaceAll('/', '-'));
  const file = join(world.temp, 'archives', name);
  return steps.run({
    title: `Pack ${name}`,
    make: async (log) => {
      // A broken attempt of this step must leave nothing that would be packed.
      await rm(folder, { recursive: true, force: true });
      await mkdir(join(world.temp, 'archives'), { recursive: true });
      await world.buildx.export(builder, plan.build, { platform, target, folder }, log);
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
