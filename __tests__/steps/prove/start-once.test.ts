import { describe, expect, test } from '@jest/globals';
import { digest } from '../../../src/plan/brands.ts';
import { parseImageName, parsePlatform } from '../../../src/plan/oci/image-name.ts';
import { readStartConfig } from '../../../src/plan/oci/config.ts';
import { startOnce } from '../../../src/steps/prove/start-once.ts';
import { probeProgram } from '../../../src/world/docker/probe.ts';
import type { ImageInBuilder, Ran, Sandbox } from '../../../src/world/docker/sandbox.ts';
import type { ImageFile } from '../../../src/world/docker/tar-head.ts';

const read = parseImageName('ghcr.io/octo-org/app');
const machine = parsePlatform('linux/arm64');
if (!('image' in read) || !('platform' in machine)) throw new Error('no such names');
const from: ImageInBuilder = {
  builder: 'b',
  image: read.image,
  digest: digest(`sha256:${'a'.repeat(64)}`),
  platform: machine.platform,
};

const file = (head: Buffer | string, more: Partial<ImageFile> = {}): ImageFile => ({
  mode: 0o755,
  uid: 0,
  gid: 0,
  head: Buffer.from(head),
  ...more,
});
const program = (architecture = 'arm64'): Buffer => probeProgram(architecture) ?? Buffer.alloc(0);
const code = (exit: number): Ran => ({ state: 'ended', code: exit });

interface Image {
  readonly config: object;
  readonly ran: Ran;
  readonly emulated?: boolean;
  readonly files?: Readonly<Record<string, ImageFile>>;
  /** What becomes of a program that does nothing, at the command's place and as root. */
  readonly probes?: readonly [there: Ran | undefined, asRoot: Ran | undefined];
}

async function verdict({ config, ran, files = {}, probes = [code(0), code(0)], emulated = false }: Image) {
  const sandbox: Sandbox = {
    run: () => Promise.resolve(ran),
    probe: (_, _path, asRoot = false) => Promise.resolve(probes[asRoot ? 1 : 0]),
    file: (_, path) => Promise.resolve(files[path]),
  };
  const { state, detail } = await startOnce(sandbox, from, readStartConfig(JSON.stringify({ config })), {
    ms: 2000,
    emulated,
  });
  return `${state}: ${detail}`;
}

const nobody = 'unable to find user nobody: no matching entries in passwd file';
const app = { '/app': file(program()) };

describe('what is no fault of the image', () => {
  test.each<[string, Image, string]>([
    [
      'a service that goes on',
      { config: { Cmd: ['/app'] }, ran: { state: 'runs' } },
      'passed: it was still running after 2 s',
    ],
    [
      'a command that ends',
      { config: { Cmd: ['/app'] }, ran: code(0) },
      'passed: its command ran and ended with exit code 0',
    ],
    [
      'a program that misses its configuration, whatever it prints',
      { config: { Entrypoint: ['/app'], Cmd: ['serve', '--config', '/etc/x'] }, ran: code(1), files: app },
      'passed: its command ran and ended with exit code 1',
    ],
    [
      'an exit code by which runtimes tell of their own faults',
      { config: { Cmd: ['/app'] }, ran: code(255), files: app },
      'passed: its command ran and ended with exit code 255',
    ],
    [
      'a name that is looked for in the PATH of the image',
      {
        config: { Cmd: ['app'], Env: ['A=b', 'PATH=/nowhere:/opt/bin/'] },
        ran: code(2),
        files: { '/opt/bin/app': file(program()) },
      },
      'passed: its command ran and ended with exit code 2',
    ],
    [
      'a path from the folder of the image',
      {
        config: { Cmd: ['./app'], WorkingDir: '/srv/' },
        ran: code(2),
        files: { '/srv/./app': file(program()) },
      },
      'passed: its command ran and ended with exit code 2',
    ],
    [
      'a script with its interpreter',
      {
        config: { Entrypoint: ['/run.sh'], User: '1000:1000' },
        ran: code(2),
        files: { '/run.sh': file('#!/bin/sh -e\nexit 2\n'), '/bin/sh': file(program()) },
      },
      'passed: its command ran and ended with exit code 2',
    ],
    [
      'an image without a command',
      { config: {}, ran: code(0) },
      'not-run: the image names no command of its own',
    ],
    [
      'a base image with ONBUILD',
      { config: { Cmd: ['/app'], OnBuild: ['COPY . .'] }, ran: code(0) },
      'not-run: it is a base image: a build from it first runs its ONBUILD instructions, which need files',
    ],
    [
      'an image that did not come',
      { config: { Cmd: ['/app'] }, ran: { state: 'not-here', why: 'manifest unknown' } },
      'not-run: the builder could not take it: manifest unknown',
    ],
    [
      'a builder that runs nothing of the platform',
      { config: { Cmd: ['/app'] }, ran: code(1), files: app, probes: [code(1), code(1)] },
      'not-run: the builder runs no programs of linux/arm64: a program that does nothing ends with exit code 1',
    ],
    [
      'a builder in trouble',
      {
        config: { Cmd: ['/app'] },
        ran: { state: 'refused', why: 'no space left on device' },
        probes: [code(1), { state: 'refused', why: 'no space left on device' }],
      },
      'not-run: the builder runs no programs of linux/arm64: no space left on device',
    ],
    [
      'a program that breaks down, or its emulator',
      { config: { Cmd: ['/app'] }, ran: code(139), files: app },
      'not-run: its command was ended by SIGSEGV (exit code 139)',
    ],
    [
      'a platform for which nothing is there to try',
      { config: { Cmd: ['/app'] }, ran: code(1), files: app, probes: [undefined, undefined] },
      'not-run: its command ended with exit code 1, and whether it was started at all cannot be told',
    ],
  ])('%s', async (_, image, expected) => {
    expect(await verdict(image)).toBe(expected);
  });
});

test("a program of the builder's own machine runs there, and is refused in an image for another", async () => {
  for (const ran of [{ state: 'runs' }, code(0), code(3)] satisfies Ran[]) {
    const wrong = { config: { Cmd: ['/app'] }, files: { '/app': file(program('amd64')) } };
    expect(await verdict({ ...wrong, ran, emulated: true })).toBe(
      'failed: /app is a program for amd64, not for arm64',
    );
    expect(await verdict({ ...wrong, files: app, ran, emulated: true })).toMatch(/^passed: /);
  }
});

describe('what is', () => {
  test.each<[string, Image, string]>([
    [
      'a user whom the image does not know',
      { config: { Cmd: ['/app'], User: 'nobody' }, ran: { state: 'refused', why: nobody } },
      `failed: ${nobody}`,
    ],
    [
      'a command that a shell does not find',
      { config: { Cmd: ['/bin/sh', '-c', 'servr'] }, ran: code(127) },
      'failed: its command ended with exit code 127: what it runs, or a library of it, is not there',
    ],
    [
      'a command that a shell may not execute',
      { config: { Cmd: ['/bin/sh', '-c', '/srv'] }, ran: code(126) },
      'failed: its command ended with exit code 126: what it runs cannot be executed',
    ],
    [
      'a program that is not there',
      { config: { Cmd: ['/app'] }, ran: code(1) },
      'failed: there is no /app in the image',
    ],
    [
      'a name that is nowhere in PATH',
      { config: { Cmd: ['app'] }, ran: code(1), files: app },
      'failed: there is no app in the image',
    ],
    [
      'a program for another machine',
      { config: { Cmd: ['/app'] }, ran: code(255), files: { '/app': file(program('amd64')) } },
      'failed: /app is a program for amd64, not for arm64',
    ],
    [
      'a script without its interpreter',
      { config: { Cmd: ['/run.sh'] }, ran: code(1), files: { '/run.sh': file('#!/bin/bash\n') } },
      'failed: /run.sh needs "/bin/bash", which is not in the image',
    ],
    [
      'a script with the line ends of Windows',
      {
        config: { Cmd: ['/run.sh'] },
        ran: code(1),
        files: { '/run.sh': file('#!/bin/sh\r\n'), '/bin/sh': file(program()) },
      },
      'failed: /run.sh needs "/bin/sh\\r", which is not in the image',
    ],
    [
      'a text that no program runs',
      { config: { Cmd: ['/run'] }, ran: code(1), files: { '/run': file('echo hi\n') } },
      'failed: /run is neither a program nor a script that begins with #! and the program that runs it',
    ],
    [
      'a file without permission',
      { config: { Cmd: ['/app'] }, ran: code(1), files: { '/app': file(program(), { mode: 0o644 }) } },
      'failed: /app is not executable by anybody',
    ],
    [
      'a file that only root may execute',
      {
        config: { Cmd: ['/app'], User: 'web:web' },
        ran: code(1),
        files: {
          '/app': file(program(), { mode: 0o700 }),
          '/etc/passwd': file('root:x:0:0::/:\nweb:x:1000:1000::/:\n'),
        },
      },
      'failed: /app is not executable by web:web',
    ],
    [
      'a folder that its user may not enter',
      {
        config: { Cmd: ['/root/app'], User: '1000', WorkingDir: '/srv' },
        ran: code(1),
        files: { '/root/app': file(program()) },
        probes: [code(1), code(0)],
      },
      'failed: nothing can be run as user 1000 in /srv at /root/app: a program that does nothing ends with exit code 1',
    ],
  ])('%s', async (_, image, expected) => {
    expect(await verdict(image)).toBe(expected);
  });
});
