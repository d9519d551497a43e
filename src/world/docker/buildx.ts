// docker buildx: a builder for the release, and one platform built and pushed by digest, without a tag.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ReleaseError } from '../../errors.ts';
import { type Digest, isDigest } from '../../plan/brands.ts';
import type { BuildPlan } from '../../plan/build.ts';
import type { Platform } from '../../plan/oci/image-name.ts';
import { TransientError, type RetryPolicy, retry } from '../retry/retry.ts';
import { dockerfileOf, readFailure } from './buildkit-failure.ts';
import { type BuilderNode, builds } from '../../plan/inputs/builder-nodes.ts';
import { type BuilderNodes, makeBuilderNodes } from './builder-nodes.ts';
import { type Export, buildArgs, exportArgs, nodeName } from './buildx-args.ts';
import type { Exec, RunResult } from '../process/exec.ts';
import { nodesAnswer } from './node-states.ts';
import { type Silence, watchSilence } from './silence.ts';
import { compact } from '../../compact.ts';

export interface Builder {
  readonly name: string;
  /** Whether each platform has a node of its own kind, so that nothing is emulated. */
  readonly spread?: boolean;
  readonly driver: string;
  readonly platforms: readonly string[];
}

export interface Buildx extends BuilderNodes {
  /** The current or named builder, or `undefined` when there is none of that name. */
  inspect(name?: string): Promise<Builder | undefined>;
  create(name: string): Promise<Builder>;
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
    to: Export & { readonly platform: Platform },
    onLine: (line: string) => void,
  ): Promise<void>;
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
  /** A file with the default key of `--mount=type=ssh`. */
  readonly sshKey?: string;
  readonly retryPolicy?: RetryPolicy;
  readonly silence?: Partial<Silence>;
}

/** The longest is half of the default `timeout` of two hours. */
const defaultSilence: Silence = { look: 30_000, longest: 60 * 60_000, tell: 5 * 60_000 };

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
  const ssh = compact({ sshKey: options.sshKey });
  const secretNames = options.secrets.map(([id], at) => [id, `BUILD_SECRET_${at}`] as const);
  const secretEnv = Object.fromEntries(options.secrets.map(([, value], at) => [`BUILD_SECRET_${at}`, value]));
  /**
   * buildx takes SOURCE_DATE_EPOCH from its environment and hands it to BuildKit. It would also run git for BuildKit's own
   * provenance, with the build's secrets in git's environment: without that provenance nobody reads what git says.
   */
  const buildEnv = ({ sourceDateEpoch, provenance }: BuildPlan): Readonly<Record<string, string>> =>
    compact({
      ...secretEnv,
      BUILDX_GIT_INFO: provenance === 'none' ? 'false' : undefined,
      SOURCE_DATE_EPOCH: sourceDateEpoch === undefined ? undefined : String(sourceDateEpoch),
    });
  /** The nodes of builders that were made here. */
  const made = new Map<string, readonly BuilderNode[]>();
  const answers = async (name: string, platform: Platform, signal: AbortSignal): Promise<boolean> => {
    // A look that fails in whatever way has had no answer: nobody waits for it who could be told more.
    const seen = await run(['inspect', '--', name], { allowFailure: true, signal }).catch(() => undefined);
    const own = made.get(name)?.flatMap((node, at) => (builds(node, platform) ? [nodeName(name, at)] : []));
    return seen?.code === 0 && nodesAnswer(seen.stdout.toString(), own);
  };
  const watched = (
    { builder, plan, platform }: { builder: string; plan: BuildPlan; platform: Platform },
    argv: readonly string[],
    onLine: (line: string) => void,
  ): Promise<RunResult> =>
    watchSilence(
      {
        builder,
        silence: { ...defaultSilence, ...options.silence },
        onLine,
        answers: (signal) => answers(builder, platform, signal),
      },
      (more) => run(argv, { env: buildEnv(plan), ...more }),
    );
  return {
    inspect,
    ...makeBuilderNodes(run, made),
    create: async (name) => {
      await run(['create', '--name', name, '--driver', 'docker-container']);
      // Its image comes from Docker Hub, whose answers fail at times (seen 2026-10-09): a pull is asked for again.
      await retry(
        `the builder ${name}`,
        async () => {
          const booted = await run(['inspect', '--bootstrap', '--', name], { allowFailure: true });
          if (booted.code === 0) return;
          throw new TransientError(`the builder ${name} did not start:\n${booted.stderr.trim()}`, {
            code: 'tool-failed',
            hint: `docker buildx inspect --bootstrap ${name}   # says what is wrong; docker pull moby/buildkit:buildx-stable-1`,
          });
        },
        options.retryPolicy,
      );
      const started = await inspect(name);
      if (!started)
        throw new ReleaseError(`the builder ${name} did not start`, {
          hint: 'docker buildx create --bootstrap',
        });
      return started;
    },
    build: async (builder, plan, platform, onLine) => {
      const metadataFile = join(options.temp, `build-${platform.name.replaceAll('/', '-')}.json`);
      const argv = buildArgs(plan, platform, { builder, metadataFile, secretNames, ...ssh });
      await watched({ builder, plan, platform }, argv, onLine).catch((error: unknown) => {
        throw readFailure(error, dockerfileOf(plan));
      });
      return readDigest(await readFile(metadataFile, 'utf8'), platform);
    },
    export: async (builder, plan, { platform, ...to }, onLine) => {
      const argv = exportArgs(plan, platform, { builder, secretNames, ...ssh, ...to });
      await watched({ builder, plan, platform }, argv, onLine).catch((error: unknown) => {
        throw readFailure(error, dockerfileOf(plan));
      });
    },
  };
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
  return { name: value('Name'), driver: value('Driver'), platforms: [...new Set(platforms)] };
}
