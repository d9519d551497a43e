import { expect, test } from '@jest/globals';
import { compact } from '../src/compact.ts';

test('what is undefined is left out; null, false, zero and empty text stay, in their order', () => {
  const made = compact({ b: undefined, z: 0, a: '', n: null, f: false, u: undefined });
  expect(Object.entries(made)).toEqual([
    ['z', 0],
    ['a', ''],
    ['n', null],
    ['f', false],
  ]);
});

test('its type has as optional what may be undefined, so that it is assignable without `undefined`', () => {
  const label: string | undefined = ['x'].at(1);
  const made: { readonly name: string; readonly label?: string } = compact({ name: 'n', label });
  expect('label' in made).toBe(false);
});
