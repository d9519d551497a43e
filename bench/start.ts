// How long the action takes to start: from nothing to its first question to anybody, who is a server that only listens.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, type Socket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Started {
  /** Milliseconds of each round. */
  readonly node: readonly number[];
  readonly action: readonly number[];
}

/** Interleaved with `node -e 0`; one round more than counts, as the first warms the disk's cache. */
export async function startTimes(rounds: number): Promise<Started> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-start-'));
  const [node, action]: [number[], number[]] = [[], []];
  try {
    const env = environment(dir);
    for (let at = 0; at <= rounds; at += 1) {
      const pair = [await alone(env), await untilAsked(dir, env)] as const;
      if (at === 0) continue;
      node.push(pair[0]);
      action.push(pair[1]);
    }
    return { node, action };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

type Environment = Readonly<Record<string, string>>;

/** A job on a tag of a repository with a Dockerfile. */
function environment(dir: string): Environment {
  const workspace = join(dir, 'workspace');
  mkdirSync(workspace);
  writeFileSync(join(workspace, 'Dockerfile'), 'FROM scratch\n');
  const git = (...argv: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...argv], { cwd: workspace })
      .toString()
      .trim();
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'feat: begin');
  git('tag', 'v1.0.0');
  writeFileSync(join(dir, 'event.json'), '{}');
  return {
    ...{
      PATH: process.env['PATH'] ?? '',
      HOME: dir,
      RUNNER_TEMP: dir,
      RUNNER_OS: 'Linux',
      RUNNER_ARCH: 'X64',
    },
    ...{ GITHUB_WORKSPACE: workspace, GITHUB_EVENT_PATH: join(dir, 'event.json'), GITHUB_EVENT_NAME: 'push' },
    ...{
      GITHUB_REF: 'refs/tags/v1.0.0',
      GITHUB_SHA: git('rev-parse', 'HEAD'),
      GITHUB_REPOSITORY: 'octo-org/example',
    },
    ...{
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: 'https://api.github.com',
      GITHUB_ACTOR: 'octocat',
    },
    ...{ GITHUB_RUN_ID: '1', GITHUB_RUN_ATTEMPT: '1', 'INPUT_GITHUB-TOKEN': 'none', INPUT_MODE: 'release' },
  };
}

async function alone(env: Environment): Promise<number> {
  const began = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { env, stdio: 'ignore' }), 'exit');
  return performance.now() - began;
}

/** The proxy of the run answers nobody, and is asked by every client. */
async function untilAsked(dir: string, env: Environment): Promise<number> {
  const asking = new Set<Socket>();
  const proxy = createServer((socket) => {
    asking.add(socket.on('error', () => undefined));
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const own = { ...env, HTTPS_PROXY: url, https_proxy: url, RUNNER_TEMP: mkdtempSync(join(dir, 'temp-')) };
  const began = performance.now();
  const child = spawn(process.execPath, [resolve('dist/index.js')], {
    env: own,
    cwd: env['GITHUB_WORKSPACE'],
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  const exited = once(child, 'exit');
  const first = await Promise.race([
    once(proxy, 'connection').then(() => performance.now()),
    exited.then(() => undefined),
  ]);
  child.kill('SIGKILL');
  await exited;
  proxy.close();
  // Git's processes outlive the action that was killed, and would wait for an answer for minutes.
  for (const socket of asking) socket.destroy();
  if (first === undefined) throw new Error(`the action asked nobody:\n${said}`);
  return first - began;
}
