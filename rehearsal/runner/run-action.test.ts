import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { family } from './processes.ts';
import { runAction, type ActionResult } from './run-action.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'runner-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

interface Ran extends ActionResult {
  readonly log: readonly string[];
}

async function run(
  name: string,
  given: Readonly<Record<string, string>> = {},
  hooks: {
    onLine?: (line: string, stop: { cancel: () => void; kill: () => void }) => void;
  } = {},
): Promise<Ran> {
  const log: string[] = [];
  const [cancel, kill] = [new AbortController(), new AbortController()];
  const stop = {
    cancel: () => {
      cancel.abort();
    },
    kill: () => {
      kill.abort();
    },
  };
  const result = await runAction({
    actionDir: join(fixtures, name),
    node: process.execPath,
    workspace: dir,
    temp: join(dir, 'temp'),
    with: given,
    env: { PATH: process.env['PATH'] ?? '', HOME: dir, GITHUB_ACTIONS: 'true' },
    contexts: new Map([['github.token', 'ghs_secret']]),
    secrets: ['ghs_secret'],
    log: (line) => {
      log.push(line);
      hooks.onLine?.(line, stop);
    },
    cancel: cancel.signal,
    kill: kill.signal,
  });
  return { ...result, log };
}

describe('an action that keeps the contract', () => {
  let result: Ran;
  beforeAll(async () => {
    result = await run('good', { name: 'rehearsal', old: 'x', other: 'y' });
  });

  test('succeeds, and its outputs, state, variables and summary are read', () => {
    expect(result).toMatchObject({
      conclusion: 'success',
      exitCode: 0,
      outputs: { greeting: 'hello rehearsal', notes: 'line = 1\n\nline << 3' },
      undeclared: [],
      state: { prepared: 'yes', from_main: 'a\nb' },
      env: { FROM_PRE: 'exported' },
      path: ['/opt/first', '/opt/second'],
      summary: '# Done, ***\n',
      orphans: 0,
    });
  });

  test('the timeline holds whole lines only', () => {
    expect(result.timeline.map(({ title, outcome }) => `${title}: ${outcome}`)).toEqual(['Greeting: made']);
  });

  test('the log shows what the run page would, without secrets', () => {
    expect(result.log.slice(2).filter((line) => line !== '##[error]from stderr')).toEqual([
      '##[group]Greeting',
      'hello rehearsal from the workspace',
      '##[endgroup]',
      'node 24, state yes, env exported',
      'path /opt/second /opt/first',
      'two words: true',
      'the token is ***',
      '::add-mask::***',
      'now *** and *** are hidden',
      'also as JSON: "***"',
      '##[warning]a warning%3A 100%',
      '##[notice]a notice',
      '::stop-commands::token-1',
      '::error::not a command now',
      '::token-1::',
      '::unknown-command::stays',
      'a last line without a line feed',
      'post: yes, "a\\nb"',
    ]);
    expect(result.log).toContain('##[error]from stderr');
  });

  test('inputs nobody declared are warned of, and deprecated ones too', () => {
    expect(result.annotations.slice(0, 2).map(({ message }) => message)).toEqual([
      "Unexpected input(s) 'other', valid inputs are ['name', 'token', 'two words', 'old']",
      "Input 'old' has been deprecated with message: use name",
    ]);
  });

  test('time is measured', () => {
    expect(result.seconds).toBeGreaterThan(0.01);
  });
});

test('nothing of this process leaks into the environment', async () => {
  process.env['REHEARSAL_CANARY'] = '1';
  const { log } = await run('inspect').finally(() => {
    delete process.env['REHEARSAL_CANARY'];
  });
  expect(log.filter((name) => name !== 'GITHUB_ACTIONS' && name !== 'RELEASE_ACTION_TIMELINE')).toEqual([
    'GITHUB_ACTION_PATH',
    'GITHUB_ENV',
    'GITHUB_OUTPUT',
    'GITHUB_PATH',
    'GITHUB_STATE',
    'GITHUB_STEP_SUMMARY',
    'GITHUB_WORKSPACE',
    'HOME',
    'PATH',
    'RUNNER_TEMP',
    'RUNNER_TRACKING_ID',
  ]);
});

describe('an action that breaks the contract', () => {
  test.each([
    ['no-delimiter', "Invalid value. Matching delimiter not found 'END'"],
    ['no-name', "Invalid format '=value'. Name must not be empty"],
    ['no-format', "Invalid format 'neither'"],
    ['node-options', "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command."],
  ])('%s fails the step', async (wrong, message) => {
    const result = await run('hostile', { do: wrong });
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(result.annotations.map((annotation) => annotation.message)).toContain(message);
    expect(result.log.at(-1)).toBe('post ran');
  });

  test('an output no workflow can read is reported', async () => {
    const result = await run('hostile', { do: 'undeclared' });
    expect(result).toMatchObject({ conclusion: 'success', undeclared: ['unknown'] });
    expect(result.annotations).toHaveLength(1);
  });

  test.each([
    ['set-env', 'error', 'disabled'],
    ['set-output', 'warning', 'deprecated'],
    ['big-summary', 'error', 'upload aborted, supports content up to a size of 1024k, got 1025k'],
  ])('%s is reported and the step goes on', async (wrong, level, words) => {
    const result = await run('hostile', { do: wrong });
    expect(result.conclusion).toBe('success');
    expect(result.annotations).toEqual([{ level, properties: {}, message: expect.stringContaining(words) }]);
    expect(result.summary).toBe('');
  });

  test.each([
    ['fail', 3],
    ['crash', 139],
  ])('%s: its exit code is kept and post still runs', async (wrong, exitCode) => {
    const result = await run('hostile', { do: wrong });
    expect(result).toMatchObject({ conclusion: 'failure', exitCode });
    expect(result.log.at(-1)).toBe('post ran');
  });

  test('what it leaves running is ended, and does not hold the job up', async () => {
    const result = await run('hostile', { do: 'background' });
    expect(result).toMatchObject({ conclusion: 'success', orphans: 2 });
    expect(result.log.some((line) => line.includes('Output stayed open'))).toBe(true);
    const left = (): readonly number[] => family(Number(result.outputs['known']), 'none');
    // A killed process is gone when the kernel has cleaned up behind it, which takes its time on a busy machine.
    while (left().length > 0) await sleep(50);
  });

  test('its peak of memory is seen', async () => {
    expect((await run('hostile', { do: 'memory' })).peakMemory).toBeGreaterThan(150 * 1024 * 1024);
  });
});

describe('an action that is stopped', () => {
  test('cancelled: SIGINT, then SIGTERM after 7.5 s, then post runs', async () => {
    const started = performance.now();
    const result = await run(
      'hostile',
      { do: 'stubborn' },
      {
        onLine: (line, stop) => {
          if (line === 'ready') stop.cancel();
        },
      },
    );
    expect(result).toMatchObject({ conclusion: 'cancelled', exitCode: 1 });
    expect(result.log).toEqual(['ready', 'SIGINT ignored', 'SIGTERM obeyed', 'post ran']);
    expect((performance.now() - started) / 1000).toBeGreaterThan(7.4);
  });

  test('killed: it and all its descendants are gone, and no post runs', async () => {
    let child = 0;
    const result = await run(
      'hostile',
      { do: 'family' },
      {
        onLine: (line, stop) => {
          child = Number(line.split(' ')[1]);
          stop.kill();
        },
      },
    );
    expect(result).toMatchObject({ conclusion: 'killed', exitCode: 137, orphans: 0 });
    expect(result.log).toHaveLength(1);
    expect(family(child, 'none')).toEqual([]);
  });
});

test('an action that is not for node24 is refused', async () => {
  await expect(run('composite')).rejects.toThrow("runs.using is 'composite'");
});
