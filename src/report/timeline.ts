// The run as a picture: a Mermaid gantt chart, which GitHub draws inside Markdown.
import { criticalPath } from './critical-path.ts';
import { clip, plain } from './escape.ts';
import { formatDuration } from './quantities.ts';
import type { StepReport } from './model.ts';

/** More bars than this are no picture any more; the shortest steps off the critical path go first. */
const MOST_BARS = 40;
const TITLE_LENGTH = 72;
/** A label is cut shorter than this nowhere: it would say nothing. */
const SHORTEST_LABEL = 16;
/** The share of the chart's width below which a bar would not be seen. */
const THINNEST = 1 / 150;

/**
 * Where Mermaid writes what does not fit into its bar (ganttRenderer, with its defaults): on the right, when `margin` is left behind
 * it; else on the left, whatever is there. In pixels, of a column a little narrower than GitHub's, and of letters as wide as they come.
 */
const CHART = { width: 880, side: 75, gap: 5, margin: 112.5, letter: 5.9 } as const;

/** Mermaid's own colour for `crit` is red, which is for failures. White letters read well on this one. */
const AMBER = { critBkgColor: '#9a6700', critBorderColor: '#bf8700' };

/** Words that Mermaid's gantt grammar takes for itself at the start of a line (mermaid, gantt.jison). */
const KEYWORDS =
  /^(?:gantt|title|section|dateformat|axisformat|tickinterval|inclusiveenddates|topaxis|excludes|includes|todaymarker|weekday|weekend|acctitle|accdescr|click|call|href|vert)/i;

/**
 * The chart's Mermaid source, without a fence; empty when there is nothing to draw. Times count from the start of
 * the run. The highlighted bars (amber) are the critical path; where a step failed, they are what failed (red). Whether a
 * step found, made or failed stands in its label too: colours are not for everybody.
 */
export function renderTimeline(steps: readonly StepReport[]): string {
  const drawn = worthDrawing(steps);
  if (drawn.length === 0) return '';
  const start = drawn.reduce((first, step) => Math.min(first, step.start), Infinity);
  const end = drawn.reduce((last, step) => Math.max(last, step.end), start + 1);
  const total = end - start;
  const failed = drawn.filter((step) => step.outcome === 'failed');
  const highlighted: ReadonlySet<StepReport> = new Set(failed.length > 0 ? failed : criticalPath(drawn));
  const lines = [
    ...(failed.length > 0 ? [] : [`%%{init: ${JSON.stringify({ themeVariables: AMBER })}}%%`]),
    'gantt',
    '  dateFormat YYYY-MM-DD HH:mm:ss.SSS',
    `  axisFormat ${total >= 3_600_000 ? '%H:%M' : '%M:%S'}`,
    `  tickInterval ${tick(total)}`,
    '  todayMarker off',
  ];
  for (const [phase, members] of byPhase(drawn)) {
    lines.push(`  section ${label(clip(phase, TITLE_LENGTH))}`);
    for (const step of members) {
      // Not Mermaid's `active` and `done`: beside a short bar their labels are black in the dark theme too.
      const tags = highlighted.has(step) ? ['crit'] : [];
      const from = step.start - start;
      const to = Math.max(step.end - start, from + total * THINNEST);
      lines.push(
        `  ${titleOf(step, roomFor(from / total, to / total))} :${[...tags, instant(from), instant(to)].join(', ')}`,
      );
    }
  }
  return lines.join('\n');
}

/** How many letters a label may have beside or within a bar; both ends as shares of the run. */
function roomFor(from: number, to: number): number {
  const { width, side, gap, margin, letter } = CHART;
  const scale = width - 2 * side;
  const pixels = Math.max((to - from) * scale, width - margin - to * scale, from * scale + side - gap);
  return Math.max(SHORTEST_LABEL, Math.floor(pixels / letter));
}

/** The time stays whole, and the title gives way. */
function titleOf(step: StepReport, room: number): string {
  const took = formatDuration(step.end - step.start);
  const [before, after] = {
    made: ['', ` (${took})`],
    failed: ['✗ ', ` (failed after ${took})`],
    found: ['', ` (found, ${took})`],
    checked: ['', ` (checked, ${took})`],
    skipped: ['', ` (skipped, ${took})`],
  }[step.outcome] as [string, string];
  const left = Math.max(SHORTEST_LABEL, room - before.length - after.length);
  return `${before}${label(clip(step.title, Math.min(TITLE_LENGTH, left)))}${after}`;
}

/** Letters, digits and tame punctuation: all else (`:`, `;`, `#`, `%` …) is or may become syntax. */
function label(raw: string): string {
  const tame = plain(raw)
    .replace(/[^\p{L}\p{N} .,'/()@+_=…-]/gu, ' ')
    .replace(/-{2,}/g, '-')
    .replace(/ +/g, ' ')
    .trim();
  if (tame === '') return '…';
  return KEYWORDS.test(tame) ? `· ${tame}` : tame;
}

function worthDrawing(steps: readonly StepReport[]): readonly StepReport[] {
  const ran = steps.filter((step) => step.outcome !== 'skipped');
  if (ran.length <= MOST_BARS) return ran;
  const critical: ReadonlySet<StepReport> = new Set(criticalPath(ran));
  const weight = (step: StepReport): number =>
    (step.outcome === 'failed' ? 2e15 : critical.has(step) ? 1e15 : 0) + step.end - step.start;
  const kept: ReadonlySet<StepReport> = new Set(
    [...ran].sort((a, b) => weight(b) - weight(a)).slice(0, MOST_BARS),
  );
  return ran.filter((step) => kept.has(step));
}

/** Phases in the order in which they first began, steps in the order in which they began. */
function byPhase(steps: readonly StepReport[]): ReadonlyMap<string, readonly StepReport[]> {
  const phases = new Map<string, StepReport[]>();
  for (const step of [...steps].sort((a, b) => a.start - b.start)) {
    const members = phases.get(step.phase);
    if (members) members.push(step);
    else phases.set(step.phase, [step]);
  }
  return phases;
}

/**
 * Mermaid reads and prints times in the reader's own time zone. A plain date without zone goes in and comes out the same
 * everywhere, which epoch times do not (zones with half hours). Runs end within a day.
 */
function instant(ms: number): string {
  return `2000-01-${String(1 + Math.floor(ms / 86_400_000)).padStart(2, '0')} ${new Date(ms % 86_400_000).toISOString().slice(11, 23)}`;
}

/** At most six ticks over the whole run. */
function tick(total: number): string {
  const seconds = total / 6_000;
  const step = [1, 2, 5, 10, 30].find((s) => s >= seconds);
  if (step !== undefined) return `${step}second`;
  const minutes = [1, 2, 5, 10, 30].find((m) => m * 60 >= seconds);
  return minutes === undefined ? `${Math.ceil(seconds / 3_600)}hour` : `${minutes}minute`;
}
