import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { troubleshooting } from '../scripts/troubleshooting.ts';
import { type ErrorClass, docsUrl, errorClasses } from '../src/error-codes.ts';

test('docs/troubleshooting.md is in step with the table', () => {
  const file = readFileSync(join(import.meta.dirname, '../docs/troubleshooting.md'), 'utf8');
  expect(file).toBe(troubleshooting());
});

test('a class is found in the docs by its address', () => {
  expect(docsUrl('no-id-token')).toMatch(/docs\/troubleshooting\.md#no-id-token$/);
});

describe('each class', () => {
  const classes: readonly (readonly [string, ErrorClass])[] = Object.entries(errorClasses);
  test.each(classes)('%s has a name, a reason and a remedy to copy', (code, { title, means, remedy }) => {
    expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(title).toMatch(/^\S.*[^.]$/);
    expect(means).toMatch(/\.$/);
    expect(remedy).toMatch(/^(?:curl|git|gh|docker|sudo|with:|permissions:|on:|runs-on:|- uses:)/);
  });
});
