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

test.each([
  ['[{', 'is neither JSON nor YAML'],
  ['type: feat', 'must be a list'],
  ['- feat', 'has no type in entry 1'],
  ['- { type: feat }\n-', 'has no type in entry 2'],
  ['- { type: feat, section: 7 }', 'has a section that is no text in feat'],
  ['- { type: feat, scope: [a] }', 'has a scope that is no text in feat'],
])('%j is refused with an example', async (text, reason) => {
  await expect(readTypes(text)).rejects.toMatchObject({
    message: `changelog-types ${reason}`,
    hint: expect.stringMatching(/^changelog-types: /) as unknown,
  });
});
