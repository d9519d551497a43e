import { expect, test } from '@jest/globals';
import { keptWarnings } from '../../../src/plan/record/kept.ts';
import { tagName } from '../../../src/plan/brands.ts';

const tag = tagName('v1.2.0');
const file = (name: string): { readonly name: string; readonly size: number; readonly sha256: string } => ({
  ...{ name, size: 7, sha256: 'a'.repeat(64) },
});

test('a page that nobody prepared, or that had no files, is no warning', () => {
  expect(keptWarnings({ tag })).toEqual([]);
  expect(keptWarnings({ tag, kept: [] })).toEqual([]);
});

test('names each file, and says that nothing was built', () => {
  expect(keptWarnings({ tag, kept: [file('a.pdf')] })).toEqual([
    expect.stringMatching(/^a\.pdf was on the page of v1\.2\.0 before its run, and not built here: /),
  ]);
  expect(keptWarnings({ tag, kept: [file('a.pdf'), file('b.zip')] })).toEqual([
    expect.stringMatching(/^a\.pdf, b\.zip were on the page/),
  ]);
});
