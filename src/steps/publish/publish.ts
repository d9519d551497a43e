// Publishing: the GitHub release leaves its draft. GitHub may refuse it, so nothing else is public before (docs/adr/0015-publishing-order.md).
import { compact } from '../../compact.ts';
import { allEnded } from '../../run/concurrency.ts';
import type { Plan } from '../../plan/plan.ts';
import { ReleaseError } from '../../errors.ts';
import type { ReleaseRecord, ReleaseAsset } from '../../plan/record/release-record.ts';
import { TransientError } from '../../world/retry/retry.ts';
import type { World } from '../../world/world.ts';
import { gateLogName } from '../../plan/asset-names.ts';
import { hasOthersWords } from '../../plan/record/page-parts.ts';
import type { Page } from '../../plan/record/page.ts';
import { type Adopted, type Proof, adopt } from './adopt.ts';
import { otherAssets, otherWords, strangers } from './as-made.ts';
import type { GitHubRelease } from '../../world/github/types.ts';
import { usedTag } from '../preflight/immutable-tag.ts';
import type { Job } from '../../run/job.ts';
import { hasStatus } from '../../world/retry/status.ts';

async function publishOnce(
  { id }: GitHubRelease,
  world: World,
  options: Parameters<World['github']['publish']>[1],
): Promise<GitHubRelease> {
  try {
    return await world.github.publish(id, options);
  } catch (error) {
    if (error instanceof Error && /immutable/i.test(error.message)) throw usedTag(options.tag, error);
    // 422 already_exists: a release of this tag was published a moment ago; 404: and whoever did it removed this draft.
    if (hasStatus(error, 404, 422)) {
      throw new TransientError(`GitHub would not publish the draft (${error.message})`, {
        hint: 'See the releases page, then run the workflow again.',
        cause: error,
      });
    }
    throw error;
  }
}

/**
 * Removes the drafts of this tag that earlier runs, or broken calls of this one, have left: those that were seen, and once
 * the release is public those that say the same. A fresh draft can be missing from the list for seconds (H1 in
 * docs/reality.md), so not every one was seen. A live run might still be filling one of them, and finds what to adopt
 * instead. One that a person has made, or has put something of their own in, is theirs.
 */
export async function deleteStaleDrafts(
  job: Pick<Job, 'plan' | 'world' | 'steps'>,
  spare: readonly Pick<GitHubRelease, 'id'>[],
  kept: Pick<GitHubRelease, 'id' | 'author' | 'assets' | 'draft' | 'name' | 'body'>,
): Promise<void> {
  const { plan, world, steps } = job;
  // Words that are not on the page which stays would be lost.
  const isLost = ({ body }: GitHubRelease): boolean =>
    hasOthersWords(plan.tag, body) && wordsOf(body) !== wordsOf(kept.body);
  const isOurs = (draft: GitHubRelease): boolean =>
    draft.author === kept.author &&
    !isLost(draft) &&
    draft.assets.every(({ name }) => name === gateLogName || kept.assets.some((own) => own.name === name));
  const saysTheSame = ({ name, body }: GitHubRelease): boolean =>
    !kept.draft && name === kept.name && wordsOf(body) === wordsOf(kept.body);
  const isMeant = (release: GitHubRelease): boolean =>
    release.draft &&
    release.id !== kept.id &&
    (spare.some(({ id }) => id === release.id) || (isOurs(release) && saysTheSame(release)));
  const left = async (): Promise<readonly GitHubRelease[]> =>
    (await world.github.releasesOf(plan.tag)).filter(isMeant);
  if ((await left()).length === 0) return;
  await steps.run({
    title: `Remove spare drafts of ${plan.tag}`,
    make: async (log) => {
      // Asked again: one of them may have become the release itself meanwhile, filled by another run.
      const drafts = await left();
      for (const { url, author } of drafts.filter((draft) => !isOurs(draft)))
        log(
          `${url} is ${author === '' ? "somebody's" : `${author}'s`}, or holds what this release does not: it stays`,
        );
      const ours = drafts.filter(isOurs);
      for (const { id } of ours) await world.github.deleteRelease(id);
      return ours.length;
    },
    describe: (count) => `${count} that earlier runs had left`,
  });
}

/** Notes without their digests, which another build of the same commit may have otherwise. */
function wordsOf(body: string): string {
  return body
    .replaceAll('\r\n', '\n')
    .replace(/sha256:[0-9a-f]{64}/g, 'sha256:')
    .trim();
}

/** What is to be published: exactly these assets, and these words. */
export interface ToPublish {
  readonly assets: readonly ReleaseAsset[];
  readonly manifest: ReleaseRecord;
  readonly page: Page;
  /** Of a release that somebody else has published meanwhile. */
  readonly proof: Proof;
  /** Refuses a Git tag that is another commit by now, and image tags that another has taken. */
  readonly lastLooks: () => Promise<unknown>;
}

export interface Published {
  readonly release: GitHubRelease;
  /** What stands, where another run published it: signed by that run, so that its bytes are not ours. */
  readonly adopted?: Adopted;
  /** Set when this very run published it: the tag that GitHub called latest until then, if there was one. */
  readonly latestBefore?: { readonly tag: string | undefined };
}

/** Nothing of it is taken away here: it may be a person's work. */
function draftChanged(
  { tag, repository }: Plan,
  { url }: GitHubRelease,
  strange: readonly string[],
  wrong: readonly string[],
): ReleaseError {
  const remove = strange.map(
    (name) => `gh release delete-asset ${tag} ${name} --repo ${repository.fullName}`,
  );
  return new ReleaseError(
    `the draft of ${tag} was changed while this run filled it, so it was not published: ${wrong.join('; ')}`,
    {
      code: 'draft-changed',
      hint: [
        ...remove,
        `gh run rerun   # of this run: it keeps words that a person has written (${url}); files that belong to the release are named by the input files`,
      ].join('\n'),
    },
  );
}

/** Takes the release out of its draft once every asset is there; GitHub makes it immutable from then on where asked to. */
export async function publishRelease(
  job: Pick<Job, 'plan' | 'world' | 'steps'>,
  draft: GitHubRelease,
  { assets, manifest, page, proof, lastLooks }: ToPublish,
  latest: boolean,
): Promise<Published> {
  const { plan, world, steps } = job;
  let marked: GitHubRelease | undefined;
  let latestBefore: Published['latestBefore'];
  const published = await steps.run<Published>({
    title: `Publish the release ${plan.tag}`,
    find: async () => {
      // All last looks at once, and the next call publishes: GitHub has none that publishes only as long as they hold.
      const [, releases, own, latestNow] = await allEnded([
        lastLooks(),
        world.github.releasesOf(plan.tag),
        // By its id, too: for seconds the list may lack a fresh draft (H1 in docs/reality.md).
        world.github.release(draft.id),
        draft.draft ? world.github.latestRelease() : Promise.resolve(undefined),
      ]);
      marked = latestNow;
      const published = releases.find((release) => !release.draft);
      if (published) {
        // Words may be edited at any time after; the assets of a release that we know are asked for to the last.
        const isOurs = published.id === draft.id && otherAssets(published, assets).length === 0;
        return isOurs ? { release: published } : adopt({ published, draft }, { manifest, proof }, world);
      }
      if (own === undefined) {
        throw new TransientError(`the draft of ${plan.tag} is gone`, { hint: 'Run the workflow again.' });
      }
      // Right before it is public: whoever may write to the repository may have changed the draft meanwhile.
      const wrong = [...otherAssets(own, assets), ...otherWords(own, page)];
      if (wrong.length === 0) return undefined;
      throw draftChanged(plan, draft, strangers(own, assets), wrong);
    },
    make: async () => {
      latestBefore = { tag: marked?.tag };
      const release = await publishOnce(draft, world, {
        tag: plan.tag,
        latest,
        prerelease: plan.release.prerelease,
      });
      return { release };
    },
    describe: ({ release }) => `${release.url}${latest ? ', marked latest' : ''}`,
  });
  return compact({ ...published, latestBefore });
}
