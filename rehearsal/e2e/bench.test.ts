// The measure of releases, once and at its smallest: that it runs, and that both contenders come to a release.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { resultsPage } from '../../bench/page.ts';
import { type Measured, measure } from '../../bench/release.ts';
import { openWorld, type World } from '../runner/world.ts';
import { RELEASE_MS, SET_UP_MS } from './stage.ts';

let world: World;
let measured: Measured;

beforeAll(
  async () => {
    world = await openWorld(() => undefined);
    measured = await measure(world, { rounds: 1, small: true }, () => undefined);
  },
  SET_UP_MS + 2 * RELEASE_MS,
);

afterAll(() => world.close());

test('both contenders release, and every row of the page has a figure', () => {
  const page = resultsPage(measured.figures, undefined);
  expect(page).not.toContain('NaN');
  expect(page).not.toContain('undefined');
  expect(measured.figures.byHand.map(([what]) => what)).toContain('make the release');
});

test('a rerun of a finished release writes nothing', () => {
  expect(measured.figures.writesAgain).toBe(0);
});

test('the delay reaches the requests of every party', () => {
  const { calls } = measured.slowest;
  expect(calls.every(({ ms = 0 }) => ms >= measured.figures.latency - 1)).toBe(true);
});

test('whose requests they are is known for each', () => {
  const { ours } = measured.figures.requests;
  for (const party of ['the action', 'cosign', 'gh', 'git', 'BuildKit'] as const)
    expect(ours[party]).toBeGreaterThan(0);
});
