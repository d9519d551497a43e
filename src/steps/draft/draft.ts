// The GitHub release as a draft: notes, and every asset by its content; nothing here is public yet.
import { finishedRelease } from '../../find/earlier-release.ts';
import { recordName } from '../../plan/asset-names.ts';
import { join } from 'node:path';
import { ReleaseError } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import { sameNotes } from '../../plan/record/page.ts';
import type { ReleaseAsset } from '../../plan/record/release-record.ts';
import { releaseAfter } from '../../plan/version/version.ts';
import type { Steps } from '../../run/step.ts';
import type { AssetFile } from '../prepare/asset-file.ts';
import { mapConcurrent } from '../../run/concurrency.ts';
import { DraftTakenOver, type Place, holds, draftTakenOver, uploadAsset } from './upload.ts';
import { otherRunsRelease } from './other-run.ts';
import { draftMaker } from './lost-draft.ts';
import { type GitHub, type GitHubRelease, findAsset } from '../../world/github/types.ts';
import { compact } from '../../compact.ts';
import type { EarlierRelease, Job } from '../../run/job.ts';

/** How many uploads run at once. */
const uploadsAtOnce = 4;
/** How often another run of this tag may take a draft over, each time a new one, before this run gives way. */
const maxDrafts = 3;

/** What the release page will say and hold. */
export interface Content {
  readonly notes: string;
  /** The tag, unless a person has given the draft another title. */
  readonly title?: string;
  readonly assets: readonly AssetFile[];
  /** A draft of ours whose words a person has changed since: it is made anew with these words, and its record with it. */
  readonly edited?: GitHubRelease;
  /** The page that somebody prepared, with its words in place: it is filled, and no other is made. */
  readonly prepared?: GitHubRelease;
  /** Assets on it that a run which did not come to its end has left: what differs of them is written anew. */
  readonly unfinished?: ReadonlySet<number>;
}

export interface Drafted {
  /** The draft with all its assets; or the release, when it is public by now: this run's earlier one, or another's. */
  readonly release: GitHubRelease;
  /** Drafts that were begun or gone on with, and given up to another run. */
  readonly left: readonly GitHubRelease[];
}

/**
 * Makes sure of one draft with these notes and assets. A published release is left as it is, and only checked. GitHub has
 * no lock: where another living run turns out to fill the same draft with something else, this run leaves it there and
 * fills a new one. Only one of them can be published.
 */
export async function draft(
  job: Job<Plan, { readonly github: GitHub; readonly temp: string }>,
  content: Content,
): Promise<Drafted> {
  const {
    plan,
    world: { github, temp },
    steps,
    earlier,
  } = job;
  if (content.prepared) return fillPrepared(job, content.prepared, content);
  // Words are never written over another's, a person's or a living run's: a draft with other words is filled anew. So is
  // one whose record an earlier run wrote for something else.
  const why = content.edited ? undefined : whatDiffers(plan, content, earlier.release);
  const other = content.edited ?? (why === undefined ? undefined : earlier.release);
  let assets = other ? await kept(content.assets, other, github, temp) : content.assets;
  let known = other ? undefined : earlier.release;
  const left: GitHubRelease[] = other ? [other] : [];
  const most = left.length + maxDrafts;
  for (;;) {
    const others = [...earlier.spare, ...left];
    const said = other && why !== undefined ? `${other.url} is not continued: ${why}` : undefined;
    const release = await begin(job, content, compact({ known, others, why: said }));
    // Published meanwhile, by another run that filled the same draft.
    if (!release.draft && earlier.release?.draft !== false) return { release, left };
    try {
      return { release: await fill({ release }, assets, github, steps), left };
    } catch (error) {
      if (!(error instanceof DraftTakenOver) || !release.draft) throw error;
      const published = (await github.releasesOf(plan.tag)).find((other) => !other.draft);
      if (published) return { release: published, left };
      left.push(release);
      if (left.length === most) throw error;
      assets = await kept(assets, release, github, temp);
      known = undefined;
    }
  }
}

/** Why the draft of an earlier run cannot be gone on with; undefined where it can. */
function whatDiffers(
  plan: Plan,
  { notes, title, assets }: Content,
  release: GitHubRelease | undefined,
): string | undefined {
  if (!release?.draft) return undefined;
  const same = release.name === (title ?? plan.release.title) && sameNotes(release.body, notes);
  if (!same || release.prerelease !== plan.release.prerelease)
    return 'it has other words than this run would write';
  const ours = assets.find(({ name }) => name === recordName);
  const there = findAsset(release, recordName)?.digest;
  if (ours === undefined || there === undefined || there === `sha256:${ours.sha256}`) return undefined;
  return `its ${recordName} says something else than this run would write`;
}

/** Another run may complete the same page: then this one waits for it, and what it publishes is judged as any other's. */
async function fillPrepared(
  job: Pick<Job<Plan, { readonly github: GitHub }>, 'plan' | 'world' | 'steps'>,
  release: GitHubRelease,
  { assets, unfinished }: Content,
): Promise<Drafted> {
  const { github } = job.world;
  try {
    const place = { release, unfinished: unfinished ?? new Set<number>() };
    return { release: await fill(place, assets, github, job.steps), left: [] };
  } catch (error) {
    if (!(error instanceof DraftTakenOver)) throw error;
    return { release: await otherRunsRelease(job, release), left: [] };
  }
}

async function begin(
  job: Pick<Job<Plan, { readonly github: GitHub }>, 'plan' | 'world' | 'steps'>,
  { notes, title }: Content,
  {
    known: earlier,
    others,
    why,
  }: {
    readonly known?: GitHubRelease;
    readonly others: readonly GitHubRelease[];
    /** Of the draft that an earlier run left, where it is not gone on with. */
    readonly why?: string;
  },
): Promise<GitHubRelease> {
  const {
    plan,
    world: { github },
    steps,
  } = job;
  const fields = {
    tag: plan.tag,
    name: title ?? plan.release.title,
    body: notes,
    prerelease: plan.release.prerelease,
  };
  const maker = draftMaker(
    github,
    fields,
    (now) => now.find((other) => !other.draft) ?? now.find((other) => isOurs(other, others)),
  );
  let known = earlier;
  let tried = false;
  return steps.run({
    title: `Draft the release ${plan.tag}`,
    find: async (log) => {
      if (!tried && why !== undefined) log(why);
      // A broken attempt of this step may have made one without hearing of it, or been refused since another run was
      // faster. On the first, an unknown draft is another run's, which is filling it: this run makes its own.
      if (tried) known ??= await maker.find();
      tried = true;
      return known;
    },
    make: maker.make,
    describe: (made) => made.url,
  });
}

/**
 * The record goes first: a draft without it is nobody's to go on with, and with it everyone who does fills in the same.
 * Of two runs in one draft GitHub lets one upload it.
 */
async function fill(
  place: Place,
  assets: readonly AssetFile[],
  github: GitHub,
  steps: Steps,
): Promise<GitHubRelease> {
  const isRecord = ({ name }: AssetFile): boolean => name === recordName;
  const { release } = place;
  for (const record of assets.filter(isRecord)) await uploadAsset(record, place, github, steps);
  const rest = assets.filter((asset) => !isRecord(asset));
  await mapConcurrent(rest, uploadsAtOnce, (asset) => uploadAsset(asset, place, github, steps));
  const complete = await github.release(release.id);
  if (!complete) throw draftTakenOver(release, 'removed');
  return complete;
}

/** What lies in the draft alone, since an earlier run has packed it, is kept for the next draft. */
async function kept(
  assets: readonly AssetFile[],
  release: GitHubRelease,
  github: GitHub,
  temp: string,
): Promise<readonly AssetFile[]> {
  const copy = async (asset: AssetFile): Promise<AssetFile> => {
    const there = release.assets.find(({ name }) => name === asset.name);
    if (asset.source || !there) return asset;
    const file = join(temp, asset.name);
    const { sha256 } = await github.downloadTo(there, file);
    return sha256 === asset.sha256 ? { ...asset, source: { file } } : asset;
  };
  return mapConcurrent(assets, uploadsAtOnce, copy);
}

/**
 * Makes sure, before anything is signed for it, that a release which is public already holds these very assets.
 * @throws ReleaseError when it does not: a published release stays as it is.
 */
export async function refuseChanges(
  assets: readonly ReleaseAsset[],
  earlier: EarlierRelease,
  github: Pick<GitHub, 'download'>,
): Promise<void> {
  const release = finishedRelease(earlier);
  if (!release) return;
  for (const wanted of assets) {
    const { name, sha256 } = wanted;
    const there = release.assets.find((asset) => asset.name === name);
    if (there && (await holds(there, wanted, github))) continue;
    throw new ReleaseError(
      `the published release ${release.tag} has ${there ? (there.digest ?? 'other bytes') : 'nothing'} as ${name}, not sha256:${sha256}; nothing was touched`,
      {
        code: 'tag-conflict',
        hint: `${releaseAfter(release.tag)}   # ${release.url} stays as it is: release the next version`,
      },
    );
  }
}

/** An empty draft that is not known to be another's. */
function isOurs(
  { id, draft: unpublished, assets }: GitHubRelease,
  others: readonly GitHubRelease[],
): boolean {
  return unpublished && assets.length === 0 && !others.some((left) => left.id === id);
}
