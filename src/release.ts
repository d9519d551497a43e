// The whole release on one screen: plan, prepare, prove, publish, read back.
import { FaultsError, type Fault } from './errors.ts';
import type { Context } from './plan/context.ts';
import type { Inputs } from './plan/inputs.ts';
import { type History, type Plan, imagesOf, makePlan, releaseTag, releaseVersion } from './plan/plan.ts';
import {
  type Image,
  type Manifest,
  type MovedPointer,
  type ReleaseAsset,
  manifestName,
  provenanceName,
} from './plan/release.ts';
import type { Steps } from './step.ts';
import { attest } from './steps/attest.ts';
import { type Builders, makeBuilders } from './steps/builder.ts';
import { type AssetFile, assetOf, draft } from './steps/draft.ts';
import { history } from './steps/history.ts';
import { image } from './steps/image.ts';
import { journal } from './steps/journal.ts';
import { manifest } from './steps/manifest.ts';
import { type ReleaseNotes, notes } from './steps/notes.ts';
import { preflight } from './steps/preflight.ts';
import { movePointers, publishRelease, tagImage } from './steps/publish.ts';
import { sign } from './steps/sign.ts';
import { type Check, prove, readBack } from './steps/verify.ts';
import type { Exec } from './world/exec.ts';
import type { GitHubRelease } from './world/github.ts';
import type { Outside, World } from './world/world.ts';

/** What `index.ts` hands over: everything that was read at the door. */
export interface Run {
  readonly inputs: Inputs;
  readonly context: Context;
  /** Faults found while reading; reported together with those of plan and preflight. */
  readonly faults: readonly Fault[];
  readonly steps: Steps;
  readonly exec: Exec;
  readonly outside: Outside;
  /** Makes sure of the tools and joins them to the world. */
  readonly world: (outside: Outside) => Promise<World>;
  /** Remembers a builder that this run made, so that `post` removes it whatever happens. */
  readonly keepBuilder: (name: string) => void;
}

/** What is now true. */
export interface Release {
  readonly plan: Plan;
  readonly notes: ReleaseNotes;
  /** Absent in plan mode. */
  readonly published?: {
    readonly image: Image;
    readonly release: GitHubRelease;
    readonly manifest: Manifest;
    readonly assets: readonly ReleaseAsset[];
    readonly moved: readonly MovedPointer[];
    readonly checks: readonly Check[];
  };
}

/**
 * Carries a release through, or as far as `mode` says.
 * @throws FaultsError with everything that stands in the way, before anything is pushed; ReleaseError later.
 */
export async function release(run: Run): Promise<Release> {
  const { inputs, context, steps, outside } = run;

  const decided = await plan(run);
  const relevant = await notes(decided.plan, decided.history, inputs, outside, steps);
  if (inputs.mode === 'plan') return { plan: decided.plan, notes: relevant };
  const world = await run.world(outside);
  const earlier = await journal(decided.plan, outside.github, steps);

  steps.enter('prepare');
  const builders: Builders = makeBuilders(inputs, context, world.buildx, steps, run.keepBuilder);
  const built = await image(decided.plan, world, steps, earlier, builders.ready);

  steps.enter('prove');
  if (decided.plan.sign !== 'none') await sign(decided.plan, built, world, steps);
  const attestation = decided.plan.attest ? await attest(decided.plan, built, world, steps) : undefined;
  const proofs = await prove(decided.plan, built, world, steps);

  const files: AssetFile[] = attestation
    ? [assetOf(provenanceName, attestation.bundle, 'application/vnd.dev.sigstore.bundle.v0.3+json')]
    : [];
  if (relevant.full !== undefined)
    files.push(assetOf('release-notes.md', relevant.full, 'text/markdown; charset=utf-8'));
  const record = manifest({ plan: decided.plan, image: built, files, attestation, world, context, earlier });
  const assets = [assetOf(manifestName, record.text, 'application/json'), ...files];
  const drafted = await draft(decided.plan, relevant.body, assets, earlier, outside.github, steps);
  const done = { image: built, manifest: record.manifest, assets };
  if (decided.plan.release.draft) {
    return {
      plan: decided.plan,
      notes: relevant,
      published: { ...done, release: drafted, moved: [], checks: proofs },
    };
  }

  steps.enter('publish');
  await tagImage(decided.plan, built, world, steps);
  const latest = decided.plan.pointers.floating.some(({ kind, moves }) => kind === 'github-latest' && moves);
  const names = assets.map(({ name }) => name);
  const published = await publishRelease(decided.plan, drafted, names, latest, world, steps);
  const moved = await movePointers(decided.plan, inputs, built, published, world, steps);

  steps.enter('read back');
  const checks = [...proofs, ...(await readBack(decided.plan, built, published, world, steps))];
  return { plan: decided.plan, notes: relevant, published: { ...done, release: published, moved, checks } };
}

/** Decides everything, or reports every fault of inputs, event, plan and environment at once. */
async function plan(run: Run): Promise<{ readonly plan: Plan; readonly history: History }> {
  const { inputs, context, outside, steps } = run;
  const faults = [...run.faults];
  const images = imagesOf(inputs, context.repository);
  const [environment, found] = await Promise.all([
    steps.run({
      title: 'Preflight',
      make: () => preflight({ inputs, context, images, exec: run.exec, registry: outside.registry }),
      outcome: 'checked',
      describe: (list) => (list.length === 0 ? 'nothing stands in the way' : `${list.length} faults`),
    }),
    decide(),
  ]);
  faults.push(...environment);
  if (!('plan' in found)) throw new FaultsError([...faults, ...found.faults]);
  if (faults.length > 0) throw new FaultsError(faults);
  return found;

  async function decide(): Promise<
    { readonly plan: Plan; readonly history: History } | { readonly faults: readonly Fault[] }
  > {
    const named = releaseTag(inputs, context);
    if ('fault' in named) return { faults: [named.fault] };
    const read = releaseVersion(named.tag, inputs);
    if ('fault' in read) return { faults: [read.fault] };
    const known = await history(read.version, inputs, context, outside, steps);
    if ('faults' in known) return known;
    const made = makePlan(inputs, context, known.history, read.version);
    return 'faults' in made ? made : { plan: made.plan, history: known.history };
  }
}
