// What an earlier run of this release left at GitHub: a published release, a draft with its journal, or nothing.
import { compact } from '../compact.ts';
import { changedWords } from '../plan/record/page.ts';
import { isWhole } from '../plan/record/recorded-names.ts';
import { type Fault, ReleaseError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import { maxRecordBytes, parseRecord } from '../plan/record/record-text.ts';
import type { ReleaseRecord } from '../plan/record/release-record.ts';
import type { Log, Steps } from '../run/step.ts';
import { recordName } from '../plan/asset-names.ts';
import type { GitHub, GitHubRelease } from '../world/github/types.ts';
import type { EarlierRelease } from '../run/job.ts';
import { type ReadDraft, preparedDraft, publishedPage, requireNoFilesOfOthers } from './prepared-page.ts';
import { findAsset } from '../world/github/types.ts';

/**
 * Looks once more right before the record is written: another run of this tag may have recorded the very same release
 * meanwhile, and then its record stands. A draft that it has begun and that has no record is still being filled, and is
 * left to it. A page that somebody has prepared is read again, for what was written there meanwhile.
 */
export async function refreshEarlierRelease(
  earlier: EarlierRelease,
  plan: Plan,
  github: GitHub,
  steps: Steps,
): Promise<EarlierRelease> {
  if (earlier.manifest) return earlier;
  const now = await findEarlierRelease(plan, github, steps);
  if (now.manifest) return { ...now, spare: earlier.spare };
  if (now.prepared && [undefined, now.prepared.id].includes(earlier.prepared?.id))
    return { ...earlier, prepared: now.prepared };
  if (earlier.prepared === undefined) return earlier;
  throw new ReleaseError(
    `${earlier.prepared.url} was there when this run began, and is ${now.prepared ? 'not the only page' : 'gone'} now; nothing was published`,
    { code: 'draft-changed', hint: `gh run rerun   # it takes what is there then` },
  );
}

/**
 * Reads what is there.
 * @throws ReleaseError when a published release of this tag is of another commit, or cannot be completed; when more than one
 * draft holds somebody's words.
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
      if (published) return { ...(await readPublished(published, plan, github)), spare: drafts };
      return readDrafts(drafts, plan, github, log);
    },
    outcome: (found) => ((found.release ?? found.prepared) === undefined ? 'checked' : 'found'),
    describe: ({ release, prepared }) => {
      const found = release ?? prepared;
      if (found === undefined) return 'none';
      const whose = prepared === undefined ? '' : ' that somebody prepared';
      return `a ${found.draft ? 'draft' : 'published release'}${whose}, ${found.url}`;
    },
  });
}

async function readPublished(
  release: GitHubRelease,
  plan: Plan,
  github: GitHub,
): Promise<Omit<EarlierRelease, 'spare'>> {
  const manifest = await readRecord(release, github);
  if (manifest === undefined) return { prepared: publishedPage(release, plan) };
  if (!isOfPlan(manifest, plan)) throw notOurs(release, manifest, plan);
  const begun = manifest.kept !== undefined && !isWhole(release, manifest);
  return compact({ release, manifest, prepared: begun ? release : undefined });
}

/** @param drafts the fullest first */
async function readDrafts(
  drafts: readonly GitHubRelease[],
  plan: Plan,
  github: GitHub,
  log: Log,
): Promise<EarlierRelease> {
  const read: ReadDraft[] = [];
  for (const draft of drafts) read.push({ draft, record: await readRecord(draft, github) });
  for (const { record } of read) {
    if (record && !isOfPlan(record, plan)) log(`a draft is ignored: it ${otherThan(record, plan)}`);
  }
  const others = preparedDraft(read, plan);
  const goesOn = read.find(
    ({ draft, record }) => record && isOfPlan(record, plan) && [undefined, draft].includes(others),
  );
  if (goesOn) requireNoFilesOfOthers(goesOn, plan);
  // One that this action made is filled anew with the words that somebody wrote into it.
  const isOwn = goesOn?.record !== undefined && goesOn.record.kept === undefined;
  return compact({
    spare: drafts.filter((draft) => draft !== goesOn?.draft && draft !== others),
    release: goesOn?.draft,
    manifest: goesOn?.record,
    prepared: isOwn ? undefined : others,
  });
}

/**
 * The draft of this action's own that an earlier run left, when a person has changed its words since: they are others than
 * its record has. They stay when it is published.
 */
export function editedDraft({ release, manifest, prepared }: EarlierRelease): GitHubRelease | undefined {
  if (!release?.draft || prepared) return undefined;
  const changed = changedWords(manifest?.page, { title: release.name, notes: release.body });
  return changed.length === 0 ? undefined : release;
}

/** The release that an earlier run has made public, and that is whole: it stays as it is, and is only checked. */
export function finishedRelease({ release, prepared }: EarlierRelease): GitHubRelease | undefined {
  return release?.draft === false && prepared === undefined ? release : undefined;
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

/** The published release of this tag is another's. What was released stays; a tag that was moved can be moved back. */
function notOurs({ tag, url }: GitHubRelease, record: ReleaseRecord, plan: Plan): ReleaseError {
  const next = `git tag -a ${plan.next} -m ${plan.next} ${plan.commit} && git push origin ${plan.next}`;
  const moved = record.commit === plan.commit ? '' : `; the tag names ${plan.commit} now`;
  const message = `the release ${tag} is published already and ${otherThan(record, plan)}; nothing was touched${moved}`;
  const hint =
    record.commit === plan.commit
      ? `${next}   # ${url} stays as it is: release the next version instead`
      : `git push --force origin ${record.commit}:refs/tags/${tag}   # move the tag back: ${url} stays as it is\n${next}   # and release what it named as the next version`;
  return new ReleaseError(message, { code: 'tag-conflict', hint });
}

/** How a record is not of this release, as a clause. */
function otherThan({ commit, repository, tag }: ReleaseRecord, plan: Plan): string {
  if (commit !== plan.commit) return `is of commit ${commit}`;
  if (repository !== plan.repository.fullName)
    return `was made when this repository was ${repository}, which its proofs name; it is ${plan.repository.fullName} now`;
  return `its ${recordName} is of ${tag}`;
}

function uploaded(release: GitHubRelease): number {
  return release.assets.filter((asset) => asset.state === 'uploaded').length;
}

/** The record among a release's assets, where there is one that can be read. */
export async function readRecord(
  release: GitHubRelease,
  github: Pick<GitHub, 'download'>,
): Promise<ReleaseRecord | undefined> {
  const asset = findAsset(release, recordName);
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
