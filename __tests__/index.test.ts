import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { inputDefaults } from './support/action-defaults.ts';
import { runnerEnv } from './support/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'main-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const file = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(file(name), 'utf8');

/** The door as the runner opens it, with nothing of this process's environment. */
function open(env: Readonly<Record<string, string>>): SpawnSyncReturns<string> {
  for (const name of ['output', 'state', 'summary']) writeFileSync(file(name), '');
  return spawnSync(process.execPath, [join(import.meta.dirname, '../src/index.ts')], {
    encoding: 'utf8',
    env: {
      ...runnerEnv,
      HOME: folder,
      PATH: process.env['PATH'],
      RUNNER_TEMP: folder,
      GITHUB_WORKSPACE: folder,
      GITHUB_OUTPUT: file('output'),
      GITHUB_STATE: file('state'),
      GITHUB_STEP_SUMMARY: file('summary'),
      ...env,
    },
  });
}

const inputs = (given: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...inputDefaults, ...given }).map(([name, value]) => [
      `INPUT_${name.toUpperCase()}`,
      value,
    ]),
  );

describe('main', () => {
  const secrets = {
    'github-token': 'ghs_door',
    'registry-password': 'door-password',
    'cosign-password': 'door-cosign',
    secrets: 'NPM=door-npm',
  };
  const ended = open(
    inputs({
      ...secrets,
      'registry-username': 'mona',
      mode: 'verify',
      platforms: 'plan9/z80,',
      latest: 'perhaps',
    }),
  );
  const [stdout, state, summary] = [ended.stdout, read('state'), read('summary')];

  test('fails the step with every fault in the annotations and in the summary', () => {
    expect(ended.status).toBe(1);
    for (const said of [/plan9\/z80/, /latest: "perhaps" is not one of/]) {
      expect(stdout).toMatch(new RegExp(`::error title=Release%3A bad-input::.*${said.source}`));
      expect(summary).toMatch(said);
    }
  });

  test('masks every secret before anything else is said, and prints none', () => {
    const lines = stdout.split('\n');
    const masks = lines.filter((line) => line.startsWith('::add-mask::'));
    for (const value of ['ghs_door', 'door-password', 'door-cosign', 'door-npm']) {
      expect(masks).toContain(`::add-mask::${value}`);
      expect(lines.filter((line) => line.includes(value) && !masks.includes(line))).toEqual([]);
    }
    expect(lines.slice(0, masks.length)).toEqual(masks);
    expect(summary + state).not.toMatch(/door-|ghs_door/);
  });

  test('tells the post step what to clean up', () => {
    expect(state).toMatch(/^post<</m);
    expect(state).toMatch(/^temp<</m);
  });
});

describe('post', () => {
  test("removes the run's own folder, and fails nothing", () => {
    const temp = file('release-action-1');
    mkdirSync(temp);
    writeFileSync(join(temp, 'config.json'), '{}');
    const ended = open({ STATE_post: 'true', STATE_temp: temp });
    expect(ended.status).toBe(0);
    expect(existsSync(temp)).toBe(false);
  });

  test('removes it also when Docker is gone and the builder cannot be removed', () => {
    const temp = file('release-action-2');
    mkdirSync(temp);
    const ended = open({ STATE_post: 'true', STATE_builders: 'mine', STATE_temp: temp, PATH: folder });
    expect(ended.stdout).toMatch(/^::(?:warning|error)::.*docker/m);
    expect(ended.stdout).toContain('::debug::["docker","buildx","rm","--force","--","mine"]\n');
    expect(existsSync(temp)).toBe(false);
  });

  test('removes the builder by the buildx that made it', () => {
    const state = {
      STATE_post: 'true',
      STATE_builders: 'mine',
      STATE_temp: '',
      STATE_buildx: '/tools/buildx',
    };
    expect(open({ ...state, PATH: folder }).stdout).toContain(
      '::debug::["/tools/buildx","rm","--force","--","mine"]\n',
    );
  });
});
