// What people read when a release stopped: what happened, why, what to do.
import { fit, SUMMARY_LIMIT } from './document.ts';
import { clip, fence, link, plain, prose } from './escape.ts';
import { cell, section } from './sections.ts';
import { faultForms } from './faults.ts';
import { renderHint } from './hint.ts';
import { count } from './quantities.ts';
import type { FailureReport } from './model.ts';
import { stepSections, spent } from './steps.ts';

/** The end of an output says most. */
const OUTPUT_LENGTH = 20_000;
const SENTENCE = 2_000;

/**
 * GitHub-flavoured Markdown of at most `limit` bytes. When it would be longer, sections shorten and go in this
 * order: table of steps, timeline, output, faults.
 */
export function renderFailure(report: FailureReport, limit = SUMMARY_LIMIT): string {
  return fit(
    [
      section(9, [headline(report)]),
      section(5, faultForms(report.faults)),
      section(8, [remedy(report)]),
      section(3, outputForms(report.output)),
      ...stepSections(report.steps, { picture: 2, table: 1 }),
    ],
    limit,
  );
}

function headline(report: FailureReport): string {
  const what = report.tag === undefined ? 'The release stopped' : `${cell(report.tag)} was not released`;
  const facts = [
    ...(report.step === undefined ? [] : [`in the step **${cell(report.step)}**`]),
    ...spent(report.steps, 'after'),
  ];
  const box = ['> [!CAUTION]', `> **What happened** ${prose(clip(report.what, SENTENCE))}`];
  if (report.why) box.push('>', `> **Why** ${prose(clip(report.why, SENTENCE))}`);
  if (report.visible) box.push('>', `> **What the public sees** ${prose(clip(report.visible, SENTENCE))}`);
  return [`## ${what}`, facts.join(' · '), box.join('\n')].filter((part) => part !== '').join('\n\n');
}

/** Several faults carry their own hints, above; then only the way on is left to say. */
function remedy(report: FailureReport): string {
  const parts =
    report.faults.length > 1
      ? [`Mend ${count(report.faults.length, 'fault')} (above).`]
      : [renderHint(report.hint)];
  if (report.resume)
    parts.push(
      prose(report.resumeWhy ?? 'Then go on; what is finished is found and reused:'),
      renderHint(report.resume),
    );
  if (report.docsUrl) parts.push(link('More about this error', report.docsUrl));
  return ['### What to do', ...parts].join('\n\n');
}

function outputForms(output: string | undefined): readonly string[] {
  const text = plain(output ?? '').trimEnd();
  if (text === '') return [];
  const last = (length: number): string => (text.length <= length ? text : `…${text.slice(-length)}`);
  const form = (length: number): string => `### Output\n\n${fence(last(length), 'text')}`;
  return [form(OUTPUT_LENGTH), form(2_000), '_The output is in the log._'];
}
