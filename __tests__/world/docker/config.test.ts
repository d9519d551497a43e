import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ImageName, parseImageName } from '../../../src/plan/oci/image-name.ts';
import { ReleaseError } from '../../../src/errors.ts';
import { type DockerConfig, type RegistryLogin, makeDockerConfig } from '../../../src/world/docker/config.ts';
import type { Exec } from '../../../src/world/process/exec.ts';
import type { Credentials } from '../../../src/world/registry/auth.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docker-config-'));
  await mkdir(join(folder, 'home/cli-plugins'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const image = (text: string): ImageName => {
  const result = parseImageName(text);
  if ('fault' in result) throw new Error(result.fault.message);
  return result.image;
};
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Helpers by name: what each answers for a server. */
type Helpers = Readonly<Record<string, (server: string) => string | undefined>>;

async function make(
  base: object | string | undefined,
  options: {
    given?: Readonly<Record<string, Credentials>>;
    otherwise?: Readonly<Record<string, Credentials>>;
    registries?: readonly string[];
    helpers?: Helpers;
  } = {},
): Promise<DockerConfig> {
  const text = typeof base === 'string' ? base : JSON.stringify(base);
  if (base !== undefined) await writeFile(join(folder, 'home/config.json'), text);
  const exec: Exec = {
    run: ([program = '', verb], run) => {
      const helper = options.helpers?.[program.replace('docker-credential-', '')];
      if (!helper) return Promise.reject(new ReleaseError(`${program} was not found`, { hint: '' }));
      if (verb !== 'get' || run?.allowFailure !== true) throw new Error('not foreseen');
      const answer = helper(String(run.input));
      return Promise.resolve({
        code: answer === undefined ? 1 : 0,
        stdout: Buffer.from(answer ?? ''),
        stderr: '',
      });
    },
  };
  const logins = (by: Readonly<Record<string, Credentials>> = {}): readonly RegistryLogin[] =>
    Object.entries(by).map(([registry, credentials]) => ({ registry, credentials }));
  return makeDockerConfig({
    temp: folder,
    base: join(folder, 'home'),
    given: logins(options.given),
    otherwise: logins(options.otherwise),
    registries: options.registries ?? ['ghcr.io', 'docker.io', 'quay.io'],
    exec,
  });
}

const written = async (): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, 'docker/config.json'), 'utf8'));

describe('what Docker and its tools see', () => {
  test('the runner’s own configuration and the given credentials, for this user’s eyes only', async () => {
    const config = await make(
      { auths: { 'quay.io': { auth: 'old' } }, proxies: { default: {} }, currentContext: 'mine' },
      { given: { 'ghcr.io': { username: 'mona', password: 'to:ken' } } },
    );
    expect(await written()).toEqual({
      proxies: { default: {} },
      currentContext: 'mine',
      auths: { 'quay.io': { auth: 'old' }, 'ghcr.io': { auth: base64('mona:to:ken') } },
      credHelpers: { 'ghcr.io': '' },
    });
    expect((await stat(join(folder, 'docker/config.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'docker'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'docker/cli-plugins'))).isDirectory()).toBe(true);
    expect(config.env).toEqual({
      DOCKER_CONFIG: join(folder, 'docker'),
      BUILDX_CONFIG: join(folder, 'home/buildx'),
    });
  });

  test('a helper for all does not hide what was given; for the others it stays', async () => {
    await make(
      { credsStore: 'pass', credHelpers: { 'gcr.io': 'gcloud' } },
      {
        given: { 'docker.io': { username: 'u', password: 'p' } },
        registries: ['docker.io'],
        helpers: { pass: () => undefined },
      },
    );
    expect(await written()).toEqual({
      credsStore: 'pass',
      credHelpers: {
        'gcr.io': 'gcloud',
        'https://index.docker.io/v1/': '',
        'index.docker.io': '',
        'docker.io': '',
      },
      auths: { 'https://index.docker.io/v1/': { auth: base64('u:p') } },
    });
  });

  test('a runner without a configuration', async () => {
    const config = await make(undefined);
    expect(await written()).toEqual({ auths: {}, credHelpers: {} });
    expect(config.credentials(image('ghcr.io/o/a'))).toBeUndefined();
  });

  test.each(['{', 'null', '[]'])('%s is a fault of the runner, by its path', async (text) => {
    await expect(make(text)).rejects.toMatchObject({
      name: 'ReleaseError',
      message: expect.stringContaining('config.json is not JSON') as unknown,
    });
  });

  test('an empty one has nothing', async () => {
    await make('\n');
    expect(await written()).toEqual({ auths: {}, credHelpers: {} });
  });
});

describe('credentials', () => {
  test.each<[string, object, string, Credentials | undefined]>([
    [
      'a login',
      { auths: { 'quay.io': { auth: base64('u:p:q') } } },
      'quay.io/o/a',
      { username: 'u', password: 'p:q' },
    ],
    [
      'Docker Hub',
      { auths: { 'https://index.docker.io/v1/': { auth: base64('u:p') } } },
      'o/a',
      { username: 'u', password: 'p' },
    ],
    [
      'an old key',
      { auths: { 'https://quay.io': { auth: base64('u:p') } } },
      'quay.io/o/a',
      { username: 'u', password: 'p' },
    ],
    [
      'a key with a scheme and a path',
      { auths: { 'https://quay.io/v2/': { auth: base64('u:p') } } },
      'quay.io/o/a',
      { username: 'u', password: 'p' },
    ],
    [
      'the key itself before one with a path',
      { auths: { 'quay.io/other': { auth: base64('x:y') }, 'quay.io': { auth: base64('u:p') } } },
      'quay.io/o/a',
      { username: 'u', password: 'p' },
    ],
    [
      'an identity token',
      { auths: { 'quay.io': { auth: base64('u:'), identitytoken: 't' } } },
      'quay.io/o/a',
      { username: '<token>', password: 't' },
    ],
    [
      'in the clear',
      { auths: { 'quay.io': { username: 'u', password: 'p' } } },
      'quay.io/o/a',
      { username: 'u', password: 'p' },
    ],
    ['an empty entry', { auths: { 'quay.io': {} } }, 'quay.io/o/a', undefined],
    ['an empty auth', { auths: { 'quay.io': { auth: '' } } }, 'quay.io/o/a', undefined],
    ['another registry', { auths: { 'quay.io': { auth: base64('u:p') } } }, 'ghcr.io/o/a', undefined],
  ])('%s', async (_name, base, name, expected) => {
    const config = await make(base);
    expect(config.credentials(image(name))).toEqual(expected);
  });

  test('given ones come before an earlier login', async () => {
    const given = { 'quay.io': { username: 'new', password: 'n' } };
    const config = await make({ auths: { 'quay.io': { auth: base64('old:o') } } }, { given });
    expect(config.credentials(image('quay.io/o/a'))).toEqual({ username: 'new', password: 'n' });
  });

  const hub = 'https://index.docker.io/v1/';
  const answer = (server: string): string =>
    JSON.stringify({ ServerURL: server, Username: server, Secret: 's' });
  test.each<[string, object, Helpers, string, Credentials | undefined]>([
    [
      'one for all',
      { credsStore: 'pass', auths: { 'quay.io': {} } },
      { pass: answer },
      'quay.io/o/a',
      { username: 'quay.io', password: 's' },
    ],
    [
      'Docker Hub’s name for one',
      { credsStore: 'pass' },
      { pass: answer },
      'o/a',
      { username: hub, password: 's' },
    ],
    [
      'one for this registry',
      { credsStore: 'pass', credHelpers: { 'quay.io': 'q' } },
      { q: answer, pass: () => undefined },
      'quay.io/o/a',
      { username: 'quay.io', password: 's' },
    ],
    [
      'one switched off for this registry',
      { credsStore: 'pass', credHelpers: { 'quay.io': '' }, auths: { 'quay.io': { auth: base64('u:p') } } },
      { pass: () => undefined },
      'quay.io/o/a',
      { username: 'u', password: 'p' },
    ],
    ['one that knows nothing', { credsStore: 'pass' }, { pass: () => undefined }, 'quay.io/o/a', undefined],
    ['one that is not installed', { credsStore: 'gone' }, {}, 'quay.io/o/a', undefined],
    ['one that is no name', { credsStore: '../../evil' }, {}, 'quay.io/o/a', undefined],
  ])('a helper: %s', async (_name, base, helpers, name, expected) => {
    const config = await make(base, { helpers });
    expect(config.credentials(image(name))).toEqual(expected);
  });

  test('a helper that answers nonsense is named, and its answer is not shown', async () => {
    const making = make({ credsStore: 'pass' }, { helpers: { pass: () => 'hunter2' } });
    const error = await making.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      message: 'docker-credential-pass does not answer as credential helpers do',
    });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hunter2');
  });
});

describe("the job's own token", () => {
  const job = { 'ghcr.io': { username: 'mona', password: 'job' } };
  const login = { auths: { 'ghcr.io': { auth: base64('bot:pat') } } };

  test.each([
    ['serves where there is no login', {}, {}, 'mona:job'],
    ['leaves an earlier login', login, {}, 'bot:pat'],
    [
      'and an earlier login leave what is given',
      login,
      { 'ghcr.io': { username: 'u', password: 'p' } },
      'u:p',
    ],
  ])('%s', async (_, base, given, expected) => {
    const config = await make(base, { given, otherwise: job });
    const { username, password } = config.credentials(image('ghcr.io/o/r')) ?? {};
    expect(`${username ?? ''}:${password ?? ''}`).toBe(expected);
    expect(await written()).toMatchObject({ auths: { 'ghcr.io': { auth: base64(expected) } } });
  });

  test("leaves a helper's login, and the helper", async () => {
    const helpers: Helpers = { pass: () => JSON.stringify({ Username: 'bot', Secret: 'kept' }) };
    const config = await make({ credsStore: 'pass' }, { otherwise: job, helpers });
    expect(config.credentials(image('ghcr.io/o/r'))).toEqual({ username: 'bot', password: 'kept' });
    expect(await written()).toEqual({ credsStore: 'pass', auths: {}, credHelpers: {} });
  });
});
