// The image of a release that builds nothing: taken as it is, and put under every name that does not have it yet.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { count } from '../../report/quantities.ts';
import { digest as asDigest, isDigest } from '../../plan/brands.ts';
import { type Image, digestsOf } from '../../plan/artifacts.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { parseImageManifest } from '../../plan/oci/manifest.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Promotion } from '../../find/promotion.ts';
import type { Job } from '../../run/job.ts';
import type { Log } from '../../run/step.ts';
import type { World } from '../../world/world.ts';
import type { Manifest } from '../../world/registry/registry.ts';

type Promoting = Pick<Job<Plan, Pick<World, 'registry' | 'temp'>>, 'plan' | 'world' | 'steps'>;

/**
 * The image under every name: an earlier run's where it is this release's already, since a layout need not come out the same
 * twice; otherwise the one that `from` names, copied where it is not there.
 */
export async function promote(
  { plan, world, steps }: Promoting,
  promotion: Promotion,
  earlier: (log: Log) => Promise<Image | undefined>,
): Promise<Image> {
  const image: Image = { names: plan.images, ...promotion.image };
  const left = await steps.run({
    title: 'Look for an image of an earlier run',
    make: earlier,
    outcome: (found) => (found === undefined ? 'checked' : 'found'),
    describe: (found) => found?.digest ?? `none, so ${promotion.promoted.from} is taken`,
  });
  if (left && (promotion.promoted.built === undefined || left.digest === image.digest)) return left;
  return steps.run({
    title: `Promote ${promotion.promoted.from}`,
    find: async () => {
      const heads = await Promise.all(plan.images.map((name) => world.registry.head(name, image.digest)));
      return heads.every((head) => head !== undefined) ? image : undefined;
    },
    make: async (log) => {
      for (const name of plan.images) await copyTo(name, image, promotion, { world, log });
      await Promise.all(plan.images.map((name) => world.registry.shown(name, digestsOf(image))));
      return image;
    },
    describe: ({ digest, platforms }) => `${digest}, ${count(platforms.length, 'platform')}, nothing built`,
  });
}

/** Blobs first, then what names them, the index last: a registry takes no manifest of what it does not have. */
async function copyTo(
  name: ImageName,
  image: Image,
  { source, manifests }: Promotion,
  { world: { registry, temp }, log }: { readonly world: Promoting['world']; readonly log: Log },
): Promise<void> {
  const folder = join(temp, 'promoted');
  await mkdir(folder, { recursive: true });
  for (const manifest of manifests) {
    const { digest, mediaType } = manifest.descriptor;
    if ((await registry.head(name, digest)) !== undefined) continue;
    for (const blob of blobsOf(manifest)) {
      log(`${blob} to ${name.name}`);
      await registry.putFile(name, asDigest(blob), await source.file(asDigest(blob), folder));
    }
    await registry.put(name, digest, { mediaType, bytes: manifest.bytes });
  }
  await registry.put(name, image.digest, { mediaType: image.mediaType, bytes: Buffer.from(image.index) });
}

/** What a manifest names; layers that only their vendor may hand out stay where they are. */
function blobsOf({ bytes }: Manifest): readonly string[] {
  const { config, layers } = parseImageManifest(bytes.toString('utf8'));
  const named = [...(config ? [config] : []), ...layers];
  return named.flatMap(({ digest, mediaType }) =>
    typeof digest === 'string' &&
    isDigest(digest) &&
    !/foreign|nondistributable/.test(typeof mediaType === 'string' ? mediaType : '')
      ? [digest]
      : [],
  );
}
