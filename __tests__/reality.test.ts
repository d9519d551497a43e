import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { facts } from '../rehearsal/reality.ts';
import { realityPage, testsOf } from '../scripts/reality.ts';

describe('docs/reality.md', () => {
  test('is made of the table: npm run docs', async () => {
    // A new test needs no new page: which tests there are is asked below.
    const facts = (page: string): string =>
      page.replace(/,? ?\[[^\]]*\.test\.ts\]\([^)]*\)/g, '').replace(/[ -]+/g, ' ');
    expect(facts(readFileSync('docs/reality.md', 'utf8'))).toBe(facts(await realityPage()));
  });

  test('has every row once, and the unproven ones are said to be', () => {
    const ids = facts.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(facts.filter(({ unproven }) => unproven).map(({ id }) => id)).toEqual(['R7', 'G3', 'H8']);
    expect(facts.filter(({ source, unproven }) => source === '' && !unproven)).toEqual([]);
  });

  test('has no row without a test', () => {
    const tests = testsOf();
    const without = facts.filter(({ id }) => !tests.has(id)).map(({ id }) => id);
    expect(without).toEqual([]);
  });
});
