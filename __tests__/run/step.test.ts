/** @jest-environment node */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { type LogSink, type StepRecord, makeSteps } from '../../src/run/step.ts';
import { quickSteps } from '../support/fakes.ts';

const passing = (message = 'busy'): Error => Object.assign(new Error(message), { status: 503 });
const text = (value: string): string => value;

describe('find or make', () => {
  test('what is found is not made', async () => {
    const steps = quickSteps();
    const make = (): Promise<string> => Promise.reject(new Error('must not be made'));
    expect(await steps.run({ title: 'It', find: () => Promise.resolve('there'), make, describe: text })).toBe(
      'there',
    );
    expect(steps.records).toMatchObject([{ phase: 'plan', title: 'It', outcome: 'found', detail: 'there' }]);
  });

  test('what is not found is made', async () => {
    const steps = quickSteps();
    steps.enter('prove');
    await steps.run({
      title: 'It',
      find: () => Promise.resolve(undefined),
      make: () => Promise.resolve('new'),
      describe: text,
    });
    expect(steps.records).toMatchObject([{ phase: 'prove', outcome: 'made', detail: 'new' }]);
  });

  test('found is also what is empty, zero or false', async () => {
    for (const value of ['', 0, false, null]) {
      const make = (): Promise<typeof value> => Promise.reject(new Error('must not be made'));
      expect(
        await quickSteps().run({ title: 'It', find: () => Promise.resolve(value), make, describe: String }),
      ).toBe(value);
    }
  });

  test('after a fault that passes it looks again first: what the broken attempt made is made, once', async () => {
    const steps = quickSteps();
    let there: string | undefined;
    let made = 0;
    const value = await steps.run({
      title: 'It',
      find: () => Promise.resolve(there),
      make: () => {
        made++;
        there = 'new';
        return Promise.reject(passing());
      },
      describe: text,
    });
    expect([value, made]).toEqual(['new', 1]);
    expect(steps.records).toMatchObject([{ outcome: 'made' }]);
    expect(steps.lines[0]).toMatch(/^busy; looking again in 0\.0 s \(1 of 4\)$/);
  });

  test('a question that failed before anything was made leaves what is found as found', async () => {
    const steps = quickSteps();
    let asked = 0;
    await steps.run({
      title: 'It',
      find: () => (asked++ === 0 ? Promise.reject(passing()) : Promise.resolve('there')),
      make: () => Promise.reject(new Error('must not be made')),
      describe: text,
    });
    expect(steps.records).toMatchObject([{ outcome: 'found' }]);
  });

  test('a conflict ends it at once, and nothing is made', async () => {
    const steps = quickSteps();
    let made = false;
    const running = steps.run({
      title: 'It',
      find: () => Promise.reject(new Error('something else is there\nin two lines')),
      make: () => {
        made = true;
        return Promise.resolve('');
      },
      describe: text,
    });
    await expect(running).rejects.toThrow('something else is there');
    expect(made).toBe(false);
    expect(steps.records).toMatchObject([{ outcome: 'failed', detail: 'something else is there' }]);
  });

  test('retryPolicy ends', async () => {
    const steps = quickSteps({ attempts: 3 });
    let made = 0;
    const make = (): Promise<never> => {
      made++;
      return Promise.reject(passing());
    };
    await expect(steps.run({ title: 'It', make, describe: text })).rejects.toThrow('busy');
    expect(made).toBe(3);
  });

  test('a stopped run makes nothing more, not even what would be tried again', async () => {
    const stop = new AbortController();
    const steps = quickSteps({ signal: stop.signal });
    let made = 0;
    const first = steps.run({
      title: 'It',
      make: () => {
        made++;
        stop.abort(new Error('cancelled'));
        return Promise.reject(passing());
      },
      describe: text,
    });
    await expect(first).rejects.toThrow();
    await expect(
      steps.run({ title: 'Next', make: () => Promise.resolve(++made), describe: String }),
    ).rejects.toThrow('cancelled');
    expect(made).toBe(1);
  });

  test('what a making amounts to is the step’s to say', async () => {
    const steps = quickSteps();
    const make = (): Promise<string> => Promise.resolve('x');
    await steps.run({ title: 'A', make, describe: text, outcome: 'checked' });
    await steps.run({
      title: 'B',
      make,
      describe: text,
      outcome: (value) => (value === 'x' ? 'failed' : 'made'),
    });
    await steps.run({ title: 'C', make, describe: text, outcome: () => 'skipped' });
    expect(steps.outcomes()).toEqual(['A: checked', 'B: failed', 'C: skipped']);
  });
});

describe('while a step is slow', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  test('the log says once a minute what the run is at, and is silent again afterwards', async () => {
    jest.useFakeTimers();
    const steps = quickSteps();
    let finish: () => void = () => undefined;
    const running = steps.run({
      title: 'Build linux/arm64',
      make: () => new Promise<void>((done) => (finish = done)),
      describe: () => 'built',
    });
    await jest.advanceTimersByTimeAsync(59_000);
    expect(steps.lines).toEqual([]);
    await jest.advanceTimersByTimeAsync(121_000);
    expect(steps.lines).toEqual([
      '… still at it: Build linux/arm64 (60 s)',
      '… still at it: Build linux/arm64 (120 s)',
      '… still at it: Build linux/arm64 (180 s)',
    ]);
    finish();
    await running;
    await jest.advanceTimersByTimeAsync(600_000);
    expect(steps.lines.slice(3)).toEqual(['Build linux/arm64: made in 180.0 s, built']);
  });

  test('of several at once, the line names all', async () => {
    jest.useFakeTimers();
    const steps = quickSteps();
    const gates: (() => void)[] = [];
    const runs = ['Build linux/amd64', 'Build linux/arm64'].map((title) =>
      steps.run({
        title,
        make: () => new Promise<void>((done) => gates.push(done)),
        describe: () => 'built',
      }),
    );
    await jest.advanceTimersByTimeAsync(60_000);
    expect(steps.lines).toEqual(['… still at it: Build linux/amd64, Build linux/arm64 (60 s)']);
    for (const open of gates) open();
    await Promise.all(runs);
  });
});

test('steps side by side keep their log lines together, in the order they began', async () => {
  const shown: string[] = [];
  const sink: LogSink = {
    open: (title) => shown.push(`> ${title}`),
    line: (line) => shown.push(line.replace(/ in [\d.]+ s,/, ',')),
    close: () => shown.push('<'),
  };
  const records: StepRecord[] = [];
  const steps = makeSteps({
    sink,
    onRecord: (record) => records.push(record),
    signal: new AbortController().signal,
  });
  const gates: (() => void)[] = [];
  const run = (title: string): Promise<string> =>
    steps.run({
      title,
      make: async (log) => {
        log(`${title} begins`);
        await new Promise<void>((open) => gates.push(open));
        log(`${title} ends`);
        return title;
      },
      describe: text,
    });
  const runs = [run('A'), run('B'), run('C')];
  await new Promise(setImmediate);
  for (const at of [2, 1, 0]) {
    gates[at]?.();
    await new Promise(setImmediate);
  }
  await Promise.all(runs);
  expect(shown).toEqual(
    ['A', 'B', 'C'].flatMap((title) => [
      `> ${title}`,
      `${title} begins`,
      `${title} ends`,
      '<',
      `${title}: made, ${title}`,
    ]),
  );
  expect(records.map(({ title }) => title)).toEqual(['C', 'B', 'A']);
});
