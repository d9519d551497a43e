// What `mode` chooses.
import { join } from 'node:path';
import { build } from './modes/build.ts';
import { publishBranch } from './modes/branch.ts';
import { planMode } from './modes/plan.ts';
import { type RunResult } from './results/result.ts';
import { publishedBranch } from './plan/branch.ts';
import { takenBackFaults, untrustedEventFaults } from './plan/event.ts';
import { release } from './modes/release.ts';
import { repoint } from './modes/repoint.ts';
import { verify } from './modes/verify.ts';
import type { Run } from './run/run.ts';
import { releaseResult } from './results/release.ts';
import { branchResult } from './results/branch.ts';
import { tagRelease } from './modes/tag.ts';
import { tagResult } from './results/tag.ts';
import { buildResult } from './results/build.ts';
import { planResult } from './results/plan.ts';
import { verificationResult } from './results/verification.ts';
import { repointResult } from './results/repoint.ts';

/** Carries out the run's mode. `temp` is the folder for the files that outputs name. */
export async function runMode(asked: Run, temp: string): Promise<RunResult> {
  const run = {
    ...asked,
    faults: [
      ...asked.faults,
      ...untrustedEventFaults(asked.inputs, asked.context),
      ...takenBackFaults(asked.inputs, asked.context),
    ],
  };
  const paths = { notes: join(temp, 'release-notes.md'), manifest: join(temp, 'release.json') };
  const branch = publishedBranch(run.inputs, run.context);
  if (branch !== undefined && (run.inputs.mode === 'release' || run.inputs.mode === 'plan')) {
    return branchResult(await publishBranch(branch, run), run.steps.records);
  }
  switch (run.inputs.mode) {
    case 'release':
      return releaseResult(await release(run), run.steps.records, paths);
    case 'plan':
      return planResult(await planMode(run), paths);
    case 'verify':
      return verificationResult(await verify(run), paths);
    case 'repoint':
      return repointResult(await repoint(run), paths);
    case 'tag':
      return tagResult(await tagRelease(run), run.steps.records);
    case 'build':
      return buildResult(await build(run), run.steps.records);
  }
}
