// The job summary of a branch that was published as `latest`.
import { checklistForms, todoAlert } from './checklist.ts';
import { fit, SUMMARY_LIMIT } from './document.ts';
import { code } from './escape.ts';
import { codeCell, platformForms, pullCommand, section, shortCommit } from './sections.ts';
import { formatDuration } from './quantities.ts';
import type { CheckReport, PlatformReport, StepReport } from './model.ts';
import { elapsed, stepSections, tally } from './steps.ts';

export interface BranchReport {
  readonly branch: string;
  readonly pointer: string;
  readonly commit: string;
  readonly images: readonly string[];
  /** Absent when nothing was published: a plan. */
  readonly digest?: string;
  readonly platforms: readonly PlatformReport[];
  readonly checks: readonly CheckReport[];
  readonly steps: readonly StepReport[];
}

/** GitHub-flavoured Markdown of at most `limit` bytes. */
export function renderBranch(report: BranchReport, limit = SUMMARY_LIMIT): string {
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

function headline(report: BranchReport): string {
  const verb = report.digest === undefined ? 'would be published as' : 'is published as';
  const todo = todoAlert(report.checks);
  const took =
    report.steps.length === 0 ? [] : [`took ${formatDuration(elapsed(report.steps))}`, tally(report.steps)];
  const facts = [`commit ${shortCommit(report.commit)}`, ...took].join(' · ');
  const image =
    report.digest === undefined
      ? []
      : [`**Digest** ${code(report.digest)}`, pullCommand(report.images, report.digest)];
  return [
    `## ${codeCell(report.branch)} ${verb} ${codeCell(report.pointer)}`,
    ...(todo === '' ? [] : [todo]),
    facts,
    ...image,
  ].join('\n\n');
}
