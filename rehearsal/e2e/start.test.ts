// Images that start and images that do not, on a real BuildKit, for the machine's own platform and for one that it only
// emulates, with nothing registered in the kernel: what the builder says of each, and what is made of it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { digest as asDigest } from '../../src/plan/brands.ts';
import { readStartConfig } from '../../src/plan/oci/config.ts';
import { parseImageName, parsePlatform } from '../../src/plan/oci/image-name.ts';
import { startOnce } from '../../src/steps/prove/start-once.ts';
import { type Sandbox, makeSandbox } from '../../src/world/docker/sandbox.ts';
import { makeExec } from '../../src/world/process/exec.ts';
import { pushBases } from '../parts/bases.ts';
import { type Builder, startBuilder } from '../parts/builder.ts';
import { run } from '../parts/command.ts';
import { registered } from '../parts/emulators.ts';
import { type Registry, startRegistry } from '../parts/registry.ts';
import { openWorld, type World } from '../runner/world.ts';
import { RELEASE_MS, SET_UP_MS } from './stage.ts';

const PLATFORMS = ['linux/amd64', 'linux/arm64'];

let dir: string;
let world: World;
let registry: Registry;
let builder: Builder;
let sandbox: Sandbox;
let env: Record<string, string>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rehearsal-start-'));
  world = await openWorld(() => undefined);
  registry = await startRegistry(world.tools, { dir: join(dir, 'registry') });
  await pushBases(world.tools, world.bases, registry.port);
  builder = await startBuilder(
    world.tools,
    world.engine,
    { configDir: join(dir, 'config'), hub: `127.0.0.1:${registry.port}` },
    () => undefined,
  );
  env = { ...world.tools.env, ...builder.env };
  const exec = makeExec({ env: { ...process.env, ...env } as Record<string, string> });
  sandbox = makeSandbox(exec, { buildx: world.tools.buildx, temp: dir, env });
}, SET_UP_MS);

afterAll(async () => {
  await builder.stop();
  await registry.stop();
  await world.close();
  await rm(dir, { recursive: true, force: true });
}, SET_UP_MS);

/** Builds and pushes an image for every platform, by buildx alone. */
async function push(name: string, dockerfile: string): Promise<string> {
  const base = `127.0.0.1:${registry.port}`;
  const image = `${base}/octo-org/${name}`;
  await run(
    world.tools.docker,
    // prettier-ignore
    ['buildx', 'build', '--builder', builder.name, '--platform', PLATFORMS.join(','), '--provenance=false',
     '--output', `type=image,name=${image}:1,push=true`, '-'],
    { env, input: dockerfile.replaceAll('ghcr.io/', `${base}/`) },
  );
  return image;
}

/** What is made of each platform of an image. */
async function verdicts(name: string, dockerfile: string, watchMs = 1000): Promise<readonly string[]> {
  const image = await push(name, dockerfile);
  const crane = (...args: readonly string[]): Promise<string> => run(world.tools.crane, args, { env });
  const parsed = parseImageName(image);
  if (!('image' in parsed)) throw new Error(image);
  const index = asDigest((await crane('digest', `${image}:1`)).trim());
  return Promise.all(
    PLATFORMS.map(async (text) => {
      const read = parsePlatform(text);
      if (!('platform' in read)) throw new Error(text);
      const config = readStartConfig(await crane('config', '--platform', text, `${image}@${index}`));
      const from = { builder: builder.name, image: parsed.image, digest: index, platform: read.platform };
      const { state, detail } = await startOnce(sandbox, from, config, {
        ms: watchMs,
        emulated: read.platform.architecture === 'arm64',
      });
      return `${state}: ${detail}`;
    }),
  );
}

const both = (verdict: string): readonly string[] => [verdict, verdict];
const BASE = 'FROM ghcr.io/octo-org/base:1\n';
const SCRATCH = `${BASE.replace('\n', ' AS b\n')}FROM scratch\nCOPY --from=b /bin/busybox /busybox\n`;

test('R1 nothing is registered for programs of other machines', async () => {
  // Where a machine has a registration of its own nothing can be hidden from its kernel, and the rest here proves less.
  expect(await registered()).toEqual([]);
});

describe('R2 an image that starts', () => {
  test.each<[string, string, string]>([
    ['goes on', `${BASE}CMD ["sleep", "60"]\n`, 'passed: it was still running after 1 s'],
    [
      'ends',
      `${BASE}ENTRYPOINT ["/bin/echo"]\nCMD ["a", "<<EOF", "$HOME", "\\"'"]\n`,
      'passed: its command ran and ended with exit code 0',
    ],
    [
      'logs what runtimes say of a program that is not there',
      `${BASE}CMD echo 'exec /bin/x: exec format error' >&2; echo 'fork/exec /bin/y: no such file or directory'; exit 1\n`,
      'passed: its command ran and ended with exit code 1',
    ],
    ['ends as runtimes do', `${BASE}CMD exit 255\n`, 'passed: its command ran and ended with exit code 255'],
    [
      'is nothing but a program',
      `${SCRATCH}ENTRYPOINT ["/busybox", "sh", "-c", "exit 3"]\n`,
      'passed: its command ran and ended with exit code 3',
    ],
    [
      'has a user by number, a folder, and variables',
      `${SCRATCH}USER 65532:65532\nWORKDIR /srv\nENV A=b\nCMD ["/busybox", "sh", "-c", "test $(/busybox id -u) = 65532 && test $PWD = /srv && test $A = b && exit 9"]\n`,
      'passed: its command ran and ended with exit code 9',
    ],
    [
      'runs others',
      `${BASE}RUN printf '#!/bin/sh\\nuname -m >/dev/null && exit 4\\n' >/run.sh && chmod +x /run.sh\nUSER nobody\nCMD ["/bin/sh", "-c", "/run.sh"]\n`,
      'passed: its command ran and ended with exit code 4',
    ],
    [
      'has no network',
      `${BASE}CMD wget -T 2 http://127.0.0.1:9 || exit 6\n`,
      'passed: its command ran and ended with exit code 6',
    ],
  ])(
    '%s',
    async (name, dockerfile, verdict) => {
      expect(await verdicts(`starts-${name.toLowerCase().replaceAll(/\W/g, '-')}`, dockerfile)).toEqual(
        both(verdict),
      );
    },
    RELEASE_MS,
  );
});

describe('an image that does not start', () => {
  test.each<[string, string, string]>([
    [
      'has a user whom it does not know',
      `${SCRATCH}USER nobody\nENTRYPOINT ["/busybox", "echo"]\n`,
      'failed: unable to find user nobody: invalid argument',
    ],
    [
      'has a shell command that is not there',
      `${BASE}CMD servr --port 80\n`,
      'failed: its command ended with exit code 127: what it runs, or a library of it, is not there',
    ],
    ['has no such program', `${SCRATCH}CMD ["/app"]\n`, 'failed: there is no /app in the image'],
    ['has no such name in PATH', `${BASE}CMD ["servr"]\n`, 'failed: there is no servr in the image'],
    [
      'has a script without its interpreter',
      `${BASE}RUN printf '#!/bin/bash\\n' >/run.sh && chmod +x /run.sh\nCMD ["/run.sh"]\n`,
      'failed: /run.sh needs "/bin/bash", which is not in the image',
    ],
    [
      'has a program that may not be executed',
      `${BASE}RUN cp /bin/busybox /app && chmod 644 /app\nCMD ["/app"]\n`,
      'failed: /app is not executable by anybody',
    ],
  ])(
    '%s',
    async (name, dockerfile, verdict) => {
      expect(await verdicts(`fails-${name.toLowerCase().replaceAll(/\W/g, '-')}`, dockerfile)).toEqual(
        both(verdict),
      );
    },
    RELEASE_MS,
  );

  test(
    'has a folder that its user may not enter',
    async () => {
      const dockerfile = `${BASE}RUN mkdir /root && cp /bin/busybox /root/busybox && chmod 700 /root\nUSER nobody\nCMD ["/root/busybox", "true"]\n`;
      expect(await verdicts('fails-folder', dockerfile)).toEqual([
        // BuildKit starts a user's program with capabilities that Docker drops first; it is seen on the other platform.
        'passed: its command ran and ended with exit code 0',
        'failed: nothing can be run as user nobody in / at /root/busybox: a program that does nothing ends with exit code 1',
      ]);
    },
    RELEASE_MS,
  );

  test(
    'has the program of another machine',
    async () => {
      const dockerfile = `FROM --platform=linux/amd64 ghcr.io/octo-org/base:1 AS b\nFROM scratch\nCOPY --from=b /bin/busybox /busybox\nCMD ["/busybox", "true"]\n`;
      expect(await verdicts('fails-machine', dockerfile)).toEqual([
        'passed: its command ran and ended with exit code 0',
        'failed: /busybox is a program for amd64, not for arm64',
      ]);
    },
    RELEASE_MS,
  );
});
