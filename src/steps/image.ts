// The image: an earlier run's by digest where its provenance proves it, else built per platform and joined to an index.
import { ReleaseError } from '../errors.ts';
import type { Digest } from '../plan/brands.ts';
import type { ImageName, Platform } from '../plan/image-name.ts';
import { type IndexEntry, indexType, isFor, parseIndex, renderIndex } from '../plan/oci-index.ts';
import type { ImagePlan, Plan } from '../plan/plan.ts';
import type { Image, PlatformImage } from '../plan/release.ts';
import type { Log, Steps } from '../step.ts';
import type { Builder } from '../world/buildx.ts';
import { releaseAfter } from '../plan/version.ts';
import { type Manifest, type Registry, sha256 } from '../world/registry.ts';
import { LookAgain, patiently } from '../world/patience.ts';
import type { World } from '../world/world.ts';
import { findProvenance } from './attest.ts';
import type { Journal } from './journal.ts';
import { findSignature } from './sign.ts';

interface Built {
  readonly platform: Platform;
  readonly entries: readonly IndexEntry[];
  readonly image: PlatformImage;
}

/** Finds the image that an earlier run left, or builds every platform and joins them. */
export async function image(
  plan: ImagePlan,
  world: World,
  steps: Steps,
  earlier: (log: Log) => Promise<Image | undefined>,
  builder: () => Promise<Builder>,
): Promise<Image> {
  const found = await steps.run({
    title: 'Look for an image of an earlier run',
    make: earlier,
    outcome: (left) => (left === undefined ? 'checked' : 'found'),
    describe: (left) => (left === undefined ? 'none, so it is built' : left.digest),
  });
  if (found) return found;
  const { name } = await builder();
  const built = await buildAll(plan, world, steps, name);
  return steps.run({
    title: 'Join the platforms to one index',
    ...indexStep(plan, world.registry, built),
    describe: (made) => `${made.digest} with ${plan.platforms.map((platform) => platform.name).join(', ')}`,
  });
}

/** All platforms at once; when one fails the others are stopped and waited for, and its error is the one to show. */
async function buildAll(
  plan: ImagePlan,
  world: World,
  steps: Steps,
  builder: string,
): Promise<readonly Built[]> {
  const results = await Promise.allSettled(
    plan.platforms.map((platform) =>
      steps.run({
        title: `Build ${platform.name}`,
        make: async (log) => {
          const digest = await world.buildx.build(builder, plan.build, platform, log);
          return readBuilt(world.registry, firstName(plan), platform, digest);
        },
        describe: (built) => built.image.digest,
      }),
    ),
  );
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

/** What was pushed: a manifest, or (with BuildKit's own provenance inside) an index of a manifest and its attestation. */
async function readBuilt(
  registry: Registry,
  name: ImageName,
  platform: Platform,
  digest: Digest,
): Promise<Built> {
  const manifest = await expectManifest(registry, name, digest);
  const { mediaType, size } = manifest.descriptor;
  const target = {
    os: platform.os,
    architecture: platform.architecture,
    ...(platform.variant === undefined ? {} : { variant: platform.variant }),
  };
  if (!/index|manifest\.list/.test(mediaType)) {
    const entry: IndexEntry = { mediaType, digest, size, platform: target };
    return { platform, entries: [entry], image: { platform, digest, size: pullSize(manifest.bytes) } };
  }
  const entries = parseIndex(manifest.bytes.toString('utf8'));
  const own = entries.find((entry) => isFor(entry, platform));
  if (!own)
    throw new ReleaseError(`the build of ${platform.name} gave no image for ${platform.name}`, {
      hint: 'docker buildx ls',
    });
  const image = await expectManifest(registry, name, own.digest);
  return { platform, entries, image: { platform, digest: own.digest, size: pullSize(image.bytes) } };
}

function indexStep(
  plan: ImagePlan,
  registry: Registry,
  built: readonly Built[],
): { readonly find: () => Promise<Image | undefined>; readonly make: () => Promise<Image> } {
  const text = renderIndex(
    built.flatMap(({ entries }) => entries),
    plan.build.annotations,
  );
  const bytes = Buffer.from(text);
  const joined: Image = {
    names: plan.images,
    digest: sha256(bytes),
    mediaType: indexType,
    index: text,
    platforms: built.map(({ image: platformImage }) => platformImage),
  };
  return {
    find: async () => {
      const heads = await Promise.all(plan.images.map((name) => registry.head(name, joined.digest)));
      return heads.every((head) => head !== undefined) ? joined : undefined;
    },
    make: async () => {
      for (const name of plan.images)
        await registry.put(name, joined.digest, { mediaType: indexType, bytes });
      return joined;
    },
  };
}

/**
 * The image that the release tag, or an earlier run's journal, names: taken only when its provenance (or, where none
 * is wanted, its signature) by this workflow on this commit verifies for index and platforms.
 * @throws ReleaseError when the tag names something else: it is never moved.
 */
export async function earlierImage(
  plan: Plan,
  world: World,
  journal: Journal,
  log: Log,
): Promise<Image | undefined> {
  const name = firstName(plan);
  const tagged = (await world.registry.head(name, plan.pointers.exact))?.digest;
  const named = journal.manifest?.images.find((entry) => entry.name === name.name)?.digest;
  if (tagged !== undefined) {
    const ref = `${name.name}:${plan.pointers.exact}`;
    if (named !== undefined && named !== tagged)
      throw conflict(plan.tag, ref, tagged, `the release's own record names ${named}`);
    const earlier = await provenImage(plan, world, name, tagged, log);
    if (!earlier)
      throw conflict(plan.tag, ref, tagged, `which this workflow has not built from ${plan.commit}`);
    return earlier;
  }
  if (named === undefined) return undefined;
  const earlier = await provenImage(plan, world, name, named, log);
  if (!earlier)
    log(`${named}, which the draft names, is not proven to be of ${plan.commit}: it is built anew`);
  return earlier;
}

/** An image by digest, when it has every platform and this workflow has proven it on this commit. */
export async function provenImage(
  plan: ImagePlan,
  world: World,
  name: ImageName,
  digest: Digest,
  log: Log,
): Promise<Image | undefined> {
  const manifest = await world.registry.manifest(name, digest);
  if (!manifest || !/index|manifest\.list/.test(manifest.descriptor.mediaType)) return undefined;
  const text = manifest.bytes.toString('utf8');
  const entries = entriesOf(text);
  if (!entries) return undefined;
  const platforms: PlatformImage[] = [];
  for (const platform of plan.platforms) {
    const entry = entries.find((candidate) => isFor(candidate, platform));
    const own = entry && (await world.registry.manifest(name, entry.digest));
    if (!own) return undefined;
    platforms.push({ platform, digest: own.descriptor.digest, size: pullSize(own.bytes) });
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

/** What calls itself an index and is none proves nothing. */
function entriesOf(text: string): readonly IndexEntry[] | undefined {
  try {
    return parseIndex(text);
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function isProven(plan: ImagePlan, world: World, earlier: Image, log: Log): Promise<boolean> {
  if (plan.attest) return (await findProvenance(plan, world, earlier, log)) !== undefined;
  if (plan.sign !== 'none')
    return (await findSignature(plan, world, firstName(plan), earlier.digest, log)) !== undefined;
  // Neither signed nor attested, by the workflow's own choice: the label that the build wrote is all there is.
  const { annotations } = JSON.parse(earlier.index) as {
    readonly annotations?: Readonly<Record<string, string>>;
  };
  return annotations?.['org.opencontainers.image.revision'] === plan.commit;
}

function conflict(tag: string, ref: string, digest: Digest, why: string): ReleaseError {
  return new ReleaseError(`${ref} names ${digest} already, and ${why}; nothing was touched`, {
    code: 'tag-conflict',
    hint: `docker buildx imagetools inspect ${ref}   # what it is; then release the next version:\n${releaseAfter(tag)}`,
  });
}

/** A manifest that was just pushed. */
export async function expectManifest(registry: Registry, name: ImageName, digest: Digest): Promise<Manifest> {
  return patiently(`${name.name}@${digest}`, async () => {
    const manifest = await registry.manifest(name, digest);
    if (manifest) return manifest;
    // Some registries show a manifest only moments after they took it.
    throw new LookAgain(`${name.name}@${digest} was pushed but cannot be read yet`, {
      hint: 'Run the workflow again.',
    });
  });
}

/** Configuration and compressed layers, in bytes. */
export function pullSize(manifest: Buffer): number {
  const { config, layers = [] } = JSON.parse(manifest.toString('utf8')) as {
    readonly config?: { readonly size: number };
    readonly layers?: readonly { readonly size: number }[];
  };
  return manifest.length + (config?.size ?? 0) + layers.reduce((sum, layer) => sum + layer.size, 0);
}

/** Every name gets the same digests; questions go to the first. */
export function firstName(plan: ImagePlan): ImageName {
  const [name] = plan.images;
  if (!name) throw new TypeError('a plan without an image');
  return name;
}
