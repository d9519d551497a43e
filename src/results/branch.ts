// What a published branch leaves.
import type { BranchRelease } from '../modes/branch.ts';
import { platformDigests, holds } from './outputs.ts';
import { renderBranch, type BranchReport } from '../report/branch.ts';
import type { StepRecord } from '../run/step.ts';
import type { RunResult } from './result.ts';
import { compact } from '../compact.ts';

export function branchResult(done: BranchRelease, records: readonly StepRecord[]): RunResult {
  return {
    outputs: branchOutputs(done),
    summary: renderBranch(branchReport(done, records)),
    warnings: [...done.plan.warnings, ...(done.warnings ?? [])],
    files: {},
  };
}

/** The outputs of a branch that was published as `latest`; those of a release stay empty. */
export function branchOutputs({ plan, published }: BranchRelease): Readonly<Record<string, string>> {
  const image = published?.image;
  const [name] = plan.images;
  return {
    image: image && name ? `${name.name}@${image.digest}` : '',
    digest: image?.digest ?? '',
    'platform-digests': JSON.stringify(platformDigests(image)),
    tags: JSON.stringify((published?.moved ?? []).map(({ name: tag }) => tag)),
    moved: JSON.stringify(
      Object.fromEntries(
        (published?.moved ?? []).map(({ name: pointer, from, to }) => [pointer, { from: from ?? null, to }]),
      ),
    ),
    verified: String(published !== undefined && holds(published.checks)),
    plan: JSON.stringify(plan),
  };
}

/** The facts of a published branch for the job summary. */
export function branchReport(
  { plan, published }: BranchRelease,
  records: readonly StepRecord[],
): BranchReport {
  return compact({
    branch: plan.branch,
    pointer: plan.pointer,
    commit: plan.commit,
    images: plan.images.map(({ name }) => name),
    digest: published === undefined ? undefined : published.image.digest,
    platforms: (published?.image.platforms ?? []).map(({ platform, digest, size }) => ({
      platform: platform.name,
      digest,
      bytes: size,
    })),
    checks: published?.checks ?? [],
    steps: records,
  });
}
