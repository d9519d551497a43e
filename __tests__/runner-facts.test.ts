// What hosted runners are, as far as files of this project speak of it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const read = (...path: readonly string[]): string => readFileSync(join(root, ...path), 'utf8');

test('R9 the action runs on a Node that the runners have, and no page names a set-up step that is not needed', () => {
  expect(read('action.yml')).toMatch(/^ {2}using: node24$/m);
  const pages = [
    'README.md',
    ...readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];
  for (const page of pages) expect(read(page)).not.toMatch(/setup-qemu-action@v[0-3]\b/);
});
