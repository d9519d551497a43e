// Finds or fetches every program of the rehearsal: one on PATH that fits is used, the rest come into the cache.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { cacheDir, exists, linkTo, locked, writeWhole } from './cache.ts';
import type { Progress } from './cache.ts';
import { ENGINE_PACKAGES, machineEngine } from './engine.ts';
import { BUILDKIT, BUILDX, GH } from './go-modules.ts';
import { buildGo, goPrograms, prepareGo } from './golang.ts';
import { fetchPackages, hostArch, packageDir, packageVersion } from './packages.ts';
import type { Package } from './packages.ts';
import { checkBuildxPlugin, fitting, NAMES, parsed, PROGRAMS } from './programs.ts';
import type { Name } from './programs.ts';
import { asText, upstreamVersion } from './versions.ts';

/** Paths of the programs, and the environment under which they find each other. */
export interface Tools {
  readonly docker: string;
  readonly buildx: string;
  readonly cosign: string;
  readonly gh: string;
  readonly crane: string;
  readonly oras: string;
  readonly sigstoreGo: string;
  readonly registry: string;
  readonly git: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Raised with every program that could not be had, each with how to get it. */
export class PartsError extends Error {
  override readonly name = 'PartsError';
  constructor(missing: readonly { readonly what: string; readonly why: string; readonly how: string }[]) {
    const lines = missing.map((m) => `  ${m.what}: ${m.why}\n    to get it: ${m.how}`);
    super(`the rehearsal could not get ${missing.length} of its parts:\n${lines.join('\n')}`);
  }
}

/**
 * Answers every program's path; fetches and builds what is missing (minutes, once). Later calls read one small
 * file and look whether the programs it names are still the same.
 */
export async function ensureTools(progress: Progress): Promise<Tools> {
  const known = await remembered();
  if (known) return known;
  return locked('tools', progress, async () => {
    const meanwhile = await remembered();
    if (meanwhile) return meanwhile;
    const tools = await obtain(progress);
    await remember(tools);
    return tools;
  });
}

async function obtain(progress: Progress): Promise<Tools> {
  const found = new Map<Name, string>();
  await Promise.all(
    NAMES.map(async (name) => {
      const file = await fitting(PROGRAMS[name]);
      if (file !== undefined) found.set(name, file);
    }),
  );
  await checkBuildxPlugin(found);
  const engine = await machineEngine(found.get('docker'));
  const wanted = NAMES.filter((name) => !found.has(name));
  const packages = wanted.flatMap((name) => packageOf(name) ?? []);
  if (engine === undefined) packages.push(...ENGINE_PACKAGES());
  const faults = new Map<string, unknown>();
  const tell = (what: string) => (error: unknown) => {
    faults.set(what, error);
    return undefined;
  };
  const modules = [
    ...(wanted.includes('gh') ? [GH] : []),
    ...(wanted.includes('buildx') ? [BUILDX] : []),
    ...(engine === undefined ? [BUILDKIT] : []),
  ];
  // Compiling is the longest part: it starts first, and everything else is downloaded meanwhile.
  await prepareGo(modules, progress).catch(tell('go'));
  const [, gh, buildx] = await Promise.all([
    fetchPackages(packages, progress).catch(tell('packages')),
    ...[GH, BUILDX, BUILDKIT].map((module) =>
      modules.includes(module) ? buildGo(module, progress).catch(tell(module.name)) : undefined,
    ),
  ]);
  if (gh !== undefined) found.set('gh', path.join(gh, 'gh'));
  if (buildx !== undefined) found.set('buildx', path.join(buildx, 'buildx'));
  for (const name of wanted) {
    const from = packageOf(name);
    const file = PROGRAMS[name].from?.[1];
    if (from && file !== undefined && (await exists(packageDir(from)))) {
      found.set(name, path.join(packageDir(from), file));
    }
  }
  const incomplete = (await Promise.all(ENGINE_PACKAGES().map((p) => exists(packageDir(p))))).includes(false);
  refuseGaps(found, faults, engine === undefined && incomplete);
  return arrange(found, wanted);
}

function refuseGaps(
  found: ReadonlyMap<Name, string>,
  faults: ReadonlyMap<string, unknown>,
  engineless: boolean,
): void {
  const why = (key: string): string => {
    const fault = faults.get(key);
    return fault instanceof Error ? fault.message : 'not found on PATH';
  };
  const missing = NAMES.filter((name) => !found.has(name)).map((name) => {
    const { names, least, how, from } = PROGRAMS[name];
    const what = least.some((n) => n > 0) ? `${names[0]!} ${asText(least)} or newer` : names[0]!;
    return { what, why: why(from ? 'packages' : name), how };
  });
  if (faults.has('buildkit')) {
    const how = 'a Docker engine of your own that can pull moby/buildkit, or Go 1.26 on PATH to build it';
    missing.push({ what: 'buildkitd and buildctl', why: why('buildkit'), how });
  }
  if (engineless) {
    missing.push({ what: 'a Docker engine', why: why('packages'), how: PROGRAMS.docker.how });
  }
  if (missing.length > 0) throw new PartsError(missing);
}

function packageOf(name: Name): Package | undefined {
  const from = PROGRAMS[name].from;
  return from ? { name: from[0], arch: hostArch(), suite: 'sid' } : undefined;
}

/** A folder for each PATH that a rehearsal was started with: what one finds there, another may have to bring. */
async function binDir(): Promise<string> {
  return cacheDir('bin', (await recipe()).slice(0, 16));
}

/** Puts what is not on PATH into one folder, which goes first on the rehearsal's PATH. */
async function arrange(found: ReadonlyMap<Name, string>, own: readonly Name[]): Promise<Tools> {
  const bin = await binDir();
  const plugins = cacheDir('cli-plugins');
  await mkdir(bin, { recursive: true });
  await mkdir(plugins, { recursive: true });
  const paths = new Map<Name, string>();
  for (const name of NAMES) {
    const file = found.get(name)!;
    const link = path.join(bin, PROGRAMS[name].names[0]!);
    await rm(link, { force: true });
    if (own.includes(name)) await linkTo(file, link);
    paths.set(name, own.includes(name) ? link : file);
  }
  if (own.includes('cosign')) await stampCosign(found.get('cosign')!, path.join(bin, 'cosign'));
  // One folder for every PATH: a plugin of this PATH's own does not replace one that is in the cache to stay.
  const plugin = path.join(plugins, 'docker-buildx');
  if (own.includes('buildx') || !(await exists(plugin))) await linkTo(found.get('buildx')!, plugin);
  // Only a path for every name gets here: refuseGaps has seen to it.
  const files = Object.fromEntries(paths) as Record<Name, string>;
  return { ...files, env: { PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` } };
}

/**
 * Debian builds cosign without its version stamp, so it calls itself `devel`, which no version range takes. A
 * small script in front tells the package's version where cosign tells `devel`, and is cosign otherwise.
 */
async function stampCosign(real: string, script: string): Promise<void> {
  const version = upstreamVersion(await packageVersion({ name: 'cosign', arch: hostArch(), suite: 'sid' }));
  await rm(script, { force: true });
  await writeWhole(
    script,
    `#!/bin/sh
if [ "$1" = version ]; then
  "${real}" "$@" | sed -e 's/^\\(GitVersion: *\\)devel$/\\1v${version}/' -e 's/"gitVersion": *"devel"/"gitVersion": "v${version}"/'
else
  exec "${real}" "$@"
fi
`,
    0o755,
  );
}

interface Memory {
  readonly stamps: Readonly<Record<string, string>>;
  readonly tools: Tools;
}

async function remembered(): Promise<Tools | undefined> {
  const text = await readFile(`${await binDir()}.json`, 'utf8').catch(() => '');
  const memory = parsed(text) as Memory | undefined;
  if (memory === undefined) return undefined;
  const same = await Promise.all(
    Object.entries(memory.stamps).map(async ([file, stamp]) => (await stampOf(file)) === stamp),
  );
  return same.every(Boolean) ? memory.tools : undefined;
}

async function remember(tools: Tools): Promise<void> {
  const files = NAMES.map((name) => tools[name]);
  const stamps = await Promise.all(files.map(async (file) => [file, await stampOf(file)] as const));
  const memory: Memory = { stamps: Object.fromEntries(stamps), tools };
  await writeWhole(`${await binDir()}.json`, JSON.stringify(memory, undefined, 2));
}

async function stampOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  return found ? `${found.size} ${Math.round(found.mtimeMs)}` : 'gone';
}

/** What an answer depends on: PATH, the pins of the modules built here, and this table. */
async function recipe(): Promise<string> {
  const builds = await Promise.all(
    [GH, BUILDX, BUILDKIT].map(async (module) => (await goPrograms(module)).dir),
  );
  return createHash('sha256')
    .update(JSON.stringify([process.env['PATH'], process.env['DOCKER_HOST'], builds, PROGRAMS]))
    .digest('hex');
}
