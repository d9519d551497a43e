// What a build job handed over beside a platform's image: archives and an SBOM, by the manifest that its record names.
import type { Digest } from '../plan/brands.ts';
import type { ArchivePlan } from '../plan/assets.ts';
import type { Image } from '../plan/artifacts.ts';
import { type BuildFile, archiveType, filesOfManifest } from '../plan/handover/build-files.ts';
import type { Platform } from '../plan/oci/image-name.ts';
import { type ImagePlan, firstName } from '../plan/plan.ts';
import type { Job } from '../run/job.ts';
import type { Log } from '../run/step.ts';
import type { World } from '../world/world.ts';

type Looking = Pick<Job<ImagePlan, Pick<World, 'registry'>>, 'plan' | 'world'>;

/** The files of a platform, where the image to be released has the very platform that their job built; else none. */
export async function handedFiles(
  job: Looking & Pick<Job, 'elsewhere'>,
  platform: Platform,
  { platforms }: Image,
  log: Log,
): Promise<readonly BuildFile[]> {
  const record = job.elsewhere?.get(platform.name)?.record;
  const released = platforms.find((one) => one.platform.name === platform.name);
  if (record?.files === undefined || record.digest !== released?.digest) return [];
  return filesAt(job, record.files, log);
}

/** What such a manifest names; none where it is gone or unreadable, since all of it can be made again. */
export async function filesAt(
  { plan, world }: Looking,
  manifest: Digest,
  log: Log,
): Promise<readonly BuildFile[]> {
  const found = await world.registry.manifest(firstName(plan), manifest);
  try {
    if (found) return filesOfManifest(found.bytes);
    log(`${firstName(plan).name} has no ${manifest}, which names files that were handed over`);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    log(`${manifest} is not used: ${error.message}`);
  }
  return [];
}

/** Whether a file is the archive of this target in this format. */
export function isArchive(
  target: string | undefined,
  format: ArchivePlan['format'],
): (file: BuildFile) => boolean {
  return (file) => target !== undefined && file.target === target && file.mediaType === archiveType(format);
}
