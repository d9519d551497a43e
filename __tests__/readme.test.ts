import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

interface Declared {
  readonly description: string;
  readonly default?: string | boolean;
}

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, Declared>>;
  readonly outputs: Readonly<Record<string, Declared>>;
};

/** The cells of the table under a heading, with Markdown's escapes and code marks taken off. */
function table(heading: string): readonly (readonly string[])[] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) =>
        cell
          .trim()
          .replace(/^`(.*)`$/, '$1')
          .replaceAll(/\\([|<*_])/g, '$1'),
      ),
  );
}

describe('the README agrees with action.yml', () => {
  test('on every input, its default and its meaning', () => {
    expect(table('Inputs')).toEqual(
      Object.entries(action.inputs).map(([name, input]) => [
        name,
        String(input.default ?? ''),
        input.description,
      ]),
    );
  });

  test('on every output', () => {
    expect(table('Outputs')).toEqual(
      Object.entries(action.outputs).map(([name, output]) => [name, output.description]),
    );
  });
});

test('R8 readers are told that a release by the job’s token starts no other workflow, and how to go on', () => {
  expect(readme).toMatch(/`on: release` stays silent after this action/);
  expect(readme).toMatch(/`needs: release`.*`gh workflow run`/s);
});
