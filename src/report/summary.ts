// The job summary of a finished release: what people look at first.
import { checklistForms, todoAlert } from './checklist.ts';
import { fit, rowVariants, SUMMARY_LIMIT } from './document.ts';
import { clip, code, link, prose } from './escape.ts';
import {
  assetForms,
  cell,
  codeCell,
  notesForms,
  platformForms,
  pointerForms,
  pullCommand,
  section,
  shortCommit,
  warningForms,
  follows,
} from './sections.ts';
import { renderHint } from './hint.ts';
import { count } from './quantities.ts';
import type { ReleaseReport, ToleratedReport } from './model.ts';
import { stepSections, spent } from './steps.ts';

/** Tags beyond this many are not spelt out in the headline. */
const MOST_NAMES = 20;

/**
 * GitHub-flavoured Markdown of at most `limit` bytes. When it would be longer, sections shorten and go in this
 * order: table of steps, notes, assets, timeline, pointers, platforms, warnings, checklist.
 */
export function renderSummary(report: ReleaseReport, limit = SUMMARY_LIMIT): string {
  return fit(
    [
      section(9, [headline(report)]),
      section(7, toleratedForms(report.tolerated)),
      section(7, warningForms(report.warnings)),
      section(8, checklistForms(report.checks)),
      section(6, platformForms(report.platforms, report.previousTag)),
      section(5, pointerForms(report.pointers, 'moved')),
      section(3, assetForms(report.assets)),
      ...stepSections(report.steps, { picture: 4, table: 1 }),
      section(2, notesForms(report.notes, report.releaseUrl)),
    ],
    limit,
  );
}

function headline(report: ReleaseReport): string {
  const tag = link(cell(report.tag), report.releaseUrl);
  const facts = [
    ...(report.prerelease ? ['prerelease'] : []),
    follows(report),
    `commit ${shortCommit(report.commit)}`,
    ...spent(report.steps),
  ];
  return [
    `## ${state(report, tag)}`,
    alarm(report),
    todoAlert(report.checks),
    facts.join(' · '),
    image(report),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function state(report: ReleaseReport, tag: string): string {
  if (!report.changed) return `${tag} was already released: nothing was left to do`;
  return report.draft ? `${tag} is ready as a draft` : `${tag} is released`;
}

/** A failed check belongs above everything else. */
function alarm(report: ReleaseReport): string {
  const failed = report.checks.filter((check) => check.state === 'failed');
  if (failed.length === 0) return '';
  const lines = failed.slice(0, MOST_NAMES).map((check) => `> - ${prose(clip(check.text, 200))}`);
  return [
    `> [!WARNING]`,
    `> ${failed.length} of ${count(report.checks.length, 'check')} failed:`,
    '>',
    ...lines,
  ].join('\n');
}

function image(report: ReleaseReport): string {
  if (report.digest === undefined || report.images.length === 0) return '';
  const tags = report.imageTags.slice(0, MOST_NAMES).map((tag) => codeCell(tag));
  const more = report.imageTags.length - tags.length;
  return [
    `**Image** ${report.images
      .slice(0, MOST_NAMES)
      .map((name) => codeCell(name))
      .join(', ')} · **tags** ${tags.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    `**Digest** ${code(report.digest)}`,
    pullCommand(report.images.slice(0, MOST_NAMES), report.digest),
  ].join('\n\n');
}

function toleratedForms(failures: readonly ToleratedReport[]): readonly string[] {
  const line = (one: ToleratedReport): string =>
    `- **${cell(one.what)}** ${prose(clip(one.why, 500))}\n\n${renderHint(one.hint, '  ')}\n`;
  return rowVariants(
    '### Went wrong, and the release continued',
    failures,
    (rows) => rows.map(line).join('\n'),
    'The log has every one.',
  );
}
