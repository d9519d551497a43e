import { describe, expect, test } from '@jest/globals';
import { parsePlatform } from '../../../src/plan/oci/image-name.ts';
import type { Image } from '../../../src/plan/artifacts.ts';
import { judge, refuseBroken, smokeTest, skippedSmokeTests } from '../../../src/steps/prove/smoke-test.ts';
import type { Engine, StartedImage, Started } from '../../../src/world/docker/engine.ts';
import { planOf } from '../../support/samples.ts';
import type { Check } from '../../../src/steps/prove/verify.ts';
import { quickSteps } from '../../support/fakes.ts';
import { contextOf } from '../../support/published.ts';

const platform = (name: string) => {
  const read = parsePlatform(name);
  if (!('platform' in read)) throw new Error(name);
  return read.platform;
};
const digest = `sha256:${'a'.repeat(64)}` as Image['digest'];
const image = {
  digest,
  platforms: ['linux/amd64', 'linux/arm64'].map((name) => ({ platform: platform(name), digest, size: 1 })),
} as unknown as Image;
const builders = {
  ready: () => Promise.resolve({ name: 'b', driver: 'docker-container', platforms: [] }),
};

describe('what came of starting an image', () => {
  test.each<[string, Started, string, string, string]>([
    ['goes on running', { state: 'runs' }, 'linux/amd64', 'passed', 'it runs'],
    [
      'ends, whatever its exit code says: it was started',
      { state: 'ended', code: 2 },
      'linux/amd64',
      'passed',
      'its command ran and ended with exit code 2',
    ],
    [
      'is a library without a command',
      { state: 'refused', why: 'docker: Error response from daemon: No command specified.' },
      'linux/amd64',
      'not-run',
      'the image names no command of its own',
    ],
    [
      'is for a machine that this one does not emulate',
      { state: 'refused', why: 'exec /app: exec format error' },
      'linux/arm64',
      'not-run',
      'this runner does not emulate arm64',
    ],
    [
      'has the wrong program for this very machine',
      { state: 'refused', why: 'exec /app: exec format error' },
      'linux/amd64',
      'failed',
      'exec /app: exec format error',
    ],
    [
      'lacks its program, on an emulated machine too',
      { state: 'refused', why: 'exec: "/app": stat /app: no such file or directory' },
      'linux/arm64',
      'failed',
      'exec: "/app": stat /app: no such file or directory',
    ],
    [
      'comes into no engine here',
      { state: 'not-here', why: 'Cannot connect to the Docker daemon' },
      'linux/amd64',
      'not-run',
      'no Docker engine of this runner has it: Cannot connect to the Docker daemon',
    ],
  ])('one that %s', (_, started, name, state, detail) => {
    expect(judge(started, platform(name), contextOf())).toEqual({ state, detail });
  });
});

test('every platform is started from the index, and each container is named before it is made', async () => {
  const kept: string[] = [];
  const asked: StartedImage[] = [];
  const engine: Engine = {
    start: (from) => {
      expect(kept).toContain(from.name);
      asked.push(from);
      return Promise.resolve(
        from.platform.name === 'linux/arm64'
          ? { state: 'refused', why: 'exec format error' }
          : { state: 'runs' },
      );
    },
  };
  const steps = quickSteps();
  const checks = await smokeTest(
    { plan: planOf(), world: { engine }, steps },
    image,
    builders,
    contextOf(),
    'release-action-77-1-abcd',
    (name) => kept.push(name),
  );
  expect(checks.map(({ text, state }) => [text, state])).toEqual([
    ['linux/amd64 starts', 'passed'],
    ['linux/arm64 starts', 'not-run'],
  ]);
  expect(steps.outcomes()).toEqual(['Start linux/amd64: checked', 'Start linux/arm64: skipped']);
  expect(kept).toEqual(['release-action-77-1-abcd-linux-amd64', 'release-action-77-1-abcd-linux-arm64']);
  expect(new Set(asked.map((from) => from.digest))).toEqual(new Set([digest]));
});

test('a release that was finished already says that it did not run this again', () => {
  expect(skippedSmokeTests(planOf(), image).map(({ state }) => state)).toEqual(['not-run', 'not-run']);
});

describe('an image that does not start', () => {
  const check = (name: string, state: Check['state']): Check => ({
    text: `${name} starts`,
    state,
    detail: `${state} there`,
    commands: [`docker run --rm --platform ${name} ghcr.io/octo-org/app@${digest}`],
  });

  test('is not released, and each platform is named with the command that shows it', () => {
    const started = [
      check('linux/amd64', 'failed'),
      check('linux/arm64', 'passed'),
      check('linux/s390x', 'failed'),
    ];
    expect(() => {
      refuseBroken(started);
    }).toThrow(
      expect.objectContaining({
        code: 'not-startable',
        message:
          'the image does not start on linux/amd64 (failed there), linux/s390x (failed there); nothing is public',
        hint: expect.stringContaining(
          `docker run --rm --platform linux/amd64 ghcr.io/octo-org/app@${digest}\ndocker run --rm --platform linux/s390x `,
        ),
      }),
    );
  });

  test('is released where nobody could see it', () => {
    expect(() => {
      refuseBroken([check('linux/amd64', 'passed'), check('linux/arm64', 'not-run')]);
    }).not.toThrow();
  });
});
