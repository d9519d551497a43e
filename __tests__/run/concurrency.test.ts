import { describe, expect, test } from '@jest/globals';
import { allEnded, mapConcurrent, sharedAnswer } from '../../src/run/concurrency.ts';

describe('an answer is shared', () => {
  /** Questions that are answered when the test says so, with what was true when they were asked. */
  function questions(): {
    readonly ask: () => Promise<string>;
    readonly asked: () => number;
    readonly answer: (error?: Error) => void;
    readonly become: (truth: string) => void;
  } {
    let truth = 'old';
    let asked = 0;
    const waiting: ((error?: Error) => void)[] = [];
    return {
      ask: () => {
        asked += 1;
        const { promise, resolve, reject } = Promise.withResolvers<string>();
        const then = truth;
        waiting.push((error) => {
          if (error) reject(error);
          else resolve(then);
        });
        return promise;
      },
      asked: () => asked,
      answer: (error) => waiting.shift()?.(error),
      become: (next) => (truth = next),
    };
  }
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  test('by all who ask at the same time', async () => {
    const { ask, asked, answer } = questions();
    const shared = sharedAnswer(ask);
    const all = Promise.all([shared(), shared(), shared()]);
    await settle();
    answer();
    expect(await all).toEqual(['old', 'old', 'old']);
    expect(asked()).toBe(1);
  });

  test('and by nobody who came after it was asked for: they share the next', async () => {
    const { ask, asked, answer, become } = questions();
    const shared = sharedAnswer(ask);
    const first = shared();
    await settle();
    become('new');
    const late = Promise.all([shared(), shared()]);
    await settle();
    expect(asked()).toBe(1);
    answer();
    expect(await first).toBe('old');
    await settle();
    answer();
    expect(await late).toEqual(['new', 'new']);
    expect(asked()).toBe(2);
  });

  test('a failure is theirs who asked, and the next question is put all the same', async () => {
    const { ask, answer } = questions();
    const shared = sharedAnswer(ask);
    const first = shared();
    await settle();
    const second = shared();
    answer(new Error('busy'));
    await expect(first).rejects.toThrow('busy');
    await settle();
    answer();
    expect(await second).toBe('old');
  });
});

test('what is under way when another fails is waited for', async () => {
  const ended: string[] = [];
  const slow = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    ended.push('slow');
  };
  const failing = Promise.reject(new Error('no'));
  await expect(allEnded([failing, slow()])).rejects.toThrow('no');
  await expect(
    mapConcurrent(['fails', 'slow'], 2, (name) =>
      name === 'slow' ? slow() : Promise.reject(new Error('no')),
    ),
  ).rejects.toThrow('no');
  expect(ended).toEqual(['slow', 'slow']);
});
