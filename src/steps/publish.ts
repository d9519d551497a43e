// Publishing: the release's own image tags, which never move, then the GitHub release out of its draft.
import { ReleaseError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import { parseImageName } from '../plan/image-name.ts';
import { releaseAfter } from '../plan/version.ts';
import { type Image, type Manifest, type ReleaseAsset, manifestName } from '../plan/release.ts';
import type { Steps } from '../step.ts';
import type { GitHubRelease } from '../world/github.ts';
import { LookAgain } from '../world/patience.ts';
import type { World } from '../world/world.ts';
import { maxManifestBytes, parseManifest } from '../plan/manifest-reader.ts';
import type { Journal } from './journal.ts';

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
            throw new LookAgain(`${name.name}:${tag} does not name ${put} after it was put`, {
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
async function adopt(published: GitHubRelease, draft: GitHubRelease, world: World): Promise<Published> {
  const manifestOf = async (release: GitHubRelease): Promise<Manifest | undefined> => {
    const asset = release.assets.find(({ name }) => name === manifestName);
    if (!asset || asset.size > maxManifestBytes) return undefined;
    return parseManifest((await world.github.download(asset)).toString('utf8'));
  };
  const [theirs, ours] = await Promise.all([manifestOf(published), manifestOf(draft)]);
  const facts = (manifest: Manifest | undefined): string =>
    JSON.stringify(manifest && [manifest.commit, manifest.images]);
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
  await world.github.deleteRelease(draft.id);
  const sums = new Map(theirs.assets.map(({ name, sha256 }) => [name, sha256]));
  const assets = published.assets.flatMap(({ name, size, digest }) => {
    const sha256 = digest?.replace(/^sha256:/, '') ?? sums.get(name);
    return sha256 === undefined ? [] : [{ name, size, sha256 }];
  });
  return { release: published, adopted: { assets, manifest: theirs } };
}

/** Lets the tags that never move name again what the published release says. */
async function restoreTags({ images }: Manifest, { registry }: World): Promise<void> {
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
    // 422 already_exists: a release of this tag was published a moment ago.
    if (error instanceof Error && 'status' in error && error.status === 422) {
      throw new LookAgain(`GitHub would not publish the draft (${error.message})`, {
        hint: 'See the releases page, then run the workflow again.',
        cause: error,
      });
    }
    throw error;
  }
}

/**
 * Removes the drafts of this tag that earlier runs have left. Only once the release stands: a live run might still be
 * filling one of them, and finds what to adopt instead.
 */
export async function foldDrafts(
  plan: Plan,
  { spare }: Pick<Journal, 'spare'>,
  kept: Pick<GitHubRelease, 'id'>,
  world: World,
  steps: Steps,
): Promise<void> {
  if (spare.length === 0) return;
  await steps.run({
    title: `Remove spare drafts of ${plan.tag}`,
    make: async () => {
      const now = await world.github.releasesOf(plan.tag);
      // One of them may have become the release itself: another run has filled it meanwhile, and this one adopted it.
      const left = spare.filter(
        ({ id }) => id !== kept.id && now.some((release) => release.id === id && release.draft),
      );
      for (const { id } of left) await world.github.deleteRelease(id);
      return left.length;
    },
    describe: (count) => `${count} that earlier runs had left`,
  });
}

export interface Published {
  readonly release: GitHubRelease;
  /** What stands, where another run published it: signed by that run, so that its bytes are not ours. */
  readonly adopted?: { readonly assets: readonly ReleaseAsset[]; readonly manifest: Manifest };
  /** Set when this very run published it: the tag that GitHub called latest until then, if there was one. */
  readonly latestBefore?: { readonly tag: string | undefined };
}

/** Takes the release out of its draft once every asset is there; GitHub makes it immutable from then on where asked to. */
export async function publishRelease(
  plan: Plan,
  draft: GitHubRelease,
  assets: readonly ReleaseAsset[],
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
      if (published)
        return published.id === draft.id ? { release: published } : await adopt(published, draft, world);
      const now = releases.find((release) => release.id === draft.id);
      const lacking = assets.filter(
        ({ name, sha256 }) =>
          !now?.assets.some(
            (asset) =>
              asset.name === name &&
              asset.state === 'uploaded' &&
              [undefined, `sha256:${sha256}`].includes(asset.digest),
          ),
      );
      if (lacking.length > 0) {
        const names = lacking.map(({ name }) => name).join(', ');
        throw new ReleaseError(`the draft of ${plan.tag} lacks ${names}, or another run has changed it`, {
          hint: 'Run the workflow again: it uploads what is missing.',
        });
      }
      return undefined;
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
