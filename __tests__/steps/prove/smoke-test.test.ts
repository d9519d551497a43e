import { describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import { parsePlatform } from '../../../src/plan/oci/image-name.ts';
import type { Image } from '../../../src/plan/artifacts.ts';
import { refuseBroken, smokeTest, skippedSmokeTests } from '../../../src/steps/prove/smoke-test.ts';
import type { Check } from '../../../src/steps/prove/verify.ts';
import type { ImageInBuilder, Ran, Sandbox } from '../../../src/world/docker/sandbox.ts';
import { probeProgram } from '../../../src/world/docker/probe.ts';
import { sha256 } from '../../../src/world/registry/registry.ts';
import { memoryRegistry, quickSteps, strict } from '../../support/fakes.ts';
import { contextOf } from '../../support/published.ts';
import { planOf } from '../../support/samples.ts';

const platform = (name: string) => {
  const read = parsePlatform(name);
  if (!('platform' in read)) throw new Error(name);
  return read.platform;
};
const index = `sha256:${'a'.repeat(64)}` as Image['digest'];

/** A registry with an image of one configuration for each platform. */
function registryWith(config: object, ...names: readonly string[]) {
  const registry = memoryRegistry();
  const bytes = Buffer.from(JSON.stringify({ config }));
  const platforms = names.map((name) => {
    const manifest = { config: { digest: sha256(bytes), size: bytes.length }, layers: [{ size: 1 }], name };
    const digest = registry.add(manifest, 'application/vnd.oci.image.manifest.v1+json');
    return { platform: platform(name), digest, size: 1 };
  });
  const image = { digest: index, platforms } as unknown as Image;
  return { image, registry: { ...registry, blob: () => Promise.resolve(bytes) } };
}

async function started(
  sandbox: Sandbox,
  names: readonly string[],
  {
    config = { Cmd: ['/app', 'serve'] },
    driver = 'docker-container',
  }: { config?: object; driver?: string } = {},
) {
  const { image, registry } = registryWith(config, ...names);
  const builders = { ready: () => Promise.resolve({ name: 'b', driver, platforms: [] }) };
  const steps = quickSteps();
  const checks = await smokeTest(
    { plan: planOf(), world: { sandbox, registry }, steps },
    image,
    builders,
    contextOf(),
  );
  return { checks, steps };
}

test('R2 each platform is started in the builder, from the index, whatever this machine itself can run', async () => {
  const asked: (readonly [ImageInBuilder, readonly string[]])[] = [];
  const { it } = strict<Sandbox>('sandbox', {
    run: (from, argv, watchMs) => {
      asked.push([from, argv]);
      expect(watchMs).toBe(from.platform.name === 'linux/amd64' ? 2000 : 5000);
      const ran: Ran = from.platform.name === 'linux/arm64' ? { state: 'runs' } : { state: 'ended', code: 0 };
      return Promise.resolve(ran);
    },
    file: ({ platform: { architecture } }) =>
      Promise.resolve({ mode: 0o755, uid: 0, gid: 0, head: probeProgram(architecture) ?? Buffer.alloc(0) }),
  });
  const { checks, steps } = await started(it, ['linux/amd64', 'linux/arm64', 'linux/riscv64']);
  expect(checks.map(({ text, state, detail }) => [text, state, detail])).toEqual([
    ['linux/amd64 starts', 'passed', 'its command ran and ended with exit code 0'],
    ['linux/arm64 starts', 'passed', 'it was still running after 5 s (emulated by the builder)'],
    [
      'linux/riscv64 starts',
      'passed',
      'its command ran and ended with exit code 0 (emulated by the builder)',
    ],
  ]);
  expect(steps.outcomes()).toEqual([
    'Start linux/amd64: checked',
    'Start linux/arm64: checked',
    'Start linux/riscv64: checked',
  ]);
  expect(new Set(asked.map(([from]) => from.digest))).toEqual(new Set([index]));
  expect(asked.map(([, argv]) => argv)).toEqual(Array(3).fill(['/app', 'serve']));
});

test('nodes elsewhere are said to emulate nothing', async () => {
  const { it } = strict<Sandbox>('sandbox', { run: () => Promise.resolve({ state: 'runs' }) });
  const { checks } = await started(it, ['linux/arm64'], { driver: 'remote' });
  expect(checks[0]?.detail).toBe('it was still running after 2 s');
});

test('trouble on the way to an answer is no answer', async () => {
  const trouble = new ReleaseError('buildx build exited with 1:\nERROR: no builder answers', { hint: '' });
  const { it } = strict<Sandbox>('sandbox', { run: () => Promise.reject(trouble) });
  const { checks } = await started(it, ['linux/amd64']);
  expect(checks.map((one) => [one.state, one.detail])).toEqual([
    ['not-run', 'it could not be tried: ERROR: no builder answers'],
  ]);
});

test.each([
  ['names no command', ['linux/amd64'], {}, 'the image names no command of its own'],
  ['is for Windows', ['windows/amd64'], { Cmd: ['a'] }, 'a Linux runner starts no windows program'],
])('an image that %s is not started, and that is no fault', async (_, names, config, detail) => {
  const { checks } = await started(strict<Sandbox>('sandbox', {}).it, names, { config });
  expect(checks.map((one) => [one.state, one.detail])).toEqual([['not-run', detail]]);
});

test('a release that was finished already says that it did not run this again', () => {
  const { image } = registryWith({}, 'linux/amd64', 'linux/arm64');
  expect(skippedSmokeTests(planOf(), image).map(({ state }) => state)).toEqual(['not-run', 'not-run']);
});

describe('an image that does not start', () => {
  const check = (name: string, state: Check['state']): Check => ({
    text: `${name} starts`,
    state,
    detail: `${state} there`,
    commands: [`docker run --rm --platform ${name} ghcr.io/octo-org/app@${index}`],
  });

  test('is not released, and each platform is named with the command that shows it', () => {
    const seen = [
      check('linux/amd64', 'failed'),
      check('linux/arm64', 'passed'),
      check('linux/s390x', 'failed'),
    ];
    expect(() => {
      refuseBroken(seen);
    }).toThrow(
      expect.objectContaining({
        code: 'not-startable',
        message:
          'the image does not start on linux/amd64 (failed there), linux/s390x (failed there); nothing is public',
        hint: expect.stringContaining(
          `docker run --rm --platform linux/amd64 ghcr.io/octo-org/app@${index}\ndocker run --rm --platform linux/s390x `,
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
