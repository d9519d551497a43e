// What `mode: tag` leaves; it fails where the release that it finds on the tag has failed.
import type { Tagged } from '../modes/tag.ts';
import { renderTagged } from '../report/tagged.ts';
import type { StepRecord } from '../run/step.ts';
import { compact } from '../compact.ts';
import type { RunResult } from './result.ts';

/** Ends of a run that leave a release undone. */
const undone = new Set(['failure', 'cancelled', 'timed_out', 'startup_failure', 'action_required', 'stale']);

export function tagResult(
  { plan, why, found, workflow, run }: Tagged,
  records: readonly StepRecord[],
): RunResult {
  const { tag, commit } = plan;
  return compact({
    outputs: {
      version: plan.version.text,
      tag,
      prerelease: String(plan.release.prerelease),
      verified: 'false',
      plan: JSON.stringify(plan),
    },
    summary: renderTagged({ tag, commit, why, found, workflow, run, steps: records }),
    warnings: plan.warnings,
    failure:
      run.ended && undone.has(run.said)
        ? `${tag} is made, and its release did not end well (${run.said}): ${run.url}\ngh run rerun ${run.id} --failed`
        : undefined,
    files: {},
  });
}
