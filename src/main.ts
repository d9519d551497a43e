// What `mode` chooses.
import { join } from 'node:path';
import { publishBranch } from './modes/branch.ts';
import { dryRun } from './modes/plan.ts';
import { type Written } from './results/result.ts';
import { publishedBranch } from './plan/branch.ts';
import { eventFaults } from './plan/event.ts';
import { release } from './modes/release.ts';
import { repoint } from './modes/repoint.ts';
import { verify } from './modes/verify.ts';
import type { Run } from './run/run.ts';
import { endRelease } from './results/release.ts';
import { endBranch } from './results/branch.ts';
import { endPlan } from './results/plan.ts';
import { endVerify } from './results/verification.ts';
import { endRepoint } from './results/repoint.ts';

/** Carries out the run's mode. `temp` is the folder for the files that outputs name. */
export async function carryOut(asked: Run, temp: string): Promise<Written> {
  const run = { ...asked, faults: [...asked.faults, ...eventFaults(asked.inputs, asked.context)] };
  const paths = { notes: join(temp, 'release-notes.md'), manifest: join(temp, 'release.json') };
  const branch = publishedBranch(run.inputs, run.context);
  if (branch !== undefined && (run.inputs.mode === 'release' || run.inputs.mode === 'plan')) {
    return endBranch(await publishBranch(branch, run), run.steps.records);
  }
  switch (run.inputs.mode) {
    case 'release':
      return endRelease(await release(run), run.steps.records, paths);
    case 'plan':
      return endPlan(await dryRun(run), paths);
    case 'verify':
      return endVerify(await verify(run), paths);
    case 'repoint':
      return endRepoint(await repoint(run), paths);
  }
}
