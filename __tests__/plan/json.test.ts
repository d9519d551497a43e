import { expect, test } from '@jest/globals';
import { isJsonObject, parseJson, parseJsonObject } from '../../src/plan/json.ts';

test.each<[string, unknown]>([
  ['{"a":1}', { a: 1 }],
  ['[1]', [1]],
  ['null', null],
  ['', undefined],
  ['{', undefined],
  ["{'a':1}", undefined],
])('%j is %j', (text, expected) => {
  expect(parseJson(text)).toEqual(expected);
  expect(parseJsonObject(text)).toEqual(isJsonObject(expected) ? expected : undefined);
});

test('lists and null are no objects', () => {
  expect([{}, [], null, 'x', 1, undefined].map(isJsonObject)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});
