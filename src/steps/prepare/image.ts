// The image: an earlier run's where there is one, else built per platform and joined to an index.
import { indexAnnotations } from '../../plan/annotations.ts';
import { ReleaseError } from '../../errors.ts';
import type { Digest } from '../../plan/brands.ts';
import type { ImageName, Platform } from '../../plan/oci/image-name.ts';
import { type IndexEntry, indexType, isFor, parseIndex, renderIndex, isIndex } from '../../plan/oci/index.ts';
import { pullSize } from '../../plan/oci/manifest.ts';
import { type ImagePlan, firstName } from '../../plan/plan.ts';
import { type Image, type PlatformImage, digestsOf } from '../../plan/artifacts.ts';
import type { Log } from '../../run/step.ts';
import { type Registry, sha256 } from '../../world/registry/registry.ts';
import type { ReadyBuilder } from './builder.ts';
import { onLivingNode } from './builder-nodes.ts';
import { type PlatformRuns, emulationWarnings, timeRuns } from './emulated-runs.ts';
import { waitForManifest } from './wait-for-manifest.ts';
import type { Job } from '../../run/job.ts';
import { compact } from '../../compact.ts';
import { type Elsewhere, missingRecords, nothingElsewhere } from './built-elsewhere.ts';
import { mapConcurrent } from '../../run/concurrency.ts';

/** A platform as it was pushed. */
export interface Built {
  /** What was pushed itself: a manifest, or an index around it. */
  readonly pushed: Digest;
  readonly entries: readonly IndexEntry[];
  readonly image: PlatformImage;
}

/** Where the platforms come from. */
export interface Builds {
  /** What other jobs have built. */
  readonly elsewhere: Elsewhere;
  /** Whether this job may build what they have not. */
  readonly here: boolean;
}

/** Finds the image that an earlier run left, or takes and builds every platform and joins them. */
export async function image(
  job: Pick<Job<ImagePlan>, 'plan' | 'world' | 'steps'>,
  earlier: (log: Log) => Promise<Image | undefined>,
  builder: () => Promise<ReadyBuilder>,
  {
    warn = () => undefined,
    elsewhere = nothingElsewhere,
    here = true,
  }: Partial<Builds> & { readonly warn?: (warning: string) => void } = {},
): Promise<Image> {
  const { plan, world, steps } = job;
  const found = await steps.run({
    title: 'Look for an image of an earlier run',
    make: earlier,
    outcome: (left) => (left === undefined ? 'checked' : 'found'),
    describe: (left) => (left === undefined ? 'none, so it is built' : left.digest),
  });
  if (found) return found;
  const missing = plan.platforms.filter(({ name }) => !elsewhere.found.has(name));
  if (missing.length > 0 && !here) throw missingRecords(missing, elsewhere.refused);
  for (const why of elsewhere.refused) warn(why);
  const taken = await takeAll(job, elsewhere);
  const made = missing.length === 0 ? [] : await buildAll(job, missing, builder, warn);
  const built = plan.platforms.flatMap(
    ({ name }) => [...taken, ...made].find(({ image: { platform } }) => platform.name === name) ?? [],
  );
  return steps.run({
    title: 'Join the platforms to one index',
    ...indexStep(plan, world.registry, built),
    describe: (made) => `${made.digest} with ${plan.platforms.map((platform) => platform.name).join(', ')}`,
  });
}

/** What other jobs have built, as it was pushed. */
function takeAll(
  { plan, world }: Pick<Job<ImagePlan>, 'plan' | 'world'>,
  { found }: Elsewhere,
): Promise<readonly Built[]> {
  return Promise.all(
    plan.platforms.flatMap((platform) => {
      const record = found.get(platform.name)?.record;
      return record ? [readBuilt(world.registry, firstName(plan), platform, record.pushed)] : [];
    }),
  );
}

/** These platforms at once; when one fails the others are stopped and waited for, and its error is the one to show. */
export async function buildAll(
  job: Pick<Job<ImagePlan>, 'plan' | 'world' | 'steps'>,
  platforms: readonly Platform[],
  builder: () => Promise<ReadyBuilder>,
  warn: (warning: string) => void,
): Promise<readonly Built[]> {
  const { plan, world, steps } = job;
  const ready = await builder();
  const runs: PlatformRuns[] = [];
  const built = await mapConcurrent(platforms, platforms.length, (platform) =>
    steps.run({
      title: `Build ${platform.name}`,
      make: async (log) => {
        const timed = timeRuns();
        const onLine = (text: string): void => {
          timed.onLine(text);
          log(text);
        };
        const digest = await onLivingNode(ready, platform, log, () =>
          world.buildx.build(ready.name, plan.build, platform, onLine),
        );
        runs.push({ platform: platform.name, runs: timed.runs() });
        return readBuilt(world.registry, firstName(plan), platform, digest);
      },
      describe: (built) => built.image.digest,
    }),
  );
  for (const warning of [...emulationWarnings(runs), ...(ready.losses?.untold() ?? [])]) warn(warning);
  return built;
}

/** What was pushed: a manifest, or (with BuildKit's own provenance inside) an index of a manifest and its attestation. */
export async function readBuilt(
  registry: Registry,
  name: ImageName,
  platform: Platform,
  digest: Digest,
): Promise<Built> {
  const manifest = await waitForManifest(registry, name, digest);
  const { mediaType, size } = manifest.descriptor;
  const target = compact({ os: platform.os, architecture: platform.architecture, variant: platform.variant });
  if (!isIndex(mediaType)) {
    const entry: IndexEntry = { mediaType, digest, size, platform: target };
    return { pushed: digest, entries: [entry], image: { platform, digest, size: pullSize(manifest.bytes) } };
  }
  const entries = parseIndex(manifest.bytes.toString('utf8'));
  const own = entries.find((entry) => isFor(entry, platform));
  if (!own)
    throw new ReleaseError(`the build of ${platform.name} gave no image for ${platform.name}`, {
      hint: 'docker buildx ls',
    });
  const image = await waitForManifest(registry, name, own.digest);
  return { pushed: digest, entries, image: { platform, digest: own.digest, size: pullSize(image.bytes) } };
}

function indexStep(
  plan: ImagePlan,
  registry: Registry,
  built: readonly Built[],
): { readonly find: () => Promise<Image | undefined>; readonly make: () => Promise<Image> } {
  const text = renderIndex(
    built.flatMap(({ entries }) => entries),
    indexAnnotations(plan.build.annotations),
  );
  const bytes = Buffer.from(text);
  const joined: Image = {
    names: plan.images,
    digest: sha256(bytes),
    mediaType: indexType,
    index: text,
    platforms: built.map(({ image: platformImage }) => platformImage),
  };
  let isNew = false;
  return {
    find: async () => {
      const heads = await Promise.all(plan.images.map((name) => registry.head(name, joined.digest)));
      isNew = heads.every((head) => head === undefined);
      return heads.every((head) => head !== undefined) ? joined : undefined;
    },
    make: async () => {
      for (const name of plan.images)
        await registry.put(name, joined.digest, { mediaType: indexType, bytes });
      // What is signed and pulled next must be there to be read, under every name.
      // The platforms were read under the first name already.
      const unseen = (name: ImageName): readonly Digest[] =>
        name === firstName(plan) ? [joined.digest] : digestsOf(joined);
      await Promise.all(plan.images.map((name) => registry.shown(name, unseen(name))));
      return isNew ? { ...joined, isNew } : joined;
    },
  };
}
