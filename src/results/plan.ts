// What plan mode leaves; it fails when something stands in the way.
import type { PlannedRelease } from '../modes/plan.ts';
import { COMMENT_LIMIT } from '../report/document.ts';
import { renderPlan } from '../report/plan.ts';
import { type Paths, type RunResult } from './result.ts';
import { compact } from '../compact.ts';

/** A comment needs a little room for the mark by which it is found again. */
const markRoom = 200;

export function planResult(
  { plan, gathered, notes, report, matrix }: PlannedRelease,
  paths: Paths,
): RunResult {
  const { faults } = report;
  return compact({
    outputs: {
      version: plan.version.text,
      tag: plan.tag,
      'previous-tag': gathered.previousTag ?? '',
      prerelease: String(plan.release.prerelease),
      notes: paths.notes,
      verified: 'false',
      plan: JSON.stringify(plan),
      matrix: JSON.stringify(matrix),
    },
    summary: renderPlan(report),
    comment: renderPlan(report, { limit: COMMENT_LIMIT - markRoom, asSource: true }),
    warnings: [...plan.warnings, ...notes.warnings],
    failure:
      faults.length === 0
        ? undefined
        : `${plan.tag} cannot be released yet:\n${faults.map((f) => `${f.message}\n${f.hint}`).join('\n')}`,
    files: { [paths.notes]: notes.body },
  });
}
