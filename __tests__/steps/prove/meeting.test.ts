import { expect, test } from '@jest/globals';
import { alone, meeting } from '../../../src/steps/prove/meeting.ts';
import { fill } from '../../support/samples.ts';

const name = { name: 'ghcr.io/o/r', registry: 'ghcr.io', repository: 'o/r' };

test('each waits for the other, digest by digest', async () => {
  const { attend } = meeting(2);
  const seen: string[] = [];
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const first = attend(0, async ({ ready }) => {
    const waits = ready(name, fill('a')).then(() => seen.push('opened'));
    seen.push('first is there');
    begin();
    await waits;
  });
  const second = attend(1, async ({ ready }) => {
    await begun;
    seen.push('second is there');
    await ready(name, fill('a'));
  });
  await Promise.all([first, second]);
  expect(seen).toEqual(['first is there', 'second is there', 'opened']);
});

test.each([
  ['has ended', () => Promise.resolve()],
  ['has failed', () => Promise.reject(new Error('broke'))],
])('nobody waits for a party that %s', async (_, end) => {
  const { attend } = meeting(2);
  const first = attend(0, ({ ready }) => ready(name, fill('a')));
  await attend(1, end).catch(() => undefined);
  await first;
  // Nor at what is come to later.
  await attend(0, ({ ready }) => ready(name, fill('b')));
});

test('the same party twice is one party', async () => {
  const { attend } = meeting(2);
  let opened = false;
  const first = attend(0, async ({ ready }) => {
    void ready(name, fill('a'));
    await ready(name, fill('a'));
    opened = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(opened).toBe(false);
  await attend(1, () => Promise.resolve());
  await first;
});

test('who is alone waits for nobody', async () => {
  await alone.ready(name, fill('a'));
});
