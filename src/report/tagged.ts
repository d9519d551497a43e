// The job summary of `mode: tag`: the tag, why this version, and the run that releases it.
import { fit, SUMMARY_LIMIT } from './document.ts';
import { clip, prose } from './escape.ts';
import { codeCell, section, shortCommit } from './sections.ts';
import type { StepReport } from './model.ts';
import { stepSections } from './steps.ts';

export interface TaggedReport {
  readonly tag: string;
  readonly commit: string;
  readonly why: string;
  /** Whether the tag was there before. */
  readonly found: boolean;
  readonly workflow: string;
  readonly run: { readonly url: string; readonly said: string };
  readonly steps: readonly StepReport[];
}

/** GitHub-flavoured Markdown of at most `limit` bytes. */
export function renderTagged(report: TaggedReport, limit = SUMMARY_LIMIT): string {
  const { tag, commit, why, found, workflow, run, steps } = report;
  return fit(
    [
      section(9, [
        [
          `## ${codeCell(tag)} ${found ? 'is there' : 'made'}, and its release started`,
          `commit ${shortCommit(commit)} · annotated, not signed`,
          `**Why this version** ${prose(clip(why, 500))}`,
          `**Release** [${workflow} on ${tag}](${run.url}): ${prose(run.said)}`,
        ].join('\n\n'),
      ]),
      ...stepSections(steps, { picture: 4, table: 1 }),
    ],
    limit,
  );
}
