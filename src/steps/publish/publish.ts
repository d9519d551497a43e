// Publishing: the release's own image tags, which never move, then the GitHub release out of its draft.
import { ReleaseError } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import { parseImageName } from '../../plan/oci/image-name.ts';
import { releaseAfter } from '../../plan/version/version.ts';
import type { Image, ReleaseRecord, ReleaseAsset } from '../../plan/artifacts.ts';
import type { Steps } from '../../run/step.ts';
import { TransientError } from '../../world/retry/retry.ts';
import type { World } from '../../world/world.ts';
import { readRecord } from '../../find/earlier-release.ts';
import type { GitHubRelease } from '../../world/github/types.ts';

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
              code: 'tag-conflict',
              hint: `${releaseAfter(plan.tag)}   # a released tag never moves: release the next version`,
            },
          );
        },
        make: async () => {
          const put = await world.registry.put(name, tag, {
            mediaType: image.mediaType,
            bytes: Buffer.from(image.index),
          });
          // A registry takes two writers of one tag without a word: whoever does not find its own stops in `find`.
          if ((await world.registry.head(name, tag))?.digest !== put) {
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
}

/**
 * Another run of this tag was faster: its release stands when it has the same digests, and our draft goes. When it has
 * others, its image tags are put right again, should ours have come over them.
 */
async function adopt(
  published: GitHubRelease,
  draft: GitHubRelease,
  ours: ReleaseRecord,
  world: World,
): Promise<Published> {
  const theirs = await readRecord(published, world.github);
  const facts = ({ commit, images }: ReleaseRecord): string => JSON.stringify([commit, images]);
  if (theirs === undefined || facts(theirs) !== facts(ours)) {
    if (theirs) await restoreTags(theirs, world);
    throw new ReleaseError(
      `another run has published ${published.tag} with other contents; nothing more was touched`,
      {
        code: 'tag-conflict',
        hint: `See ${published.url} and the draft ${draft.url}; remove the draft when the published release is right.`,
      },
    );
  }
  if (draft.id !== published.id) await world.github.deleteRelease(draft.id);
  const sums = new Map(theirs.assets.map(({ name, sha256 }) => [name, sha256]));
  const assets = published.assets.flatMap(({ name, size, digest }) => {
    const sha256 = digest?.replace(/^sha256:/, '') ?? sums.get(name);
    return sha256 === undefined ? [] : [{ name, size, sha256 }];
  });
  return { release: published, adopted: { assets, manifest: theirs } };
}

/** Names of those of these assets that a release has not, or has with other bytes. */
function lackingIn(release: GitHubRelease | undefined, assets: readonly ReleaseAsset[]): readonly string[] {
  const isThere = ({ name, sha256 }: ReleaseAsset): boolean =>
    release?.assets.some(
      (asset) =>
        asset.name === name &&
        asset.state === 'uploaded' &&
        [undefined, `sha256:${sha256}`].includes(asset.digest),
    ) === true;
  return assets.filter((asset) => !isThere(asset)).map(({ name }) => name);
}

/** Lets the tags that never move name again what the published release says. */
async function restoreTags({ images }: ReleaseRecord, { registry }: World): Promise<void> {
  for (const { name, digest, tags } of images) {
    const parsed = parseImageName(name);
    const manifest = 'image' in parsed ? await registry.manifest(parsed.image, digest) : undefined;
    if (!('image' in parsed) || !manifest) continue;
    for (const tag of tags) {
      if ((await registry.head(parsed.image, tag))?.digest === digest) continue;
      await registry.put(parsed.image, tag, {
        mediaType: manifest.descriptor.mediaType,
        bytes: manifest.bytes,
      });
    }
  }
}

async function publishOnce(
  { id, tag }: GitHubRelease,
  world: World,
  options: Parameters<World['github']['publish']>[1],
): Promise<GitHubRelease> {
  try {
    return await world.github.publish(id, options);
  } catch (error) {
    if (error instanceof Error && /immutable/i.test(error.message)) {
      throw new ReleaseError(`GitHub will not publish ${tag} again: ${error.message}`, {
        code: 'tag-burned',
        hint: `${releaseAfter(tag)}   # release the next version: this tag is used up for ever`,
        cause: error,
      });
    }
    // 422 already_exists: a release of this tag was published a moment ago; 404: and whoever did it removed this draft.
    if (error instanceof Error && 'status' in error && [404, 422].includes(Number(error.status))) {
      throw new TransientError(`GitHub would not publish the draft (${error.message})`, {
        hint: 'See the releases page, then run the workflow again.',
        cause: error,
      });
    }
    throw error;
  }
}

/**
 * Removes these drafts of this tag, which earlier runs have left. Only once the release stands: a live run might still
 * be filling one of them, and finds what to adopt instead. One that a person has made, or has put something of their own
 * in, is theirs.
 */
export async function deleteStaleDrafts(
  plan: Plan,
  spare: readonly Pick<GitHubRelease, 'id'>[],
  kept: Pick<GitHubRelease, 'id' | 'author' | 'assets'>,
  world: World,
  steps: Steps,
): Promise<void> {
  const isOurs = ({ author, assets }: GitHubRelease): boolean =>
    author === kept.author && assets.every(({ name }) => kept.assets.some((own) => own.name === name));
  const isMeant = ({ id, draft }: GitHubRelease): boolean =>
    draft && id !== kept.id && spare.some((one) => one.id === id);
  if (spare.every(({ id }) => id === kept.id)) return;
  await steps.run({
    title: `Remove spare drafts of ${plan.tag}`,
    make: async (log) => {
      // Asked again: one of them may have become the release itself meanwhile, filled by another run.
      const left = (await world.github.releasesOf(plan.tag)).filter(isMeant);
      for (const { url, author } of left.filter((draft) => !isOurs(draft)))
        log(
          `${url} is ${author === '' ? "somebody's" : `${author}'s`}, or holds what this release does not: it stays`,
        );
      const ours = left.filter(isOurs);
      for (const { id } of ours) await world.github.deleteRelease(id);
      return ours.length;
    },
    describe: (count) => `${count} that earlier runs had left`,
  });
}

export interface Published {
  readonly release: GitHubRelease;
  /** What stands, where another run published it: signed by that run, so that its bytes are not ours. */
  readonly adopted?: { readonly assets: readonly ReleaseAsset[]; readonly manifest: ReleaseRecord };
  /** Set when this very run published it: the tag that GitHub called latest until then, if there was one. */
  readonly latestBefore?: { readonly tag: string | undefined };
}

/** Takes the release out of its draft once every asset is there; GitHub makes it immutable from then on where asked to. */
export async function publishRelease(
  plan: Plan,
  draft: GitHubRelease,
  { assets, manifest }: { readonly assets: readonly ReleaseAsset[]; readonly manifest: ReleaseRecord },
  latest: boolean,
  world: World,
  steps: Steps,
): Promise<Published> {
  let latestBefore: Published['latestBefore'];
  const published = await steps.run<Published>({
    title: `Publish the release ${plan.tag}`,
    find: async () => {
      const releases = await world.github.releasesOf(plan.tag);
      const published = releases.find((release) => !release.draft);
      if (published) {
        const isOurs = published.id === draft.id && lackingIn(published, assets).length === 0;
        return isOurs ? { release: published } : await adopt(published, draft, manifest, world);
      }
      const lacking = lackingIn(
        releases.find((release) => release.id === draft.id),
        assets,
      );
      if (lacking.length === 0) return undefined;
      const names = lacking.join(', ');
      throw new ReleaseError(`the draft of ${plan.tag} lacks ${names}, or another run has changed it`, {
        hint: 'Run the workflow again: it uploads what is missing.',
      });
    },
    make: async () => {
      latestBefore = { tag: (await world.github.latestRelease())?.tag };
      const release = await publishOnce(draft, world, {
        latest,
        prerelease: plan.release.prerelease,
        ...(plan.release.discussionCategory === undefined
          ? {}
          : { discussionCategory: plan.release.discussionCategory }),
      });
      return { release };
    },
    describe: ({ release }) => `${release.url}${latest ? ', marked latest' : ''}`,
  });
  return { ...published, ...(latestBefore === undefined ? {} : { latestBefore }) };
}
