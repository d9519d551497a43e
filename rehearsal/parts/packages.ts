// Takes programs out of Debian packages without installing them: a private apt beside the system's, then `dpkg -x`.
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheDir, exists, fillOnce, locked, writeWhole } from './cache.ts';
import type { Progress } from './cache.ts';
import { attempt, run } from './command.ts';
import type { CommandResult } from './command.ts';
import { debianMirror, osRelease, parseList, parseSources } from './sources.ts';
import type { AptSource } from './sources.ts';

export type DebianArch = 'amd64' | 'arm64';
/**
 * `sid` for programs nobody else packages as new; `bookworm` for what must run on its C library; `trixie` for what people
 * have who do not update.
 */
export type Suite = 'sid' | 'trixie' | 'bookworm';

export interface Package {
  readonly name: string;
  readonly arch: DebianArch;
  readonly suite: Suite;
}

/** This machine's architecture, as Debian and as Docker call it. */
export function hostArch(): DebianArch {
  if (process.arch === 'x64') return 'amd64';
  if (process.arch === 'arm64') return 'arm64';
  throw new Error(`the rehearsal runs on x64 and arm64 machines, this one is ${process.arch}`);
}

/** The folder a package's files are in once `fetchPackages` has answered. */
export function packageDir(wanted: Package): string {
  return cacheDir('packages', `${wanted.suite}-${wanted.arch}-${wanted.name}`);
}

/** The version of a package taken earlier, as Debian writes it. */
export function packageVersion(wanted: Package): Promise<string> {
  return readFile(path.join(packageDir(wanted), '.version'), 'utf8');
}

/**
 * Downloads and unpacks every package that is not in the cache; apt checks signatures and sums itself. Throws after
 * the rest are there when some cannot be had, with a line for each.
 */
export async function fetchPackages(wanted: readonly Package[], progress: Progress): Promise<void> {
  if ((await missing(wanted)).length === 0) return;
  await withApt(progress, async (env) => {
    const todo = await missing(wanted);
    if (todo.length === 0) return;
    progress(`downloading ${todo.length} Debian packages: ${todo.map((p) => p.name).join(' ')}`);
    const debs = cacheDir('apt', `debs-${process.pid}`);
    await mkdir(debs, { recursive: true });
    const faults = await download(todo, env, debs);
    const files = await readdir(debs);
    const got = todo.filter((p) => !faults.some((fault) => fault.wanted === p));
    await Promise.all(got.map((p) => unpack(p, debs, files)));
    await rm(debs, { recursive: true });
    if (faults.length > 0) throw new Error(faults.map((fault) => fault.why).join('\n'));
  });
}

/** Calls `work` with the environment of the private apt, its lists read; one rehearsal at a time. */
export function withApt<T>(
  progress: Progress,
  work: (env: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  return locked('apt', progress, async () => {
    const env = { APT_CONFIG: await configure(), LC_ALL: 'C' };
    await refresh(env, progress);
    return work(env);
  });
}

interface Fault {
  readonly wanted: Package;
  readonly why: string;
}

/** Downloads all at once; when that fails, one by one, so that one package that is gone keeps back no other. */
async function download(
  todo: readonly Package[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<readonly Fault[]> {
  const fetch = (wanted: readonly Package[]): Promise<CommandResult> => {
    const names = wanted.map((p) => `${p.name}:${p.arch}/${p.suite}`);
    return attempt('apt-get', ['-q', '-o', 'Acquire::Retries=3', 'download', ...names], { env, cwd });
  };
  if ((await fetch(todo)).code === 0) return [];
  const faults: Fault[] = [];
  for (const wanted of todo) {
    const { code, stderr } = await fetch([wanted]);
    if (code === 0) continue;
    const last = stderr.trim().split('\n').at(-1) ?? '';
    faults.push({ wanted, why: `package ${wanted.name} of Debian ${wanted.suite}: ${last}` });
  }
  return faults;
}

/** Names of packages that apt knows and that match, for what is packaged under a changing name. */
export async function packageNames(pattern: RegExp, progress: Progress): Promise<readonly string[]> {
  return withApt(progress, async (env) => {
    const names = await run('apt-cache', ['pkgnames'], { env });
    return names.split('\n').filter((name) => pattern.test(name));
  });
}

async function missing(wanted: readonly Package[]): Promise<readonly Package[]> {
  const there = await Promise.all(wanted.map((p) => exists(packageDir(p))));
  return wanted.filter((_, i) => there[i] !== true);
}

async function unpack(wanted: Package, debs: string, files: readonly string[]): Promise<void> {
  const file = files.find(
    (name) =>
      name.startsWith(`${wanted.name}_`) &&
      (name.endsWith(`_${wanted.arch}.deb`) || name.endsWith('_all.deb')),
  );
  if (file === undefined) throw new Error(`apt-get download left no file for ${wanted.name}`);
  const deb = path.join(debs, file);
  await fillOnce(packageDir(wanted), async (dir) => {
    await run('dpkg', ['-x', deb, dir]);
    await writeFile(path.join(dir, '.version'), (await run('dpkg-deb', ['-f', deb, 'Version'])).trim());
  });
}

/** The private configuration: own lists, own sources, the system's mirror and key ring. Answers its path. */
async function configure(): Promise<string> {
  const mirror = await systemMirror();
  const dir = cacheDir('apt');
  await mkdir(path.join(dir, 'lists', 'partial'), { recursive: true });
  await mkdir(path.join(dir, 'cache', 'archives', 'partial'), { recursive: true });
  await writeFile(path.join(dir, 'status'), '');
  const host = hostArch();
  const other = host === 'amd64' ? 'arm64' : 'amd64';
  const line = (arches: string, suite: Suite): string => {
    const signed = mirror.signedBy === undefined ? '' : ` signed-by=${mirror.signedBy}`;
    return `deb [arch=${arches} target=Packages${signed}] ${mirror.uri} ${suite} main\n`;
  };
  const lines = [line(host, 'sid'), line(host, 'trixie'), line(`${host},${other}`, 'bookworm')];
  await writeWhole(path.join(dir, 'sources.list'), lines.join(''));
  const config = path.join(dir, 'apt.conf');
  await writeWhole(
    config,
    [
      `Dir::State::Lists "${dir}/lists";`,
      `Dir::State::status "${dir}/status";`,
      `Dir::Cache "${dir}/cache";`,
      `Dir::Etc::SourceList "${dir}/sources.list";`,
      'Dir::Etc::SourceParts "/dev/null";',
      'Acquire::Languages "none";',
      // Root's apt drops to a user who may not read a cache below root's home.
      'APT::Sandbox::User "root";',
      `APT::Architecture "${host}";`,
      `APT::Architectures { "${host}"; "${other}"; };`,
      '',
    ].join('\n'),
  );
  return config;
}

/** Package lists older than a day, or of other sources, are fetched again: sid moves, and a listed file may be gone. */
async function refresh(env: Readonly<Record<string, string>>, progress: Progress): Promise<void> {
  const stamp = cacheDir('apt', 'updated');
  const age = Date.now() - ((await stat(stamp).catch(() => undefined))?.mtimeMs ?? 0);
  const sources = await readFile(cacheDir('apt', 'sources.list'), 'utf8');
  const read = await readFile(stamp, 'utf8').catch(() => '');
  if (age < 24 * 3600 * 1000 && read === sources) return;
  progress('reading the package lists of Debian sid, trixie and bookworm (40 MB)');
  await run('apt-get', ['-q', '-o', 'Acquire::Retries=3', 'update'], { env });
  await writeFile(stamp, sources);
}

async function systemMirror(): Promise<AptSource> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const codename = osRelease(release, 'VERSION_CODENAME') ?? 'sid';
  const dir = '/etc/apt/sources.list.d';
  const names = await readdir(dir).catch(() => []);
  const files = ['/etc/apt/sources.list', ...names.map((name) => path.join(dir, name))];
  const sources: AptSource[] = [];
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (file.endsWith('.sources')) sources.push(...parseSources(text));
    else if (file.endsWith('.list')) sources.push(...parseList(text));
  }
  const found = debianMirror(sources, codename);
  if (found === undefined) {
    throw new Error('no Debian mirror in /etc/apt: the parts can only be fetched on a Debian machine');
  }
  return { ...found, signedBy: found.signedBy ?? (await archiveKeyring()) };
}

async function archiveKeyring(): Promise<string | undefined> {
  const file = '/usr/share/keyrings/debian-archive-keyring.gpg';
  return (await exists(file)) ? file : undefined;
}
