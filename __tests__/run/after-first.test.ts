import { expect, test } from '@jest/globals';
import { afterFirst } from '../../src/run/step.ts';

const log = (): void => undefined;

test('what is nowhere is looked for from the second attempt on', async () => {
  const find = afterFirst(true, () => Promise.resolve('there'));
  expect([await find(log), await find(log), await find(log)]).toEqual([undefined, 'there', 'there']);
});

test('all else is looked for at once', async () => {
  expect(await afterFirst(false, () => Promise.resolve('there'))(log)).toBe('there');
});
