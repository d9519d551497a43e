import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JobResult, LeftOver } from '../runner/job.ts';
import { type Seen, watchProcesses } from './processes.ts';
import { openStage, SET_UP_MS, type Stage } from './stage.ts';

const run = promisify(execFile);

const PASSWORD = 'registry-password-7f3a9c';
const KEY_PASSWORD = 'cosign password 5b1e ';
const BUILD_SECRET = 'build-secret-of-npm-4d2c8e';

let stage: Stage;
let released: JobResult;
let seen: readonly Seen[];
/** Each by its name, in every form in which it might be written. */
let secrets: Readonly<Record<'token' | 'registry' | 'key' | 'key password' | 'build', readonly string[]>>;
/** The files left on the runner that hold a secret, as `<secret>: <path>`. */
let leftovers: readonly string[];
let left: LeftOver;

const forms = (secret: string): readonly string[] => [secret, Buffer.from(secret).toString('base64')];

/** The names of the secrets that a text holds. */
const heldBy = (text: string): readonly string[] =>
  Object.entries(secrets).flatMap(([name, all]) => (all.some((form) => text.includes(form)) ? [name] : []));

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function readLeftOvers(machine: LeftOver): Promise<void> {
  left = machine;
  const { token } = machine;
  const basic = (user: string, password: string): string =>
    Buffer.from(`${user}:${password}`).toString('base64');
  secrets = {
    ...secrets,
    registry: [...forms(PASSWORD), basic('robot', PASSWORD)],
    token: [...forms(token), basic('octocat', token), basic('x-access-token', token)],
  };
  const found: string[] = [];
  for (const file of [
    ...(await filesBelow(machine.workRoot)),
    ...(await filesBelow(machine.temp)),
    ...(await filesBelow(machine.home)),
    ...(await filesBelow(machine.dockerConfig)),
  ])
    found.push(...heldBy(await readFile(file, 'latin1')).map((name) => `${name}: ${file}`));
  leftovers = [...new Set(found)];
}

/** A build secret is used where the Dockerfile asks for it, and nowhere written. */
async function useSecret(workspace: string): Promise<void> {
  const file = join(workspace, 'Dockerfile');
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    text.replace('WORKDIR /src\n', 'WORKDIR /src\nRUN --mount=type=secret,id=npm test -s /run/secrets/npm\n'),
  );
  await appendFile(join(workspace, '.dockerignore'), 'cosign.key\n');
}

beforeAll(async () => {
  stage = await openStage();
  const keys = await mkdtemp(join(tmpdir(), 'secrets-key-'));
  await run(stage.site.world.tools.cosign, ['generate-key-pair'], {
    cwd: keys,
    env: { ...stage.site.world.tools.env, COSIGN_PASSWORD: KEY_PASSWORD },
  });
  const key = await readFile(join(keys, 'cosign.key'), 'utf8');
  secrets = {
    token: [],
    registry: [],
    key: key.split('\n').filter((line) => line !== '' && !line.startsWith('-----')),
    'key password': forms(KEY_PASSWORD),
    build: forms(BUILD_SECRET),
  };
  const watch = watchProcesses();
  try {
    released = await stage.release('v1.2.0', {
      with: {
        image: `${stage.judges.image}\n${stage.judges.local}`,
        platforms: 'linux/amd64',
        ...{ 'registry-username': 'robot', 'registry-password': PASSWORD },
        ...{ sign: 'key', 'cosign-key': key, 'cosign-password': KEY_PASSWORD },
        secrets: `npm=${BUILD_SECRET}`,
      },
      env: { RUNNER_DEBUG: '1' },
      prepare: useSecret,
      inspect: readLeftOvers,
    });
  } finally {
    seen = watch.stop();
  }
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

test('a release with every kind of secret succeeds', () => {
  expect(released.log.filter((line) => line.startsWith('##[error]'))).toEqual([]);
  expect(released).toMatchObject({ conclusion: 'success', exitCode: 0, orphans: 0 });
  expect(released.outputs['verified']).toBe('true');
});

describe('of the processes that were seen while it ran', () => {
  const programs = (): readonly string[] => [...new Set(seen.map(({ program }) => program))];

  test('are those that matter', () => {
    expect(programs()).toEqual(expect.arrayContaining(['cosign', 'docker-buildx']));
  });

  test('none has a secret among its arguments', () => {
    const told = seen.filter(({ argv }) => heldBy(argv.join('\n')).length > 0);
    expect(told.map(({ program }) => program)).toEqual([]);
  });

  test('each has in its environment only the secrets that are its own', () => {
    const own: Readonly<Record<string, readonly string[]>> = {
      // The action itself, which the runner gives all of its inputs.
      node: ['token', 'registry', 'key', 'key password', 'build'],
      cosign: ['key', 'key password'],
      gh: ['token'],
      git: ['token'],
      'git-remote-https': ['token'],
      'docker-buildx': ['build'],
    };
    const odd = seen.flatMap(({ program, environ }) =>
      heldBy(environ.join('\n'))
        .filter((name) => own[program]?.includes(name) !== true)
        .map((name) => `${program}: ${name}`),
    );
    expect([...new Set(odd)]).toEqual([]);
    // And what is said to be there was seen, so that the watch can see.
    const held = new Set(
      seen.flatMap(({ program, environ }) => (program === 'cosign' ? heldBy(environ.join('\n')) : [])),
    );
    expect([...held].sort()).toEqual(['key', 'key password']);
  });
});

describe('the debug log', () => {
  const debugged = (): readonly string[] =>
    released.log.flatMap((line) => /^##\[debug\](\[.*\])$/.exec(line)?.[1] ?? []);
  /** As one line, the program without its folders; here cosign may be a script before it is itself. */
  const worded = (argv: readonly string[]): string => {
    const [program = '', ...args] = /\/(?:ba|da)?sh$/.test(argv[0] ?? '') ? argv.slice(1) : argv;
    return [program.slice(program.lastIndexOf('/') + 1), ...args].join('\n');
  };

  test('holds the argument vector of every program that the action started', () => {
    const told = new Set(debugged().map((text) => worded(JSON.parse(text) as readonly string[])));
    // Nobody but the action starts these; what docker starts as its plugin has docker's own words.
    const started = seen.filter(
      ({ program, argv, environ }) =>
        environ.includes(`RUNNER_TEMP=${left.temp}`) &&
        (/^(?:cosign|gh)$/.test(program) || (program === 'docker-buildx' && argv[1] === 'build')),
    );
    expect([...new Set(started.map(({ program }) => program))].sort()).toEqual([
      'cosign',
      'docker-buildx',
      'gh',
    ]);
    expect(started.map(({ argv }) => worded(argv)).filter((words) => !told.has(words))).toEqual([]);
  });

  test('holds no secret', () => {
    expect(debugged().length).toBeGreaterThan(10);
    expect(heldBy(debugged().join('\n'))).toEqual([]);
    expect(debugged().filter((text) => text.includes('***'))).toEqual([]);
  });
});

describe('no secret is in', () => {
  test('the log, not even masked', () => {
    // The runner's masks turn a secret into ***, so that one that was printed shows by them.
    const masked = released.log.filter((line) => line.includes('***') && line !== '::add-mask::***');
    expect(masked).toEqual([]);
    expect(heldBy(released.log.join('\n'))).toEqual([]);
  });

  test.each(['summary', 'manifest', 'outputs', 'annotations', 'state', 'env', 'timeline'] as const)(
    'the %s',
    (part) => {
      expect(heldBy(JSON.stringify(released[part] ?? ''))).toEqual([]);
    },
  );

  test('any asset of the release', async () => {
    const dir = await mkdtemp(join(stage.dir, 'download-'));
    const { code } = await stage.judges.gh(
      'release',
      'download',
      'v1.2.0',
      '--repo',
      stage.site.repository,
      '--dir',
      dir,
    );
    expect(code).toBe(0);
    const files = await filesBelow(dir);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect([file, ...heldBy(await readFile(file, 'latin1'))]).toEqual([file]);
  });

  test('the image’s manifests, configuration and history', async () => {
    const { crane, image } = stage.judges;
    const ref = `${image}:v1.2.0`;
    const texts = [await crane('manifest', ref), await crane('config', '--platform', 'linux/amd64', ref)];
    expect(texts.map(({ code }) => code)).toEqual([0, 0]);
    expect(texts[1]?.stdout).toContain('history');
    expect(texts.flatMap(({ stdout }) => heldBy(stdout))).toEqual([]);
  });

  test('any file that is left on the runner, but what checkout itself left', () => {
    expect(leftovers.filter((one) => !/git-credentials|\.git\/config/.test(one))).toEqual([]);
    expect(left.temp).not.toBe('');
    // The token that checkout wrote is found, so that the search can find.
    expect(leftovers.map((one) => one.split(':')[0])).toContain('token');
  });
});

test('a release that fails says nothing of them either', async () => {
  const failed = await stage.release('v1.1.0', {
    builder: false,
    with: { 'registry-username': 'robot', 'registry-password': PASSWORD },
    inspect: readLeftOvers,
  });
  expect(failed.conclusion).toBe('failure');
  const told = [failed.log.join('\n'), failed.summary, JSON.stringify(failed.annotations)];
  expect(told.flatMap(heldBy)).toEqual([]);
  expect(failed.log.filter((line) => line.includes('***') && line !== '::add-mask::***')).toEqual([]);
  expect(leftovers.filter((one) => !/git-credentials|\.git\/config/.test(one))).toEqual([]);
}, 60_000);
