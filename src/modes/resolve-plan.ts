// Decides a release and finds everything that stands in its way, for a plan to show and for a release to obey.
import { count } from '../report/quantities.ts';
import { type Fault, ReleaseError } from '../errors.ts';
import { countFaults, nameFaults, ownBundles, ownNames } from '../plan/assets.ts';
import type { CommitSha } from '../plan/brands.ts';
import { subjectCommit } from '../plan/context.ts';
import { disclosureWarnings } from '../plan/disclosure.ts';
import { exactImageTag } from '../plan/tags/image-tags.ts';
import { type Plan, imagesOf, makePlan, releaseTag, releaseVersion } from '../plan/plan.ts';
import { highestFor } from '../plan/tags/pointers.ts';
import type { TagRef } from '../plan/version/range.ts';
import { type Version, comparePrecedence, isStable, parseTag } from '../plan/version/version.ts';
import type { Promotion } from '../find/promotion.ts';
import { pageMarks } from '../find/page-marks.ts';
import type { PermissionReport } from '../report/model.ts';
import { namedFileFaults } from '../steps/notes/named-files.ts';
import { notesFileFaults, placesIn } from '../steps/notes/notes-file.ts';
import { type ListedFiles, listFiles } from '../steps/prepare/workspace-files.ts';
import { lfsWarnings } from '../steps/preflight/lfs.ts';
import { gitTagWarnings } from '../steps/preflight/git-tags.ts';
import { type KnownHistory, allTags, history } from '../steps/preflight/history.ts';
import { type Asked, askedForNext, proposeNext } from '../steps/preflight/next-version.ts';
import { leaveSharedSha } from '../steps/preflight/places.ts';
import { preflight } from '../steps/preflight/preflight.ts';
import type { Run } from '../run/run.ts';
import { refusedByGitHub } from '../world/github/refused.ts';
import { HttpError, isTransient } from '../world/retry/retry.ts';
import { compact } from '../compact.ts';

export interface ResolvedPlan {
  /** Absent where no version could be read, or its names are impossible. */
  readonly plan?: Plan;
  /** Whether an earlier run has published this very version; of a prerelease it is not known yet. */
  readonly isPublished?: boolean;
  readonly tags: readonly TagRef[];
  /** The files of the workspace that become assets. */
  readonly listed: ListedFiles;
  /** The tag as Git has it; absent for a version that is only proposed. */
  readonly tag?: TagRef;
  /** Why this version; holds a commit's subject as it is. */
  readonly why: string;
  readonly permissions: readonly PermissionReport[];
  readonly faults: readonly Fault[];
  /** The image that is released as it is, with `from`. */
  readonly promotion?: Promotion;
}

interface Chosen {
  readonly version: Version;
  readonly why: string;
  /** The commit to be released, where no tag says it. */
  readonly proposed?: CommitSha;
}

/** Decides everything. Faults of inputs, event, tag, plan, permissions and runner come back together. */
export async function resolvePlan(run: Run): Promise<ResolvedPlan> {
  const { inputs, context, outside } = run;
  const images = imagesOf(inputs, context.repository);
  const chosen = await choose(run);
  const exactTag =
    'version' in chosen ? exactImageTag(chosen.version, inputs.pointers.imageTagPrefix) : undefined;
  const warnings = disclosureWarnings(inputs, context.repository);
  const [environment, found, listed] = await Promise.all([
    preflight(run, { images, exactTag, warnings }),
    planOf(run, chosen).catch(asFault),
    listFiles(inputs.assets, context.workspace),
  ]);
  const own = found.plan
    ? [...ownNames(found.plan.assets, found.plan), ...ownBundles(found.plan.assets, listed.files)]
    : [];
  const names = [...nameFaults([...own, ...listed.files]), ...countFaults(own, listed.files)];
  // Without a checkout every file is missing, and that is one fault.
  const { isCheckedOut = true } = found;
  const ofFiles = (faults: readonly Fault[]): readonly Fault[] => (isCheckedOut ? faults : []);
  const { notesFile } = inputs.changelog;
  const notes =
    found.plan === undefined || notesFile === undefined || !isCheckedOut
      ? []
      : await notesFileFaults(notesFile, found.plan.commit, outside.git, placesIn(context));
  const named = isCheckedOut ? await filesNamed(run, found) : [];
  const promoting = found.plan === undefined ? undefined : await promotionOf(run, found.plan);
  return {
    ...found,
    ...promoting?.known,
    listed,
    permissions: environment.permissions,
    faults: [
      ...run.faults,
      ...environment.faults.filter(({ code }) => isCheckedOut || code !== 'no-dockerfile'),
      ...found.faults,
      ...ofFiles(listed.faults),
      ...notes,
      ...named,
      ...(promoting?.faults ?? []),
      ...ofFiles(names),
    ],
  };
}

/**
 * What GitHub keeps from the job's token is a fault beside the others, which may well say why. Without a token that is one every other
 * answer is of no account.
 */
function asFault(error: unknown): Awaited<ReturnType<typeof planOf>> {
  const refused = refusedByGitHub(error);
  if (!(refused instanceof HttpError) || isTransient(refused) || ![403, 404].includes(refused.status))
    throw error;
  const { message, hint, code = 'registry-failed' } = refused;
  return { tags: [], why: '', faults: [{ code, message, hint }] };
}

/** What `from` names, and the plan with it; nothing without `from`. */
async function promotionOf(
  { inputs, context, outside, steps, trust }: Run,
  plan: Plan,
): Promise<
  | { readonly faults: readonly Fault[]; readonly known?: Required<Pick<ResolvedPlan, 'plan' | 'promotion'>> }
  | undefined
> {
  if (inputs.from === undefined) return undefined;
  const { findPromotion } = await import('../find/promotion.ts');
  const found = await steps.run({
    title: 'Look at the image to be promoted',
    make: (log) => findPromotion({ plan, inputs, outside, trust, workspace: context.workspace }, log),
    outcome: (seen) => (seen && 'image' in seen ? 'found' : 'checked'),
    describe: (seen) =>
      seen && 'image' in seen ? seen.image.digest : count(seen?.faults.length ?? 0, 'fault'),
  });
  if (found === undefined || 'faults' in found) return found;
  const platforms = found.image.platforms.map(({ platform }) => platform);
  const warnings = [...plan.warnings, ...found.warnings];
  return {
    faults: [],
    known: { plan: { ...plan, platforms, promoted: found.promoted, warnings }, promotion: found },
  };
}

/** What the notes are to be made of must be there. */
async function filesNamed(
  { inputs, outside }: Run,
  { plan, tags }: Pick<ResolvedPlan, 'plan' | 'tags'>,
): Promise<readonly Fault[]> {
  const { configExample, migrations, file, paths } = inputs.changelog;
  if (plan === undefined) return [];
  const earlier = tags.flatMap((ref) => {
    const version = parseTag(ref.name, inputs.tagPrefix);
    return version && comparePrecedence(version, plan.version) < 0 ? [{ ref, version }] : [];
  });
  earlier.sort((a, b) => comparePrecedence(b.version, a.version));
  return namedFileFaults(
    compact({ configExample, migrations, changelogFile: file, paths }),
    plan.commit,
    outside.git,
    earlier.map(({ ref }) => ref),
  );
}

/** The tag of the run, or in plan mode without one the next version. */
async function choose(run: Run): Promise<Chosen | { readonly fault: Fault }> {
  const { inputs, context } = run;
  const next = askedForNext(inputs, context);
  if (next) return (await tagOf(next, run)) ?? proposeNext(next, run);
  let named = releaseTag(inputs, context);
  if ('fault' in named) named = releaseTag(inputs, context, await highestTag(run));
  const read = 'tag' in named ? releaseVersion(named.tag, inputs, context.repository.name) : named;
  if ('fault' in read) return read;
  if (inputs.mode === 'tag') return { ...read, why: 'the tag that is given', proposed: await here(run) };
  return { ...read, why: `the tag ${read.version.tag}` };
}

/** The commit that is to be tagged, fetched where the checkout is of another. */
async function here({ context, outside }: Run): Promise<CommitSha> {
  const commit = subjectCommit(context);
  if (commit !== context.sha) await outside.git.deepen({ commit, exclude: [] });
  return commit;
}

/** With `tag: next` the tag that the commit has already: a rerun finds what the run before it made. */
async function tagOf(
  { commit, channel }: Asked,
  { inputs, context, outside }: Run,
): Promise<Chosen | undefined> {
  if (inputs.mode !== 'tag' && (inputs.tag === undefined || context.pullRequest !== undefined))
    return undefined;
  const isWanted = (version: Version): boolean =>
    channel === undefined ? isStable(version) : version.prerelease[0] === channel;
  const [highest] = (await allTags(outside.git, () => undefined))
    .filter((tag) => tag.commit === commit)
    .flatMap(({ name }) => parseTag(name, inputs.tagPrefix) ?? [])
    .filter(isWanted)
    .sort((a, b) => comparePrecedence(b, a));
  return highest && { version: highest, why: 'the commit has this tag already', proposed: commit };
}

/** For a hint: the highest version in the checkout, where there is one. */
async function highestTag({ inputs, outside }: Run): Promise<string | undefined> {
  try {
    const tags = await outside.git.tagNames();
    return highestFor('latest', tags, { major: 0, minor: 0 }, inputs.tagPrefix)?.tag;
  } catch (error) {
    // Without a checkout there is no tag to name.
    if (error instanceof ReleaseError) return undefined;
    throw error;
  }
}

async function planOf(
  { inputs, context, outside, steps }: Run,
  chosen: Awaited<ReturnType<typeof choose>>,
): Promise<Omit<ResolvedPlan, 'permissions' | 'listed'> & { readonly isCheckedOut?: boolean }> {
  if ('fault' in chosen) return { tags: [], why: '', faults: [chosen.fault] };
  const { version, why, proposed } = chosen;
  const known: KnownHistory = await history(
    { world: outside, steps },
    version,
    { inputs, context },
    proposed,
  );
  const marks = await pageMarks(version, known.history.tags, inputs.tagPrefix, outside.github);
  const made = makePlan(inputs, context, { ...known.history, marks }, version);
  const { tags } = known;
  const tag = tags.find(({ name }) => name === version.tag);
  const isPublished = marks.own !== undefined;
  const base = compact({ tags, why, tag, isPublished, isCheckedOut: known.isCheckedOut });
  if (!('plan' in made)) return { ...base, faults: [...known.faults, ...made.faults] };
  const warnings = [
    ...(await gitTagWarnings(made.plan, context, outside.github)),
    ...(await lfsWarnings(inputs, context.workspace, outside.git)),
  ];
  const plan = { ...made.plan, warnings: [...made.plan.warnings, ...warnings] };
  return { ...base, plan: await leaveSharedSha(plan, outside.registry), faults: known.faults };
}
