import { describe, expect, test } from '@jest/globals';
import { ownPlatforms } from '../../../src/plan/handover/own-platforms.ts';
import { cacheKeys, parseBuildRecord } from '../../../src/plan/handover/record.ts';
import { contextOf, inputsOf, fill } from '../../support/samples.ts';
import { inputDefaults } from '../../support/action-defaults.ts';

const record = {
  repository: 'Octo-Org/App',
  commit: 'c'.repeat(40),
  tag: 'v1.2.0',
  platform: 'linux/arm64',
  inputs: 'a'.repeat(64),
  anchor: fill('a'),
  digest: fill('b'),
  pushed: fill('b'),
  ref: 'refs/tags/v1.2.0',
  run: 'https://github.com/Octo-Org/App/actions/runs/1/attempts/1',
  job: 'build',
  runner: 'arm64',
  cache: { from: [], to: [] },
  started: { state: 'passed', detail: 'it ran' },
};

test('a record is read as it was written', () => {
  for (const one of [record, { ...record, files: fill('c') }])
    expect(parseBuildRecord(JSON.parse(JSON.stringify(one)))).toEqual(one);
});

test.each<[unknown, string]>([
  [undefined, 'it is not an object'],
  [[record], 'it is not an object'],
  [{ ...record, job: 1 }, 'its job is not text'],
  [{ ...record, ref: undefined }, 'its ref is not text'],
  [{ ...record, anchor: 7 }, 'its anchor is not text'],
  [{ ...record, digest: 'latest' }, 'its digest is not a digest'],
  [{ ...record, pushed: 'sha256:../../x' }, 'its pushed is not a digest'],
  [{ ...record, files: 'latest' }, 'its files is not a digest'],
  [{ ...record, started: { state: 'failed', detail: 'x' } }, 'it does not say how the start check ended'],
  [{ ...record, started: undefined }, 'it does not say how the start check ended'],
  [{ ...record, cache: { from: [1], to: [] } }, 'its cache is not two lists'],
  [{ ...record, cache: [] }, 'its cache is not two lists'],
])('what is no record is told: %#', (predicate, message) => {
  expect(() => parseBuildRecord(predicate)).toThrow(message);
});

test('of a cache nothing is published that leads to it', () => {
  const from = ['type=s3,region=eu,bucket=b,access_key_id=AKIA,secret_access_key=s3cr3t'];
  const to = [
    'type=registry,ref=ghcr.io/o/a-buildcache:linux-arm64,mode=max',
    'type=gha,scope=o-a-linux-arm64,token=t',
  ];
  expect(cacheKeys({ from, to })).toEqual({
    from: ['type=s3'],
    to: ['type=registry,ref=ghcr.io/o/a-buildcache:linux-arm64', 'type=gha,scope=o-a-linux-arm64'],
  });
});

describe('the platforms of a build job', () => {
  test.each<[string | undefined, 'X64' | 'ARM64', readonly string[]]>([
    [undefined, 'X64', ['linux/amd64']],
    [undefined, 'ARM64', ['linux/arm64']],
    ['linux/arm64', 'X64', ['linux/arm64']],
    ['linux/amd64,linux/s390x', 'X64', ['linux/amd64', 'linux/s390x']],
    ['linux/amd64,linux/arm64,linux/arm/v7', 'ARM64', ['linux/amd64', 'linux/arm64', 'linux/arm/v7']],
  ])('given %s on %s are %j', (platforms, arch, names) => {
    const inputs = inputsOf({ platforms: platforms ?? inputDefaults['platforms'] ?? '' });
    const { runner } = contextOf({ RUNNER_ARCH: arch });
    expect(ownPlatforms(inputs.platforms, runner).map(({ name }) => name)).toEqual(names);
  });
});
