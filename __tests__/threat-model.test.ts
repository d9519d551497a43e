import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readRecord, threatModel } from '../scripts/threat-model.ts';
import { chapters } from '../scripts/threats.ts';
import { shares } from './support/hostile/cases.ts';

const named = chapters.flatMap(({ threats }) => threats.flatMap(({ tests }) => tests));

describe('docs/threat-model.md', () => {
  test('is what `npm run threat-model` writes', () => {
    const page = readFileSync(join(import.meta.dirname, '../docs/threat-model.md'), 'utf8');
    expect(page).toBe(threatModel(readRecord()));
  });

  test.each(named)('the tests it names in $file are there', ({ file, names }) => {
    const path = join(import.meta.dirname, '..', file);
    expect(existsSync(path)).toBe(true);
    const text = readFileSync(path, 'utf8').replaceAll("\\'", "'");
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
  });

  test('every threat has a defence and a test, and none is left open', () => {
    const threats = chapters.flatMap((chapter) => chapter.threats);
    expect(threats.filter(({ defence, tests }) => defence === '' || tests.length === 0)).toEqual([]);
    expect(threatModel(readRecord())).not.toMatch(/not shown by a test|\| –/);
  });

  test('every hostile property stands for a threat, and the record has its cases', () => {
    const properties = Object.keys(shares).sort();
    const covered = new Set<string>(named.flatMap(({ names }) => names));
    expect(properties.filter((name) => !covered.has(name))).toEqual([]);
    const { cases, total } = readRecord();
    expect(Object.keys(cases).sort()).toEqual(properties);
    expect(Object.values(cases).reduce((sum, count) => sum + count, 0)).toBe(total);
  });
});
