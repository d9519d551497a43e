// Builds the Go programs that no package ships, from modules pinned by the go.sum files beside this one.
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { getCACertificates } from 'node:tls';
import { cacheDir, exists, fillOnce, locked, writeWhole } from './cache.ts';
import type { Progress } from './cache.ts';
import { attempt, run } from './command.ts';
import { fetchPackages, hostArch, packageDir, packageNames } from './packages.ts';
import type { GoModule } from './go-modules.ts';
import { which } from './lookup.ts';
import { atLeast, versionIn } from './versions.ts';

const MODULES = path.join(import.meta.dirname, 'go');

/** The version that a module's go.mod pins, without its `v`. */
export function pinnedVersion(goMod: string, module: string): string {
  const escaped = module.replace(/[.]/g, '\\.');
  const version = new RegExp(`^(?:require)?\\s*${escaped} v(\\S+)`, 'm').exec(goMod)?.[1];
  if (version === undefined) throw new Error(`go.mod does not require ${module}`);
  return version;
}

/** The least Go version a go.mod asks for, such as `1.26.0`. */
export function goDirective(goMod: string): string {
  return /^go (\S+)$/m.exec(goMod)?.[1] ?? '1.26';
}

/** Where the module's programs are, built or to be built: the folder's name changes with every pin. */
export async function goPrograms(
  module: GoModule,
): Promise<{ readonly dir: string; readonly built: boolean }> {
  const source = path.join(MODULES, module.name);
  const hash = createHash('sha256').update(JSON.stringify(module));
  for (const name of (await readdir(source)).sort()) hash.update(await readFile(path.join(source, name)));
  const dir = cacheDir('go', `${module.name}-${hash.digest('hex').slice(0, 12)}`);
  return { dir, built: await exists(dir) };
}

/** Builds a module's programs unless they are there; answers the folder they are in. */
export async function buildGo(module: GoModule, progress: Progress): Promise<string> {
  const before = await goPrograms(module);
  if (before.built) return before.dir;
  return locked(`go-${module.name}`, progress, async () => {
    const { dir, built } = await goPrograms(module);
    if (built) return dir;
    const goMod = await readFile(path.join(MODULES, module.name, 'go.mod'), 'utf8');
    const go = await findGo(goDirective(goMod), progress);
    const work = `${dir}.work`;
    await rm(work, { recursive: true, force: true });
    await mkdir(path.join(work, 'bin'), { recursive: true });
    // Away from the checkout: a go.work or vendor folder above it must not take part.
    await cp(path.join(MODULES, module.name), work, { recursive: true });
    const version = module.pinned === undefined ? '' : pinnedVersion(goMod, module.pinned);
    await compile(go, module, version, work, progress);
    for (const [name, command] of Object.entries(module.commands)) {
      const built = path.join(work, 'bin', path.basename(command));
      await rename(built, path.join(work, 'bin', name));
    }
    await rename(path.join(work, 'bin'), dir);
    await rm(work, { recursive: true, force: true });
    return dir;
  });
}

/** Gets Go ready for what these modules need, so that compiling starts while other parts are downloaded. */
export async function prepareGo(modules: readonly GoModule[], progress: Progress): Promise<void> {
  for (const module of modules) {
    if ((await goPrograms(module)).built) continue;
    const goMod = await readFile(path.join(MODULES, module.name, 'go.mod'), 'utf8');
    await findGo(goDirective(goMod), progress);
  }
}

async function compile(
  go: Go,
  module: GoModule,
  version: string,
  work: string,
  progress: Progress,
): Promise<void> {
  const started = Date.now();
  const stamps = Object.entries(module.stamps).map(
    ([name, value]) => `-X ${name}=${value.replace('@', version)}`,
  );
  const tags = module.tags === undefined ? [] : ['-tags', module.tags.join(',')];
  const names = Object.keys(module.commands).join(' and ');
  progress(`building ${names} ${version} with Go (a few minutes, once)`);
  let packages = 0;
  let told = Date.now();
  const tell = (): void => {
    packages++;
    if (Date.now() - told < 10_000) return;
    told = Date.now();
    progress(`building ${names}: ${packages} packages, ${seconds(started)} s`);
  };
  const result = await attempt(
    go.file,
    // prettier-ignore
    ['build', '-v', '-trimpath', '-buildvcs=false', '-mod=readonly', ...tags, '-ldflags', ['-s', '-w', ...stamps].join(' '),
     '-o', path.join(work, 'bin') + path.sep, ...Object.values(module.commands)],
    {
      cwd: work,
      env: {
        ...go.env,
        ...(await rootsOfTrust()),
        CGO_ENABLED: '0',
        GOFLAGS: '-modcacherw',
        GOWORK: 'off',
        GOTOOLCHAIN: 'local',
      },
      onLine: tell,
    },
  );
  if (result.code !== 0) {
    const last = result.stderr
      .split('\n')
      .filter((line) => !/^go: downloading|^[\w.-]+(\/[\w.@~-]+)*$/.test(line))
      .slice(-8);
    throw new Error(`go build of ${names} ${version} failed:\n${last.join('\n')}`);
  }
  progress(`built ${names} ${version} in ${seconds(started)} s`);
}

/** A bare Debian has no CA certificates, without which Go fetches no module; Node brings its own. */
async function rootsOfTrust(): Promise<Readonly<Record<string, string>>> {
  if (process.env['SSL_CERT_FILE'] !== undefined || (await exists('/etc/ssl/certs/ca-certificates.crt')))
    return {};
  const file = cacheDir('go', 'roots.pem');
  await mkdir(path.dirname(file), { recursive: true });
  await writeWhole(file, `${getCACertificates('default').join('\n')}\n`);
  return { SSL_CERT_FILE: file };
}

interface Go {
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The Go on PATH when it is new enough, else the oldest fitting one of Debian sid, unpacked into the cache. */
async function findGo(least: string, progress: Progress): Promise<Go> {
  const wanted = versionIn(least)!;
  for (const file of await which('go')) {
    const have = versionIn((await attempt(file, ['env', 'GOVERSION'])).stdout.replace(/^go/, ''));
    if (have !== undefined && atLeast(have, wanted)) return { file, env: {} };
  }
  const kept = await keptGo(wanted[1]);
  if (kept !== undefined) return kept;
  const names = await packageNames(/^golang-\d+\.\d+-go$/, progress);
  const minors = names.map((name) => Number(/-1\.(\d+)-/.exec(name)?.[1] ?? 0));
  const minor = minors.filter((m) => m >= wanted[1]).sort((a, b) => a - b)[0];
  if (minor === undefined) throw new Error(`Debian sid has no Go ${least} or newer`);
  const parts = (['go', 'src'] as const).map((part) => ({
    name: `golang-1.${minor}-${part}`,
    arch: hostArch(),
    suite: 'sid' as const,
  }));
  await fetchPackages(parts, progress);
  return assemble(parts.map(packageDir), minor);
}

/** Debian spreads GOROOT over two packages joined by relative links, which hold again once both share a folder. */
async function assemble(dirs: readonly string[], minor: number): Promise<Go> {
  const root = await fillOnce(cacheDir('go', `root-1.${minor}`), async (partial) => {
    // Hard links: ten thousand files need not be written twice.
    for (const dir of dirs) await run('cp', ['--archive', '--link', `${dir}/.`, partial]);
  });
  return goIn(root, minor);
}

function goIn(root: string, minor: number): Go {
  const goroot = path.join(root, `usr/lib/go-1.${minor}`);
  return {
    file: path.join(goroot, 'bin', 'go'),
    env: { GOROOT: goroot, GOPATH: cacheDir('go', 'path'), GOCACHE: cacheDir('go', 'build') },
  };
}

/** A Go unpacked earlier: asking apt again would wait for whatever it is downloading. */
async function keptGo(least: number): Promise<Go | undefined> {
  for (const name of (await readdir(cacheDir('go')).catch(() => [])).sort()) {
    const minor = Number(/^root-1\.(\d+)$/.exec(name)?.[1] ?? -1);
    if (minor >= least) return goIn(cacheDir('go', name), minor);
  }
  return undefined;
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1000);
}
