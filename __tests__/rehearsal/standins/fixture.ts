// For the tests of the stand-ins: a small repository, a world around it, and clients that live in it.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { getOctokit } from '@actions/github';
import { HttpClient } from '@actions/http-client';
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
process.once('exit', () => {
  rmSync(KEYS, { recursive: true, force: true });
});

/** A world in a folder of its own; what `options` leaves out is chosen here. */
export async function startWorld(options: Partial<StandInsOptions> = {}): Promise<World> {
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

// Where `npm run rehearse` keeps the programs it had to install, since those here did not fit.
const CACHE = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'release-action-rehearsal',
  'bin',
);
const PATH = [CACHE, process.env['PATH'] ?? ''].join(delimiter);

/** The path of a program, or undefined when this machine has none. */
export function program(name: string): string | undefined {
  const folders = PATH.split(delimiter);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
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
  const env = { PATH, HOME: home, ...world.standIns.env, ...more };
  return run(file, args, { env, cwd: world.dir, encoding: 'utf8', timeout: 60_000 }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    (error: unknown) => {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: stdout + stderr };
    },
  );
}

export interface Upstream {
  readonly port: number;
  readonly stop: () => void;
}

/** Something behind ghcr.io that answers each request with what it saw. */
export async function echoRegistry(): Promise<Upstream & { readonly seen: readonly string[] }> {
  const seen: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let size = 0;
    request.on('data', (chunk: Buffer) => (size += chunk.length));
    request.on('end', () => {
      seen.push(`${request.method ?? ''} ${request.url ?? ''} ${size}`);
      const status = request.method === 'PUT' ? 201 : 200;
      response.writeHead(status, { 'x-host': request.headers.host, 'content-type': 'text/plain' });
      response.end(`${size} bytes`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, seen, stop };
}

/** The real registry, when this machine has one. */
export async function dockerRegistry(binary: string): Promise<Upstream> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const dir = mkdtempSync(join(tmpdir(), 'registry-'));
  const config = [
    'version: 0.1',
    'log: { level: error }',
    `storage: { filesystem: { rootdirectory: ${join(dir, 'data')} } }`,
    `http: { addr: 127.0.0.1:${port} }`,
  ];
  writeFileSync(join(dir, 'registry.yml'), `${config.join('\n')}\n`);
  const child = spawn(binary, ['serve', join(dir, 'registry.yml')], { stdio: 'ignore' });
  for (let i = 0; i < 100; i += 1) {
    const up = await fetch(`http://127.0.0.1:${port}/v2/`).then(
      () => true,
      () => false,
    );
    if (up) break;
    await sleep(50);
  }
  const stop = () => {
    child.kill();
    rmSync(dir, { recursive: true, force: true });
  };
  return { port, stop };
}

/** Pushes the smallest possible image to ghcr.io, logs every program in, and returns its digest. */
export async function makeImage(world: World, name: string, tag: string): Promise<string> {
  const { standIns, dir } = world;
  const get = fetchOf(standIns);
  const auth = Buffer.from(`ada:${standIns.token}`).toString('base64');
  mkdirSync(join(dir, 'home', '.docker'), { recursive: true });
  writeFileSync(
    join(dir, 'home', '.docker', 'config.json'),
    JSON.stringify({ auths: { 'ghcr.io': { auth } } }),
  );
  const scope = `repository:${name}:pull,push`;
  const granted = await get(`https://ghcr.io/token?service=ghcr.io&scope=${scope}`, {
    headers: { authorization: `Basic ${auth}` },
  });
  const { token } = (await granted.json()) as { token: string };
  const send = (method: string, url: string, type: string, body: string) =>
    get(url, { method, headers: { authorization: `Bearer ${token}`, 'content-type': type }, body });
  const config = '{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},"config":{}}';
  const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const upload = await send('POST', `https://ghcr.io/v2/${name}/blobs/uploads/`, 'text/plain', '');
  const location = new URL(upload.headers.get('location') ?? '');
  location.searchParams.set('digest', digestOf(config));
  await send('PUT', location.href, 'application/octet-stream', config);
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType,
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: digestOf(config),
      size: config.length,
    },
    layers: [],
  });
  const put = await send('PUT', `https://ghcr.io/v2/${name}/manifests/${tag}`, mediaType, manifest);
  if (put.status !== 201) throw new Error(`${put.status} ${await put.text()}`);
  return digestOf(manifest);
}
