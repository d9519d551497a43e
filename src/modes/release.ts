// The whole release on one screen: plan, prepare, prove, publish, read back.
import { FaultsError } from '../errors.ts';
import { type ResolvedPlan, resolvePlan } from './resolve-plan.ts';
import type { Plan } from '../plan/plan.ts';
import {
  type Attestation,
  type Image,
  type ImageSignature,
  type ReleaseRecord,
  type MovedPointer,
  type ReleaseAsset,
} from '../plan/artifacts.ts';
import type { Steps } from '../run/step.ts';
import { archives } from '../steps/prepare/archives.ts';
import { gatherAssets } from '../steps/draft/assets.ts';
import { attestProvenance } from '../steps/prove/provenance.ts';
import { type Builders, makeBuilders } from '../steps/prepare/builder.ts';
import type { AssetFile } from '../steps/prepare/asset-file.ts';
import { draft, refuseChanges } from '../steps/draft/draft.ts';
import { earlierImage } from '../find/earlier-image.ts';
import { previousSizes } from '../steps/prepare/previous-sizes.ts';
import { readFiles } from '../steps/prepare/workspace-files.ts';
import type { Notes } from '../changelog/notes.ts';
import { image } from '../steps/prepare/image.ts';
import { refuseConflicts } from '../steps/preflight/conflicts.ts';
import { type EarlierRelease, refreshEarlierRelease } from '../find/earlier-release.ts';
import { movePointers } from '../steps/publish/pointers.ts';
import { deleteStaleDrafts, publishRelease } from '../steps/publish/publish.ts';
import { type ReleaseNotes, releaseNotes } from '../steps/notes/release-notes.ts';
import { readBack } from '../steps/publish/read-back.ts';
import { attestSboms } from '../steps/prove/sbom.ts';
import { attestScannedSboms } from '../steps/prove/sbom-scan.ts';
import { signLegacy } from '../steps/prove/sign-legacy.ts';
import { sign } from '../steps/prove/sign.ts';
import { checkImageTags, tagImage } from '../steps/publish/image-tags.ts';
import { requireTagUnmoved } from '../steps/publish/tag-unmoved.ts';
import { refuseBroken, smokeTest, skippedSmokeTests } from '../steps/prove/smoke-test.ts';
import { type Check, verifyProofs } from '../steps/prove/verify.ts';
import type { World } from '../world/world.ts';
import { recordName } from '../plan/asset-names.ts';
import type { GitHubRelease } from '../world/github/types.ts';
import { type Run, createTools } from '../run/run.ts';

/** What is now true. */
export interface Release {
  readonly plan: Plan;
  readonly gathered: ReleaseNotes;
  readonly notes: Notes;
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
 * @throws FaultsError with everything that stands in the way, before anything is pushed; ReleaseError later.
 */
export async function release(run: Run): Promise<Release> {
  const { inputs, context, steps, outside } = run;

  const { plan, tags, listed } = await required(await resolvePlan(run), run);
  const gathering = releaseNotes(plan, tags, inputs, context, outside, steps);
  const [[world, gathered], before] = await both(
    Promise.all([createTools(run), gathering]),
    refuseConflicts(plan, [], outside, steps),
  );

  steps.enter('prepare');
  const builders: Builders = makeBuilders(inputs, run.own, world.buildx, steps, run.registerBuilder);
  const [built, files, sizes] = await Promise.all([
    image(plan, world, steps, (log) => earlierImage(plan, world, before, log), builders.ready),
    readFiles(listed.files, steps),
    previousSizes(plan, gathered.previousTag, inputs, world, steps),
  ]);
  const payload = [...(await archives(plan, built, world, steps, before, builders.ready)), ...files];
  await refuseChanges(payload, before, outside.github);

  steps.enter('prove');
  const finished = before.release?.draft === false;
  const [{ signatures, provenance, sboms, proofs }, started] = await both(
    prove(plan, built, payload, listed, before, world, steps, builders.ready),
    finished
      ? Promise.resolve(skippedSmokeTests(plan, built))
      : smokeTest(plan, built, builders, world, context, run.own, steps, run.registerContainer),
  );
  refuseBroken(started);
  const tolerated = [provenance, ...sboms].flatMap((made) => made?.notStored ?? []);
  const notes = gathered.write({
    ...{ ...world, image: built, stored: provenance?.notStored === undefined },
    ...(plan.assets.signEach ? { signed: [...payload.map(({ name }) => name), recordName] } : {}),
  });
  const earlier = await refreshEarlierRelease(before, plan, outside.github, steps);
  const made = { plan, image: built, signatures, provenance, sboms, world, context, earlier };
  const { all: assets, manifest, checks: sums } = await gatherAssets(payload, notes.full?.(), made, steps);
  const { release: drafted, left } = await draft(plan, { notes: notes.body, assets }, earlier, world, steps);
  const spare = [before.release ?? [], before.spare, left].flat();
  const done = { image: built, manifest, assets, tolerated, previousSizes: sizes };
  if (plan.release.draft) {
    await deleteStaleDrafts(plan, spare, drafted, world, steps);
    return {
      plan: plan,
      gathered,
      notes,
      published: { ...done, release: drafted, moved: [], checks: [...proofs, ...sums, ...started] },
    };
  }

  steps.enter('publish');
  await requireTagUnmoved(plan, run.records, steps);
  await checkImageTags(plan, built, world, steps);
  const latest = plan.pointers.floating.some(({ kind, moves }) => kind === 'github-latest' && moves);
  const published = await publishRelease(plan, drafted, { assets, manifest }, latest, world, steps);
  await tagImage(plan, built, world, steps);
  await deleteStaleDrafts(plan, spare, published.release, world, steps);
  const moved = await movePointers(plan, inputs, built, published, world, steps);

  steps.enter('read back');
  // Of a release that another run of this tag has published, what stands is that run's.
  const stands = { ...done, ...published.adopted };
  const shown = { image: built, release: published.release, assets: stands.assets, moved };
  const seen = await readBack(plan, shown, context, world, steps);
  const checks = [...seen, ...started, ...proofs, ...sums];
  return { plan, gathered, notes, published: { ...stands, release: published.release, moved, checks } };
}

/** Signatures, provenance and SBOMs, one after the other: on registries without a referrers API they share one tag. */
async function prove(
  plan: Plan,
  built: Image,
  payload: readonly AssetFile[],
  listed: ResolvedPlan['listed'],
  before: EarlierRelease,
  world: World,
  steps: Steps,
  builder: Builders['ready'],
): Promise<Proven> {
  const bundles = plan.sign === 'none' ? [] : await sign(plan, built, world, steps);
  const signatures = plan.signLegacy ? await signLegacy(plan, built, bundles, world, steps) : bundles;
  const provenance = plan.attest
    ? await attestProvenance(plan, built, payload, world, steps, before)
    : undefined;
  const given = await attestSboms(listed.sboms, plan, built, world, steps, before);
  const scans = await attestScannedSboms(listed.sboms, plan, built, world, steps, before, builder);
  return {
    signatures,
    provenance,
    sboms: [...given, ...scans],
    proofs: await verifyProofs(plan, built, provenance, world, steps),
  };
}

interface Proven {
  readonly signatures: readonly ImageSignature[];
  readonly provenance: Attestation | undefined;
  readonly sboms: readonly Attestation[];
  readonly proofs: readonly Check[];
}

/** Waits for both, also when one fails: what is under way is not left alone. */
async function both<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

/** What stands in the way is reported at once, before anything is pushed. */
async function required(
  { plan, tags, listed, faults }: ResolvedPlan,
  { outside, steps }: Run,
): Promise<Pick<ResolvedPlan, 'tags' | 'listed'> & { readonly plan: Plan }> {
  if (plan === undefined) throw new FaultsError(faults);
  // A sound run looks at its places a moment later, beside the tools; where it stops anyhow they join the list.
  if (faults.length > 0) await refuseConflicts(plan, faults, outside, steps);
  return { plan, tags, listed };
}
