import { describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import { digest } from '../../../src/plan/brands.ts';
import { parseImageName, parsePlatform } from '../../../src/plan/oci/image-name.ts';
import { type StartedImage, loadArgs, makeEngine, runArgs } from '../../../src/world/docker/engine.ts';
import type { Exec, RunResult } from '../../../src/world/process/exec.ts';

const read = parseImageName('ghcr.io/octo-org/app');
const machine = parsePlatform('linux/arm64');
if (!('image' in read) || !('platform' in machine)) throw new Error('no such names');
const from: StartedImage = {
  builder: 'b',
  image: read.image,
  digest: digest(`sha256:${'a'.repeat(64)}`),
  platform: machine.platform,
  name: 'release-action-1-1-linux-arm64',
};

test('argument vectors', () => {
  expect(loadArgs(from)).toEqual([
    ...['build', '--builder', 'b', '--platform', 'linux/arm64'],
    ...['--output', 'type=docker,name=release-action-1-1-linux-arm64'],
    ...['--progress', 'plain', '--provenance=false', '--sbom=false', '-'],
  ]);
  expect(runArgs(from)).toEqual([
    ...['run', '--detach', '--pull', 'never', '--platform', 'linux/arm64', '--network', 'none'],
    ...['--security-opt', 'no-new-privileges'],
    ...['--name', 'release-action-1-1-linux-arm64', 'release-action-1-1-linux-arm64'],
  ]);
});

const ended = (code: number, stdout = '', stderr = ''): RunResult => ({
  code,
  stdout: Buffer.from(stdout),
  stderr,
});

/** Answers programs by their first words, one answer a call; what is left over or not foreseen fails the test. */
function scripted(script: readonly (readonly [words: string, answer: RunResult | Error])[]) {
  const left = [...script];
  const inputs: unknown[] = [];
  const exec: Exec = {
    run: (argv, options) => {
      const next = left.shift();
      if (!next || !argv.join(' ').startsWith(next[0])) throw new Error(`not foreseen: ${argv.join(' ')}`);
      if (options?.input !== undefined) inputs.push(options.input);
      return next[1] instanceof Error ? Promise.reject(next[1]) : Promise.resolve(next[1]);
    },
  };
  return { exec, inputs, left };
}
const cleared = [
  ['docker rm --force --volumes release-action', ended(0)],
  ['docker image rm --force release-action', ended(0)],
] as const;
const start = (exec: Exec) => makeEngine(exec, { buildx: '/bin/buildx', env: {}, watchMs: 0 }).start(from);

describe('an image that is started', () => {
  test('comes by the index’s digest, runs, and is taken away', async () => {
    const { exec, inputs, left } = scripted([
      ['/bin/buildx build --builder b', ended(0)],
      ['docker run --detach', ended(0, 'id')],
      ['docker inspect', ended(0, 'true 0\n')],
      ...cleared,
    ]);
    expect(await start(exec)).toEqual({ state: 'runs' });
    expect(inputs).toEqual([`FROM ghcr.io/octo-org/app@${from.digest}\n`]);
    expect(left).toEqual([]);
  });

  test.each([
    ['ends', '', { state: 'ended', code: 3 }],
    [
      'is no program of this machine',
      'exec /app: exec format error\n',
      { state: 'refused', why: 'exec /app: exec format error' },
    ],
  ])('whose command %s', async (_, logs, expected) => {
    const { exec, left } = scripted([
      ['/bin/buildx build', ended(0)],
      ['docker run', ended(0)],
      ['docker inspect', ended(0, 'false 3\n')],
      ['docker logs --tail 5', ended(0, '', logs)],
      ...cleared,
    ]);
    expect(await start(exec)).toEqual(expected);
    expect(left).toEqual([]);
  });

  test('whose command the engine refuses is taken away too', async () => {
    const stderr = 'docker: Error response from daemon: No command specified.\n\nRun "docker run --help"\n';
    const { exec, left } = scripted([
      ['/bin/buildx build', ended(0)],
      ['docker run', ended(125, '', stderr.replace('"docker run --help"', "'docker run --help'"))],
      ...cleared,
    ]);
    expect(await start(exec)).toEqual({
      state: 'refused',
      why: 'docker: Error response from daemon: No command specified.',
    });
    expect(left).toEqual([]);
  });

  test.each<[string, readonly (readonly [string, RunResult])[], string]>([
    [
      'refuses it for a reason of its own',
      [['docker run', ended(125, '', 'docker: Error response from daemon: no space left on device.\n')]],
      'docker: Error response from daemon: no space left on device.',
    ],
    [
      'has lost it',
      [
        ['docker run', ended(0)],
        ['docker inspect', ended(1, '\n', 'Error: No such object: own-linux-amd64\n')],
      ],
      'Error: No such object: own-linux-amd64',
    ],
  ])('that the engine %s says nothing of the image', async (_, calls, why) => {
    const { exec, left } = scripted([['/bin/buildx build', ended(0)], ...calls, ...cleared]);
    expect(await start(exec)).toEqual({ state: 'not-here', why });
    expect(left).toEqual([]);
  });

  test('that comes into no engine is not started', async () => {
    const error = new ReleaseError('buildx build exited with 1:\nCannot connect to the Docker daemon', {
      hint: '',
    });
    const { exec } = scripted([['/bin/buildx build', error]]);
    expect(await start(exec)).toEqual({ state: 'not-here', why: 'Cannot connect to the Docker daemon' });
  });

  test('by a run that is cancelled is left to the post step', async () => {
    const error = new ReleaseError('stopped', { hint: '', code: 'cancelled' });
    const { exec } = scripted([['/bin/buildx build', error]]);
    await expect(start(exec)).rejects.toBe(error);
  });
});
