// The job summary of a run that makes an image and no release.
import { checklistForms } from './checklist.ts';
import { fit } from './document.ts';
import type { CheckReport, PlatformReport, StepReport } from './model.ts';
import { platformForms, section } from './sections.ts';
import { stepSections } from './steps.ts';

export interface ImageWork {
  readonly platforms: readonly PlatformReport[];
  readonly checks: readonly CheckReport[];
  readonly steps: readonly StepReport[];
}

/** GitHub-flavoured Markdown of at most `limit` bytes. */
export function imageSummary(
  headline: string,
  { platforms, checks, steps }: ImageWork,
  limit: number,
): string {
  return fit(
    [
      section(9, [headline]),
      section(8, checklistForms(checks)),
      section(6, platformForms(platforms, undefined)),
      ...stepSections(steps, { picture: 4, table: 1 }),
    ],
    limit,
  );
}
