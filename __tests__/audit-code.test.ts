import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { chunkSizes, isAllowed, licensesOf } from '../scripts/audit-code.ts';

const lockOf = (file: string): Parameters<typeof licensesOf>[0] =>
  JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof licensesOf>[0];

test.each(['package-lock.json', 'docs/package-lock.json'])('every license of %s is allowed', (file) => {
  const found = [...licensesOf(lockOf(file)).keys()];
  expect(found.length).toBeGreaterThan(3);
  expect(found.filter((license) => !isAllowed(license))).toEqual([]);
});

test('an expression of alternatives is allowed by one of them, a conjunction by all', () => {
  expect(isAllowed('(MIT OR GPL-3.0-only)')).toBe(true);
  expect(isAllowed('MIT AND GPL-3.0-only')).toBe(false);
  expect(isAllowed('GPL-3.0-only')).toBe(false);
  expect(isAllowed('none')).toBe(false);
});

test('a package is named by its own name, however deep it lies', () => {
  const packages = { '': {}, 'node_modules/a/node_modules/@b/c': { license: 'GPL-3.0-only' } };
  expect([...licensesOf({ packages })]).toEqual([['GPL-3.0-only', ['@b/c']]]);
});

test('the chunks of dist/ are listed, the largest first', () => {
  const sizes = chunkSizes('dist');
  expect(sizes[0]?.[0]).toBe('index.js');
  expect(sizes.map(([, bytes]) => bytes)).toEqual(sizes.map(([, bytes]) => bytes).sort((a, b) => b - a));
});
