// The GitHub release as a draft: notes, and every asset by its content; nothing here is public yet.
import { createHash } from 'node:crypto';
import { ReleaseError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import type { ReleaseAsset } from '../plan/release.ts';
import { releaseAfter } from '../plan/version.ts';
import type { Log, Steps } from '../step.ts';
import { LookAgain } from '../world/patience.ts';
import type { AssetSource } from '../world/upload.ts';
import type { Asset, GitHub, GitHubRelease } from '../world/github.ts';
import type { Journal } from './journal.ts';
import { someAtOnce } from './some-at-once.ts';
import { createDraft } from './usable-tag.ts';

/** Something to upload, with what identifies it. */
export interface AssetFile extends ReleaseAsset {
  readonly contentType: string;
  readonly label?: string;
  /** Absent for what an earlier run has uploaded and is kept. */
  readonly source?: AssetSource;
}

/** How many uploads run at once. */
const uploadsAtOnce = 4;
/** The largest asset that is downloaded to be compared; `uploadsAtOnce` of them may be in memory. */
const maxComparedBytes = 256 * 1024 * 1024;

const contentTypes: readonly (readonly [ending: RegExp, type: string])[] = [
  [/\.t?gz$/, 'application/gzip'],
  [/\.zip$/, 'application/zip'],
  [/\.json$/, 'application/json'],
  [/\.md$/, 'text/markdown; charset=utf-8'],
  [/\.(?:txt|asc|sha256|pub|pem)$/, 'text/plain; charset=utf-8'],
];

/** The media type that a browser is told at the download. */
export function contentTypeOf(name: string): string {
  return contentTypes.find(([ending]) => ending.test(name))?.[1] ?? 'application/octet-stream';
}

export function assetOf(name: string, text: string, contentType: string): AssetFile {
  const bytes = Buffer.from(text);
  return {
    name,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    contentType,
    source: { bytes },
  };
}

/** Makes sure of one draft with these notes and assets. A published release is left as it is, and only checked. */
export async function draft(
  plan: Plan,
  notes: string,
  assets: readonly AssetFile[],
  journal: Journal,
  github: GitHub,
  steps: Steps,
): Promise<GitHubRelease> {
  const fields = {
    tag: plan.tag,
    name: plan.release.title,
    body: notes,
    prerelease: plan.release.prerelease,
  };
  let known = journal.release;
  let tried = false;
  const release = await steps.run({
    title: `Draft the release ${plan.tag}`,
    find: async () => {
      // A broken attempt of this step may have made one without hearing of it. On the first, an unknown draft is
      // another run's, which is filling it: this run makes its own, and only one of them can be published.
      if (tried) known ??= (await github.releasesOf(plan.tag)).find((other) => isOurs(other, journal));
      tried = true;
      if (!known) return undefined;
      const same =
        known.name === fields.name &&
        sameText(known.body, fields.body) &&
        known.prerelease === fields.prerelease;
      return !known.draft || same ? known : undefined;
    },
    make: async () => (known ? github.updateDraft(known.id, fields) : createDraft(github, fields)),
    describe: (made) => made.url,
  });
  await someAtOnce(assets, uploadsAtOnce, (asset) => upload(asset, release, github, steps));
  const complete = await github.release(release.id);
  if (!complete)
    throw new ReleaseError(`the draft of ${plan.tag} is gone`, {
      hint: 'Run the workflow again: it makes a new one.',
    });
  return complete;
}

/**
 * Makes sure, before anything is signed for it, that a release which is public already holds these very assets.
 * @throws ReleaseError when it does not: a published release stays as it is.
 */
export async function refuseChanges(
  assets: readonly ReleaseAsset[],
  { release }: Journal,
  github: Pick<GitHub, 'download'>,
): Promise<void> {
  if (!release || release.draft) return;
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

/** An older GitHub Enterprise Server tells no digest: then the bytes do, unless they are too many to hold. */
async function holds(
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

/** An empty draft that was not there when the run began. */
function isOurs({ id, draft: unpublished, assets }: GitHubRelease, { spare }: Journal): boolean {
  return unpublished && assets.length === 0 && !spare.some((left) => left.id === id);
}

async function upload(
  asset: AssetFile,
  release: GitHubRelease,
  github: GitHub,
  steps: Steps,
): Promise<Asset> {
  let inPlace = release.assets.find(({ name }) => name === asset.name);
  let tried = false;
  return steps.run({
    title: `Upload ${asset.name}`,
    find: async (log) => {
      if (tried) inPlace = (await github.release(release.id))?.assets.find(({ name }) => name === asset.name);
      tried = true;
      if (!inPlace) return undefined;
      if (await holds(inPlace, asset, github)) return inPlace;
      if (!release.draft) {
        throw new ReleaseError(
          `the published ${asset.name} is ${inPlace.digest ?? `in state ${inPlace.state}`}, not sha256:${asset.sha256}; nothing was touched`,
          {
            code: 'tag-conflict',
            hint: `${releaseAfter(release.tag)}   # ${release.url} stays as it is: release the next version`,
          },
        );
      }
      log(
        inPlace.state === 'uploaded'
          ? 'the draft has other bytes under this name; replaced'
          : 'an upload had broken off; replaced',
      );
      await github.deleteAsset(inPlace.id);
      return undefined;
    },
    make: async (log) => {
      const { name, label, contentType, source, size, sha256 } = asset;
      if (!source) throw new LookAgain(`${name} is gone from the draft`, { hint: 'Run the workflow again.' });
      const fields = { name, contentType, ...(label === undefined ? {} : { label }) };
      try {
        const made = await github.upload(release, fields, source, progressOf(size, log));
        if (made.digest === undefined || made.digest === `sha256:${sha256}`) return made;
        throw new ReleaseError(`${name} arrived as ${made.digest}, not as sha256:${sha256}`, {
          hint: 'Did a step in the background change the file? Run the workflow again: it replaces the asset.',
        });
      } catch (error) {
        // 422 already_exists: a broken-off upload of before, or another run, holds the name.
        if (error instanceof Error && 'status' in error && error.status === 422) {
          throw new LookAgain(`GitHub did not take ${name} (${error.message})`, {
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

/** GitHub keeps CRLF or LF as it likes and trims the end. */
function sameText(a: string, b: string): boolean {
  const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim();
  return plain(a) === plain(b);
}
