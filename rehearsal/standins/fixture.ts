// For the tests of the stand-ins: a small repository, a world around it, and clients that live in it.
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { getOctokit } from '@actions/github';
import { HttpClient } from '@actions/http-client';
import { afterAll } from '@jest/globals';
import { type StandIns, type StandInsOptions, startStandIns } from './world.ts';

export const REPOSITORY = 'octo-org/example';
export const where = { owner: 'octo-org', repo: 'example' } as const;

const SYSTEM_CAS = getCACertificates('default');
const WHO = 'Ada <7+ada@users.noreply.github.com> 1767323045 +0000';

/** Ten commits on `main`, for git fast-import; tags v1.0.0 (light), v1.1.0 (annotated), v1.2.0 at the tip. */
function history(): string {
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const commits = Array.from({ length: 10 }, (_, i) => {
    const person = `author ${WHO}\ncommitter ${WHO}\n`;
    return `commit refs/heads/main\nmark :${i + 1}\n${person}${data(`feat: number ${i + 1}`)}`;
  });
  const annotated = `tag v1.1.0\nfrom :6\ntagger ${WHO}\n${data('Version 1.1.0')}`;
  const light = (tag: string, mark: number) => `reset refs/tags/${tag}\nfrom :${mark}\n\n`;
  return [...commits, light('v1.0.0', 3), annotated, light('v1.2.0', 10)].join('');
}

/** A bare repository with that history. */
export function makeRepository(gitDir: string): (...args: string[]) => string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' };
  const git = (input: string, ...args: string[]) =>
    execFileSync('git', ['--git-dir', gitDir, ...args], { encoding: 'utf8', env, input }).trim();
  git('', 'init', '--quiet', '--bare', '--initial-branch', 'main');
  git(history(), 'fast-import', '--quiet');
  return (...args) => git('', ...args);
}

export interface World {
  readonly standIns: StandIns;
  readonly git: (...args: string[]) => string;
  readonly dir: string;
  readonly stop: () => Promise<void>;
}

// Made by the first world of a test file and given to the others: keys cost more time than all the rest.
const KEYS = mkdtempSync(join(tmpdir(), 'stand-in-keys-'));
afterAll(() => {
  rmSync(KEYS, { recursive: true, force: true });
});

/** A world in a folder of its own; what `options` leaves out is chosen here. */
export async function createWorld(options: Partial<StandInsOptions> = {}): Promise<World> {
  const dir = mkdtempSync(join(tmpdir(), 'stand-ins-'));
  const gitDir = join(dir, 'example.git');
  const git = makeRepository(gitDir);
  const keys = join(dir, 'state', 'keys');
  cpSync(KEYS, keys, { recursive: true });
  const standIns = await startStandIns({
    out: join(dir, 'out'),
    state: join(dir, 'state'),
    repository: REPOSITORY,
    gitDir,
    registryPort: 1,
    run: { event: 'push', ref: 'refs/tags/v1.2.0', sha: git('rev-parse', 'HEAD'), runId: 77, actor: 'ada' },
    ...options,
  });
  cpSync(keys, KEYS, { recursive: true });
  setDefaultCACertificates([...SYSTEM_CAS, readFileSync(standIns.caFile, 'utf8')]);
  return {
    standIns,
    git,
    dir,
    stop: async () => {
      await standIns.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

type Fetch = (url: string, init?: object) => Promise<Response>;

/** `fetch` through the proxy of a run. */
export function fetchOf({ proxyUrl }: { readonly proxyUrl: string }): Fetch {
  process.env['https_proxy'] = proxyUrl;
  const dispatcher = new HttpClient().getAgentDispatcher('https://github.com');
  delete process.env['https_proxy'];
  return (url, init) => {
    const options: object = { ...init, dispatcher };
    return fetch(url, options);
  };
}

/** Octokit as an action gets it, through the proxy of a run. */
export function octokitOf(
  access: { readonly proxyUrl: string; readonly token: string },
  token = access.token,
) {
  return getOctokit(token, { request: { fetch: fetchOf(access) } });
}

const run = promisify(execFile);

/** Runs a program inside the world; answers with its output and exit code instead of throwing. */
export async function inside(
  world: World,
  command: readonly [string, ...string[]],
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly output: string }> {
  const [file, ...args] = command;
  const home = join(world.dir, 'home');
  mkdirSync(home, { recursive: true });
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, ...world.standIns.env, ...more };
  return run(file, args, { env, cwd: world.dir, encoding: 'utf8', timeout: 300_000 }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: unknown) => {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: stdout + stderr };
    },
  );
}
