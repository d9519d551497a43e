// A page that a person or another tool made, taken over in place: their words and files stay, ours go beside them.
import { countCharacters } from '../../changelog/markdown/fit.ts';
import { gateLogName } from '../../plan/asset-names.ts';
import { githubLimit } from '../../changelog/notes.ts';
import { ReleaseError } from '../../errors.ts';
import { readRecord } from '../../find/earlier-release.ts';
import { filesOfOthers, gateLogsOf, takenNames } from '../../find/prepared-page.ts';
import type { KeptAsset } from '../../plan/record/release-record.ts';
import type { Plan } from '../../plan/plan.ts';
import { type Page, changedWords, sameNotes } from '../../plan/record/page.ts';
import { marksRoom, readPage, writePage } from '../../plan/record/page-parts.ts';
import { recordedNames } from '../../plan/record/recorded-names.ts';
import type { EarlierRelease, Job } from '../../run/job.ts';
import { mapConcurrent } from '../../run/concurrency.ts';
import type { GitHub, GitHubRelease } from '../../world/github/types.ts';
import { TransientError } from '../../world/retry/retry.ts';
import { createHash } from 'node:crypto';

/** Writes our notes in at most so many characters. */
export type WriteNotes = (room: number) => string;

export interface TakenOver {
  /** With all its words, ours among them. */
  readonly release: GitHubRelease;
  readonly page: Page;
  /** The files that lay there. */
  readonly kept: readonly KeptAsset[];
}

type Asked = Job<
  Plan,
  { readonly github: Pick<GitHub, 'release' | 'updateDraft' | 'download' | 'deleteAsset'> }
>;

/** So many files are read at once where GitHub does not say their sums. */
const readAtOnce = 4;

/**
 * Makes sure that the page has our part. It is read right before it is written: GitHub has no lock, and somebody may be
 * writing in the browser.
 * @param own what the assets of this release are called; every other file is somebody's
 */
export async function takeOver(
  job: Asked,
  prepared: GitHubRelease,
  notes: WriteNotes,
  own: readonly string[],
): Promise<TakenOver> {
  const { plan, world, steps, earlier } = job;
  const { github } = world;
  let now = prepared;
  let page: Page = { title: '', notes: '' };
  const release = await steps.run({
    title: prepared.draft ? `Take over the draft of ${plan.tag}` : `Complete the page of ${plan.tag}`,
    find: async () => {
      now = await readAgain(prepared, github);
      if (earlier.manifest === undefined) await refuseTaken(now, own, job);
      page = pageFor(plan, now, earlier, notes);
      const isSame = now.name === page.title && sameNotes(now.body, page.notes);
      return isSame && now.prerelease === plan.release.prerelease ? now : undefined;
    },
    make: () =>
      github.updateDraft(now.id, {
        tag: plan.tag,
        name: page.title,
        body: page.notes,
        prerelease: plan.release.prerelease,
      }),
    describe: ({ url, author }) => `${url}, begun by ${author === '' ? 'somebody' : author}; its words stay`,
  });
  await removeGateLogs(job, release);
  const ours = [...own, ...(earlier.manifest ? recordedNames(earlier.manifest) : [])];
  return { release, page, kept: await keptOf(filesOfOthers(release.assets, ours), github) };
}

/** Somebody has written in the draft with the log of a gate that was not passed then. */
async function removeGateLogs({ plan, world, steps }: Asked, release: GitHubRelease): Promise<void> {
  const logs = gateLogsOf(release, plan.tag);
  if (logs.length === 0) return;
  await steps.run({
    title: `Take the log of an earlier gate out of the draft`,
    make: async () => {
      for (const { id } of logs) await world.github.deleteAsset(id);
      return logs.length;
    },
    describe: () => `${gateLogName} is of a run that was not passed`,
  });
}

async function readAgain(prepared: GitHubRelease, github: Pick<GitHub, 'release'>): Promise<GitHubRelease> {
  const now = await github.release(prepared.id);
  if (now?.draft === prepared.draft) return now;
  throw new ReleaseError(
    `${prepared.url} was ${now ? 'published' : 'deleted'} by somebody while its release was prepared; nothing more was touched`,
    { code: 'draft-changed', hint: 'gh run rerun   # of this run: it begins from what is there' },
  );
}

/**
 * A draft that was listed too late for the preflight may hold a file by a name of ours, which neither may be published nor
 * waited for. A record beside it is another run's, which is filling the page, and may be writing its record anew just now.
 */
async function refuseTaken(
  now: GitHubRelease,
  own: readonly string[],
  { plan, world }: Pick<Asked, 'plan' | 'world'>,
): Promise<void> {
  const [fault, ...more] = takenNames({ prepared: now }, own, plan);
  if (fault === undefined || (await readRecord(now, world.github)) !== undefined) return;
  throw new TransientError([fault, ...more].map(({ message }) => message).join('\n'), {
    code: 'tag-conflict',
    hint: [fault, ...more].map(({ hint }) => hint).join('\n'),
  });
}

/** What the page is to say. */
export function pageFor(
  plan: Pick<Plan, 'tag' | 'release'>,
  { name, body }: Pick<GitHubRelease, 'name' | 'body'>,
  { manifest }: Pick<EarlierRelease, 'manifest'>,
  notes: WriteNotes,
): Page {
  const title = name.trim() === '' ? plan.release.title : name;
  const parts = readPage(plan.tag, body, plan.release.words);
  const changed = changedWords(manifest?.page, { title: name, notes: body }).includes('notes');
  // Our part was changed by hand, or taken away: so it is wanted.
  if (parts.kind === 'edited' || (changed && !parts.marked)) return { title, notes: body };
  const room = githubLimit - marksRoom - countCharacters(parts.above) - countCharacters(parts.below);
  const ours = notes(room);
  // Their words are long, and ours do not fit: they are the asset alone.
  if (countCharacters(ours) > room) return { title, notes: `${parts.above}${parts.below}` };
  return { title, notes: writePage(plan.tag, ours, parts) };
}

async function keptOf(
  assets: GitHubRelease['assets'],
  github: Pick<GitHub, 'download'>,
): Promise<readonly KeptAsset[]> {
  const kept = await mapConcurrent(assets, readAtOnce, async (asset): Promise<KeptAsset> => {
    const { name, size, digest } = asset;
    const sha256 = digest?.replace(/^sha256:/, '');
    if (sha256 !== undefined) return { name, size, sha256 };
    const bytes = await github.download(asset);
    return { name, size, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  return kept.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
