// The job summary of a build job: what it built, how it started, and where the releasing job finds it.
import { type ImageWork, imageSummary } from './image-summary.ts';
import { SUMMARY_LIMIT } from './document.ts';
import { code } from './escape.ts';
import type { PlatformReport } from './model.ts';
import { codeCell, shortCommit } from './sections.ts';
import { spent } from './steps.ts';

export interface BuildReport extends ImageWork {
  readonly tag: string;
  readonly commit: string;
  readonly platforms: readonly (PlatformReport & {
    /** The digest to which the record refers. */
    readonly anchor: string;
    /** Whether an earlier run of the job had built it. */
    readonly found: boolean;
  })[];
}

/** GitHub-flavoured Markdown of at most `limit` bytes. */
export function renderBuild(report: BuildReport, limit = SUMMARY_LIMIT): string {
  return imageSummary(headline(report), report, limit);
}

function headline({ tag, commit, platforms, steps }: BuildReport): string {
  const names = platforms.map(({ platform }) => codeCell(platform)).join(', ');
  return [
    `## ${names} of ${codeCell(tag)} built`,
    [`commit ${shortCommit(commit)}`, ...spent(steps)].join(' · '),
    ...platforms.map(
      ({ platform, anchor, found }) =>
        `${codeCell(platform)} ${found ? 'was handed over by an earlier run' : 'is handed over'}, by its record at ${code(anchor)}`,
    ),
  ].join('\n\n');
}
