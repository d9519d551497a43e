import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseImageName } from '../../../src/plan/oci/image-name.ts';
import type { DockerConfig } from '../../../src/world/docker/config.ts';
import { gitHubOptions, createDocker, createRemoteWorld } from '../../../src/world/setup/remote.ts';
import { starting } from '../../support/world/starting.ts';

let temp: string;
beforeEach(async () => {
  temp = await mkdtemp(join(tmpdir(), 'start-'));
});
afterEach(() => rm(temp, { recursive: true }));

describe('the registry is signed in to', () => {
  const given = { 'registry-username': 'robot', 'registry-password': 'hush' };
  const job = { username: 'mona', password: 'ghs_x' };
  const robot = { username: 'robot', password: 'hush' };
  const credentials = (docker: DockerConfig, name: string): unknown => {
    const read = parseImageName(name);
    return 'image' in read ? docker.credentials(read.image) : read.fault;
  };

  test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, unknown>>]>([
    ['with the job’s token, on ghcr.io', {}, { 'ghcr.io/o/a': job }],
    ['with what was given, on ghcr.io too', given, { 'ghcr.io/o/a': robot }],
    [
      'with nothing elsewhere: the token is for ghcr.io alone',
      { image: 'quay.io/o/a' },
      { 'quay.io/o/a': undefined },
    ],
    ['with what was given elsewhere', { ...given, image: 'quay.io/o/a' }, { 'quay.io/o/a': robot }],
    [
      'with each its own, where ghcr.io is beside another',
      { ...given, image: 'ghcr.io/o/a\nquay.io/o/a' },
      { 'ghcr.io/o/a': job, 'quay.io/o/a': robot },
    ],
    [
      'with what was given where it is said to be for, and with nothing at the third',
      { ...given, registry: 'docker.io', image: 'ghcr.io/o/a\nquay.io/o/a\ndocker.io/o/a' },
      { 'ghcr.io/o/a': job, 'quay.io/o/a': undefined, 'docker.io/o/a': robot },
    ],
    [
      'with nothing where nobody says which of two it is for',
      { ...given, image: 'quay.io/o/a\ndocker.io/o/a' },
      { 'quay.io/o/a': undefined, 'docker.io/o/a': undefined },
    ],
    [
      'with nothing, where a password came without its name',
      { 'registry-password': 'hush', image: 'quay.io/o/a' },
      { 'quay.io/o/a': undefined },
    ],
  ])('%s', async (_, raw, expected) => {
    const docker = await createDocker(starting(temp, raw).start, undefined);
    for (const [name, login] of Object.entries(expected)) expect(credentials(docker, name)).toEqual(login);
  });

  test('by a configuration of this run’s own, which still sees the builders made before', async () => {
    const { start } = starting(temp);
    expect((await createDocker(start, undefined)).env).toEqual({
      DOCKER_CONFIG: join(temp, 'docker'),
      BUILDX_CONFIG: join(temp, 'home/buildx'),
    });
    expect((await createDocker(start, '/own/buildx')).env['BUILDX_CONFIG']).toBe('/own/buildx');
  });
});

describe('Git and GitHub', () => {
  test('are reached with the job’s token: Git by its environment, after what checkout left is cleared', async () => {
    const { start, ran } = starting(temp, {}, `${'c'.repeat(40)}\n`);
    await createRemoteWorld(start).git.commitOf('HEAD');
    expect(ran.length).toBeGreaterThan(0);
    for (const { argv, options } of ran) {
      expect(argv.join(' ')).not.toMatch(/ghs_x|AUTHORIZATION/);
      expect(options.env).toMatchObject({
        GIT_CONFIG_COUNT: '2',
        GIT_CONFIG_KEY_0: 'http.https://github.com/.extraheader',
        GIT_CONFIG_VALUE_0: '',
        GIT_CONFIG_KEY_1: 'http.https://github.com/.extraheader',
        GIT_CONFIG_VALUE_1: `AUTHORIZATION: basic ${Buffer.from('x-access-token:ghs_x').toString('base64')}`,
      });
    }
  });

  test('waits are said by the run’s own voice', () => {
    const { start } = starting(temp);
    expect(gitHubOptions(start)).toEqual({
      token: 'ghs_x',
      repository: start.context.repository,
      userAgent: 'release-action',
      onWait: start.say,
    });
  });
});
