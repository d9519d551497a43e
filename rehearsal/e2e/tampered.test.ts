// A sample of the adversary's table, on a rehearsed release: `npm run rehearse:adversary` makes all of it.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Attacked, attack } from '../adversary/attacked.ts';
import { type Tampering, tamperings } from '../adversary/tamperings.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

/** Two of each right, the first and one from the middle, and what only a rehearsal can show. */
const rights = [...new Set(tamperings.map(({ right }) => right))];
const sample = [
  ...rights.flatMap((right): readonly Tampering[] => {
    const own = tamperings.filter((one) => one.right === right);
    return [own[0]!, own[Math.floor(own.length / 2)]!];
  }),
  ...tamperings.filter(({ with: given, atTheDoor }) => given !== undefined || atTheDoor !== undefined),
];

let stage: Stage;
let attacked: Attacked;
beforeAll(async () => {
  stage = await openStage({ newPackages: 'public' });
  attacked = await attack(stage.site);
}, SET_UP_MS);
afterAll(async () => {
  await attacked.close();
  await stage.close();
}, SET_UP_MS);

test.each(sample.map((one) => [one.right, one.name, one] as const))(
  'who has %s: %s',
  async (_, __, tampering) => {
    const verdict = await attacked.attempt(tampering);
    const wanted = tampering.found instanceof RegExp ? /^(?:caught|unverified)$/ : /^harmless$/;
    expect(verdict).toMatchObject({ outcome: expect.stringMatching(wanted) });
  },
  RELEASE_MS,
);

test(
  'undone, the release is what it was: it verifies',
  async () => {
    const verdict = await attacked.attempt({
      ...{ right: 'contents', name: 'nothing', tamper: () => undefined },
      found: { harmless: 'nothing was done' },
    });
    expect(verdict.outcome).toBe('harmless');
  },
  RELEASE_MS,
);
