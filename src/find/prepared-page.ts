// Pages of this tag that a person or another tool made: which of them this run may complete, and why not the others.
import { type Fault, ReleaseError } from '../errors.ts';
import { gateLogName } from '../plan/asset-names.ts';
import type { TagName } from '../plan/brands.ts';
import type { Plan } from '../plan/plan.ts';
import type { ReleaseRecord } from '../plan/record/release-record.ts';
import { changedWords } from '../plan/record/page.ts';
import { hasOthersWords, hasOurMark } from '../plan/record/page-parts.ts';
import { releaseAfter } from '../plan/version/version.ts';
import { recordedNames } from '../plan/record/recorded-names.ts';
import type { EarlierRelease } from '../run/job.ts';
import type { GitHubRelease } from '../world/github/types.ts';

/** A draft with what its record says, where it has one. */
export interface ReadDraft {
  readonly draft: GitHubRelease;
  readonly record: ReleaseRecord | undefined;
}

/**
 * The draft with a person's words or files, where there is one; what this action has begun itself is none.
 * @throws ReleaseError when there are two, or when the one that is there is of another commit.
 */
export function preparedDraft(drafts: readonly ReadDraft[], plan: Plan): GitHubRelease | undefined {
  const [first, second] = drafts.filter((read) => isOthers(read, plan));
  if (first === undefined) return undefined;
  if (second !== undefined) throw twoDrafts(plan, [first.draft, second.draft]);
  const { draft, record } = first;
  const other = record?.commit ?? draft.target;
  if (other !== undefined && /^[0-9a-f]{40,64}$/.test(other) && other !== plan.commit) {
    throw new ReleaseError(
      `the draft ${draft.url} of ${plan.tag} was prepared for commit ${other}, and the tag is ${plan.commit}; nothing was touched`,
      {
        code: 'tag-conflict',
        hint: `gh release edit ${plan.tag} --target ${plan.commit} --repo ${plan.repository.fullName}   # if its words are for this commit too; else delete the draft, or put the tag back`,
      },
    );
  }
  if (record === undefined || record.kept) requireMark(draft, plan);
  return draft;
}

function isOthers({ draft, record }: ReadDraft, { tag }: Plan): boolean {
  if (record === undefined) return hasOthersWords(tag, draft.body) || draft.assets.some(isUploaded);
  // One of ours that somebody has edited since: with another prepared draft beside it, nobody can tell which is meant.
  return (
    record.kept !== undefined ||
    changedWords(record.page, { title: draft.name, notes: draft.body }).length > 0
  );
}

type Asset = GitHubRelease['assets'][number];

/** The log of a gate is this action's own, in a draft that it has made for it. */
const isUploaded = ({ name, state }: Pick<Asset, 'name' | 'state'>): boolean =>
  state === 'uploaded' && name !== gateLogName;

/** The files that somebody else has put on a page of ours. @param own what this release's assets are called */
export function filesOfOthers(assets: readonly Asset[], own: Iterable<string>): readonly Asset[] {
  const ours = new Set(own);
  return assets.filter((asset) => isUploaded(asset) && !ours.has(asset.name));
}

/**
 * Logs of a gate that an earlier run did not pass, in the draft that it made for them, and which somebody has written in since. They
 * are never published.
 */
export function gateLogsOf(
  { draft, assets, body }: Pick<GitHubRelease, 'draft' | 'assets' | 'body'>,
  tag: TagName,
): readonly Asset[] {
  return draft && hasOurMark(tag, body) ? assets.filter(({ name }) => name === gateLogName) : [];
}

/**
 * A draft of ours, in which a person has put a file of their own. Another draft may take its place, with the words that are in
 * it, but files go with their draft: the release would be public without them.
 * @throws ReleaseError naming them; nothing is touched.
 */
export function requireNoFilesOfOthers({ draft, record }: ReadDraft, { tag, repository }: Plan): void {
  if (record === undefined || record.kept !== undefined) return;
  const others = filesOfOthers(draft.assets, recordedNames(record)).map(({ name }) => name);
  const [first] = others;
  if (first === undefined) return;
  throw new ReleaseError(
    `the draft ${draft.url} of ${tag} holds ${list(others)}, which this action has not put there; nothing was touched`,
    {
      code: 'tag-conflict',
      hint: `gh release download ${tag} --pattern ${JSON.stringify(first)} --repo ${repository.fullName}   # then name it in files, so that its checksum and its provenance are in the release\ngh release delete-asset ${tag} ${JSON.stringify(first)} --repo ${repository.fullName}`,
    },
  );
}

function twoDrafts({ tag, repository }: Plan, drafts: readonly GitHubRelease[]): ReleaseError {
  const urls = drafts.map(({ url }) => url).join(' and ');
  return new ReleaseError(
    `${tag} has two drafts with somebody's words, ${urls}: which is meant is not known; nothing was touched`,
    {
      code: 'tag-conflict',
      hint: drafts
        .map(({ id, url }) => `gh api -X DELETE repos/${repository.fullName}/releases/${id}   # ${url}`)
        .join('\n# or\n'),
    },
  );
}

/**
 * A page that was published before its release: it can be completed as long as it takes assets, and holds none of another
 * tool.
 * @throws ReleaseError when it cannot; nothing is touched.
 */
export function publishedPage(release: GitHubRelease, plan: Plan): GitHubRelease {
  const { tag, repository } = plan;
  const { url } = release;
  const refuse = (what: string, hint: string): ReleaseError =>
    new ReleaseError(`the release ${tag} ${what}; nothing was touched`, { code: 'tag-conflict', hint });
  if (release.immutable) {
    throw refuse(
      'was published before it had its assets, and is immutable: it takes none any more',
      `${releaseAfter(tag)}   # ${url} stays as it is. To write the next page in the browser, save it as a draft: the run of its tag fills and publishes it`,
    );
  }
  const names = release.assets.filter(isUploaded).map(({ name }) => name);
  if (names.length > 0) {
    throw refuse(
      `is published already, with ${list(names)} and no release.json of this action`,
      `gh release edit ${tag} --draft --repo ${repository.fullName}   # if the page is to be completed: then run again, and what it has stays. If another tool has released it: ${releaseAfter(tag).replaceAll('\n', ' && ')}`,
    );
  }
  if (plan.release.draft) {
    throw refuse(
      'is published already, and `draft: true` is to leave it a draft',
      `gh release edit ${tag} --draft --repo ${repository.fullName}   # then run again; or leave out draft: true, to complete it in public`,
    );
  }
  requireMark(release, plan);
  return release;
}

/** A stable version on a page that is marked as a pre-release: it would move nothing, or move what its maker held back. */
function requireMark(release: GitHubRelease, plan: Plan): void {
  if (!release.prerelease || plan.release.prerelease) return;
  throw new ReleaseError(
    `${release.url} is marked as a pre-release, and ${plan.tag} is a stable version; nothing was touched`,
    {
      code: 'tag-conflict',
      hint: `gh release edit ${plan.tag} --prerelease=false --repo ${plan.repository.fullName}   # or with: { prerelease: true }, to move nothing but ${plan.tag}`,
    },
  );
}

/** What is wrong where the page holds a file by a name that this release takes: it would be another's, or gone. */
export function takenNames(
  { prepared, manifest }: { readonly prepared?: GitHubRelease; readonly manifest?: ReleaseRecord },
  own: readonly string[],
  plan: Pick<Plan, 'tag' | 'repository'>,
): readonly Fault[] {
  // With a record the names in it are ours already.
  if (prepared === undefined || manifest !== undefined) return [];
  // The log of a gate is taken out of a draft that has our mark: by that name nobody else's file would stay.
  const names = hasOurMark(plan.tag, prepared.body) ? own : [...own, gateLogName];
  const taken = prepared.assets.filter(
    ({ name, state }) =>
      state === 'uploaded' && names.some((one) => one.toLowerCase() === name.toLowerCase()),
  );
  return taken.map(({ name }) => ({
    code: 'tag-conflict',
    message: `${prepared.url} holds a file ${name} already, a name that this release takes; nothing was touched`,
    hint: `gh release delete-asset ${plan.tag} ${name} --repo ${plan.repository.fullName}   # or upload it by another name`,
  }));
}

/** The assets of a run that did not come to its end, by id: they are this action's to write anew. */
export function unfinishedAssets({ prepared, manifest }: EarlierRelease): ReadonlySet<number> {
  const ours = manifest === undefined ? [] : recordedNames(manifest);
  return new Set((prepared?.assets ?? []).filter(({ name }) => ours.includes(name)).map(({ id }) => id));
}

/** For log, summary and plan: what a page that was published first means for those who see it. */
export function publicBefore({ prepared }: Pick<EarlierRelease, 'prepared'>, { tag }: Plan): string[] {
  if (prepared?.draft !== false) return [];
  return [
    `${prepared.url} was public before the image and the files of ${tag}. Save the next page as a draft instead: the run of its tag takes the draft over, and publishes it when everything is in it.`,
  ];
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more files` : shown;
}
