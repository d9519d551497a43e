import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../../src/errors.ts';
import { ReleaseError } from '../../../src/errors.ts';
import { commitSha, tagName } from '../../../src/plan/brands.ts';
import type { TagRef } from '../../../src/plan/version/range.ts';
import { parseTag } from '../../../src/plan/version/version.ts';
import { history } from '../../../src/steps/preflight/history.ts';
import { permissionFaults, permissions } from '../../../src/steps/preflight/permissions.ts';
import { type RunnerInput, runnerFaults } from '../../../src/steps/preflight/runner.ts';
import { type Access, tokenRefused } from '../../../src/world/registry/auth.ts';
import { type Exec, type RunResult, makeExec } from '../../../src/world/process/exec.ts';
import type { RemoteWorld } from '../../../src/world/world.ts';
import { makeSteps } from '../../../src/run/step.ts';
import { commit, contextOf, defaultInputs } from '../../support/published.ts';

let workspace: string;
beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'preflight-'));
  writeFileSync(join(workspace, 'Dockerfile'), 'FROM scratch\n');
});
afterAll(() => {
  rmSync(workspace, { recursive: true });
});

const ended = (code: number, stdout = '', stderr = ''): RunResult => ({
  code,
  stdout: Buffer.from(stdout),
  stderr,
});
/** Programs by their first words; any other is an error. */
const programs = (answers: Readonly<Record<string, RunResult>>): Exec => ({
  run: (argv) => {
    const answer = Object.entries(answers).find(([words]) => argv.join(' ').startsWith(words))?.[1];
    if (!answer)
      return Promise.reject(new ReleaseError(`${argv[0] ?? ''} was not found`, { hint: 'install it' }));
    return Promise.resolve(answer);
  },
});
const engine = { 'docker version': ended(0, '28.5.2') };

const input = (given: Partial<RunnerInput> = {}): RunnerInput => ({
  inputs: defaultInputs(),
  context: contextOf('refs/tags/v1.2.0', { GITHUB_WORKSPACE: workspace, RUNNER_TEMP: workspace }),
  exec: programs(engine),
  probe: { clockSkew: () => Promise.resolve(0.4) },
  freeBytes: () => Promise.resolve(50 * 1024 ** 3),
  ...given,
});
const codes = (faults: readonly Fault[]): readonly (string | undefined)[] => faults.map(({ code }) => code);

describe('the runner', () => {
  test('a sound one has no fault', async () => {
    expect(await runnerFaults(input())).toEqual([]);
  });

  test('a gate whose lines are no commands by themselves is named before anything is built', async () => {
    const exec = makeExec({ env: { PATH: process.env['PATH'] ?? '' } });
    const seen: Exec = {
      run: (argv, options) => (argv[0] === 'bash' ? exec.run(argv, options) : programs(engine).run(argv)),
    };
    const whole = defaultInputs({
      gate: 'test -n "$IMAGE" && echo a\nif true; then echo b; fi\nmake \\\n  c',
    });
    expect(await runnerFaults(input({ inputs: whole, exec: seen }))).toEqual([]);
    const broken = defaultInputs({ gate: 'echo a\nif true; then\n  echo b\nfi' });
    expect((await runnerFaults(input({ inputs: broken, exec: seen }))).map(({ message }) => message)).toEqual(
      [
        'gate: line 2 is no whole command by itself; each line is one',
        'gate: line 4 is no whole command by itself; each line is one',
      ],
    );
  });

  test.each<[string, () => Partial<RunnerInput>, string, RegExp, RegExp]>([
    [
      'no Dockerfile',
      () => ({ inputs: defaultInputs({ file: 'docker/None' }) }),
      'no-dockerfile',
      /no docker\/None in the workspace/,
      /with: \{ file:/,
    ],
    [
      'no engine',
      () => ({ exec: programs({}) }),
      'no-docker',
      /no Docker engine answers/,
      /runs-on: ubuntu-latest/,
    ],
    [
      'no builder of that name',
      () => ({
        inputs: defaultInputs({ builder: 'mine' }),
        exec: programs({
          ...engine,
          'docker buildx inspect mine': ended(1, '', 'ERROR: no builder "mine" found'),
        }),
      }),
      'no-builder',
      /no builder mine/,
      /docker buildx create --name mine/,
    ],
    [
      'a full disk',
      () => ({ freeBytes: () => Promise.resolve(300 * 1024 ** 2) }),
      'disk-full',
      /only 300 MiB are free/,
      /docker system prune/,
    ],
    [
      'a clock that is behind',
      () => ({ probe: { clockSkew: () => Promise.resolve(601) } }),
      'clock-skew',
      /601 s behind GitHub's/,
      /set-ntp true/,
    ],
    [
      'a clock that is ahead',
      () => ({ probe: { clockSkew: () => Promise.resolve(-121) } }),
      'clock-skew',
      /121 s ahead of GitHub's/,
      /set-ntp true/,
    ],
  ])('%s', async (_, given, code, message, hint) => {
    const faults = await runnerFaults(input(given()));
    expect(codes(faults)).toEqual([code]);
    expect(faults[0]?.message).toMatch(message);
    expect(faults[0]?.hint).toMatch(hint);
  });

  test('a remote builder needs no engine here', async () => {
    const exec = programs({ 'docker buildx inspect far': ended(0, 'Name:   far\nDriver: remote\n') });
    expect(await runnerFaults(input({ inputs: defaultInputs({ builder: 'far' }), exec }))).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, RunResult>>]>([
    ['its kubernetes builder is current', { 'docker buildx inspect': ended(0, 'Driver:   kubernetes\n') }],
    ["neither has it Docker's command line", { 'buildx inspect': ended(0, 'Name:   far\nDriver: remote\n') }],
  ])('a runner without an engine builds where %s', async (_, answers) => {
    const noEngine = { 'docker version': ended(1, '', 'Cannot connect to the Docker daemon') };
    const failing = (argv: readonly string[]): Promise<RunResult> =>
      argv[1] === 'version'
        ? Promise.reject(new ReleaseError(noEngine['docker version'].stderr, { hint: 'start it' }))
        : programs(answers).run(argv);
    expect(await runnerFaults(input({ exec: { run: failing } }))).toEqual([]);
  });

  test('one whose current builder is of the engine that does not answer has none', async () => {
    const exec = programs({ 'docker buildx inspect': ended(0, 'Name:   own\nDriver: docker-container\n') });
    expect(codes(await runnerFaults(input({ exec })))).toEqual(['no-docker']);
  });

  test('a clock that GitHub does not tell is no fault', async () => {
    expect(await runnerFaults(input({ probe: { clockSkew: () => Promise.resolve(undefined) } }))).toEqual([]);
  });

  test('everything at once', async () => {
    const faults = await runnerFaults(
      input({
        inputs: defaultInputs({ file: 'None' }),
        exec: programs({}),
        probe: { clockSkew: () => Promise.resolve(900) },
        freeBytes: () => Promise.resolve(0),
      }),
    );
    expect([...codes(faults)].sort()).toEqual(['clock-skew', 'disk-full', 'no-docker', 'no-dockerfile']);
  });
});

describe('permissions', () => {
  const asked = (mode: string, state: 'present' | 'missing', push: 'allowed' | 'denied' | 'never') => {
    const inputs = defaultInputs({ mode, image: 'ghcr.io/octo-org/signpost' });
    return permissions({
      inputs,
      context: contextOf('refs/tags/v1.2.0', state === 'missing' ? { ACTIONS_ID_TOKEN_REQUEST_URL: '' } : {}),
      images: inputs.images,
      probe: {
        contents: () => Promise.resolve(state),
        attestations: () =>
          push === 'never' ? Promise.reject(new Error('a write')) : Promise.resolve(state),
      },
      registry: {
        head: () => Promise.resolve(undefined),
        probePush: () => {
          if (push === 'allowed') return Promise.resolve();
          const error =
            push === 'denied' ? new ReleaseError('403', { hint: 'permissions:' }) : new Error('a write');
          return Promise.reject(error);
        },
      },
    });
  };

  test('all of them there', async () => {
    const granted = await asked('release', 'present', 'allowed');
    expect(permissionFaults(granted)).toEqual([]);
    expect(granted.map(({ report }) => [report.permission, report.state])).toEqual([
      ['id-token: write', 'present'],
      ['contents: write', 'present'],
      ['attestations: write', 'present'],
      ['packages: write', 'present'],
    ]);
  });

  test('each one missing, with its own remedy', async () => {
    const faults = permissionFaults(await asked('release', 'missing', 'denied'));
    expect(codes(faults)).toEqual(['no-id-token', 'no-contents', 'no-attestations', 'no-push']);
    for (const { hint } of faults) expect(hint).toMatch(/^permissions:/);
  });

  test('a job that may not even read packages is told what it takes to push', async () => {
    const inputs = defaultInputs({ image: 'ghcr.io/octo-org/signpost', attest: 'false' });
    const refuse = (access: Access) => (): Promise<never> =>
      Promise.reject(tokenRefused(inputs.images[0]!, 403, access, 'token'));
    const granted = await permissions({
      inputs,
      ...{ context: contextOf('refs/tags/v1.2.0'), images: inputs.images, exactTag: 'v1.2.0' },
      probe: { contents: () => Promise.resolve('present'), attestations: () => Promise.resolve('present') },
      registry: { head: refuse('pull'), probePush: refuse('pull,push') },
    });
    expect(permissionFaults(granted).map(({ hint }) => hint)).toEqual([
      'permissions: { packages: write }   # for the job or the workflow',
    ]);
  });

  test('in plan mode nothing is asked by a write', async () => {
    const granted = await asked('plan', 'present', 'never');
    expect(granted.map(({ report }) => report.state)).toEqual(['present', 'present', 'unknown', 'unknown']);
  });
});

describe('tag and commit', () => {
  const tag = (name: string, at = commit): TagRef => ({
    name: tagName(name),
    commit: commitSha(at),
    annotated: true,
  });
  const look = async (
    given: {
      readonly tags?: readonly TagRef[];
      readonly head?: string | undefined;
      readonly files?: Readonly<Record<string, string>>;
      readonly onBranch?: boolean;
      readonly proposed?: string;
      readonly workspace?: string;
    },
    inputs: Readonly<Record<string, string>> = {},
    lines: string[] = [],
  ): Promise<readonly Fault[]> => {
    const head = 'head' in given ? given.head : commit;
    const outside = {
      git: {
        remoteTags: () => Promise.resolve(given.tags ?? [tag('v1.2.0')]),
        commitOf: () =>
          head === undefined ? Promise.reject(new ReleaseError('none', { hint: '' })) : Promise.resolve(head),
        committerDate: () => Promise.resolve(0),
        show: (_: string, path: string) => Promise.resolve(given.files?.[path]),
      },
      github: { isReachable: () => Promise.resolve(given.onBranch ?? true) },
    } as unknown as RemoteWorld;
    const silent = {
      open: () => undefined,
      line: (text: string) => void lines.push(text),
      close: () => undefined,
    };
    const steps = makeSteps({
      sink: silent,
      onRecord: () => undefined,
      signal: new AbortController().signal,
    });
    const proposed = given.proposed === undefined ? undefined : commitSha(given.proposed);
    const version = parseTag('v1.2.0', '')!;
    return (
      await history(
        { world: outside, steps },
        version,
        {
          inputs: defaultInputs(inputs),
          context: { ...contextOf(), workspace: given.workspace ?? workspace },
        },
        proposed,
      )
    ).faults;
  };

  test('checked out into a folder of the workspace is told so', async () => {
    const below = mkdtempSync(join(tmpdir(), 'checkout-'));
    mkdirSync(join(below, 'src/.git'), { recursive: true });
    const faults = await look({ head: undefined, workspace: below });
    rmSync(below, { recursive: true });
    expect(faults).toMatchObject([
      {
        code: 'no-checkout',
        message: 'the repository is not checked out in the workspace itself, but in its folder src',
        hint: '- uses: actions/checkout@v6   # without path:, so that it is the workspace',
      },
    ]);
  });

  test('in order has no fault', async () => {
    const files = { 'package.json': '{"version":"1.2.0"}' };
    expect(await look({ files }, { 'version-files': 'package.json', 'release-branches': 'main' })).toEqual(
      [],
    );
  });

  // `GITHUB_SHA` of these runs is the samples' commit.
  test('R6 a run on an annotated tag has the commit, whatever the tag object is', async () => {
    expect(await look({ tags: [{ ...tag('v1.2.0'), object: 'e'.repeat(40) }] })).toEqual([]);
  });

  test('R7 a run that is started by hand on an annotated tag may have the tag object instead', async () => {
    const peeled = 'd'.repeat(40);
    const tags = [{ ...tag('v1.2.0', peeled), object: commit }];
    expect(await look({ tags, head: peeled })).toEqual([]);
    // The workspace is held against the commit, and another tag's object is no excuse.
    expect((await look({ tags, head: commit })).map(({ code }) => code)).toEqual(['no-checkout']);
    const others = [tag('v1.2.0', peeled), { ...tag('v1.1.0', peeled), object: commit }];
    expect((await look({ tags: others, head: peeled })).map(({ code }) => code)).toContain('tag-elsewhere');
  });

  test.each<[string, Parameters<typeof look>, string, RegExp]>([
    ['no such tag', [{ tags: [] }], 'tag-missing', /git push origin v1.2.0/],
    ['a tag of another commit', [{ tags: [tag('v1.2.0', 'd'.repeat(40))] }], 'tag-elsewhere', /--ref v1.2.0/],
    ['nothing checked out', [{ head: undefined }], 'no-checkout', /actions\/checkout@v6/],
    ['another commit checked out', [{ head: 'd'.repeat(40) }], 'no-checkout', /without ref:/],
    [
      'on no release branch',
      [{ onBranch: false }, { 'release-branches': 'main' }],
      'not-on-branch',
      /git merge c{40}/,
    ],
    [
      'a file that states another version',
      [{ files: { 'package.json': '{"version":"1.1.0"}' } }, { 'version-files': 'package.json' }],
      'version-file',
      /Write 1.2.0 into package.json/,
    ],
    [
      'a version file that is not there',
      [{}, { 'version-files': 'Chart.yaml' }],
      'version-file',
      /git ls-tree/,
    ],
  ])('%s', async (_, given, code, hint) => {
    const faults = await look(...given);
    expect(codes(faults)).toEqual([code]);
    expect(faults[0]?.hint).toMatch(hint);
  });

  test.each([
    [true, 'v1.2.0 is an annotated tag of'],
    [false, 'v1.2.0 is a lightweight tag of'],
  ])('whether the tag is annotated is said (%s), and is no fault', async (annotated, says) => {
    const lines: string[] = [];
    expect(await look({ tags: [{ ...tag('v1.2.0'), annotated }] }, {}, lines)).toEqual([]);
    expect(lines).toContainEqual(expect.stringContaining(says));
  });

  test('a file that states another version is shown at its line', async () => {
    const files = { 'package.json': '{\n  "version": "1.1.0"\n}\n' };
    const [fault] = await look({ files }, { 'version-files': 'package.json' });
    expect(fault?.at).toEqual({ file: 'package.json', line: 2 });
  });

  test('all of it at once', async () => {
    const given = {
      tags: [tag('v1.2.0', 'd'.repeat(40))],
      head: 'e'.repeat(40),
      onBranch: false,
      files: { 'package.json': '{"version":"1.1.0"}' },
    };
    const faults = await look(given, { 'version-files': 'package.json', 'release-branches': 'main' });
    expect(codes(faults)).toEqual(['tag-elsewhere', 'no-checkout', 'not-on-branch', 'version-file']);
    expect(faults.every(({ hint }) => hint !== '')).toBe(true);
  });

  test('a version that is only proposed needs no tag', async () => {
    expect(await look({ tags: [], proposed: commit })).toEqual([]);
  });
});
