// The steps of a run as a section: the timeline's picture, and the same in words for those who want the figures.
import { criticalPath } from './critical-path.ts';
import { collapsed, rowVariants, type Section, table } from './document.ts';
import { fence } from './escape.ts';
import { cell, shortened } from './sections.ts';
import { count, formatDuration } from './quantities.ts';
import type { StepReport } from './model.ts';
import { renderTimeline } from './timeline.ts';

/** Wall-clock time from the first start to the last end, in milliseconds. */
function elapsed(steps: readonly StepReport[]): number {
  if (steps.length === 0) return 0;
  let [first, last] = [Infinity, -Infinity];
  for (const { start, end } of steps) [first, last] = [Math.min(first, start), Math.max(last, end)];
  return last - first;
}

/** `8 steps made, 3 found, 2 checked`: how much of the run was work. */
function tally(steps: readonly StepReport[]): string {
  const of = (outcome: StepReport['outcome']): number =>
    steps.filter((step) => step.outcome === outcome).length;
  const rest = (['checked', 'failed'] as const).filter((outcome) => of(outcome) > 0);
  return [
    `${count(of('made'), 'step')} made`,
    `${of('found')} found`,
    ...rest.map((outcome) => `${of(outcome)} ${outcome}`),
  ].join(', ');
}

/** `took 3 m, 8 steps made, …`: the time and the work, where there were steps. */
export function spent(steps: readonly StepReport[], word = 'took'): readonly string[] {
  return steps.length === 0 ? [] : [`${word} ${formatDuration(elapsed(steps))}`, tally(steps)];
}

/** The picture and, folded away, the table. A document gives each its rank. */
export function stepSections(
  steps: readonly StepReport[],
  rank: { readonly picture: number; readonly table: number },
): readonly Section[] {
  const source = renderTimeline(steps);
  const critical = criticalPath(steps.filter((step) => step.outcome !== 'skipped'));
  const picture =
    source === ''
      ? []
      : [
          `### Timeline\n\n${fence(source, 'mermaid')}\n\n${legend(steps, critical)}`,
          `_The timeline is not drawn: this page would be too long._`,
        ];
  return [
    { rank: rank.picture, forms: picture },
    { rank: rank.table, forms: tableForms(steps, new Set(critical)) },
  ];
}

function legend(steps: readonly StepReport[], critical: readonly StepReport[]): string {
  const bars = steps.some((step) => step.outcome === 'failed') ? 'what failed' : 'the critical path';
  const longest = [...critical]
    .sort((a, b) => b.end - b.start - (a.end - a.start))
    .slice(0, 3)
    .map((step) => `${cell(step.title)} (${formatDuration(step.end - step.start)})`);
  return `Highlighted is ${bars}. Longest on the critical path: ${longest.join(', ')}.`;
}

function tableForms(steps: readonly StepReport[], critical: ReadonlySet<StepReport>): readonly string[] {
  const start = steps.reduce((least, step) => Math.min(least, step.start), Infinity);
  const row = (step: StepReport): readonly string[] => [
    critical.has(step) ? `**${cell(step.title)}**` : cell(step.title),
    step.outcome === 'failed' ? '**failed**' : step.outcome,
    formatDuration(step.start - start),
    formatDuration(step.end - step.start),
    cell(shortened(step.detail ?? '')),
  ];
  const forms = rowVariants(
    '',
    [...steps].sort((a, b) => a.start - b.start),
    (rows) => table(['Step', 'Outcome', 'Began at:', 'Took:', ''], rows.map(row)),
    'The log has every step.',
  );
  return forms.map((form) => collapsed(`All ${count(steps.length, 'step')} with times`, form.trim()));
}
