import { describe, expect, test } from '@jest/globals';
import { tmpdir } from 'node:os';
import { environmentOfTools, homeOf, inputsIn, surroundingsIn } from '../../src/run/environment.ts';

test('inputs are read under the names of action.yml, as they were given', () => {
  expect(
    inputsIn({
      'INPUT_GITHUB-TOKEN': 'ghs_1',
      INPUT_MODE: ' plan ',
      INPUT_FILE: '',
      INPUT_TAG: undefined,
      GITHUB_REF: 'refs/tags/v1.2.0',
    }),
  ).toEqual({ 'github-token': 'ghs_1', mode: ' plan ', file: '' });
});

test.each([
  ['INPUT_GITHUB-TOKEN'],
  ['INPUT_REGISTRY-PASSWORD'],
  ['STATE_temp'],
  ['ACTIONS_RUNTIME_TOKEN'],
  ['ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
  ['ACTIONS_ID_TOKEN_REQUEST_URL'],
  ['GITHUB_TOKEN'],
  ['GH_TOKEN'],
  ['GITHUB_OUTPUT'],
  ['GITHUB_STATE'],
  ['GITHUB_ENV'],
  ['GITHUB_PATH'],
  ['GITHUB_STEP_SUMMARY'],
  ['VAULT_TOKEN'],
  ['VAULT_ADDR'],
  ['BAO_TOKEN'],
  ['TRANSIT_SECRET_ENGINE_PATH'],
  ['GITLAB_TOKEN'],
  ['COSIGN_PASSWORD'],
  ['COSIGN_PRIVATE_KEY'],
])('no tool sees %s', (name) => {
  expect(environmentOfTools({ [name]: 'x', PATH: '/bin' })).toEqual({ PATH: '/bin' });
});

test.each([
  ['HOME'],
  ['HTTPS_PROXY'],
  ['AWS_REGION'],
  ['KUBECONFIG'],
  ['MY_VAULT_TOKEN'],
  ['SSL_CERT_FILE'],
  ['GITHUB_SHA'],
  ['DOCKER_HOST'],
  ['MY_INPUT_X'],
])('tools see %s', (name) => {
  expect(environmentOfTools({ [name]: 'x' })).toEqual({ [name]: 'x' });
});

describe('what the runner has around a run', () => {
  const bare = {
    ...{ searchPath: [], dockerConfig: '/root/.docker' },
    gitConfigs: ['/root/.config/git/config', '/root/.gitconfig'],
    ...{ gateEnv: {}, cacheEnv: {}, cosignEnv: {}, kmsEnv: {} },
  };

  test.each<[string, Readonly<Record<string, string>>, object]>([
    ['nothing', {}, {}],
    [
      'programs',
      { PATH: '/opt/bin::/bin' },
      { searchPath: ['/opt/bin', '/bin'], gateEnv: { PATH: '/opt/bin::/bin' } },
    ],
    [
      'a home',
      { HOME: '/home/runner' },
      {
        dockerConfig: '/home/runner/.docker',
        gitConfigs: ['/home/runner/.config/git/config', '/home/runner/.gitconfig'],
        gateEnv: { HOME: '/home/runner' },
      },
    ],
    ['a Docker configuration', { DOCKER_CONFIG: '/d' }, { dockerConfig: '/d' }],
    [
      'a folder of settings',
      { XDG_CONFIG_HOME: '/x' },
      { gitConfigs: ['/x/git/config', '/root/.gitconfig'] },
    ],
    ['a Git configuration', { GIT_CONFIG_GLOBAL: '/g' }, { gitConfigs: ['/g'] }],
    [
      'the cache service, for buildx alone',
      {
        ACTIONS_RUNTIME_TOKEN: 't',
        ACTIONS_RESULTS_URL: 'https://r',
        ACTIONS_CACHE_URL: 'https://c',
        ACTIONS_CACHE_SERVICE_V2: 'true',
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'not this one',
      },
      {
        cacheEnv: {
          ACTIONS_RUNTIME_TOKEN: 't',
          ACTIONS_RESULTS_URL: 'https://r',
          ACTIONS_CACHE_URL: 'https://c',
          ACTIONS_CACHE_SERVICE_V2: 'true',
        },
      },
    ],
    [
      'what is for cosign alone',
      { COSIGN_REPOSITORY: 'ghcr.io/o/signatures', COSIGN_PASSWORD: 'p' },
      { cosignEnv: { COSIGN_REPOSITORY: 'ghcr.io/o/signatures', COSIGN_PASSWORD: 'p' } },
    ],
    [
      'what is for cosign with a key in a KMS alone',
      {
        VAULT_ADDR: 'a',
        VAULT_TOKEN: 't',
        BAO_TOKEN: 'b',
        TRANSIT_SECRET_ENGINE_PATH: 'x',
        GITLAB_TOKEN: 'g',
      },
      {
        kmsEnv: {
          ...{ VAULT_ADDR: 'a', VAULT_TOKEN: 't', BAO_TOKEN: 'b' },
          ...{ TRANSIT_SECRET_ENGINE_PATH: 'x', GITLAB_TOKEN: 'g' },
        },
      },
    ],
    [
      'a Sigstore of its own',
      { TUF_MIRROR: 'https://tuf', TUF_ROOT_JSON: '/root.json' },
      { tufMirror: 'https://tuf', tufRoot: '/root.json' },
    ],
    [
      'a mirror of GitHub’s TUF repository',
      { GH_TUF_MIRROR: 'https://gh', GH_TUF_ROOT_JSON: '/gh.json' },
      { gitHubTuf: { mirror: 'https://gh', root: '/gh.json' } },
    ],
    ['half of one, which says nothing', { GH_TUF_MIRROR: 'https://gh' }, {}],
  ])('%s', (_, env, more) => {
    expect(surroundingsIn(env, '/root')).toEqual({ ...bare, ...more });
  });
});

test('a variable that an expression left empty is not set', () => {
  const empty = { HOME: '', DOCKER_CONFIG: '', TUF_MIRROR: '', GH_TUF_MIRROR: '', GH_TUF_ROOT_JSON: '' };
  const { dockerConfig, ...others } = surroundingsIn(empty, '/home/ann');
  expect(dockerConfig).toBe('/home/ann/.docker');
  expect(others).not.toHaveProperty('tufMirror');
  expect(others).not.toHaveProperty('gitHubTuf');
});

describe('the home of a job', () => {
  const noEntry = (): string => {
    throw Object.assign(new Error('A system error occurred'), { syscall: 'uv_os_homedir' });
  };
  test.each<[string, Readonly<Record<string, string>>, () => string, string]>([
    ['HOME', { HOME: '/home/runner' }, noEntry, '/home/runner'],
    ["the user's own", {}, () => '/root', '/root'],
    [
      "the runner's folder, for a user without an entry",
      { RUNNER_TEMP: '/work/_temp' },
      noEntry,
      '/work/_temp',
    ],
    ['the same where HOME is empty', { HOME: '', RUNNER_TEMP: '/work/_temp' }, () => '', '/work/_temp'],
    ["the system's own", {}, noEntry, tmpdir()],
  ])('is %s', (_name, env, ask, home) => {
    expect(homeOf(env, ask)).toBe(home);
  });
});
