import { describe, expect, test } from '@jest/globals';
import { parseInputs } from '../../src/plan/inputs/parse.ts';
import { matrixOf } from '../../src/plan/matrix.ts';
import { inputDefaults } from '../support/action-defaults.ts';
import { inputsOf } from '../support/samples.ts';

const matrix = (platforms: string, runners = ''): ReturnType<typeof matrixOf>['include'] => {
  const inputs = inputsOf({ platforms, runners });
  return matrixOf(inputs.platforms, inputs.runners).include;
};

describe('the matrix', () => {
  test('has a job for each platform, on the runner that runs it itself', () => {
    expect(matrix('linux/amd64,linux/arm64,linux/386,linux/arm/v7,linux/s390x')).toEqual([
      { platform: 'linux/amd64', runner: 'ubuntu-24.04' },
      { platform: 'linux/arm64', runner: 'ubuntu-24.04-arm' },
      { platform: 'linux/386', runner: 'ubuntu-24.04' },
      { platform: 'linux/arm/v7', runner: 'ubuntu-24.04-arm' },
      { platform: 'linux/s390x', runner: 'ubuntu-24.04' },
    ]);
  });

  test('takes labels that are given, also by another name of the platform', () => {
    const runners = 'linux/aarch64=my-arm\nlinux/amd64 = self-hosted, linux, x64';
    expect(matrix('linux/amd64,linux/arm64', runners)).toEqual([
      { platform: 'linux/amd64', runner: ['self-hosted', 'linux', 'x64'] },
      { platform: 'linux/arm64', runner: 'my-arm' },
    ]);
  });

  test.each([
    ['linux/arm64', /runners: "linux\/arm64" is not PLATFORM=LABEL/],
    ['linux/arm64=', /is not PLATFORM=LABEL/],
    ['=label', /is not PLATFORM=LABEL/],
    ['linux/riscv64=label', /linux\/riscv64 is not among the platforms/],
    ['arm64=label', /"arm64" is not a platform/],
  ])('refuses %s', (runners, message) => {
    const { faults } = parseInputs({ ...inputDefaults, runners });
    expect(faults).toHaveLength(1);
    expect(faults[0]?.message).toMatch(message);
  });
});
