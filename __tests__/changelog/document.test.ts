// Checks docs/changelog.md against the cases, and writes it anew with UPDATE_DOCS=1.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { countCharacters } from '../../src/changelog/markdown/fit.ts';
import { longestRun } from '../../src/changelog/markdown/markdown.ts';
import { renderNotes } from '../../src/changelog/notes.ts';
import { parseTag } from '../../src/plan/version/version.ts';
import { type Case, cases } from '../support/changelog/cases.ts';
import { historyOf } from '../support/changelog/history-of.ts';

const path = 'docs/changelog.md';
const begin = '<!-- cases: written by __tests__/changelog/document.test.ts, UPDATE_DOCS=1 -->';
const end = '<!-- /cases -->';

test('docs/changelog.md shows what the code writes', () => {
  const document = readFileSync(path, 'utf8');
  const [before = '', rest = ''] = document.split(begin);
  const after = rest.slice(rest.indexOf(end));
  const fresh = `${before}${begin}\n\n${cases.map(show).join('\n')}\n${after}`;
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, fresh);
  else expect(fresh).toBe(document);
});

test.each(cases.filter(({ inputs }) => inputs?.limit !== undefined))('$title fits', (one) => {
  const { body, full } = notesOf(one);
  expect(countCharacters(body)).toBeLessThanOrEqual(one.inputs?.limit ?? 0);
  expect(full?.()).toContain('number 30');
});

function notesOf({ commits, inputs }: Case): ReturnType<typeof renderNotes> {
  return renderNotes({
    version: parseTag('v1.2.0', '')!,
    previousTag: 'v1.1.0',
    commits: historyOf(commits),
    ...inputs,
  });
}

function show(one: Case): string {
  const { body, warnings } = notesOf(one);
  const messages = one.commits.map((commit) => (typeof commit === 'string' ? commit : commit.message));
  const history = messages.map((message) => visible(message).split('\n').join('\n  '));
  const parts = [`### ${one.title}`, one.rule];
  if (history.length > 0) parts.push(fence(history.map((message) => `* ${message}`).join('\n'), 'text'));
  parts.push('gives', fence(visible(body.trimEnd()), 'markdown'));
  if (warnings.length > 0) parts.push(`and the warning: ${warnings.join(' ')}`);
  return `${parts.join('\n\n')}\n`;
}

/** Characters that nobody sees are written out, and endless words shortened. */
function visible(text: string): string {
  return text
    .replaceAll('\r', '␍')
    .replaceAll('\u200b', '[U+200B]')
    .replace(/(?:word ){30,}/g, (run) => `word … [${run.length} characters] `)
    .replace(/x{30,}/g, (run) => `xx…[${run.length} characters]`);
}

function fence(text: string, language: string): string {
  const mark = '`'.repeat(Math.max(3, longestRun(text) + 1));
  const lines = text.split('\n').map((line) => line.trimEnd());
  return `${mark}${language}\n${lines.join('\n')}\n${mark}`;
}
