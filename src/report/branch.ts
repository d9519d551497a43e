// The job summary of a branch that was published as `latest`.
import { todoAlert } from './checklist.ts';
import { type ImageWork, imageSummary } from './image-summary.ts';
import { SUMMARY_LIMIT } from './document.ts';
import { code } from './escape.ts';
import { codeCell, pullCommand, shortCommit } from './sections.ts';
import { spent } from './steps.ts';

export interface BranchReport extends ImageWork {
  readonly branch: string;
  readonly pointer: string;
  readonly commit: string;
  readonly images: readonly string[];
  /** Absent when nothing was published: a plan. */
  readonly digest?: string;
}

/** GitHub-flavoured Markdown of at most `limit` bytes. */
export function renderBranch(report: BranchReport, limit = SUMMARY_LIMIT): string {
  return imageSummary(headline(report), report, limit);
}

function headline(report: BranchReport): string {
  const verb = report.digest === undefined ? 'would be published as' : 'is published as';
  const todo = todoAlert(report.checks);
  const facts = [`commit ${shortCommit(report.commit)}`, ...spent(report.steps)].join(' · ');
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
