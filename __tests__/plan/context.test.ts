import { describe, expect, test } from '@jest/globals';
import { type EventPayload, parseContext, subjectCommit } from '../../src/plan/context.ts';
import { commit, payload, runnerEnv } from '../support/samples.ts';

test('a run on a pushed tag', () => {
  expect(parseContext(runnerEnv, payload)).toEqual({
    faults: [],
    context: {
      event: 'push',
      ref: 'refs/tags/v1.2.0',
      sha: commit,
      repository: {
        owner: 'Octo-Org',
        name: 'App',
        fullName: 'Octo-Org/App',
        serverUrl: 'https://github.com',
        apiUrl: 'https://api.github.com',
        url: 'https://github.com/Octo-Org/App',
        visibility: 'public',
        ownerType: 'Organization',
        defaultBranch: 'main',
        description: 'An app',
        licence: 'MIT',
      },
      actor: 'mona',
      run: { id: '789', attempt: '1', url: 'https://github.com/Octo-Org/App/actions/runs/789' },
      workflowRef: 'Octo-Org/App/.github/workflows/release.yml@refs/tags/v1.2.0',
      job: 'release',
      workspace: '/home/runner/work/App/App',
      runner: { os: 'Linux', arch: 'x64', temp: '/home/runner/work/_temp', hosted: true },
      idToken: true,
      cacheService: true,
    },
  });
});

test('GitHub Enterprise Server: its own addresses', () => {
  const { context } = parseContext(
    {
      ...runnerEnv,
      GITHUB_SERVER_URL: 'https://git.example.com/',
      GITHUB_API_URL: 'https://git.example.com/api/v3',
    },
    payload,
  );
  expect(context.repository).toMatchObject({
    serverUrl: 'https://git.example.com',
    apiUrl: 'https://git.example.com/api/v3',
    url: 'https://git.example.com/Octo-Org/App',
  });
  expect(context.run.url).toBe('https://git.example.com/Octo-Org/App/actions/runs/789');
});

describe('the payload is data from outside', () => {
  test.each<[string, EventPayload['repository'], object]>([
    ['a private repository of old', { private: true }, { visibility: 'private' }],
    ['a public one of old', { private: false }, { visibility: 'public' }],
    ['an internal one', { visibility: 'internal', private: true }, { visibility: 'internal' }],
    ['one that says nothing', {}, { visibility: 'unknown', ownerType: 'unknown' }],
    ['a licence GitHub cannot name', { license: { spdx_id: 'NOASSERTION' } }, {}],
    ['no licence', { license: null }, {}],
    [
      'other types',
      { description: 7, default_branch: {}, visibility: [], owner: { type: 'Bot' } },
      { visibility: 'unknown', ownerType: 'unknown' },
    ],
  ])('%s', (_name, repository, expected) => {
    const { context, faults } = parseContext(runnerEnv, repository === undefined ? {} : { repository });
    expect(faults).toEqual([]);
    expect(context.repository).toMatchObject(expected);
    for (const name of ['licence', 'description', 'defaultBranch']) {
      expect(context.repository).not.toHaveProperty(name);
    }
  });
});

describe('what the job may do', () => {
  test.each([
    [
      'no id-token: write',
      { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' },
      { idToken: false },
    ],
    ['half of it', { ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' }, { idToken: false }],
    ['no cache service', { ACTIONS_RESULTS_URL: '' }, { cacheService: false }],
    ['a runner of one’s own', { RUNNER_ENVIRONMENT: 'self-hosted' }, { runner: { hosted: false } }],
    ['arm64', { RUNNER_ARCH: 'ARM64' }, { runner: { arch: 'arm64' } }],
  ])('%s', (_name, env, expected) => {
    const { context, faults } = parseContext({ ...runnerEnv, ...env }, payload);
    expect(faults).toEqual([]);
    expect(context).toMatchObject(expected);
  });
});

describe('a called workflow and the action that it uses are of one commit', () => {
  const of = (workflow: string, action: string): readonly string[] =>
    parseContext(
      { ...runnerEnv, RELEASE_ACTION_WORKFLOW_SHA: workflow, GITHUB_ACTION_REF: action },
      payload,
    ).faults.map(({ message }) => message);
  const [one, other] = ['a'.repeat(40), 'b'.repeat(40)];

  test('where they are not, the run is refused', () => {
    expect(of(one, other)).toEqual([
      `the action is of commit ${other}, and the workflow that uses it of ${one}`,
    ]);
  });

  test.each([
    ['they are', one, one],
    ['no workflow says its commit', '', other],
    ['the action was named by a tag', one, 'v1'],
    ['the action is the repository’s own', one, ''],
  ])('it goes on where %s', (_, workflow, action) => {
    expect(of(workflow, action)).toEqual([]);
  });
});

describe('faults', () => {
  test.each([
    [{ RUNNER_OS: 'Windows' }, 'the runner is Windows; images are released from Linux runners'],
    [{ RUNNER_OS: 'macOS' }, 'the runner is macOS; images are released from Linux runners'],
    [{ RUNNER_ARCH: 'ARM' }, "the runner's architecture is ARM; X64 and ARM64 are supported"],
    [{ GITHUB_SHA: 'main' }, 'GITHUB_SHA is not a commit: main'],
    [{ GITHUB_REF: '' }, 'GITHUB_REF is not set'],
  ])('%j', (env, message) => {
    const { faults } = parseContext({ ...runnerEnv, ...env }, payload);
    expect(faults.map((fault) => fault.message)).toEqual([message]);
  });

  test('outside of GitHub Actions all of them, none an exception', () => {
    const { faults } = parseContext({}, {});
    expect(faults.map(({ message }) => message)).toEqual([
      'GITHUB_REPOSITORY is not set',
      'GITHUB_SHA is not set',
      'the runner is unknown; images are released from Linux runners',
      "the runner's architecture is unknown; X64 and ARM64 are supported",
      'GITHUB_REF is not set',
      'GITHUB_WORKSPACE is not set',
      'RUNNER_TEMP is not set',
    ]);
  });
});

describe('the commit that a run is about', () => {
  const head = 'a'.repeat(40);
  const about = (more: EventPayload): string =>
    subjectCommit(parseContext(runnerEnv, { ...payload, ...more }).context);

  test.each<[string, EventPayload, string]>([
    ['its own', {}, commit],
    ['what a pull request proposes', { pull_request: { number: 7, head: { sha: head } } }, head],
    ['what the run that started it was of', { workflow_run: { event: 'push', head_sha: head } }, head],
    ['its own, where that run says no commit', { workflow_run: { event: 'push', head_sha: 'main' } }, commit],
  ])('is %s', (_, more, expected) => {
    expect(about(more)).toBe(expected);
  });
});
