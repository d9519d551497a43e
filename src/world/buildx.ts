// docker buildx: a builder for the release, and one platform built and pushed by digest, without a tag.
import { readFile } from 'node:fs/promises';
import { basename, isAbsolute, join, normalize } from 'node:path';
import { ReleaseError } from '../errors.ts';
import { type Digest, isDigest } from '../plan/brands.ts';
import type { BuildPlan } from '../plan/build.ts';
import type { Platform } from '../plan/image-name.ts';
import type { Exec } from './exec.ts';
import { isPassingOutput } from './passing-exec.ts';
import { LookAgain } from './patience.ts';

export interface Builder {
  readonly name: string;
  readonly driver: string;
  readonly platforms: readonly string[];
  /** Whether this run made it, and so must remove it. */
  readonly ours: boolean;
}

export interface Buildx {
  /** The current or named builder, or `undefined` when there is none of that name. */
  inspect(name?: string): Promise<Builder | undefined>;
  create(name: string): Promise<Builder>;
  remove(name: string): Promise<void>;
  /** Builds one platform, pushes it by digest and answers that digest. */
  build(
    builder: string,
    plan: BuildPlan,
    platform: Platform,
    onLine: (line: string) => void,
  ): Promise<Digest>;
  /** Writes the files of a target, for one platform, into a folder. */
  export(
    builder: string,
    plan: BuildPlan,
    platform: Platform,
    to: Export,
    onLine: (line: string) => void,
  ): Promise<void>;
}

export interface Export {
  readonly target: string;
  readonly folder: string;
}

export interface BuildxOptions {
  /** Path of the buildx program, which runs by itself too. */
  readonly path: string;
  readonly workspace: string;
  readonly temp: string;
  /** DOCKER_CONFIG, BUILDX_CONFIG and what the cache service needs. */
  readonly env: Readonly<Record<string, string>>;
  /** Values of the build secrets, by id. */
  readonly secrets: readonly (readonly [id: string, value: string])[];
}

export function makeBuildx(exec: Exec, options: BuildxOptions): Buildx {
  const run = (args: readonly string[], more: Parameters<Exec['run']>[1] = {}): ReturnType<Exec['run']> =>
    exec.run([options.path, ...args], {
      cwd: options.workspace,
      ...more,
      env: { ...options.env, ...more.env },
    });
  const inspect = async (name?: string): Promise<Builder | undefined> => {
    const answer = await run(['inspect', ...(name === undefined ? [] : ['--', name])], {
      allowFailure: true,
    });
    return answer.code === 0 ? parseBuilder(answer.stdout.toString()) : undefined;
  };
  const secretNames = options.secrets.map(([id], at) => [id, `BUILD_SECRET_${at}`] as const);
  const secretEnv = Object.fromEntries(options.secrets.map(([, value], at) => [`BUILD_SECRET_${at}`, value]));
  /**
   * buildx takes SOURCE_DATE_EPOCH from its environment and hands it to BuildKit. It would also run git for BuildKit's own
   * provenance, with the build's secrets in git's environment: without that provenance nobody reads what git says.
   */
  const buildEnv = ({ sourceDateEpoch, provenance }: BuildPlan): Readonly<Record<string, string>> => ({
    ...secretEnv,
    ...(provenance === 'none' ? { BUILDX_GIT_INFO: 'false' } : {}),
    ...(sourceDateEpoch === undefined ? {} : { SOURCE_DATE_EPOCH: String(sourceDateEpoch) }),
  });
  return {
    inspect,
    create: async (name) => {
      await run(['create', '--name', name, '--driver', 'docker-container', '--bootstrap']);
      const made = await inspect(name);
      if (!made)
        throw new ReleaseError(`the builder ${name} did not start`, {
          hint: 'docker buildx create --bootstrap',
        });
      return { ...made, ours: true };
    },
    remove: async (name) => {
      await run(['rm', '--force', '--', name]);
    },
    build: async (builder, plan, platform, onLine) => {
      const metadataFile = join(options.temp, `build-${platform.name.replaceAll('/', '-')}.json`);
      const argv = buildArgs(plan, platform, { builder, metadataFile, secretNames });
      await run(argv, { env: buildEnv(plan), onLine }).catch((error: unknown) => {
        throw readFailure(error, dockerfileOf(plan));
      });
      return readDigest(await readFile(metadataFile, 'utf8'), platform);
    },
    export: async (builder, plan, platform, to, onLine) => {
      await run(exportArgs(plan, platform, { builder, secretNames, ...to }), { env: buildEnv(plan), onLine });
    },
  };
}

/**
 * A registry's trouble passes, and what is built already comes from the builder's cache. What a build step itself prints
 * stands further up: only BuildKit's last words count.
 */
export function readFailure(error: unknown, dockerfile?: string): unknown {
  if (!(error instanceof ReleaseError)) return error;
  const last = error.message.trimEnd().split('\n').at(-1) ?? '';
  const ofRegistry =
    /failed to (?:push|copy|do request|fetch|authorize|resolve|configure registry)|unexpected status/.test(
      last,
    );
  if (ofRegistry && isPassingOutput(last))
    return new LookAgain(error.message, { hint: error.hint, cause: error });
  return atLine(error, dockerfile) ?? error;
}

/** BuildKit shows the lines around a fault below the file's name and the line's number, between rules of dashes. */
function atLine(error: ReleaseError, dockerfile: string | undefined): ReleaseError | undefined {
  const [, name = '', line = ''] = /^(\S+):(\d+)\n-{10,}$/m.exec(error.message) ?? [];
  if (name === '' || dockerfile === undefined || basename(dockerfile) !== basename(name)) return undefined;
  const { hint, code } = error;
  return new ReleaseError(error.message, {
    ...{ hint, cause: undefined, at: { file: dockerfile, line: Number(line) } },
    ...(code === undefined ? {} : { code }),
  });
}

/** Where the Dockerfile is in the repository; `undefined` where it is elsewhere. */
function dockerfileOf({ context, file }: BuildPlan): string | undefined {
  const path = normalize(file ?? join(context, 'Dockerfile'));
  return /^[a-z-]+:/i.test(context) || isAbsolute(path) || path.startsWith('..') ? undefined : path;
}

/** The argument vector that builds one platform; pure, so that a table can test it. Docker's CSV options are quoted. */
export function buildArgs(
  plan: BuildPlan,
  platform: Platform,
  run: {
    readonly builder: string;
    readonly metadataFile: string;
    readonly secretNames: SecretNames;
  },
): readonly string[] {
  const output = [
    'type=image',
    csvField(`name=${plan.images.join(',')}`),
    'push-by-digest=true',
    'name-canonical=true',
    'push=true',
    'oci-mediatypes=true',
    ...(plan.sourceDateEpoch === undefined ? [] : ['rewrite-timestamp=true']),
  ];
  const cache = plan.cache[platform.name] ?? { from: [], to: [] };
  return [
    'build',
    '--builder',
    run.builder,
    '--platform',
    platform.name,
    '--output',
    output.join(','),
    '--metadata-file',
    run.metadataFile,
    '--progress',
    'plain',
    plan.provenance === 'none' ? '--provenance=false' : `--provenance=mode=${plan.provenance}`,
    ...(plan.scanner === undefined
      ? ['--sbom=false']
      : ['--attest', `type=sbom,${csvField(`generator=${plan.scanner}`)}`]),
    ...sourceArgs(plan, plan.target),
    ...each(
      '--label',
      plan.labels.map(([key, value]) => `${key}=${value}`),
    ),
    ...each(
      '--annotation',
      plan.annotations.map(([key, value]) => `manifest:${key}=${value}`),
    ),
    ...each('--cache-from', cache.from),
    ...each('--cache-to', cache.to),
    ...secretArgs(plan, run.secretNames),
    // What begins with a dash is no option behind this.
    '--',
    plan.context,
  ];
}

/**
 * The argument vector that writes a target's files for one platform: the same sources, arguments, secrets and cache as
 * the image, so that nothing is compiled twice. The cache has been written by the image's build.
 */
export function exportArgs(
  plan: BuildPlan,
  platform: Platform,
  run: Export & { readonly builder: string; readonly secretNames: SecretNames },
): readonly string[] {
  return [
    'build',
    '--builder',
    run.builder,
    '--platform',
    platform.name,
    '--output',
    `type=local,${csvField(`dest=${run.folder}`)}`,
    '--progress',
    'plain',
    // Either would put a file of its own into the folder.
    '--provenance=false',
    '--sbom=false',
    ...sourceArgs(plan, run.target),
    ...each('--cache-from', plan.cache[platform.name]?.from ?? []),
    ...secretArgs(plan, run.secretNames),
    '--',
    plan.context,
  ];
}

type SecretNames = readonly (readonly [id: string, env: string])[];

function sourceArgs(plan: BuildPlan, target: string | undefined): readonly string[] {
  return [
    ...(plan.file === undefined ? [] : ['--file', plan.file]),
    ...(target === undefined ? [] : ['--target', target]),
    ...each(
      '--build-arg',
      plan.buildArgs.map(([key, value]) => `${key}=${value}`),
    ),
    ...each(
      '--build-context',
      plan.buildContexts.map(([key, value]) => `${key}=${value}`),
    ),
  ];
}

function secretArgs(plan: BuildPlan, names: SecretNames): readonly string[] {
  return [
    ...each(
      '--secret',
      names.map(([id, env]) => `${csvField(`id=${id}`)},env=${env}`),
    ),
    ...each(
      '--secret',
      plan.secretFiles.map(([id, path]) => `${csvField(`id=${id}`)},${csvField(`src=${path}`)}`),
    ),
    ...each('--ssh', plan.ssh),
  ];
}

function each(flag: string, values: readonly string[]): readonly string[] {
  return values.flatMap((value) => [flag, value]);
}

/** One field of Docker's CSV options (RFC 4180): quoted when it holds a comma or a quote. */
export function csvField(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function readDigest(metadata: string, platform: Platform): Digest {
  const digest: unknown = (JSON.parse(metadata) as Record<string, unknown>)['containerimage.digest'];
  if (typeof digest !== 'string' || !isDigest(digest)) {
    throw new ReleaseError(`buildx did not say which digest it pushed for ${platform.name}`, {
      hint: 'with: { buildx-version: ">=0.14" }',
    });
  }
  return digest;
}

/** Reads what `docker buildx inspect` prints: `Name:`, `Driver:`, and `Platforms:` of every node. */
export function parseBuilder(text: string): Builder {
  const value = (key: string): string =>
    new RegExp(`^${key}:[ \\t]*(.*)$`, 'm').exec(text)?.[1]?.trim() ?? '';
  const platforms = [...text.matchAll(/^Platforms:[ \t]*(.*)$/gm)]
    .flatMap((match) => (match[1] ?? '').split(','))
    .map((platform) => platform.trim().replace(/\*$/, ''))
    .filter((platform) => platform !== '');
  return { name: value('Name'), driver: value('Driver'), platforms: [...new Set(platforms)], ours: false };
}
