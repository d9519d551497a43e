import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { coveredBy, isTypes, ownTest, sources } from '../scripts/tests-of.ts';

const covered = coveredBy();
const page = readFileSync('__tests__/README.md', 'utf8');
const without = sources().filter((source) => !existsSync(ownTest(source)));

describe('a source without a test of its name', () => {
  test.each(without.map((source) => [source]))('%s is covered by one that says so', (source) => {
    expect(page).toContain(`\`${source}\``);
    expect(covered.has(source) || isTypes(source) || source.startsWith('src/cli/')).toBe(true);
  });
});

test('names no source that is gone, or that has a test of its name by now', () => {
  const named = [...page.matchAll(/^\| `(src\/[^`]+)`/gm)].map(([, source = '']) => source);
  expect(named.filter((source) => !without.includes(source))).toEqual([]);
});
