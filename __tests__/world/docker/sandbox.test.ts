import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pack } from 'tar-stream';
import { ReleaseError } from '../../../src/errors.ts';
import { digest } from '../../../src/plan/brands.ts';
import { parseImageName, parsePlatform } from '../../../src/plan/oci/image-name.ts';
import { writeProbe } from '../../../src/world/docker/probe.ts';
import {
  type ImageInBuilder,
  copyDockerfile,
  makeSandbox,
  probeDockerfile,
  runDockerfile,
  sandboxArgs,
} from '../../../src/world/docker/sandbox.ts';
import type { Exec, RunOptions } from '../../../src/world/process/exec.ts';

const read = parseImageName('ghcr.io/octo-org/app');
const machine = parsePlatform('linux/arm64');
if (!('image' in read) || !('platform' in machine)) throw new Error('no such names');
const from: ImageInBuilder = {
  builder: 'b',
  image: read.image,
  digest: digest(`sha256:${'a'.repeat(64)}`),
  platform: machine.platform,
};
const base = `FROM ghcr.io/octo-org/app@${from.digest}\n`;

let temp: string;
beforeAll(async () => {
  temp = await mkdtemp(join(tmpdir(), 'sandbox-'));
});
afterAll(() => rm(temp, { recursive: true }));

test('the build keeps nothing, takes nothing from an earlier one, and sees nothing of the workspace', () => {
  expect(sandboxArgs(from, 'type=cacheonly')).toEqual([
    ...['build', '--builder', 'b', '--platform', 'linux/arm64', '--output', 'type=cacheonly'],
    ...['--no-cache', '--progress', 'rawjson', '--provenance=false', '--sbom=false', '-'],
  ]);
  expect(sandboxArgs(from, 'type=cacheonly', '/t').slice(-4)).toEqual(['--file', '-', '--', '/t']);
});

test('the command is run without network, each word as it is', () => {
  expect(runDockerfile(from, ['/app', 'a b', '$HOME', '<<EOF', 'line\nbreak', '"\\'])).toBe(
    `${base}RUN --network=none ["/app","a b","$HOME","\\u003c\\u003cEOF","line\\nbreak","\\"\\\\"]\n`,
  );
});

test('a program that does nothing goes to the place of the command, as the image has it or as root', () => {
  const mount = (at: string): string =>
    `RUN --network=none --mount=type=bind,source=probe,target=${at} ["${at}"]\n`;
  expect(probeDockerfile(from, '/usr/bin/app', false)).toBe(`${base}${mount('/usr/bin/app')}`);
  expect(probeDockerfile(from, '/usr/my bin/a,b', false)).toBe(`${base}${mount('/.release-action-probe')}`);
  expect(probeDockerfile(from, '/', true)).toBe(
    `${base}USER 0:0\nWORKDIR /\n${mount('/.release-action-probe')}`,
  );
});

test('a file is copied by its name, which is no pattern', () => {
  expect(copyDockerfile(from, '/a/[x]*$b\\c')).toBe(
    `FROM scratch\nCOPY --from=ghcr.io/octo-org/app@${from.digest} ["/a/[[]x[]][*]\\\\$b\\\\\\\\c","/"]\n`,
  );
});

test("this machine's own program that does nothing ends well", async () => {
  const file = join(temp, 'probe');
  expect(await writeProbe(file, process.arch === 'x64' ? 'amd64' : process.arch)).toBe(true);
  expect(() => execFileSync(file)).not.toThrow();
  expect(await writeProbe(join(temp, 'other'), 'mips64le')).toBe(false);
});

const failed = (code?: 'cancelled'): ReleaseError =>
  new ReleaseError('buildx build exited with 1:\nERROR: failed to solve: so it is', {
    hint: '',
    code: code ?? 'tool-failed',
  });
const step = (more: object): string =>
  JSON.stringify({
    vertexes: [{ digest: 'sha256:1', name: '[2/2] RUN --network=none ["/app"]', ...more }],
  });
const error = (words: string): string =>
  `process "/dev/.buildkit_qemu_emulator /app" did not complete successfully: ${words}`;

/** Shows lines, then ends as told. */
function buildx(lines: readonly string[], end: Error | 'never' | undefined): Exec {
  return {
    run: async (_, options: RunOptions = {}) => {
      for (const line of lines) options.onLine?.(line);
      if (end === 'never') {
        await new Promise((resolve) => options.signal?.addEventListener('abort', resolve));
        throw failed('cancelled');
      }
      if (end !== undefined) throw end;
      return { code: 0, stdout: Buffer.alloc(0), stderr: '' };
    },
  };
}
const retryPolicy = { attempts: 3, firstMs: 1, maxMs: 2 };
const sandbox = (exec: Exec, limitMs = 5000) =>
  makeSandbox(exec, { buildx: '/bin/buildx', temp, env: {}, limitMs, retryPolicy });

describe('what became of a command', () => {
  const begun = step({ started: 'now' });
  test.each<[string, readonly string[], Error | 'never' | undefined, object]>([
    ['it ended', [begun, step({ started: 'a', completed: 'b' })], undefined, { state: 'ended', code: 0 }],
    [
      'it ended badly',
      ['not json', begun, step({ started: 'a', completed: 'b', error: error('exit code: 3') })],
      failed(),
      { state: 'ended', code: 3 },
    ],
    [
      'it was killed for its memory',
      [step({ started: 'a', completed: 'b', error: error('exit code: 137: cannot allocate memory') })],
      failed(),
      { state: 'ended', code: 137 },
    ],
    [
      'it was not run',
      [
        step({
          started: 'a',
          completed: 'b',
          error: error('unable to find user x: no matching entries in passwd file'),
        }),
      ],
      failed(),
      { state: 'refused', why: 'unable to find user x: no matching entries in passwd file' },
    ],
    ['the image did not come', [], failed(), { state: 'not-here', why: 'ERROR: failed to solve: so it is' }],
    ['it goes on', [begun], 'never', { state: 'runs' }],
    ['it is stopped in the moment in which it is looked at', [begun], 'never', { state: 'runs' }],
  ])('%s', async (_, lines, end, expected) => {
    expect(await sandbox(buildx(lines, end)).run(from, ['/app'], 20)).toEqual(expected);
  });

  test('what a program prints is no word of the runtime', async () => {
    const printed = JSON.stringify({
      logs: [{ vertex: 'sha256:1', data: Buffer.from(error('exit code: 127')).toString('base64') }],
    });
    const lines = [begun, printed, step({ started: 'a', completed: 'b', error: error('exit code: 1') })];
    expect(await sandbox(buildx(lines, failed())).run(from, ['/app'], 20)).toEqual({
      state: 'ended',
      code: 1,
    });
  });

  test('a builder that does not come to it is waited for, and not for ever', async () => {
    expect(await sandbox(buildx([], 'never'), 20).run(from, ['/app'], 20)).toEqual({
      state: 'not-here',
      why: 'the builder did not come to it within 0.02 s',
    });
  });

  test.each([
    ['a registry that lags', 'ERROR: failed to solve: x: not found'],
    [
      'a BuildKit that went away',
      'ERROR: failed to build: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
    ],
  ])('%s is asked again, a few times', async (_, said) => {
    let asked = 0;
    const lagging = (times: number): Exec => ({
      run: (_, options) => {
        asked++;
        if (asked <= times) return Promise.reject(new ReleaseError(said, { hint: '' }));
        options?.onLine?.(step({ started: 'a', completed: 'b' }));
        return Promise.resolve({ code: 0, stdout: Buffer.alloc(0), stderr: '' });
      },
    });
    expect(await sandbox(lagging(2)).run(from, ['/app'], 20)).toEqual({ state: 'ended', code: 0 });
    expect(asked).toBe(3);
    asked = 0;
    expect(await sandbox(lagging(9)).run(from, ['/app'], 20)).toMatchObject({ state: 'not-here' });
    expect(asked).toBe(3);
  });

  test('a run that is cancelled is cancelled', async () => {
    const stopped = failed('cancelled');
    await expect(sandbox(buildx([begun], stopped)).run(from, ['/app'], 10_000)).rejects.toBe(stopped);
  });
});

describe('a way to the builder or the registry that fails before anything was run', () => {
  const troubles = [
    'ERROR: listing workers for Build: failed to list workers: Unavailable: connection error: desc = "transport: Error while dialing"',
    'ERROR: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'ERROR: failed to solve: failed to do request: Head "https://ghcr.io/v2/": dial tcp 140.82.121.33:443: i/o timeout',
  ];
  /** Fails so often, then ends well. */
  const broken = (words: string, times: number): Exec & { tries: number } => {
    const exec = {
      tries: 0,
      run: () => {
        exec.tries += 1;
        if (exec.tries <= times)
          return Promise.reject(new ReleaseError(`buildx build exited with 1:\n${words}`, { hint: '' }));
        return Promise.resolve({ code: 0, stdout: Buffer.alloc(0), stderr: '' });
      },
    };
    return exec;
  };

  test.each(troubles)('is tried again: %s', async (words) => {
    const ended = { state: 'ended', code: 0 };
    const run = broken(words, 2);
    expect(await sandbox(run).run(from, ['/app'], 20)).toEqual(ended);
    expect(run.tries).toBe(3);
    const probe = broken(words, 2);
    expect(await sandbox(probe).probe(from, '/app')).toEqual(ended);
    expect(probe.tries).toBe(3);
    const file = broken(words, 2);
    expect(await sandbox(file).file(from, '/f')).toBeUndefined();
    expect(file.tries).toBe(3);
  });

  test('is told when it does not pass', async () => {
    const [words = ''] = troubles;
    expect(await sandbox(broken(words, 9)).probe(from, '/app')).toEqual({ state: 'not-here', why: words });
    await expect(sandbox(broken(words, 9)).file(from, '/f')).rejects.toThrow('failed to list workers');
  });
});

describe('a file of the image', () => {
  const tar = async (...entries: readonly (readonly [object, string])[]): Promise<Buffer> => {
    const packed = pack();
    for (const [header, content] of entries) packed.entry({ name: 'f', ...header }, content);
    packed.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of packed as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  const streaming = (bytes: Buffer): Exec => ({
    run: (_, options = {}) => {
      for (let at = 0; at < bytes.length; at += 1000) options.onStdout?.(bytes.subarray(at, at + 1000));
      return Promise.resolve({ code: 0, stdout: Buffer.alloc(0), stderr: '' });
    },
  });

  test('is what its header says, and how it begins', async () => {
    const bytes = await tar(
      [{ type: 'directory', name: 'd' }, ''],
      [{ mode: 0o750, uid: 7, gid: 8 }, 'x'.repeat(100_000)],
    );
    const file = await sandbox(streaming(bytes)).file(from, '/f');
    expect(file).toMatchObject({ mode: 0o750, uid: 7, gid: 8 });
    expect(file?.head).toEqual(Buffer.alloc(65536, 'x'));
  });

  test.each(['"/f": not found', 'lstat /nowhere: no such file or directory'])(
    'is not there: %s',
    async (words) => {
      const copy = JSON.stringify({
        vertexes: [{ digest: 'd', name: '[1/1] COPY --from=x ["/f","/"]', error: words }],
      });
      expect(await sandbox(buildx([copy], failed())).file(from, '/f')).toBeUndefined();
    },
  );

  test('cannot be had, which is no answer', async () => {
    await expect(sandbox(buildx([], failed())).file(from, '/f')).rejects.toThrow('so it is');
  });
});
