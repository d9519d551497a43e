import { expect, test } from '@jest/globals';
import { makeKept } from '../../../src/world/registry/kept.ts';
import { fill } from '../../support/samples.ts';

const image = { name: 'ghcr.io/o/r', registry: 'ghcr.io', repository: 'o/r' };
const other = { ...image, name: 'quay.io/o/r', registry: 'quay.io' };

function counted(answers: readonly (string | undefined)[]): {
  read: () => Promise<string | undefined>;
  count: () => number;
} {
  let asked = 0;
  return { read: () => Promise.resolve(answers[asked++]), count: () => asked };
}

test('what was read is not read again, under the same name alone', async () => {
  const kept = makeKept<string>((text) => text.length);
  const { read, count } = counted(['a', 'b']);
  expect(await kept.once(image, fill('a'), read)).toBe('a');
  expect(await kept.once(image, fill('a'), read)).toBe('a');
  expect(count()).toBe(1);
  expect(await kept.once(other, fill('a'), read)).toBe('b');
});

test('looks at once share one', async () => {
  const kept = makeKept<string>((text) => text.length);
  const { read, count } = counted(['a']);
  const both = [kept.once(image, fill('a'), read), kept.once(image, fill('a'), read)];
  expect(await Promise.all(both)).toEqual(['a', 'a']);
  expect(count()).toBe(1);
});

test('what was missing is looked for again', async () => {
  const kept = makeKept<string>((text) => text.length);
  const { read } = counted([undefined, 'a']);
  expect(await kept.once(image, fill('a'), read)).toBeUndefined();
  expect(await kept.once(image, fill('a'), read)).toBe('a');
});

test('what failed is asked for again', async () => {
  const kept = makeKept<string>((text) => text.length);
  await expect(kept.once(image, fill('a'), () => Promise.reject(new Error('broke')))).rejects.toThrow(
    'broke',
  );
  expect(await kept.once(image, fill('a'), () => Promise.resolve('a'))).toBe('a');
});

test('what is large is not kept', async () => {
  const kept = makeKept<string>(() => 1024 * 1024);
  const { read, count } = counted(['a', 'b']);
  await kept.once(image, fill('a'), read);
  expect(await kept.once(image, fill('a'), read)).toBe('b');
  expect(count()).toBe(2);
});
