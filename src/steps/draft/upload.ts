// One asset of a release: found by its content or uploaded. What a draft holds is never taken out of it again.
import { createHash } from 'node:crypto';
import { ReleaseError } from '../../errors.ts';
import type { ReleaseAsset } from '../../plan/record/release-record.ts';
import { releaseAfter } from '../../plan/version/version.ts';
import type { Log, Steps } from '../../run/step.ts';
import { TransientError } from '../../world/retry/retry.ts';
import type { AssetFile } from '../prepare/asset-file.ts';
import type { Asset, GitHub, GitHubRelease } from '../../world/github/types.ts';
import { compact } from '../../compact.ts';
import { hasStatus } from '../../world/retry/status.ts';

/**
 * Another run of this tag has published, removed or filled the draft that this one was filling, so that it is no longer
 * its own.
 */
export class DraftTakenOver extends ReleaseError {}

/** Where assets go. */
export interface Place {
  readonly release: GitHubRelease;
  /**
   * Set where the page is not this run's alone to make anew: the assets that a run which did not come to its end has left
   * there. They are written anew where they differ; what came later is another run's.
   */
  readonly unfinished?: ReadonlySet<number>;
}

/** The largest asset that is downloaded to be compared; as many as are uploaded at once may be in memory. */
const maxComparedBytes = 256 * 1024 * 1024;

/** Whether this very asset is there. An older GitHub Enterprise Server tells no digest: then the bytes do, unless they are too many to hold. */
export async function holds(
  there: Asset,
  { size, sha256 }: ReleaseAsset,
  github: Pick<GitHub, 'download'>,
): Promise<boolean> {
  if (there.state !== 'uploaded') return false;
  if (there.digest !== undefined) return there.digest === `sha256:${sha256}`;
  if (there.size !== size || size > maxComparedBytes) return false;
  return (
    createHash('sha256')
      .update(await github.download(there))
      .digest('hex') === sha256
  );
}

/**
 * Makes sure of one asset. An upload that broke off is replaced; other bytes under the name are not, for another run of
 * this tag, which GitHub has no lock against, may be about to publish them.
 * @throws DraftTakenOver when the draft is not this run's alone any more; ReleaseError at other bytes in what was public before.
 */
export async function uploadAsset(
  asset: AssetFile,
  { release, unfinished }: Place,
  github: GitHub,
  steps: Steps,
): Promise<Asset> {
  let inPlace = release.assets.find(({ name }) => name === asset.name);
  let tried = false;
  const lookAgain = async (): Promise<void> => {
    const now = await github.release(release.id);
    if (now?.draft !== release.draft) throw draftTakenOver(release, now ? 'published' : 'removed');
    inPlace = now.assets.find(({ name }) => name === asset.name);
  };
  return steps.run({
    title: `Upload ${asset.name}`,
    find: async (log) => {
      // Seldom, and the list is as old as the draft: what is to be replaced may be whole, or public, by now.
      const isOpen = release.draft || unfinished !== undefined;
      if (tried || (isOpen && inPlace && !(await holds(inPlace, asset, github)))) await lookAgain();
      tried = true;
      if (!inPlace) return undefined;
      if (await holds(inPlace, asset, github)) return inPlace;
      if (!isOpen) {
        throw new ReleaseError(
          `the published ${asset.name} is ${inPlace.digest ?? `in state ${inPlace.state}`}, not sha256:${asset.sha256}; nothing was touched`,
          {
            code: 'tag-conflict',
            hint: `${releaseAfter(release.tag)}   # ${release.url} stays as it is: release the next version`,
          },
        );
      }
      if (unfinished?.has(inPlace.id) === true) {
        log('an earlier run did not come to its end; what it left here is replaced');
        await github.deleteAsset(inPlace.id);
        return undefined;
      }
      if (inPlace.state === 'uploaded') throw draftTakenOver(release, `given another ${asset.name}`);
      log('an upload had broken off; replaced');
      await github.deleteAsset(inPlace.id);
      return undefined;
    },
    make: async (log) => {
      const { name, label, contentType, source, size, sha256 } = asset;
      if (!source) throw draftTakenOver(release, `left without ${name}`);
      const fields = compact({ name, contentType, label });
      try {
        const made = await github.upload(release, fields, source, progressOf(size, log));
        if (made.name !== name) {
          throw new ReleaseError(
            `GitHub calls ${name} ${made.name}, so that its checksum would name no asset`,
            {
              hint: `Rename the file in the step that makes it, e.g. to ${made.name}, and run a new workflow run.`,
            },
          );
        }
        if (made.digest === undefined || made.digest === `sha256:${sha256}`) return made;
        throw new ReleaseError(`${name} arrived as ${made.digest}, not as sha256:${sha256}`, {
          hint: 'Did a step in the background change the file? Run the workflow again: it makes a new draft.',
        });
      } catch (error) {
        // 422 already_exists: a broken-off upload of before, or another run, holds the name. 404: the draft is gone.
        const isFull = error instanceof ReleaseError && error.code === 'bad-input';
        if (hasStatus(error, 404, 422) && !isFull) {
          throw new TransientError(`GitHub did not take ${name} (${error.message})`, {
            hint: 'Run the workflow again.',
            cause: error,
          });
        }
        throw error;
      }
    },
    describe: (made) => `${made.size} bytes, sha256:${asset.sha256.slice(0, 12)}…`,
  });
}

export function draftTakenOver({ tag, url }: GitHubRelease, what: string): DraftTakenOver {
  return new DraftTakenOver(`the draft of ${tag} was ${what} by another run while this one filled it`, {
    hint: `See ${url}, then run the workflow again: it continues from what is there.`,
  });
}

/** Uploads that take a while tell at each quarter how far they are. */
function progressOf(size: number, log: Log): (sent: number) => void {
  let told = size < 32 * 1024 * 1024 ? 4 : 0;
  return (sent) => {
    const quarter = Math.floor((sent / size) * 4);
    if (quarter <= told) return;
    told = quarter;
    log(`${sent} of ${size} bytes sent`);
  };
}
