import { expect, test } from '@jest/globals';
import { createMasks } from './masks.ts';

test('a secret is hidden in every encoding it may be printed in', () => {
  const masks = createMasks();
  masks.add('p"ss w/rd-1234');
  const basic = Buffer.from('x-access-token:p"ss w/rd-1234').toString('base64');
  const hidden = masks.hide(
    ['p"ss w/rd-1234', 'p\\"ss w/rd-1234', encodeURIComponent('p"ss w/rd-1234'), `basic ${basic}`].join(
      ' | ',
    ),
  );
  expect(hidden).toMatch(/^\*\*\* \| \*\*\* \| \*\*\* \| basic /);
  expect(hidden).not.toContain(Buffer.from('ss w/r').toString('base64'));
});

test('each line of a secret is a secret, and the longest is hidden first', () => {
  const masks = createMasks();
  masks.add('abc\nabcdef\n\n');
  expect(masks.hide('abcdef abc')).toBe('*** ***');
});

test('nothing is hidden before anything is added', () => {
  expect(createMasks().hide('plain')).toBe('plain');
});
