// The tiers of the tests: which suites `npm run test:unit` leaves to `npm test`.
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import slow from './slow.json' with { type: 'json' };
import config from '../jest.config.ts';
import { leftFault, surroundingsOf } from './support/jest/surroundings.ts';
import { endedSeconds, tierFault } from './support/jest/tier.ts';

const root = join(import.meta.dirname, '..');

test('each slow suite is there, and is named once, in order', () => {
  expect(slow.filter((suite) => !existsSync(join(import.meta.dirname, `${suite}.test.ts`)))).toEqual([]);
  expect(slow).toEqual([...new Set(slow)].sort());
});

test('each suite is of one tier', () => {
  const own = (path: string): string => path.replace('<rootDir>/', '');
  const tiers = config.projects.map(({ testMatch, testPathIgnorePatterns }) => {
    const ignored = testPathIgnorePatterns.map(own);
    return globSync(testMatch.map(own), { cwd: root }).filter((path) => !ignored.includes(path));
  });
  const suites = globSync(['__tests__/**/*.test.ts', 'rehearsal/**/*.test.ts'], { cwd: root });
  expect(tiers.flat().sort()).toEqual(suites.sort());
});

test('a suite is refused that takes three times as long as a quick one may', () => {
  expect(tierFault(9)).toBeUndefined();
  expect(tierFault(9.1)).toBe(
    'It took 9.1 s of the processor. Make it quicker, or add it to __tests__/slow.json.',
  );
});

test('the programs that have ended are counted, whatever the process is called', () => {
  const stat = '7 (a) b (c)) S 1 7 7 0 -1 4194304 9 9 0 0 11 12 250 50 20 0 1 0';
  expect(endedSeconds(stat)).toBe(3);
  expect(endedSeconds('')).toBe(0);
});

test('a suite that shares a process can neither mock nor fake time', () => {
  expect(Object.keys(jest)).toEqual(['setTimeout']);
});

test('a suite is told what it has left changed', () => {
  const at = (env: Record<string, string>, cwd = '/a') => surroundingsOf({ env, cwd: () => cwd });
  expect(leftFault(at({ A: '1', B: '2' }), at({ A: '1', B: '2' }))).toBeUndefined();
  expect(leftFault(at({ A: '1', B: '2' }), at({ B: '3', C: '4' }, '/b'))).toBe(
    'It has changed A, B, the working directory, C, and not put it back.',
  );
});
