import { describe, expect, test } from '@jest/globals';
import { lawOf } from './law.ts';

const of = (law: (n: number) => number): ReturnType<typeof lawOf> =>
  lawOf(
    [10, 100, 1000].map((n) => ({ n, y: law(n) })),
    { part: 0.1, least: 2 },
  );

describe('growth', () => {
  test.each<[string, (n: number) => number, string]>([
    ['none', () => 30, 'constant'],
    ['noise', (n) => 30 + (n % 3), 'constant'],
    ['one for each', (n) => 40 + n, 'in proportion'],
    ['a page of a hundred', (n) => 40 + Math.ceil(n / 100), 'in proportion'],
    ['a logarithm', (n) => 40 + 20 * Math.log2(n), 'slower than its input'],
    ['a square', (n) => 40 + n * n, 'FASTER THAN ITS INPUT'],
    ['n log n', (n) => 40 + n * Math.log2(n), 'FASTER THAN ITS INPUT'],
  ])('%s', (_, law, name) => {
    expect(of(law).name).toBe(name);
  });

  test('needs points in order', () => {
    expect(() => lawOf([{ n: 1, y: 1 }], { part: 0, least: 0 })).toThrow(TypeError);
    const wrong = [
      { n: 2, y: 1 },
      { n: 1, y: 1 },
    ];
    expect(() => lawOf(wrong, { part: 0, least: 0 })).toThrow(TypeError);
  });
});
