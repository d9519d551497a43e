// Three tiers (ADR 27): `npm run test:unit` runs the first, `npm test` all of them.
import { availableParallelism } from 'node:os';
import slow from './__tests__/slow.json' with { type: 'json' };

/** Suites of more than 3 s of the processor's time; how they are told apart is in __tests__/support/jest/tier.ts. */
const pathOf = (suite: string): string => `<rootDir>/__tests__/${suite}.test.ts`;

const all = {
  extensionsToTreatAsEsm: ['.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/build'],
};
/** Sources and libraries are loaded once for all suites of a process (ADR 27). */
const shared = {
  ...all,
  testEnvironment: '<rootDir>/__tests__/support/jest/environment.ts',
  testRunner: '<rootDir>/__tests__/support/jest/runner.ts',
  transform: {},
};

export default {
  testTimeout: 60_000,
  // jest leaves one core free: of two that is half of them, while most suites of the rehearsal wait for programs.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testEnvironmentOptions: { tier: 'unit' },
      testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
      testPathIgnorePatterns: slow.map(pathOf),
    },
    { ...shared, displayName: 'slow', testMatch: slow.map(pathOf) },
    {
      ...all,
      displayName: 'rehearsal',
      transform: {
        '^.+\\.ts$': [
          '@swc/jest',
          { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
        ],
      },
      testMatch: ['<rootDir>/rehearsal/**/*.test.ts'],
    },
  ],
};
