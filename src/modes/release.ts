// The whole release on one screen: plan, prepare, prove, publish, read back.
import { namesOf } from '../plan/assets.ts';
import { FaultsError } from '../errors.ts';
import { type ResolvedPlan, resolvePlan } from './resolve-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { keptWarnings } from '../plan/record/kept.ts';
import type { Image, MovedPointer } from '../plan/artifacts.ts';
import type { ReleaseRecord, ReleaseAsset } from '../plan/record/release-record.ts';
import { archives } from '../steps/prepare/archives.ts';
import { builtElsewhere, nothingElsewhere } from '../steps/prepare/built-elsewhere.ts';
import { buildersOf } from '../steps/prepare/builder.ts';
import { refuseChanges } from '../steps/draft/draft.ts';
import { publicBefore } from '../find/prepared-page.ts';
import { earlierImage, refuseOtherImage } from '../find/earlier-image.ts';
import { previousSizes } from '../steps/prepare/previous-sizes.ts';
import { readFiles } from '../steps/prepare/workspace-files.ts';
import type { Notes } from '../changelog/notes.ts';
import type { Log } from '../run/step.ts';
import { promote } from '../steps/prepare/promote.ts';
import { carryProvenance, promotedCheck } from '../steps/prove/built-before.ts';
import { image } from '../steps/prepare/image.ts';
import { refuseConflicts } from '../steps/preflight/conflicts.ts';
import { finishedRelease } from '../find/earlier-release.ts';
import { checkPointersMove } from '../steps/publish/movable.ts';
import { movePointers } from '../steps/publish/pointers.ts';
import { deleteStaleDrafts, publishRelease } from '../steps/publish/publish.ts';
import { type ReleaseNotes, releaseNotes } from '../steps/notes/release-notes.ts';
import { readBack } from '../steps/publish/read-back.ts';
import { attestSboms } from '../steps/prove/sbom.ts';
import { attestScannedSboms } from '../steps/prove/sbom-scan.ts';
import { startDiscussion } from '../steps/publish/discussion.ts';
import { recordStorage } from '../steps/publish/storage-record.ts';
import { checkImageTags, tagImage } from '../steps/publish/image-tags.ts';
import { requireTagStillUnmoved, requireTagUnmoved } from '../steps/publish/tag-unmoved.ts';
import { refuseBroken, smokeTest, skippedSmokeTests } from '../steps/prove/smoke-test.ts';
import { prove } from '../steps/prove/prove.ts';
import { type Check, foundProofs, verifyProofs } from '../steps/prove/verify.ts';
import { draftRelease } from './draft-release.ts';
import type { GitHubRelease } from '../world/github/types.ts';
import { type Run, createTools, createVerifier } from '../run/run.ts';
import { allEnded } from '../run/concurrency.ts';

/** What is now true. */
export interface Release {
  readonly plan: Plan;
  readonly gathered: ReleaseNotes;
  readonly notes: Notes;
  /** What was found while it was built. */
  readonly warnings?: readonly string[];
  readonly published?: {
    readonly image: Image;
    readonly release: GitHubRelease;
    readonly manifest: ReleaseRecord;
    readonly assets: readonly ReleaseAsset[];
    readonly moved: readonly MovedPointer[];
    readonly checks: readonly Check[];
    /** Platform → bytes in the previous release, as far as it is known. */
    readonly previousSizes: ReadonlyMap<string, number>;
    /** What GitHub would not do, and the release went on without: one sentence each. */
    readonly tolerated: readonly string[];
  };
}

/**
 * Carries a release through.
 * @param resolving the plan, where the caller has begun to resolve it
 * @param building called when a look at any place is to be a new one from now on
 * @throws FaultsError with everything that stands in the way, before anything is pushed; ReleaseError later.
 */
export async function release(
  run: Run,
  resolving = resolvePlan(run),
  building: () => void = () => undefined,
): Promise<Release> {
  const { inputs, context, steps, outside } = run;

  const { plan, tags, listed, promotion, isPublished } = await required(await resolving, run);
  const gathering = releaseNotes({ plan, world: outside, steps }, tags, inputs, context);
  const [[first, gathered], before] = await allEnded([
    Promise.all([isPublished === true ? createVerifier(run) : createTools(run), gathering]),
    refuseConflicts({ plan, world: outside, steps }, [], namesOf(plan, listed.files)),
  ]);

  const finished = finishedRelease(before) !== undefined;
  // A page of a person's that an earlier run has begun to complete is published, and not finished.
  const world = finished || isPublished !== true ? first : await createTools(run);
  steps.enter('prepare');
  const elsewhere =
    finished || promotion
      ? nothingElsewhere
      : await builtElsewhere({ plan, world, steps }, context, inputs.builds);
  const job = { plan, world, steps, earlier: before, elsewhere: elsewhere.found };
  const builders = buildersOf(run, world.buildx);
  const warnings: string[] = publicBefore(before, plan);
  const warn = (warning: string): unknown => warnings.push(warning);
  const byEarlierRun = (log: Log): Promise<Image | undefined> =>
    earlierImage(plan, world, before, log).finally(building);
  const [built, files, sizes] = await Promise.all([
    promotion
      ? promote(job, promotion, byEarlierRun)
      : image(job, byEarlierRun, builders.ready, {
          elsewhere,
          here: inputs.builds !== 'elsewhere',
          warn,
        }),
    readFiles(listed.files, steps),
    previousSizes(job, gathered.previousTag, inputs),
    // Beside the build; whoever needs them asks again where they did not come.
    plan.attest && !finished ? world.attestor.readClaims().catch(() => undefined) : undefined,
  ]);
  await refuseOtherImage(job, built);
  const payload = [...(await archives(job, built, builders.ready, warn)), ...files];
  await refuseChanges(payload, before, outside.github);

  steps.enter('prove');
  await carryProvenance(job, built, promotion);
  const making = prove(job, built, {
    payload,
    attestSboms: async () =>
      (
        await allEnded([
          attestSboms(job, listed.sboms, built),
          attestScannedSboms(job, listed.sboms, built, builders.ready),
        ])
      ).flat(),
  });
  const proving = making.then(({ provenance }) => {
    // The run that published it had cosign and gh prove it. What is found is verified in process; what is made anew is theirs again.
    const isFound = finished && steps.records.every(({ outcome }) => outcome !== 'made');
    return isFound ? foundProofs(job, built, provenance) : verifyProofs(job, built, provenance);
  });
  const drafting = allEnded([
    making,
    finished ? Promise.resolve(skippedSmokeTests(plan, built)) : smokeTest(job, built, builders, context),
  ]).then(async ([proofs, started]) => {
    refuseBroken(started);
    const names = namesOf(plan, listed.files);
    const contents = { image: built, payload, proofs, gathered, names, proven: proving };
    return { proofs, started, drafted: await draftRelease(run, job, contents) };
  });
  const [proven, { proofs, started, drafted }] = await allEnded([proving, drafting]);
  const tolerated = [proofs.provenance, ...proofs.sboms].flatMap((made) => made?.notStored ?? []);
  const { assets, manifest, page, notes, taken, spare } = drafted;
  warnings.push(...keptWarnings(manifest));
  const proofChecks = [...proven, ...drafted.checks];
  const done = { image: built, manifest, assets, tolerated, previousSizes: sizes };
  if (plan.release.draft) {
    await deleteStaleDrafts(job, spare, drafted.release);
    return {
      plan,
      gathered,
      notes,
      warnings,
      published: {
        ...done,
        release: drafted.release,
        moved: [],
        checks: [...promotedCheck(plan), ...proofChecks, ...started],
      },
    };
  }

  steps.enter('publish');
  await checkPointersMove(job, inputs, built);
  const latest = plan.pointers.floating.some(({ kind, moves }) => kind === 'github-latest' && moves);
  const toPublish = {
    ...{ assets: [...assets, ...(manifest.kept ?? [])], manifest, page },
    proof: async (other: GitHubRelease): Promise<readonly string[]> =>
      (await import('./audit-release.ts')).liesOf(run, other, plan.version),
    lastLooks: () => allEnded([requireTagUnmoved(job, run.records), checkImageTags(job, built)]),
  };
  const published = await publishRelease(job, drafted.release, toPublish, latest);
  await requireTagStillUnmoved(job, run.records, published.release.url);
  await tagImage(job, built);
  // A run that finds the release whole writes nothing more.
  const isOwn = published.latestBefore !== undefined || (taken !== undefined && !published.adopted);
  const [, moved] = await allEnded([
    deleteStaleDrafts(job, spare, published.release),
    movePointers(job, inputs, built, published),
    isOwn ? recordStorage(job, built, context, true) : Promise.resolve(),
  ]);
  const isFinishing = steps.records.some(({ phase, outcome }) => phase === 'publish' && outcome === 'made');
  // The run that published it was ended before it had written all.
  if (!isOwn && isFinishing) await recordStorage(job, built, context, false);
  const discussion = await startDiscussion(job, published.release);

  steps.enter('read back');
  // Of a release that another run of this tag has published, what stands is that run's.
  const stands = { ...done, ...published.adopted };
  const own = isOwn ? { page } : {};
  const there = [...stands.assets, ...(manifest.kept ?? [])];
  const shown = { image: built, release: published.release, assets: there, moved, ...own };
  const seen = await readBack(job, shown, context);
  const checks = [...seen, ...discussion, ...promotedCheck(plan), ...started, ...proofChecks];
  return {
    plan,
    gathered,
    notes,
    warnings,
    published: { ...stands, release: published.release, moved, checks },
  };
}

/** What stands in the way is reported at once, before anything is pushed. */
async function required(
  resolved: ResolvedPlan,
  { outside, steps }: Run,
): Promise<Omit<ResolvedPlan, 'plan'> & { readonly plan: Plan }> {
  const { plan, faults } = resolved;
  if (plan === undefined) throw new FaultsError(faults);
  // A sound run looks at its places a moment later, beside the tools; where it stops anyhow they join the list.
  if (faults.length > 0) await refuseConflicts({ plan, world: outside, steps }, faults);
  return { ...resolved, plan };
}
