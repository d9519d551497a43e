// The Docker engine: the machine's own when it answers, else dockerd out of Debian packages on a socket of ours.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { alive, cacheDir, linkTo, locked, writeWhole } from './cache.ts';
import type { Progress } from './cache.ts';
import { attempt } from './command.ts';
import type { CommandResult } from './command.ts';
import { emulatorPackage, unregisterOurs } from './emulators.ts';
import { fetchPackages, hostArch, packageDir } from './packages.ts';
import type { Package } from './packages.ts';
import type { Tools } from './tools.ts';

export interface Engine {
  /** `unix://…`, for DOCKER_HOST. */
  readonly host: string;
  /** True when it is the rehearsal's private engine, false when it is the machine's. */
  readonly ours: boolean;
  /** Lets go of the engine; the last rehearsal to let go of a private one ends it. */
  stop(): Promise<void>;
}

const sid = (name: string): Package => ({ name, arch: hostArch(), suite: 'sid' });
const bookworm = (name: string): Package => ({ name, arch: hostArch(), suite: 'bookworm' });

/** What a private engine and its BuildKit image are made of. runc is bookworm's: sid's wants glibc 2.38. */
export const ENGINE_PACKAGES = (): readonly Package[] => [
  ...['docker.io', 'containerd'].map(sid),
  ...['runc', 'tini', 'libseccomp2', 'libc6', 'busybox-static'].map(bookworm),
  emulatorPackage(),
];

const NEED_ROOT = `no Docker engine answers, and only root can start a private one
    to get it: start Docker (https://docs.docker.com/engine/install/), or run as root`;

/** The endpoint of the engine that a docker on PATH reaches, or undefined. */
export async function machineEngine(docker: string | undefined): Promise<string | undefined> {
  if (docker === undefined) return undefined;
  const info = await attempt(docker, ['info', '--format', '{{.ServerVersion}}']);
  if (info.code !== 0 || info.stdout.trim() === '') return undefined;
  const fromEnv = process.env['DOCKER_HOST'];
  if (fromEnv !== undefined && fromEnv !== '') return fromEnv;
  const context = await attempt(docker, ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}']);
  return context.code === 0 ? context.stdout.trim() : 'unix:///var/run/docker.sock';
}

/** Answers an engine. It runs programs of the machine's own architecture, as a hosted runner's does (R2). */
export async function startEngine(tools: Tools, progress: Progress): Promise<Engine> {
  const host = await machineEngine(tools.docker);
  if (host !== undefined) return { host, ours: false, stop: () => Promise.resolve() };
  if (process.getuid?.() !== 0) throw new Error(NEED_ROOT);
  await fetchPackages(ENGINE_PACKAGES(), progress);
  return privateEngine(tools, progress);
}

async function privateEngine(tools: Tools, progress: Progress): Promise<Engine> {
  const dir = cacheDir('engine');
  const socket = path.join(await socketDir(dir), 'docker.sock');
  const host = `unix://${socket}`;
  const lease = path.join(dir, 'users', `${process.pid}-${randomUUID()}`);
  await locked('engine', progress, async () => {
    await mkdir(path.dirname(lease), { recursive: true });
    await writeFile(lease, '');
    if (await answers(tools, host)) return;
    // Nobody else is at work on it now.
    await unregisterOurs(progress);
    await boot(tools, dir, host, progress);
    await sweep(tools, host);
  });
  return {
    host,
    ours: true,
    stop: () =>
      locked('engine', progress, async () => {
        await rm(lease, { force: true });
        if ((await livingUsers(path.dirname(lease))) === 0) await halt(dir, path.dirname(socket));
      }),
  };
}

/** A unix socket's path has at most 107 bytes; a cache deep in the file system gets its sockets below /run. */
async function socketDir(dir: string): Promise<string> {
  const deep = Buffer.byteLength(path.join(dir, 'exec/containerd/containerd-debug.sock')) > 100;
  const place = deep ? '/run/release-action-rehearsal' : dir;
  await mkdir(place, { recursive: true });
  return place;
}

async function answers(tools: Tools, host: string): Promise<boolean> {
  const ask = ['--host', host, 'version', '--format', '{{.Server.Version}}'];
  return (await attempt(tools.docker, ask)).code === 0;
}

async function boot(tools: Tools, dir: string, host: string, progress: Progress): Promise<void> {
  progress('starting a private Docker engine');
  const bin = await engineBin();
  await clearStalePid(path.join(dir, 'docker.pid'));
  const config = path.join(dir, 'daemon.json');
  await writeWhole(config, engineConfig(dir, path.dirname(host.slice('unix://'.length)), host));
  const logFile = path.join(dir, 'dockerd.log');
  const log = await open(logFile, 'w');
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`,
    LD_LIBRARY_PATH: path.join(packageDir(bookworm('libseccomp2')), 'usr/lib', libraries()),
  };
  // A process group of its own: Ctrl-C in the terminal must leave the engine up until the rehearsal has tidied.
  const child = spawn(path.join(bin, 'dockerd'), ['--config-file', config], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env,
  });
  await log.close();
  child.unref();
  // Ten minutes for a machine that has much to do; an engine that cannot start ends sooner.
  for (let tries = 0; tries < 6000 && child.exitCode === null; tries++) {
    if (await answers(tools, host)) return;
    await sleep(100);
  }
  const last = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-6).join('\n');
  throw new Error(
    `the private Docker engine did not start:\n${last}\n    to get it: https://docs.docker.com/engine/install/`,
  );
}

/** Removes what killed rehearsals left: their containers, which buildx has restarted, their networks, and caches nobody comes back to. */
async function sweep(tools: Tools, host: string): Promise<void> {
  const docker = (...args: readonly string[]): Promise<CommandResult> =>
    attempt(tools.docker, ['--host', host, ...args]);
  const ids = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');
  const containers = ids((await docker('ps', '--all', '--quiet')).stdout);
  if (containers.length > 0) await docker('rm', '--force', '--volumes', ...containers);
  const volumes = ids((await docker('volume', 'ls', '--quiet')).stdout);
  const orphans = volumes.filter((name) => !name.startsWith('buildx_buildkit_rehearsal'));
  if (orphans.length > 0) await docker('volume', 'rm', '--force', ...orphans);
  await docker('network', 'prune', '--force');
}

/** dockerd's configuration: all state below `dir`, no firewall rule, no way out to a registry. */
export function engineConfig(dir: string, run: string, host: string): string {
  return JSON.stringify({
    // As a hosted runner has it (R3): no containerd image store.
    features: { 'containerd-snapshotter': false },
    'storage-driver': 'overlay2',
    'data-root': path.join(dir, 'data'),
    'exec-root': path.join(run, 'exec'),
    pidfile: path.join(dir, 'docker.pid'),
    hosts: [host],
    'insecure-registries': ['127.0.0.0/8'],
    // Containers reach the machine over the bridge, which is all a rehearsal needs; the firewall stays as it is.
    iptables: false,
    ip6tables: false,
    'ip-masq': false,
    // A pull fails at once instead of after a name server's timeout; BuildKit does not go through the engine.
    proxies: {
      'http-proxy': 'http://127.0.0.1:9',
      'https-proxy': 'http://127.0.0.1:9',
      'no-proxy': '127.0.0.0/8,localhost',
    },
  });
}

/** One folder with everything dockerd looks for on PATH. */
async function engineBin(): Promise<string> {
  const bin = cacheDir('engine', 'bin');
  await mkdir(bin, { recursive: true });
  const links: readonly (readonly [string, Package, string])[] = [
    ['dockerd', sid('docker.io'), 'usr/sbin/dockerd'],
    ['docker-proxy', sid('docker.io'), 'usr/sbin/docker-proxy'],
    ['containerd', sid('containerd'), 'usr/bin/containerd'],
    ['containerd-shim-runc-v2', sid('containerd'), 'usr/bin/containerd-shim-runc-v2'],
    ['ctr', sid('containerd'), 'usr/bin/ctr'],
    ['runc', bookworm('runc'), 'usr/sbin/runc'],
    ['docker-init', bookworm('tini'), 'usr/bin/tini-static'],
  ];
  for (const [name, from, file] of links) {
    await linkTo(path.join(packageDir(from), file), path.join(bin, name));
  }
  return bin;
}

/** The folder below `lib` that Debian keeps this architecture's libraries in. */
export function libraries(): string {
  return hostArch() === 'amd64' ? 'x86_64-linux-gnu' : 'aarch64-linux-gnu';
}

async function clearStalePid(file: string): Promise<void> {
  const pid = Number(await readFile(file, 'utf8').catch(() => '0'));
  if (pid > 0 && alive(pid) && (await isDockerd(pid))) {
    throw new Error(`a private engine (process ${pid}) is up but does not answer; end it: kill ${pid}`);
  }
  await rm(file, { force: true });
}

async function isDockerd(pid: number): Promise<boolean> {
  return (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim() === 'dockerd';
}

async function livingUsers(dir: string): Promise<number> {
  let living = 0;
  for (const name of await readdir(dir)) {
    if (alive(Number.parseInt(name, 10))) living++;
    else await rm(path.join(dir, name), { force: true });
  }
  return living;
}

async function halt(dir: string, run: string): Promise<void> {
  const pid = Number(await readFile(path.join(dir, 'docker.pid'), 'utf8').catch(() => '0'));
  if (pid === 0 || !(await isDockerd(pid))) return;
  process.kill(pid, 'SIGTERM');
  for (let tries = 0; tries < 2400 && (await isDockerd(pid)); tries++) await sleep(50);
  // dockerd leaves its host network namespace mounted, which would keep the cache from being deleted.
  await attempt('umount', [path.join(run, 'exec', 'netns', 'default')]);
}
