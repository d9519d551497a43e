// What an earlier run of this release left at GitHub: a published release, a draft with its journal, or nothing.
import { changedWords } from '../plan/record/page.ts';
import { type Fault, ReleaseError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import { maxRecordBytes, parseRecord } from '../plan/record/read-record.ts';
import { type ReleaseRecord } from '../plan/artifacts.ts';
import { releaseAfter } from '../plan/version/version.ts';
import type { Steps } from '../run/step.ts';
import { recordName } from '../plan/asset-names.ts';
import type { GitHub, GitHubRelease } from '../world/github/types.ts';
import type { EarlierRelease } from '../run/job.ts';

/**
 * Looks once more right before the record is written: another run of this tag may have recorded the very same release
 * meanwhile, and then its record stands. A draft without a record is one that it is still filling, and is left to it.
 */
export async function refreshEarlierRelease(
  earlier: EarlierRelease,
  plan: Plan,
  github: GitHub,
  steps: Steps,
): Promise<EarlierRelease> {
  if (earlier.manifest) return earlier;
  const now = await findEarlierRelease(plan, github, steps);
  return now.manifest ? { ...now, spare: earlier.spare } : earlier;
}

/**
 * Reads what is there.
 * @throws ReleaseError when a published release of this tag is of another commit, or is not one of this action's.
 */
export async function findEarlierRelease(plan: Plan, github: GitHub, steps: Steps): Promise<EarlierRelease> {
  return steps.run({
    title: 'Look for an earlier release of this tag',
    make: async (log) => {
      const releases = await github.releasesOf(plan.tag);
      const published = releases.find((release) => !release.draft);
      // The fullest draft goes on; of equals the oldest, so that two runs choose the same. One without a record, which
      // is uploaded first, has nothing worth keeping, and may be another run's that has just begun to fill it.
      const drafts = releases
        .filter((release) => release.draft)
        .sort((a, b) => uploaded(b) - uploaded(a) || a.id - b.id);
      for (const release of published ? [published] : drafts) {
        const manifest = await readRecord(release, github);
        if (manifest && isOfPlan(manifest, plan))
          return { release, spare: drafts.filter((draft) => draft !== release), manifest };
        if (!release.draft) throw notOurs(release, manifest);
        if (manifest)
          log(`a draft's ${recordName} speaks of ${manifest.commit}, not of ${plan.commit}: it is ignored`);
      }
      return { spare: drafts };
    },
    outcome: (found) => (found.release === undefined ? 'checked' : 'found'),
    describe: (found) =>
      found.release === undefined
        ? 'none'
        : `a ${found.release.draft ? 'draft' : 'published release'}, ${found.release.url}`,
  });
}

/**
 * The draft that an earlier run left, when a person has changed its words since: they are others than its record has. They
 * stay when it is published.
 */
export function editedDraft({ release, manifest }: EarlierRelease): GitHubRelease | undefined {
  if (!release?.draft) return undefined;
  const changed = changedWords(manifest?.page, { title: release.name, notes: release.body });
  return changed.length === 0 ? undefined : release;
}

/** The same, where a release that is another's is a fault among others and not an end. */
export async function earlierReleaseOrFault(
  plan: Plan,
  github: GitHub,
  steps: Steps,
): Promise<{ readonly journal: EarlierRelease } | { readonly fault: Fault }> {
  try {
    return { journal: await findEarlierRelease(plan, github, steps) };
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    return { fault: { code: error.code ?? 'tag-conflict', message: error.message, hint: error.hint } };
  }
}

function notOurs({ tag, url }: GitHubRelease, manifest: ReleaseRecord | undefined): ReleaseError {
  const what = manifest ? `is of commit ${manifest.commit}` : `has no ${recordName} of this action`;
  return new ReleaseError(`the release ${tag} is published already and ${what}; nothing was touched`, {
    code: 'tag-conflict',
    hint: `${releaseAfter(tag)}   # ${url} stays as it is: release the next version instead`,
  });
}

function uploaded(release: GitHubRelease): number {
  return release.assets.filter((asset) => asset.state === 'uploaded').length;
}

/** The record among a release's assets, where there is one that can be read. */
export async function readRecord(
  release: GitHubRelease,
  github: Pick<GitHub, 'download'>,
): Promise<ReleaseRecord | undefined> {
  const asset = release.assets.find(({ name, state }) => name === recordName && state === 'uploaded');
  // GitHub says how long an asset is: what is far too long is not read into memory.
  if (!asset || asset.size > maxRecordBytes) return undefined;
  return parseRecord((await github.download(asset)).toString('utf8'));
}

/** Whether a journal found in a draft speaks of this very release. */
export function isOfPlan(manifest: ReleaseRecord, plan: Plan): boolean {
  return (
    manifest.tag === plan.tag &&
    manifest.commit === plan.commit &&
    manifest.repository === plan.repository.fullName
  );
}
