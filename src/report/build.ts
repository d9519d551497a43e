// The job summary of a build job: what it built, how it started, and where the releasing job finds it.
import { checklistForms } from './checklist.ts';
import { fit, SUMMARY_LIMIT } from './document.ts';
import { code } from './escape.ts';
import type { CheckReport, PlatformReport, StepReport } from './model.ts';
import { formatDuration } from './quantities.ts';
import { codeCell, platformForms, section, shortCommit } from './sections.ts';
import { elapsed, stepSections, tally } from './steps.ts';

export interface BuildReport {
  readonly tag: string;
  readonly commit: string;
  readonly platforms: readonly (PlatformReport & {
    /** The digest to which the record refers. */
    readonly anchor: string;
    /** Whether an earlier run of the job had built it. */
    readonly found: boolean;
  })[];
  readonly checks: readonly CheckReport[];
  readonly steps: readonly StepReport[];
}

/** GitHub-flavoured Markdown of at most `limit` bytes. */
export function renderBuild(report: BuildReport, limit = SUMMARY_LIMIT): string {
  return fit(
    [
      section(9, [headline(report)]),
      section(8, checklistForms(report.checks)),
      section(6, platformForms(report.platforms, undefined)),
      ...stepSections(report.steps, { picture: 4, table: 1 }),
    ],
    limit,
  );
}

function headline({ tag, commit, platforms, steps }: BuildReport): string {
  const names = platforms.map(({ platform }) => codeCell(platform)).join(', ');
  const took = steps.length === 0 ? [] : [`took ${formatDuration(elapsed(steps))}`, tally(steps)];
  return [
    `## ${names} of ${codeCell(tag)} built`,
    [`commit ${shortCommit(commit)}`, ...took].join(' · '),
    ...platforms.map(
      ({ platform, anchor, found }) =>
        `${codeCell(platform)} ${found ? 'was handed over by an earlier run' : 'is handed over'}, by its record at ${code(anchor)}`,
    ),
  ].join('\n\n');
}
