import { expect, test } from '@jest/globals';
import { count, formatBytes, formatChange, formatDuration } from '../../src/report/quantities.ts';

test.each([
  [0, '0 B'],
  [1, '1 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [1536, '1.5 KiB'],
  [1_048_524, '1023.9 KiB'],
  [1_048_525, '1.0 MiB'],
  [1_048_576, '1.0 MiB'],
  [25_480_397, '24.3 MiB'],
  [5 * 1024 ** 3, '5.0 GiB'],
  [2048 * 1024 ** 4, '2048.0 TiB'],
  [-2048, '−2.0 KiB'],
])('%i bytes read %s', (bytes, read) => {
  expect(formatBytes(bytes)).toBe(read);
});

test.each([
  [1024, 1024, 'unchanged'],
  [2048, 1024, '+1.0 KiB (+100.0 %)'],
  [1021, 1024, '−3 B (−0.3 %)'],
  [5, 0, '+5 B'],
  [0, 1024, '−1.0 KiB (−100.0 %)'],
])('from %2$i to %1$i bytes', (bytes, previous, read) => {
  expect(formatChange(bytes, previous)).toBe(read);
});

test.each([
  [-5, '0 ms'],
  [0, '0 ms'],
  [999, '999 ms'],
  [1_000, '1.0 s'],
  [59_949, '59.9 s'],
  [59_950, '1 m 00 s'],
  [185_000, '3 m 05 s'],
  [3_599_499, '59 m 59 s'],
  [3_599_500, '1 h 00 m'],
  [3_720_000, '1 h 02 m'],
  [90_000_000, '25 h 00 m'],
])('%i ms read %s', (milliseconds, read) => {
  expect(formatDuration(milliseconds)).toBe(read);
});

test('a plural is a plural', () => {
  expect([count(0, 'commit'), count(1, 'commit'), count(2, 'commit')]).toEqual([
    '0 commits',
    '1 commit',
    '2 commits',
  ]);
});
