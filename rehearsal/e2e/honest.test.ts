// A release that this action made verifies, however it was asked for: every two settings together, released and verified.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isAllowed, parameters } from '../honest/matrix.ts';
import { pairsOf, pairwise, product } from '../honest/pairwise.ts';
import { type Rehearsed, rehearseRows, wrongOf } from '../honest/rehearsed.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

const rows = pairwise(parameters, isAllowed);

test('every two values that may stand together do', () => {
  const wanted = new Set(product(parameters).filter(isAllowed).flatMap(pairsOf));
  expect(new Set(rows.flatMap(pairsOf))).toEqual(wanted);
  expect(rows.length).toBeLessThanOrEqual(12);
});

describe.each(parameters.visibility)('in a %s repository', (visibility) => {
  const own = rows.filter((row) => row['visibility'] === visibility);
  let stage: Stage;
  let rehearsed: Rehearsed;

  beforeAll(async () => {
    stage = await openStage({ visibility, newPackages: visibility });
    rehearsed = await rehearseRows(stage.site, stage.dir, ({ ref, ...options }) =>
      stage.release(ref.replace('refs/tags/', ''), options),
    );
  }, SET_UP_MS);
  afterAll(() => stage.close(), SET_UP_MS);

  test.each(own.map((row, at) => [JSON.stringify(row), row, at] as const))(
    '%s verifies',
    async (_, row, at) => {
      const tried = await rehearsed.attempt(row, at);
      expect(wrongOf(tried)).toEqual([]);
      expect(tried.verified).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
    },
    RELEASE_MS,
  );
});
