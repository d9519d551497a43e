// `latest: branch` on one screen: a push to the default branch, built, proven, and named `latest`; no release.
import { type Fault, FaultsError } from '../errors.ts';
import { type BranchPlan, planBranch } from '../plan/branch.ts';
import { noImageFault } from '../plan/plan.ts';
import type { Image, MovedPointer } from '../plan/artifacts.ts';
import { publicChecks } from '../find/public-image.ts';
import { imageOnBranch, moveLatest } from '../steps/publish/branch-pointer.ts';
import { buildersOf } from '../steps/prepare/builder.ts';
import { checkedOut } from '../steps/preflight/history.ts';
import { image } from '../steps/prepare/image.ts';
import { preflight } from '../steps/preflight/preflight.ts';
import { prove } from '../steps/prove/prove.ts';
import { type Check, verifyProofs } from '../steps/prove/verify.ts';
import { type Run, createTools } from '../run/run.ts';

/** What is now true. */
export interface BranchRelease {
  readonly plan: BranchPlan;
  /** What was found while it was built. */
  readonly warnings?: readonly string[];
  /** Absent in plan mode. */
  readonly published?: {
    readonly image: Image;
    readonly moved: readonly MovedPointer[];
    readonly checks: readonly Check[];
  };
}

/**
 * Publishes HEAD of the branch as `latest`, by the same steps as a release.
 * @throws FaultsError before anything is pushed; ReleaseError later.
 */
export async function publishBranch(branch: string, run: Run): Promise<BranchRelease> {
  const { inputs, steps } = run;
  const plan = await decideBranch(branch, run);
  if (inputs.mode === 'plan') return { plan };
  const world = await createTools(run);
  const job = { plan, world, steps };

  steps.enter('prepare');
  const builders = buildersOf(run, world.buildx);
  const warnings: string[] = [];
  const built = await image(job, (log) => imageOnBranch(plan, world, log), builders.ready, {
    warn: (warning) => warnings.push(warning),
  });

  steps.enter('prove');
  const { provenance } = await prove({ ...job, earlier: {} }, built);
  const proven = await verifyProofs(job, built, provenance);

  steps.enter('publish');
  const { moved, checks } = await moveLatest(job, built);
  const seen = await publicChecks(plan, built, world.registry);
  const all = [...proven, ...checks, ...seen];
  return { plan, warnings, published: { image: built, moved, checks: all } };
}

async function decideBranch(branch: string, run: Run): Promise<BranchPlan> {
  const { inputs, context, outside } = run;
  const known = await checkedOut(outside);
  const commitTime = known === undefined ? 0 : await outside.git.committerDate(known);
  const plan = planBranch(branch, inputs, context, { commit: context.sha, commitTime });
  const environment = await preflight(run, { images: plan.images, warnings: plan.warnings });
  const checkout: readonly Fault[] =
    known === context.sha
      ? []
      : [
          {
            message: `the workspace has ${known ?? 'nothing'} checked out, not ${context.sha}, the commit of this run`,
            hint: '- uses: actions/checkout@v6   # before this action, without ref:',
          },
        ];
  const promotes: readonly Fault[] =
    inputs.from === undefined
      ? []
      : [
          {
            code: 'bad-input',
            message: `from promotes an image to a release, and this run publishes the branch ${branch}`,
            hint: `with: { from: '' }   # on pushes to ${branch}; a run of a tag promotes what it has built`,
          },
        ];
  const unnamed = noImageFault(inputs, context.repository);
  const faults = [...run.faults, ...environment.faults, ...checkout, ...promotes, ...unnamed];
  if (faults.length > 0) throw new FaultsError(faults);
  return plan;
}
