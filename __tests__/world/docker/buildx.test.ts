import { expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import { TransientError } from '../../../src/world/retry/retry.ts';
import { makeBuildx, parseBuilder } from '../../../src/world/docker/buildx.ts';
import type { BuilderNode } from '../../../src/plan/inputs/builder-nodes.ts';
import type { Platform } from '../../../src/plan/oci/image-name.ts';
import type { Exec, RunResult } from '../../../src/world/process/exec.ts';

test('what inspect prints is a builder', () => {
  const text = `Name:          two
Driver:        docker-container
Last Activity: 2026-01-01 00:00:00 +0000 UTC

Nodes:
Name:                  two0
Endpoint:              unix:///var/run/docker.sock
Status:                running
Platforms:             linux/amd64*, linux/amd64/v2, linux/386
Name:                  two1
Platforms:             linux/arm64*, linux/amd64
`;
  expect(parseBuilder(text)).toEqual({
    name: 'two',
    driver: 'docker-container',
    platforms: ['linux/amd64', 'linux/amd64/v2', 'linux/386', 'linux/arm64'],
  });
});

test('a builder that has not started tells no platforms', () => {
  expect(
    parseBuilder('Name: x\nDriver: docker-container\n\nNodes:\nPlatforms:\nStatus: inactive\n'),
  ).toMatchObject({ platforms: [] });
});

/** buildx whose builder starts at the `at`-th time of asking; Docker Hub fails before. */
function startsAt(at: number): { readonly exec: Exec; readonly asked: string[] } {
  const asked: string[] = [];
  const hub = 'ERROR: Error response from daemon: Head "https://registry-1.docker.io/v2/moby/buildkit": 504';
  const exec: Exec = {
    run: (argv) => {
      asked.push(argv.slice(1).join(' '));
      const boots = asked.filter((one) => one.startsWith('inspect --bootstrap')).length;
      const fails = argv.includes('--bootstrap') && boots < at;
      return Promise.resolve({
        code: fails ? 1 : 0,
        stdout: Buffer.from('Name: own\nDriver: docker-container\n'),
        stderr: fails ? hub : '',
      });
    },
  };
  return { exec, asked };
}

const options = { path: 'buildx', workspace: '/', temp: '/', env: {}, secrets: [] };
const retryPolicy = { attempts: 4, firstMs: 1, maxMs: 2 };

test('R5 a pull of the builder image that fails is asked for again', async () => {
  const { exec, asked } = startsAt(3);
  const buildx = makeBuildx(exec, { ...options, retryPolicy });
  expect(await buildx.create('own')).toMatchObject({ name: 'own', driver: 'docker-container' });
  expect(asked).toEqual([
    'create --name own --driver docker-container',
    ...Array<string>(3).fill('inspect --bootstrap -- own'),
    'inspect -- own',
  ]);
});

test('R5 and not for ever: the error has what Docker said', async () => {
  const buildx = makeBuildx(startsAt(9).exec, { ...options, retryPolicy });
  await expect(buildx.create('own')).rejects.toMatchObject({
    message: expect.stringContaining('registry-1.docker.io'),
    hint: expect.stringContaining('docker buildx inspect --bootstrap own'),
  });
});

test('a silent build whose node is not running any more is ended, whatever the other nodes say', async () => {
  const inspected = `Name: own
Driver: remote

Nodes:
Name: own-node-1
Status: inactive

Name: own-node-2
Status: running
`;
  let finish: (result: RunResult) => void = () => undefined;
  const exec: Exec = {
    run: (argv, { signal } = {}) =>
      argv[1] === 'build'
        ? new Promise((end, reject) => {
            finish = end;
            signal?.addEventListener('abort', () => {
              reject(signal.reason as Error);
            });
          })
        : Promise.resolve({ code: 0, stdout: Buffer.from(inspected), stderr: '' }),
  };
  const buildx = makeBuildx(exec, { ...options, silence: { look: 5, longest: 60_000, tell: 0 } });
  const platform = (architecture: string): Platform => ({
    ...{ name: `linux/${architecture}`, os: 'linux', architecture },
  });
  const node = (architecture: string): BuilderNode => ({
    ...{ driver: 'remote', platforms: [platform(architecture)], driverOpts: [] },
  });
  await buildx.createNodes('own', [node('amd64'), node('arm64')]);
  const lines: string[] = [];
  const build = (architecture: string): Promise<unknown> =>
    buildx.export(
      'own',
      { context: '.', buildArgs: [], buildContexts: [], secretFiles: [], ssh: [], cache: {} } as never,
      { platform: platform(architecture), target: 't', folder: 'f' },
      (line) => lines.push(line),
    );
  await expect(build('amd64')).rejects.toMatchObject({ code: 'builder-silent' });
  expect(lines).toEqual([]);
  const other = build('arm64');
  while (lines.length === 0) await new Promise((soon) => setTimeout(soon, 5));
  expect(lines[0]).toMatch(/it answers, so the build continues$/);
  finish({ code: 0, stdout: Buffer.alloc(0), stderr: '' });
  await other;
});

test('whatever a build is for, the trouble of a registry in it passes', async () => {
  const stderr = 'ERROR: failed to solve: failed to fetch anonymous token: unexpected status: 503 Service Unavailable'; // prettier-ignore
  const exec: Exec = {
    run: () => Promise.reject(new ReleaseError(`exited with 1:\n${stderr}`, { hint: 'h' })),
  };
  const buildx = makeBuildx(exec, options);
  const plan = { context: '.', buildArgs: [], buildContexts: [], secretFiles: [], ssh: [], cache: {}, labels: [], annotations: [], images: [] } as never; // prettier-ignore
  const platform: Platform = { name: 'linux/amd64', os: 'linux', architecture: 'amd64' };
  const ignore = (): void => undefined;
  for (const work of [
    buildx.export('own', plan, { platform, target: 't', folder: 'f' }, ignore),
    buildx.build('own', plan, platform, ignore),
  ])
    await expect(work).rejects.toBeInstanceOf(TransientError);
});
