// Finds or fetches every program of the rehearsal: one on PATH that fits is used, the rest come into the cache.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { cacheDir, linkTo, locked, writeWhole } from './cache.ts';
import type { Progress } from './cache.ts';
import { attempt } from './command.ts';
import { ENGINE_PACKAGES, machineEngine } from './engine.ts';
import { BUILDKIT, buildGo, GH, goPrograms, prepareGo } from './golang.ts';
import { which } from './lookup.ts';
import { fetchPackages, hostArch, packageDir, packageVersion } from './packages.ts';
import type { Package } from './packages.ts';
import { asText, atLeast, upstreamVersion, versionIn } from './versions.ts';
import type { Numbers } from './versions.ts';

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

type Name = Exclude<keyof Tools, 'env'>;

interface Program {
  /** The file names it goes by on PATH. */
  readonly names: readonly string[];
  /** Arguments that make it print its version; none when any version will do. */
  readonly version: readonly string[];
  readonly least: Numbers;
  /** The Debian sid package it comes from and the file in it, when it is not built here. */
  readonly from?: readonly [name: string, file: string];
  /** What a person does to get it. */
  readonly how: string;
}

// prettier-ignore
const PROGRAMS: Readonly<Record<Name, Program>> = {
  docker: { names: ['docker'], version: ['--version'], least: [23, 0, 0], from: ['docker-cli', 'usr/bin/docker'], how: 'https://docs.docker.com/engine/install/' },
  buildx: { names: ['docker-buildx'], version: ['version'], least: [0, 13, 0], from: ['docker-buildx', 'usr/libexec/docker/cli-plugins/docker-buildx'], how: 'https://github.com/docker/buildx#installing' },
  cosign: { names: ['cosign'], version: ['version'], least: [3, 0, 0], from: ['cosign', 'usr/bin/cosign'], how: 'https://docs.sigstore.dev/cosign/system_config/installation/' },
  gh: { names: ['gh'], version: ['--version'], least: [2, 98, 0], how: 'https://github.com/cli/cli#installation, or Go 1.26 on PATH to build it' },
  crane: { names: ['crane'], version: [], least: [0, 0, 0], from: ['crane', 'usr/bin/crane'], how: 'https://github.com/google/go-containerregistry/tree/main/cmd/crane' },
  oras: { names: ['oras'], version: ['version'], least: [1, 2, 0], from: ['oras', 'usr/bin/oras'], how: 'https://oras.land/docs/installation' },
  sigstoreGo: { names: ['sigstore-go-verification', 'sigstore-go'], version: [], least: [0, 0, 0], from: ['sigstore-go', 'usr/bin/sigstore-go-verification'], how: 'go install github.com/sigstore/sigstore-go/cmd/sigstore-go@v1.3.0' },
  registry: { names: ['docker-registry'], version: ['--version'], least: [2, 8, 0], from: ['docker-registry', 'usr/bin/docker-registry'], how: 'https://distribution.github.io/distribution/' },
  git: { names: ['git'], version: ['--version'], least: [2, 30, 0], how: 'apt-get install git' },
};

const NAMES = Object.keys(PROGRAMS) as readonly Name[];

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
  if (wanted.length > 0) progress(`to fetch or build: ${wanted.join(', ')}`);

  const faults = new Map<string, unknown>();
  const tell = (what: string) => (error: unknown) => {
    faults.set(what, error);
    return undefined;
  };
  const modules = [...(wanted.includes('gh') ? [GH] : []), ...(engine === undefined ? [BUILDKIT] : [])];
  // Compiling is the longest part: it starts first, and everything else is downloaded meanwhile.
  await prepareGo(modules, progress).catch(tell('go'));
  const [, gh] = await Promise.all([
    fetchPackages(packages, progress).catch(tell('packages')),
    ...[GH, BUILDKIT].map((module) =>
      modules.includes(module) ? buildGo(module, progress).catch(tell(module.name)) : undefined,
    ),
  ]);
  if (gh !== undefined) found.set('gh', path.join(gh, 'gh'));
  for (const name of wanted) {
    const from = packageOf(name);
    const file = PROGRAMS[name].from?.[1];
    if (from && file !== undefined && !faults.has('packages'))
      found.set(name, path.join(packageDir(from), file));
  }
  refuseGaps(found, faults, engine === undefined);
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
  if (engineless && faults.has('packages')) {
    missing.push({ what: 'a Docker engine', why: why('packages'), how: PROGRAMS.docker.how });
  }
  if (missing.length > 0) throw new PartsError(missing);
}

/** The first program of that kind on PATH that is new enough. */
async function fitting(program: Program): Promise<string | undefined> {
  for (const name of program.names) {
    for (const file of await which(name)) {
      if (program.version.length === 0) return file;
      const have = versionIn((await attempt(file, program.version)).stdout);
      if (have !== undefined && atLeast(have, program.least)) return file;
    }
  }
  return undefined;
}

/** A docker on PATH is only of use with buildx; its plugin may be anywhere docker looks, so docker is asked. */
async function checkBuildxPlugin(found: Map<Name, string>): Promise<void> {
  const docker = found.get('docker');
  if (docker === undefined) {
    found.delete('buildx');
    return;
  }
  const info = await attempt(docker, ['info', '--format', '{{json .ClientInfo.Plugins}}']);
  const plugins = (parsed(info.stdout) ?? []) as readonly { Name: string; Path: string; Version?: string }[];
  const buildx = plugins.find((plugin) => plugin.Name === 'buildx');
  const have = versionIn(buildx?.Version ?? '');
  if (buildx && have && atLeast(have, PROGRAMS.buildx.least)) found.set('buildx', buildx.Path);
  else {
    found.delete('docker');
    found.delete('buildx');
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function packageOf(name: Name): Package | undefined {
  const from = PROGRAMS[name].from;
  return from ? { name: from[0], arch: hostArch(), suite: 'sid' } : undefined;
}

/** Puts what is not on PATH into one folder, which goes first on the rehearsal's PATH. */
async function arrange(found: ReadonlyMap<Name, string>, own: readonly Name[]): Promise<Tools> {
  const bin = cacheDir('bin');
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
  await linkTo(found.get('buildx')!, path.join(plugins, 'docker-buildx'));
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
  readonly key: string;
  readonly stamps: Readonly<Record<string, string>>;
  readonly tools: Tools;
}

const MEMORY = (): string => cacheDir('tools.json');

async function remembered(): Promise<Tools | undefined> {
  const memory = parsed(await readFile(MEMORY(), 'utf8').catch(() => '')) as Memory | undefined;
  if (memory?.key !== (await recipe())) return undefined;
  const same = await Promise.all(
    Object.entries(memory.stamps).map(async ([file, stamp]) => (await stampOf(file)) === stamp),
  );
  return same.every(Boolean) ? memory.tools : undefined;
}

async function remember(tools: Tools): Promise<void> {
  const files = NAMES.map((name) => tools[name]);
  const stamps = await Promise.all(files.map(async (file) => [file, await stampOf(file)] as const));
  const memory: Memory = { key: await recipe(), stamps: Object.fromEntries(stamps), tools };
  await writeWhole(MEMORY(), JSON.stringify(memory, undefined, 2));
}

async function stampOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  return found ? `${found.size} ${Math.round(found.mtimeMs)}` : 'gone';
}

/** What an answer depends on: PATH, the pins of the modules built here, and this table. */
async function recipe(): Promise<string> {
  const builds = await Promise.all([GH, BUILDKIT].map(async (module) => (await goPrograms(module)).dir));
  return createHash('sha256')
    .update(JSON.stringify([process.env['PATH'], process.env['DOCKER_HOST'], builds, PROGRAMS]))
    .digest('hex');
}
