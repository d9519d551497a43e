// Publishing: the release's own image tags, which never move, then the GitHub release out of its draft.
import { ReleaseError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import type { Image } from '../plan/release.ts';
import type { Steps } from '../step.ts';
import type { GitHubRelease } from '../world/github.ts';
import type { World } from '../world/world.ts';

/** Puts the tags that never move. @throws ReleaseError when one names another digest. */
export async function tagImage(plan: Plan, image: Image, world: World, steps: Steps): Promise<void> {
  for (const name of image.names) {
    for (const tag of [plan.pointers.exact, ...plan.pointers.extra]) {
      await steps.run({
        title: `Tag ${name.name}:${tag}`,
        find: async () => {
          const head = await world.registry.head(name, tag);
          if (!head) return undefined;
          if (head.digest === image.digest) return image.digest;
          throw new ReleaseError(
            `${name.name}:${tag} names ${head.digest}, not ${image.digest}; nothing was touched`,
            {
              hint: 'A released tag never moves: release the next version.',
            },
          );
        },
        make: () =>
          world.registry.put(name, tag, { mediaType: image.mediaType, bytes: Buffer.from(image.index) }),
        describe: (digest) => digest,
      });
    }
  }
}

export interface Published {
  readonly release: GitHubRelease;
  /** Set when this very run published it: the tag that GitHub called latest until then, if there was one. */
  readonly latestBefore?: { readonly tag: string | undefined };
}

/** Takes the release out of its draft once every asset is there; GitHub makes it immutable from then on where asked to. */
export async function publishRelease(
  plan: Plan,
  draft: GitHubRelease,
  assetNames: readonly string[],
  latest: boolean,
  world: World,
  steps: Steps,
): Promise<Published> {
  let latestBefore: Published['latestBefore'];
  const release = await steps.run({
    title: `Publish the release ${plan.tag}`,
    find: async () => {
      const now = await world.github.release(draft.id);
      if (now && !now.draft) return now;
      const missing = assetNames.filter(
        (name) => !now?.assets.some((asset) => asset.name === name && asset.state === 'uploaded'),
      );
      if (missing.length > 0) {
        throw new ReleaseError(`the draft of ${plan.tag} lacks ${missing.join(', ')}`, {
          hint: 'Run the workflow again: it uploads what is missing.',
        });
      }
      return undefined;
    },
    make: async () => {
      latestBefore = { tag: (await world.github.latestRelease())?.tag };
      return world.github.publish(draft.id, {
        latest,
        prerelease: plan.release.prerelease,
        ...(plan.release.discussionCategory === undefined
          ? {}
          : { discussionCategory: plan.release.discussionCategory }),
      });
    },
    describe: (published) => `${published.url}${latest ? ', marked latest' : ''}`,
  });
  return { release, ...(latestBefore === undefined ? {} : { latestBefore }) };
}
