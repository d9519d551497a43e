import { describe, expect, test } from '@jest/globals';
import type { Call } from '../standins/world.ts';
import { drawKills, nameOf } from './kills.ts';

const call = (n: number): Call => ({
  ...{ n, run: 'r', time: '', method: 'GET', host: 'api.github.com', path: `/repos/o/r/${'abcde'[n % 5]}` },
  userAgent: 'octokit/1',
});
const calls = Array.from({ length: 20 }, (_, at) => call(at + 1));

describe('kills of a job', () => {
  test('are the same for a seed, and others for another', () => {
    const names = (seed: number): readonly string[] =>
      drawKills('Plan', calls, { count: 8, seed }).map(nameOf);
    expect(names(1)).toEqual(names(1));
    expect(names(1)).not.toEqual(names(2));
  });

  test('are all different, and no more than there are', () => {
    const drawn = drawKills('Plan', calls, { count: 1000, seed: 3 });
    expect(drawn).toHaveLength(40);
    expect(new Set(drawn.map(nameOf)).size).toBe(40);
  });
});
