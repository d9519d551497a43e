import { expect, test } from '@jest/globals';
import { readTypes } from '../../src/changelog/types.ts';

test.each([
  ['nothing', '  \n', undefined],
  ['JSON', '[{"type":"feat","section":"New"}]', [{ type: 'feat', section: 'New', hidden: false }]],
  [
    'YAML with both spellings of hidden',
    '- { type: chore, hidden: true }\n- { type: docs, effect: hidden }\n- { type: ci, hidden: false }',
    [
      { type: 'chore', hidden: true },
      { type: 'docs', hidden: true },
      { type: 'ci', hidden: false },
    ],
  ],
  [
    'a scope',
    '- { type: fix, scope: deps, section: Dependencies }',
    [{ type: 'fix', scope: 'deps', section: 'Dependencies', hidden: false }],
  ],
])('%s is read', async (_, text, types) => {
  expect(await readTypes(text)).toEqual(types);
});

test('keys of other tools are left alone', async () => {
  const text = '- { type: feat, section: New, bump: minor, emoji: x, label: y, release: z }';
  expect(await readTypes(text)).toEqual([{ type: 'feat', section: 'New', hidden: false }]);
});

test.each([
  ['[{', 'line 1, column 3: this is neither JSON nor YAML'],
  ['[{"type":"feat"},\n {"type":"fix"', 'line 2, column 15: this is neither JSON nor YAML'],
  ['type: feat', 'line 1, column 1: this must be a list of types'],
  ['- feat', 'line 1, column 3: entry 1 has no type'],
  ['- { type: feat }\n-', 'line 2, column 2: entry 2 has no type'],
  ['[{"type":"feat"},\n {"section":"New"}]', 'line 2, column 2: entry 2 has no type'],
  ['[{"type":"feat"},\n {"type": 7}]', 'line 2, column 11: entry 2 has no type'],
  ['- { type: feat, section: 7 }', 'line 1, column 26: the section of entry 1, feat, is not text'],
  ['- { type: feat, section: " " }', 'line 1, column 26: the section of entry 1, feat, is empty'],
  [
    '- { type: feat, hidden: "true" }',
    'line 1, column 25: hidden of entry 1, feat, is neither true nor false',
  ],
  ['- { type: feat, hiden: true }', 'line 1, column 24: entry 1 has "hiden": did you mean hidden?'],
  ['[{"type":"feat","sections":"New"}]', 'line 1, column 28: entry 1 has "sections": did you mean section?'],
  ['[\n  {"type":"fix","scope":["a"]}\n]', 'line 2, column 25: the scope of entry 1, fix, is not text'],
])('%j is refused with its place and an example', async (text, reason) => {
  await expect(readTypes(text)).rejects.toMatchObject({
    message: `changelog-types, ${reason}`,
    hint: expect.stringMatching(/^changelog-types: /) as unknown,
  });
});
