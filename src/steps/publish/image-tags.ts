// The release's own image tags, which never move: looked at before anything is public, put once the GitHub release is.
import { ReleaseError } from '../../errors.ts';
import type { Digest } from '../../plan/brands.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Image } from '../../plan/artifacts.ts';
import { releaseAs } from '../../plan/version/version.ts';
import { placesOf } from '../preflight/places.ts';
import { TransientError } from '../../world/retry/retry.ts';
import type { Registry } from '../../world/registry/registry.ts';
import type { Job } from '../../run/job.ts';

/**
 * Makes sure, before anything is public, that the tags which never move are free or name this image.
 * @throws ReleaseError when one names another digest.
 */
export async function checkImageTags(
  job: Pick<Job, 'plan' | 'world' | 'steps'>,
  image: Image,
): Promise<void> {
  const { plan, world, steps } = job;
  await steps.run({
    title: `Look at the image tags of ${plan.tag} once more`,
    make: async () => {
      const places = placesOf(plan);
      const found = await Promise.all(places.map((place) => tagged(place, plan, image, world.registry)));
      return found.filter((digest) => digest !== undefined).length;
    },
    outcome: 'checked',
    describe: (count) => (count === 0 ? 'all are free' : `${count} name this image already`),
  });
}

type Place = ReturnType<typeof placesOf>[number];

/** The image's digest where the tag names it, `undefined` where the tag is free. */
async function tagged(
  { name, tag }: Place,
  plan: Plan,
  image: Image,
  registry: Pick<Registry, 'head'>,
): Promise<Digest | undefined> {
  const head = await registry.head(name, tag);
  if (!head || head.digest === image.digest) return head?.digest;
  throw new ReleaseError(
    `${name.name}:${tag} names ${head.digest}, not ${image.digest}; nothing was touched`,
    {
      code: 'tag-conflict',
      hint:
        tag === plan.pointers.exact
          ? `${releaseAs(plan.next)}   # a released tag never moves: release the next version`
          : `image-tags: ${tag}=moves   # where it is meant to move; a tag that another release took a moment ago is left to it when the run is started again`,
    },
  );
}

/** Puts the tags that never move. @throws ReleaseError when one names another digest. */
export async function tagImage(job: Pick<Job, 'plan' | 'world' | 'steps'>, image: Image): Promise<void> {
  const { plan, world, steps } = job;
  for (const place of placesOf(plan)) {
    const { name, tag } = place;
    await steps.run({
      title: `Tag ${name.name}:${tag}`,
      find: () => tagged(place, plan, image, world.registry),
      make: async () => {
        const put = await world.registry.put(name, tag, {
          mediaType: image.mediaType,
          bytes: Buffer.from(image.index),
        });
        const now = await world.registry.settled(name, { tag, digest: put, before: undefined });
        // A registry takes two writers of one tag without a word: whoever does not find its own stops in `find`.
        if (now !== put) {
          throw new TransientError(`${name.name}:${tag} does not name ${put} after it was put`, {
            hint: 'Run the workflow again.',
          });
        }
        return put;
      },
      describe: (digest) => digest,
    });
  }
}
