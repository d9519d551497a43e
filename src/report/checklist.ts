// The post-release checklist: one line per promise, ticked by the check that ran.
import { count } from './quantities.ts';
import { clip, fence, link, prose } from './escape.ts';
import { collapsed, rowVariants } from './document.ts';
import { shortened } from './sections.ts';
import type { CheckReport } from './model.ts';

const DETAIL = 300;
const COMMANDS = 4_000;

/** The checklist's forms: with all commands, with those of unticked lines only, and ever fewer lines. */
export function checklistForms(checks: readonly CheckReport[]): readonly string[] {
  if (checks.length === 0) return [];
  const passed = checks.filter((check) => check.state === 'passed');
  const heading = `### Checklist\n\n${passed.length} of ${count(checks.length, 'check')} passed`;
  // Failed lines first when not all can be shown.
  const urgent = [...checks].sort((a, b) => URGENCY[a.state] - URGENCY[b.state]);
  const repeat = commandsOf(passed);
  const list = (rows: readonly CheckReport[]): string => rows.map(line).join('\n');
  const shorter = rowVariants(heading, urgent, list, 'The log has every check.');
  const whole = `${heading}\n\n${list(checks)}`;
  return repeat === '' ? [whole, ...shorter] : [`${whole}\n\n${repeat}`, whole, ...shorter];
}

/** What a person has to do at a page, for the first lines of a summary. Empty when there is nothing. */
export function todoAlert(checks: readonly CheckReport[]): string {
  const open = checks.filter(({ state, todoUrl }) => state === 'to-do' && todoUrl !== undefined);
  if (open.length === 0) return '';
  const lines = open.map(
    ({ text, todoUrl }) => `> - ${prose(clip(text, DETAIL))}: ${link('its settings', todoUrl)}`,
  );
  return ['> [!IMPORTANT]', '> Left to do by a person:', '>', ...lines].join('\n');
}

const URGENCY: Readonly<Record<CheckReport['state'], number>> = {
  failed: 0,
  'to-do': 1,
  'not-run': 2,
  passed: 3,
};

const LEAD: Readonly<Record<CheckReport['state'], string>> = {
  passed: '- [x] ',
  failed: '- [ ] **Failed:** ',
  'not-run': '- [ ] **Not run:** ',
  'to-do': '- [ ] **To do:** ',
};

function line(check: CheckReport): string {
  const detail = check.detail ? ` · ${prose(clip(shortened(check.detail), DETAIL))}` : '';
  // No blank line around the block: one would put blank lines between all items of the list.
  const own =
    check.state === 'passed' || check.commands.length === 0 ? '' : `\n${block(check.commands, '  ')}`;
  return `${LEAD[check.state]}${prose(clip(check.text, DETAIL))}${detail}${own}`;
}

/** How anybody repeats every check, those that failed too, folded away. */
export function repeatForms(checks: readonly CheckReport[]): readonly string[] {
  const repeat = commandsOf(checks);
  return repeat === '' ? [] : [repeat, '_The log has the commands of every check._'];
}

function commandsOf(checks: readonly CheckReport[]): string {
  const withCommands = checks.filter((check) => check.commands.length > 0);
  if (withCommands.length === 0) return '';
  const lines = withCommands.flatMap((check) => [
    `# ${clip(check.text, DETAIL).replace(/\s+/g, ' ')}`,
    ...check.commands,
  ]);
  return collapsed('Check it yourself', fence(lines.join('\n'), 'sh'));
}

function block(commands: readonly string[], indent: string): string {
  return fence(clip(commands.join('\n'), COMMANDS), 'sh', indent);
}
