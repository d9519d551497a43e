import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { changelogPage } from '../scripts/changelog.ts';

test('newest first by SemVer, without the links of a release page', () => {
  const notes = (tag: string): string =>
    `## What's Changed\n\n### Features\n\n- feat: ${tag}\n\n**Full changelog**: https://github.com/o/r/compare/a...b\n`;
  const page = changelogPage(['v1.9.0', 'v1.10.0', 'v1.10.0-rc.1'], notes, 'v1.10.0');
  expect(page.match(/^## .*/gm)).toEqual(['## v1.10.0, not released yet', '## v1.10.0-rc.1', '## v1.9.0']);
  expect(page).toContain('## v1.9.0\n\n### Features\n\n- feat: v1.9.0\n');
  expect(page).not.toContain('Full changelog');
});

test('CHANGELOG.md is such a page', () => {
  expect(readFileSync('CHANGELOG.md', 'utf8')).toMatch(
    /^# Changelog\n[^]*^## v\d+\.\d+\.\d+[^]*^### Features$/m,
  );
});
