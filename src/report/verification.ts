// What `mode: verify` and `mode: repoint` found: what failed to the letter, then a table with one line per check.
import { checklistForms, repeatForms, todoAlert } from './checklist.ts';
import { fit, rowVariants, SUMMARY_LIMIT, table } from './document.ts';
import { clip, link, prose } from './escape.ts';
import { cell, codeCell, pointerForms, section, shortened } from './sections.ts';
import { renderHint } from './hint.ts';
import { count } from './quantities.ts';
import type { CheckReport, PointerReport } from './model.ts';

export interface VerificationReport {
  readonly tag: string;
  readonly releaseUrl: string;
  readonly checks: readonly CheckReport[];
}

export interface RepointReport extends VerificationReport {
  readonly pointers: readonly PointerReport[];
  /** YAML that points everything back. */
  readonly wayBack?: string;
}

/** GitHub-flavoured Markdown of at most `limit` bytes. */
export function renderVerification(report: VerificationReport, limit = SUMMARY_LIMIT): string {
  const failed = report.checks.filter(({ state }) => state === 'failed');
  const tag = link(cell(report.tag), report.releaseUrl);
  const notRun = report.checks.filter(({ state }) => state === 'not-run').length;
  const unread = report.checks.filter(({ unproven }) => unproven === true).length;
  const open = [
    ...(notRun > 0 ? [`${count(notRun, 'check')} not run`] : []),
    ...(unread > 0 ? [`${unread} to be looked at by a person`] : []),
  ];
  const title =
    failed.length > 0
      ? `${tag} is not what it says: ${count(failed.length, 'check')} failed`
      : `${tag} is what it says${open.length > 0 ? `, as far as can be seen (${open.join(', ')})` : ''}`;
  return fit(
    [
      section(9, [[`## ${title}`, todoAlert(report.checks)].filter((part) => part !== '').join('\n\n')]),
      section(8, failedForms(failed)),
      section(7, checkForms(report.checks)),
      section(5, repeatForms(report.checks)),
    ],
    limit,
  );
}

export function renderRepoint(report: RepointReport, limit = SUMMARY_LIMIT): string {
  const moved = report.pointers.filter((one) => one.moved).length;
  const tag = link(cell(report.tag), report.releaseUrl);
  return fit(
    [
      section(9, [
        `## ${moved === 0 ? `Everything pointed at ${tag} already` : `${count(moved, 'pointer')} moved to ${tag}`}`,
      ]),
      section(7, pointerForms(report.pointers, 'moved')),
      section(8, report.wayBack === undefined ? [] : [`### The way back\n\n${renderHint(report.wayBack)}`]),
      section(5, checklistForms(report.checks)),
    ],
    limit,
  );
}

/** A list and no table: two whole digests beside each other are wider than GitHub's column, and a list breaks the line between them. */
function failedForms(failed: readonly CheckReport[]): readonly string[] {
  const row = ({ text, detail = '' }: CheckReport): string => {
    const seen = codeCell(detail);
    return `- **${prose(clip(text, 200))}**${seen === '' ? '' : `: ${seen}`}`;
  };
  return rowVariants('### Failed', failed, (rows) => rows.map(row).join('\n'), 'The log has every one.');
}

const STATE: Readonly<Record<Exclude<CheckReport['state'], 'failed'>, string>> = {
  'to-do': 'to do',
  'not-run': 'not run',
  passed: 'ok',
};

/** What did not fail, with what a person has to look at first. */
function checkForms(checks: readonly CheckReport[]): readonly string[] {
  const states = ['to-do', 'not-run', 'passed'] as const;
  const rest = states.flatMap((state) =>
    checks.filter((one) => one.state === state).map((one) => ({ ...one, state })),
  );
  const row = (one: (typeof rest)[number]): readonly string[] => [
    prose(clip(one.text, 200)),
    STATE[one.state],
    prose(clip(shortened(one.detail ?? ''), 200)),
  ];
  return rowVariants(
    rest.length === checks.length ? '### Checks' : '### Other checks',
    rest,
    (rows) => table(['What was checked', '', 'What was seen'], rows.map(row)),
    'The log has every check.',
  );
}
