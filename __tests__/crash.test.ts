import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { inputDefaults } from './support/action-defaults.ts';
import { runnerEnv } from './support/samples.ts';

// Each of these runs is given four seconds to tidy up.
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'crash-'));
const file = (name: string): string => join(folder, name);
/** Tells the run of `mode: verify` nothing, so that it waits. */
const silent = http.createServer(() => undefined);

beforeAll(() => new Promise<void>((done) => silent.listen(0, '127.0.0.1', done)));
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
  rmSync(folder, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly summary: string;
}

/** The action in a process in which `first` has been run; the silent server is all there is. */
async function run(first: string, more: Readonly<Record<string, string>> = {}): Promise<Ended> {
  for (const name of ['output', 'state', 'summary']) writeFileSync(file(name), '');
  const origin = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const inputs = Object.entries({
    ...inputDefaults,
    'github-token': 'ghs_door',
    mode: 'verify',
    tag: 'v1.2.0',
  });
  const preload = `data:text/javascript,${encodeURIComponent(first)}`;
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', preload, join(import.meta.dirname, '../src/index.ts')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...runnerEnv,
        ...Object.fromEntries(inputs.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
        HOME: folder,
        PATH: process.env['PATH'],
        RUNNER_TEMP: folder,
        GITHUB_WORKSPACE: folder,
        GITHUB_OUTPUT: file('output'),
        GITHUB_STATE: file('state'),
        GITHUB_STEP_SUMMARY: file('summary'),
        GITHUB_API_URL: origin,
        GITHUB_SERVER_URL: origin,
        ...more,
      },
    },
  );
  let stdout = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, stdout, summary: readFileSync(file('summary'), 'utf8') };
}

/** Once the run has asked the server its first question. */
const whenAsking = (what: string): string =>
  `import { subscribe } from 'node:diagnostics_channel';
   subscribe('http.client.request.start', () => setTimeout(() => { ${what} }, 50));`;

describe('a run does not end silently', () => {
  test.each([
    [
      'an error in a callback',
      whenAsking(`throw new TypeError('thrown in a callback')`),
      'thrown in a callback',
    ],
    [
      'a rejection that nobody waits for',
      whenAsking(`Promise.reject(new RangeError('rejected unseen'))`),
      'rejected unseen',
    ],
    [
      'an event loop with nothing left in it',
      `import fs from 'node:fs/promises'; import { syncBuiltinESMExports } from 'node:module';
       fs.mkdtemp = () => new Promise(() => undefined); syncBuiltinESMExports();`,
      'nothing was left to wait for, and the run was not over',
    ],
    [
      'a library that ends the process',
      whenAsking('process.exit(0)'),
      'the process was ended from within \\(exit code 0\\)',
    ],
  ])('of %s', async (_name, first, words) => {
    const { code, stdout, summary } = await run(first);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      new RegExp(`::error title=Release%3A unexpected::an error that no step caught.*${words}`),
    );
    expect(summary).toMatch(new RegExp(words));
    expect(summary).toContain('#unexpected');
    expect(readFileSync(file('output'), 'utf8')).toBe('');
  });

  test('of an event that cannot be read', async () => {
    const { code, stdout, summary } = await run('', { GITHUB_EVENT_PATH: file('no-event') });
    expect(code).toBe(1);
    expect(stdout).toMatch(/::error::ENOENT.*no-event.*#unexpected/);
    expect(summary).toMatch(/ENOENT.*no-event/);
  });
});
