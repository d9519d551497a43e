// A small part of the scale: no count of requests grows faster than its input. All of it is measured by `npm run rehearse:scale`.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openWorld, type World } from '../runner/world.ts';
import { lawOf } from '../scale/law.ts';
import { measure } from '../scale/measure.ts';
import type { Sizes } from '../scale/repository.ts';
import { RELEASE_MS, SET_UP_MS } from './stage.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld(() => undefined);
}, SET_UP_MS);
afterAll(() => world.close(), SET_UP_MS);

const sizes = [10, 150, 350];

test.each<[string, (n: number) => Partial<Sizes>, RegExp]>([
  ['tags', (tags) => ({ tags, releases: 5, commits: 400 }), /^constant$/],
  ['releases', (releases) => ({ releases, tags: 360, commits: 400 }), /^(?:constant|in proportion|slower)/],
  ['commits in the history', (n) => ({ commits: n + 50 }), /^constant$/],
  ['commits in the release', (own) => ({ own, commits: own + 50 }), /^(?:constant|in proportion|slower)/],
])(
  'requests of a plan do not grow faster than its %s',
  async (_, of, law) => {
    const points = [];
    for (const n of sizes) points.push({ n, y: (await measure(world, of(n))).requests });
    expect(lawOf(points, { part: 0.05, least: 3 }).name).toMatch(law);
    // A page of a list holds a hundred: more than one request for each thirty is another law.
    const [first, , last] = points;
    expect((last?.y ?? 0) - (first?.y ?? 0)).toBeLessThan(sizes.at(-1)! / 30 + 16);
  },
  RELEASE_MS,
);
