import { expect, test } from '@jest/globals';
import * as fc from '../support/property.ts';
import { criticalPath } from '../../src/report/critical-path.ts';

const path = (spans: Readonly<Record<string, readonly [number, number]>>) =>
  criticalPath(Object.entries(spans).map(([name, [start, end]]) => ({ name, start, end }))).map(
    (s) => s.name,
  );

test.each([
  ['nothing', {}, []],
  ['one step', { a: [0, 5] as const }, ['a']],
  [
    'the longer of two in parallel',
    { a: [0, 3] as const, b: [0, 9] as const, c: [9, 10] as const },
    ['b', 'c'],
  ],
  [
    'two phases of two',
    {
      a: [0, 3] as const,
      b: [0, 9] as const,
      c: [9, 20] as const,
      d: [9, 12] as const,
      e: [20, 21] as const,
    },
    ['b', 'c', 'e'],
  ],
  ['a pause between steps', { a: [0, 3] as const, b: [5, 8] as const }, ['a', 'b']],
  ['a late starter that nothing waited for', { a: [0, 9] as const, b: [4, 6] as const }, ['a']],
  [
    'of two that end together the longer',
    { a: [2, 5] as const, b: [0, 5] as const, c: [5, 6] as const },
    ['b', 'c'],
  ],
  [
    'instants do not loop',
    { a: [0, 5] as const, b: [5, 5] as const, c: [5, 5] as const, d: [5, 9] as const },
    ['a', 'd'],
  ],
])('%s', (_, spans, names) => {
  expect(path(spans)).toEqual(names);
});

test('is a chain to the last end, in which nobody ended later before anybody began', () => {
  const span = fc.tuple(fc.nat(50), fc.nat(20)).map(([start, length]) => ({ start, end: start + length }));
  fc.assert(
    fc.property(fc.array(span, { minLength: 1, maxLength: 30 }), (steps) => {
      const chain = criticalPath(steps);
      expect(chain.at(-1)?.end).toBe(Math.max(...steps.map((s) => s.end)));
      chain.forEach((step, i) => {
        const before = chain[i - 1];
        const earlier = steps.filter((s) => s.end <= step.start && s !== step && s.end > s.start);
        if (before) expect(before.end).toBeLessThanOrEqual(step.start);
        for (const s of earlier) expect(s.end).toBeLessThanOrEqual(before?.end ?? -1);
      });
    }),
  );
});
