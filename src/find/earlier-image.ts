// The image that an earlier run left: taken only when it is proven to be of this commit.
import { ReleaseError } from '../errors.ts';
import type { Digest } from '../plan/brands.ts';
import type { ImageName } from '../plan/oci/image-name.ts';
import { isFor, parseIndex, isIndex } from '../plan/oci/index.ts';
import { pullSize } from '../plan/oci/manifest.ts';
import { type ImagePlan, type Plan, firstName } from '../plan/plan.ts';
import type { Image, PlatformImage } from '../plan/artifacts.ts';
import type { Log } from '../run/step.ts';
import type { World } from '../world/world.ts';
import { findProvenance } from './provenance.ts';
import { findSignature } from './signature.ts';
import { takenTag } from './taken-tag.ts';
import type { EarlierRelease, Job } from '../run/job.ts';

/**
 * The image that the release tag, or an earlier run's journal, names: taken only when its provenance (or, where none
 * is wanted, its signature) by this workflow on this commit verifies for index and platforms.
 * @throws ReleaseError when the tag names something else: it is never moved.
 */
export async function earlierImage(
  plan: Plan,
  world: World,
  journal: EarlierRelease,
  log: Log,
): Promise<Image | undefined> {
  const name = firstName(plan);
  const tagged = (await world.registry.head(name, plan.pointers.exact))?.digest;
  const named = journal.manifest?.images.find((entry) => entry.name === name.name)?.digest;
  if (tagged !== undefined) {
    const ref = `${name.name}:${plan.pointers.exact}`;
    if (named !== undefined && named !== tagged)
      throw conflict(plan, ref, tagged, `the release's own record names ${named}`);
    const earlier = await provenImage({ plan, world }, name, tagged, log);
    const lost = earlier ? [] : await lostPlatforms(plan, name, tagged, world.registry);
    if (lost.length > 0) {
      log(`${ref}: ${lostBy(name, lost)}; the image is built again, and must come out as ${tagged}`);
      return undefined;
    }
    if (!earlier && isUnproven(plan)) {
      // Its label could be anybody's. Built again from the same commit it comes out the same, or the tag stops the run.
      log(`${ref} names ${tagged}, and nothing proves whose it is: the image is built again and compared`);
      return undefined;
    }
    if (!earlier) throw conflict(plan, ref, tagged, `which this workflow has not built from ${plan.commit}`);
    return earlier;
  }
  if (named === undefined) return undefined;
  const earlier = await provenImage({ plan, world }, name, named, log);
  if (!earlier)
    log(`${named}, which the draft names, is not proven to be of ${plan.commit}: it is built anew`);
  return earlier;
}

/** A platform that the index names, and whose manifest the registry has no more. */
interface LostPlatform {
  readonly platform: string;
  readonly digest: Digest;
}

/** Those of an index of this very commit; of another's it does not matter what is lost. */
async function lostPlatforms(
  { commit, platforms }: Plan,
  name: ImageName,
  index: Digest,
  registry: Pick<World['registry'], 'manifest'>,
): Promise<readonly LostPlatform[]> {
  const text = (await registry.manifest(name, index))?.bytes.toString('utf8') ?? '';
  const entries = text.includes(commit) ? (wellFormed(() => parseIndex(text)) ?? []) : [];
  const lost: LostPlatform[] = [];
  for (const platform of platforms) {
    const entry = entries.find((candidate) => isFor(candidate, platform));
    if (entry && !(await registry.manifest(name, entry.digest)))
      lost.push({ platform: platform.name, digest: entry.digest });
  }
  return lost;
}

function lostBy({ name }: ImageName, lost: readonly LostPlatform[]): string {
  const list = lost.map(({ platform, digest }) => `${platform} (${digest})`).join(' and ');
  return `${list} ${lost.length === 1 ? 'is' : 'are'} gone from ${name}, as when a clean-up deletes untagged versions`;
}

/**
 * Makes sure, right after an image was built, that the release's own tag is free or names this image.
 * @throws ReleaseError that says why it was built again, where it comes out otherwise.
 */
export async function refuseOtherImage(
  { plan, world }: Pick<Job<Plan, Pick<World, 'registry'>>, 'plan' | 'world'>,
  built: Pick<Image, 'digest'>,
): Promise<void> {
  const name = firstName(plan);
  const tagged = (await world.registry.head(name, plan.pointers.exact))?.digest;
  if (tagged === undefined || tagged === built.digest) return;
  const lost = await lostPlatforms(plan, name, tagged, world.registry);
  const again = `built again from ${plan.commit} the image comes out as ${built.digest}`;
  const why = lost.length === 0 ? again : `${lostBy(name, lost)}; ${again}`;
  throw conflict(plan, `${name.name}:${plan.pointers.exact}`, tagged, why);
}

/** Neither signed nor attested, by the workflow's own choice: nothing that is found can be known for its own. */
function isUnproven({ sign, attest }: Pick<ImagePlan, 'sign' | 'attest'>): boolean {
  return sign === 'none' && !attest;
}

/** An image by digest, when it has every platform and this workflow has proven it on this commit. */
export async function provenImage(
  job: Pick<Job<ImagePlan>, 'plan' | 'world'>,
  name: ImageName,
  digest: Digest,
  log: Log,
): Promise<Image | undefined> {
  const { plan, world } = job;
  const manifest = await world.registry.manifest(name, digest);
  if (!manifest || !isIndex(manifest.descriptor.mediaType)) return undefined;
  const text = manifest.bytes.toString('utf8');
  const entries = wellFormed(() => parseIndex(text));
  if (!entries) return undefined;
  const platforms: PlatformImage[] = [];
  for (const platform of plan.platforms) {
    const entry = entries.find((candidate) => isFor(candidate, platform));
    const own = entry && (await world.registry.manifest(name, entry.digest));
    if (!own) return undefined;
    const size = wellFormed(() => pullSize(own.bytes));
    if (size === undefined) return undefined;
    platforms.push({ platform, digest: own.descriptor.digest, size });
  }
  const earlier: Image = {
    names: plan.images,
    digest,
    mediaType: manifest.descriptor.mediaType,
    index: text,
    platforms,
  };
  return (await isProven(plan, world, earlier, log)) ? earlier : undefined;
}

/** What calls itself an index or a manifest and is none proves nothing. */
function wellFormed<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function isProven(plan: ImagePlan, world: World, earlier: Image, log: Log): Promise<boolean> {
  if (plan.attest) return (await findProvenance({ plan, world }, earlier, log)) !== undefined;
  if (plan.sign !== 'none')
    return (await findSignature({ plan, world }, firstName(plan), earlier.digest, log)) !== undefined;
  return false;
}

function conflict(...of: Parameters<typeof takenTag>): ReleaseError {
  const fault = takenTag(...of);
  return new ReleaseError(fault.message, fault);
}
