import { describe, expect, test } from '@jest/globals';
import { type Watched, watchSilence } from '../../../src/world/docker/silence.ts';

const lines: string[] = [];
const watched = (more: Partial<Watched>): Watched => ({
  builder: 'mine',
  silence: { look: 20, longest: 60_000, tell: 20 },
  onLine: (line) => lines.push(line),
  answers: () => Promise.resolve(true),
  ...more,
});
/** Goes on until it is ended, as exec does with a program. */
const endless = ({ signal }: { readonly signal: AbortSignal }): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('stopped'));
    });
  });

describe('a build that prints nothing', () => {
  test('is ended where its BuildKit does not answer, three looks in a row', async () => {
    let asked = 0;
    const answers = (): Promise<boolean> => {
      asked += 1;
      return Promise.resolve(false);
    };
    await expect(watchSilence(watched({ answers }), endless)).rejects.toMatchObject({
      code: 'builder-silent',
      message: expect.stringContaining('does not answer') as unknown,
    });
    expect(asked).toBe(3);
  });

  test('is ended after half of the run’s time although it answers', async () => {
    const silence = { look: 20, longest: 100, tell: 20 };
    await expect(watchSilence(watched({ silence }), endless)).rejects.toMatchObject({
      code: 'builder-silent',
      message: expect.stringContaining("half of the run's timeout") as unknown,
    });
  });

  /** Ends when its BuildKit has been looked at so often. */
  const untilLooks = (wanted: number, answer: (look: number) => boolean) => {
    let looks = 0;
    let end: (built: string) => void = () => undefined;
    const answers = (): Promise<boolean> => {
      looks += 1;
      if (looks === wanted) end('built');
      return Promise.resolve(answer(looks));
    };
    const build = (): Promise<string> =>
      new Promise((done) => {
        end = done;
      });
    return { answers, build };
  };

  test('goes on while it answers, and that is told', async () => {
    lines.length = 0;
    const { answers, build } = untilLooks(5, () => true);
    expect(await watchSilence(watched({ answers }), build)).toBe('built');
    expect(lines).toContainEqual(expect.stringMatching(/it answers, so the build continues$/));
  });

  test('goes on although looks fail, where one between them does not; it is looked at more often than that is told', async () => {
    lines.length = 0;
    const { answers, build } = untilLooks(9, (look) => look % 3 === 0);
    const silence = { look: 5, longest: 60_000, tell: 60_000 };
    expect(await watchSilence(watched({ answers, silence }), build)).toBe('built');
    expect(lines).toEqual([]);
  });
});

test('a build that prints is not looked at', async () => {
  const answers = (): Promise<boolean> => Promise.reject(new Error('not to be asked'));
  const talking: Parameters<typeof watchSilence<string>>[1] = ({ onLine }) =>
    new Promise((done) => {
      let n = 0;
      const timer = setInterval(() => {
        onLine(`#${n}`);
        if (++n < 20) return;
        clearInterval(timer);
        done('built');
      }, 10);
    });
  expect(
    await watchSilence(watched({ answers, silence: { look: 100, longest: 200, tell: 20 } }), talking),
  ).toBe('built');
});

test('a build that fails says so itself', async () => {
  await expect(watchSilence(watched({}), () => Promise.reject(new Error('its own words')))).rejects.toThrow(
    'its own words',
  );
});
