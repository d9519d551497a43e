import { afterEach, describe, expect, test } from '@jest/globals';
import { stopSignal } from '../../src/run/cancellation.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;
/** The test runner's own. */
const listening = { SIGINT: process.listeners('SIGINT'), SIGTERM: process.listeners('SIGTERM') };
const made: ReturnType<typeof stopSignal>[] = [];
const stopped = (seconds: number, titles: readonly string[]): ReturnType<typeof stopSignal> => {
  const stop = stopSignal(seconds, () => titles, 5);
  made.push(stop);
  return stop;
};
afterEach(() => {
  for (const stop of made.splice(0)) stop.end();
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) {
      if (!listening[signal].includes(listener)) process.removeListener(signal, listener);
    }
  }
});

test.each([['SIGINT'], ['SIGTERM']] as const)(
  '%s ends the run, and the error says what it was at',
  (signal) => {
    const stop = stopped(60, ['Build linux/arm64', 'Read 2 files']);
    expect(stop.signal.aborted).toBe(false);
    process.emit(signal);
    expect(stop.signal.aborted).toBe(true);
    expect(stop.reason()).toMatchObject({
      code: 'cancelled',
      message: 'the run was cancelled, while it was at: Build linux/arm64; Read 2 files',
    });
  },
);

test('the time that is up ends the run', async () => {
  const stop = stopped(0.01, []);
  await new Promise((resolve) => {
    stop.signal.addEventListener('abort', resolve);
  });
  expect(stop.reason()).toMatchObject({
    code: 'cancelled',
    message: 'the run took longer than its timeout of 0.01 s',
    hint: expect.stringContaining('with: { timeout: 3h }') as unknown,
  });
});

describe('a run that is stopped', () => {
  test('may end in its own way', async () => {
    const stop = stopped(60, []);
    const run = new Promise<string>((resolve) => {
      stop.signal.addEventListener('abort', () => {
        resolve('tidied up');
      });
    });
    process.emit('SIGTERM');
    expect(await stop.within(run)).toBe('tidied up');
  });

  test('is not waited for when it hangs', async () => {
    const stop = stopped(0.01, ['Preflight']);
    await expect(stop.within(new Promise(() => undefined))).rejects.toThrow(
      'the run took longer than its timeout of 0.01 s, while it was at: Preflight',
    );
  });
});

test('the first reason stays', () => {
  const stop = stopped(60, []);
  process.emit('SIGINT');
  const first = stop.reason();
  process.emit('SIGTERM');
  expect(stop.reason()).toBe(first);
});

test('a run that ended by itself stops what is still running, for no reason to tell', () => {
  const stop = stopped(60, []);
  stop.end();
  expect(stop.signal.aborted).toBe(true);
  expect(stop.reason()).toBeUndefined();
});
