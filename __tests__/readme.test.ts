import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { groups, inputsPage } from '../scripts/readme.ts';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/inputs.md'), 'utf8');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const permissions = readFileSync(join(root, 'docs/permissions.md'), 'utf8');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, unknown>>;
};

test('docs/inputs.md is what action.yml says: every input with its default and meaning, every output with an example', async () => {
  expect(page).toBe(await inputsPage());
  expect(Object.values(groups).flat().sort()).toEqual(Object.keys(action.inputs).sort());
});

describe('the README', () => {
  test('names no input or mode that is not there', () => {
    const section = readme.split('\n## Inputs\n')[1]?.split('\n## ')[0] ?? '';
    const named = [...section.matchAll(/`([a-z-]+)(?:: [a-z]+)?`/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !(name in action.inputs))).toEqual([]);
  });

  test.each([['README.md'], ['CONTRIBUTING.md'], ['docs/permissions.md']])(
    '%s links to files that are there',
    (file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, to = '']) => to);
      expect(links.filter((to) => !existsSync(join(root, dirname(file), to)))).toEqual([]);
    },
  );
});

test('the README has as many lines as the workflows of its two recipes', () => {
  const linked = [...readme.matchAll(/\[(\d+)\]\((docs\/recipes\/\w+\.md)\)/g)];
  const lines = linked.map(([, , file = '']) => {
    const [, block = ''] = /^```yaml\n([^]*?)^```/m.exec(readFileSync(join(root, file), 'utf8')) ?? [];
    return [file, block.trimEnd().split('\n').length];
  });
  expect(lines).toEqual(linked.map(([, count, file]) => [file, Number(count)]));
  expect(lines).toHaveLength(2);
});

test('R8 readers are told that a release by the job’s token starts no other workflow, and how to go on', () => {
  expect(permissions).toMatch(/`on: release` stays silent after this action/);
  expect(permissions).toMatch(/`needs: release`.*`gh workflow run`/s);
});
