// What `mode` chooses.
import { join } from 'node:path';
import type { RunResult } from './results/result.ts';
import { publishedBranch } from './plan/branch.ts';
import { takenBackFaults, untrustedEventFaults } from './plan/event.ts';
import { resolvePlan } from './modes/resolve-plan.ts';
import { allEnded } from './run/concurrency.ts';
import type { Run } from './run/run.ts';
import { earlyLooks } from './world/early-looks.ts';

/**
 * Carries out the run's mode. `temp` is the folder for the files that outputs name. Each mode is a chunk of its own, so that a
 * run reads no more than its mode needs (docs/adr/0026-loaded-when-needed.md).
 */
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
    const { publishBranch } = await import('./modes/branch.ts');
    const { branchResult } = await import('./results/branch.ts');
    return branchResult(await publishBranch(branch, run), run.steps.records);
  }
  switch (run.inputs.mode) {
    case 'release': {
      const looks = earlyLooks(run.outside);
      const early = { ...run, outside: looks.outside };
      // The plan's questions go out first; the steps are read while they are answered.
      const resolving = resolvePlan(early);
      const [{ release }] = await allEnded([import('./modes/release.ts'), resolving]);
      const { releaseResult } = await import('./results/release.ts');
      return releaseResult(await release(early, resolving, looks.end), run.steps.records, paths);
    }
    case 'plan': {
      const { planMode } = await import('./modes/plan.ts');
      const { planResult } = await import('./results/plan.ts');
      return planResult(await planMode(run), paths);
    }
    case 'verify': {
      const { verify } = await import('./modes/verify.ts');
      const { verificationResult } = await import('./results/verification.ts');
      return verificationResult(await verify(run), paths);
    }
    case 'repoint': {
      const { repoint } = await import('./modes/repoint.ts');
      const { repointResult } = await import('./results/repoint.ts');
      return repointResult(await repoint(run), paths);
    }
    case 'tag': {
      const { tagRelease } = await import('./modes/tag.ts');
      const { tagResult } = await import('./results/tag.ts');
      return tagResult(await tagRelease(run), run.steps.records);
    }
    case 'build': {
      const { build } = await import('./modes/build.ts');
      const { buildResult } = await import('./results/build.ts');
      return buildResult(await build(run), run.steps.records);
    }
  }
}
