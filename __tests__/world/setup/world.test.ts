import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseImageName } from '../../../src/plan/oci/image-name.ts';
import { parseInputs } from '../../../src/plan/inputs/parse.ts';
import type { DockerConfig } from '../../../src/world/docker/config.ts';
import type { Exec, RunOptions } from '../../../src/world/process/exec.ts';
import { makeSecretGuard } from '../../../src/world/files/secret-guard.ts';
import type { WorldOptions } from '../../../src/world/setup/options.ts';
import { signerOf, createKey, createKnownKey } from '../../../src/world/setup/signer.ts';
import { gitHubOptions, createDocker, createRemoteWorld } from '../../../src/world/setup/world.ts';
import { inputDefaults } from '../../support/action-defaults.ts';
import { contextOf } from '../../support/samples.ts';

let temp: string;
beforeEach(async () => {
  temp = await mkdtemp(join(tmpdir(), 'start-'));
});
afterEach(() => rm(temp, { recursive: true }));

interface Ran {
  readonly argv: readonly string[];
  readonly options: RunOptions;
}

/** What a run starts with; programs answer `stdout`, and without one any program is an error. */
function starting(
  raw: Readonly<Record<string, string>> = {},
  stdout?: string,
): { readonly start: WorldOptions; readonly ran: readonly Ran[] } {
  const { inputs, secrets } = parseInputs({ ...inputDefaults, 'github-token': 'ghs_x', ...raw });
  const ran: Ran[] = [];
  const exec: Exec = {
    run: (argv, options = {}) => {
      if (stdout === undefined) throw new Error(`not foreseen: ${argv.join(' ')}`);
      ran.push({ argv, options });
      return Promise.resolve({ code: 0, stdout: Buffer.from(stdout), stderr: '' });
    },
  };
  const start: WorldOptions = {
    ...{ inputs, secrets, exec, temp, searchPath: [], cacheEnv: {}, gateEnv: {} },
    ...{ cosignEnv: {}, kmsEnv: { VAULT_TOKEN: 'hvs' } },
    context: contextOf({ RUNNER_TEMP: temp }),
    docker: { env: {}, credentials: () => undefined, source: () => undefined, faults: [] },
    guard: makeSecretGuard([]),
    dockerConfig: join(temp, 'home'),
    idToken: () => Promise.reject(new Error('no token was to be asked for')),
    say: () => undefined,
  };
  return { start, ran };
}

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
    const docker = await createDocker(starting(raw).start, undefined);
    for (const [name, login] of Object.entries(expected)) expect(credentials(docker, name)).toEqual(login);
  });

  test('by a configuration of this run’s own, which still sees the builders made before', async () => {
    const { start } = starting();
    expect((await createDocker(start, undefined)).env).toEqual({
      DOCKER_CONFIG: join(temp, 'docker'),
      BUILDX_CONFIG: join(temp, 'home/buildx'),
    });
    expect((await createDocker(start, '/own/buildx')).env['BUILDX_CONFIG']).toBe('/own/buildx');
  });
});

describe('Git and GitHub', () => {
  test('are reached with the job’s token: Git by its environment, after what checkout left is cleared', async () => {
    const { start, ran } = starting({}, `${'c'.repeat(40)}\n`);
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
    const { start } = starting();
    expect(gitHubOptions(start)).toEqual({
      token: 'ghs_x',
      repository: start.context.repository,
      userAgent: 'release-action',
      onWait: start.say,
    });
  });
});

describe('who signs', () => {
  test('is the workflow that the token names, at GitHub’s issuer', async () => {
    const claims = {
      iss: 'https://token.actions.githubusercontent.com',
      job_workflow_ref: 'o/shared/.github/workflows/x.yml@refs/tags/v1',
    };
    const token = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;
    const audiences: string[] = [];
    const idToken = (audience: string): Promise<string> => {
      audiences.push(audience);
      return Promise.resolve(token);
    };
    expect(await signerOf({ ...starting().start, idToken })).toEqual({
      issuer: claims.iss,
      san: `https://github.com/${claims.job_workflow_ref}`,
    });
    expect(audiences).toEqual(['sigstore']);
  });

  test('is a key, of which only the public half becomes a file', async () => {
    const pem =
      '-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nx\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----';
    const raw = { sign: 'key', 'cosign-key': pem, 'cosign-password': 'hush' };
    const { start, ran } = starting(raw, 'PUBLIC\n');
    expect(await createKey(start, '/opt/cosign')).toEqual({
      ref: 'env://COSIGN_PRIVATE_KEY',
      env: { COSIGN_PRIVATE_KEY: pem, COSIGN_PASSWORD: 'hush' },
      publicKey: 'PUBLIC\n',
      publicKeyFile: join(temp, 'cosign.pub'),
    });
    expect(ran.map(({ argv }) => argv)).toEqual([
      ['/opt/cosign', 'public-key', '--key', 'env://COSIGN_PRIVATE_KEY'],
    ]);
    expect(await readdir(temp)).toEqual(['cosign.pub']);
    expect(await readFile(join(temp, 'cosign.pub'), 'utf8')).toBe('PUBLIC\n');
  });

  test('is a key in a KMS, which alone is given what leads to it', async () => {
    const { start, ran } = starting({ sign: 'key', 'cosign-key': 'hashivault://release' }, 'PUBLIC\n');
    expect(await createKey(start, '/opt/cosign')).toMatchObject({
      ref: 'hashivault://release',
      env: { VAULT_TOKEN: 'hvs' },
    });
    expect(ran).toEqual([
      {
        argv: ['/opt/cosign', 'public-key', '--key', 'hashivault://release'],
        options: { env: { VAULT_TOKEN: 'hvs' } },
      },
    ]);
  });

  test.each(['keyless', 'none'])('is no key with sign: %s, and none is asked for', async (sign) => {
    const { start } = starting({ sign });
    expect(await createKnownKey(start)).toBeUndefined();
    expect(await readdir(temp)).toEqual([]);
  });
});
