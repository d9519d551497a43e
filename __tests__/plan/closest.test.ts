import { expect, test } from '@jest/globals';
import { closest } from '../../src/plan/closest.ts';

test.each<[string, string[], string | undefined]>([
  ['config.exmaple.toml', ['README.md', 'config.example.toml', 'config.toml'], 'config.example.toml'],
  ['Main', ['develop', 'main'], 'main'],
  ['mian', ['develop', 'main'], 'main'],
  ['docs/CHANGELOG.md', ['CHANGELOG.md', 'docs/CHANGELOGS.md'], 'docs/CHANGELOGS.md'],
  ['a', ['b', 'zzz'], 'b'],
  ['abcdef', ['uvwxyz'], undefined],
  ['x'.repeat(300), ['x'.repeat(300)], undefined],
])('%s', (name, known, expected) => {
  expect(closest(name, known)).toBe(expected);
});
