// BuildKit's sandbox: a program of an image is run in it, on every platform that the builder has or emulates, in a build
// that leaves nothing behind. No privileged container is needed, and no engine.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ReleaseError, messageOf } from '../../errors.ts';
import type { Digest } from '../../plan/brands.ts';
import type { ImageName, Platform } from '../../plan/oci/image-name.ts';
import type { Exec } from '../process/exec.ts';
import { TransientError, type RetryPolicy, defaultRetryPolicy, retry } from '../retry/retry.ts';
import { isConnectionTrouble } from './buildkit-failure.ts';
import { writeProbe } from './probe.ts';
import { exitCodeIn, readRawProgress, reasonIn } from './raw-progress.ts';
import { type ImageFile, firstFile } from './tar-head.ts';

export interface ImageInBuilder {
  readonly builder: string;
  readonly image: ImageName;
  /** The index: that the platform is found in it is part of what is shown. */
  readonly digest: Digest;
  readonly platform: Platform;
}

/** What became of a program. */
export type Ran =
  /** Still at work when its time was over. */
  | { readonly state: 'runs' }
  | { readonly state: 'ended'; readonly code: number }
  /** It was not run; in BuildKit's words. */
  | { readonly state: 'refused'; readonly why: string }
  /** The build did not come so far: the image was not to be had, or the builder was in trouble. */
  | { readonly state: 'not-here'; readonly why: string };

export interface Sandbox {
  /** Runs a command as the image would: its user, folder and variables, without network, for `watchMs` at most. */
  run(from: ImageInBuilder, argv: readonly string[], watchMs: number): Promise<Ran>;
  /**
   * The same command line with a program that does nothing in place of `path`: as the image's user in its folder, or
   * with `asRoot` as root in `/`. `undefined` where there is no such program for the platform.
   */
  probe(from: ImageInBuilder, path: string, asRoot?: boolean): Promise<Ran | undefined>;
  /** A file of the image, links followed; `undefined` where there is none. */
  file(from: ImageInBuilder, path: string): Promise<ImageFile | undefined>;
}

export interface SandboxOptions {
  /** Path of the buildx program. */
  readonly buildx: string;
  /** A folder of the run's own. */
  readonly temp: string;
  readonly env: Readonly<Record<string, string>>;
  /** How long the image may take to come into the builder, in ms. */
  readonly limitMs?: number;
  readonly retryPolicy?: RetryPolicy;
}

const runStep = /\] RUN --network=none /;
const copyStep = /\] COPY --from=/;

export function makeSandbox(exec: Exec, options: SandboxOptions): Sandbox {
  const { buildx, temp, env, limitMs = 300_000, retryPolicy = defaultRetryPolicy } = options;
  const build = async (
    from: ImageInBuilder,
    dockerfile: string,
    watchMs: number,
    context?: string,
  ): Promise<Ran> => {
    const over = new AbortController();
    const stop = (): void => {
      over.abort();
    };
    const late = setTimeout(stop, limitMs);
    let watching: NodeJS.Timeout | undefined;
    const progress = readRawProgress(() => {
      if (watching === undefined && progress.vertex(runStep)?.started === true)
        watching = setTimeout(stop, watchMs);
    });
    try {
      await exec.run([buildx, ...sandboxArgs(from, 'type=cacheonly', context)], {
        env,
        input: dockerfile,
        signal: over.signal,
        onLine: progress.onLine,
      });
      return { state: 'ended', code: 0 };
    } catch (error) {
      if (!(error instanceof ReleaseError)) throw error;
      if (error.code === 'cancelled' && !over.signal.aborted) throw error;
      const seen = progress.vertex(runStep);
      if (seen?.started === true && over.signal.aborted && !seen.completed) return { state: 'runs' };
      if (over.signal.aborted && seen?.started !== true)
        return { state: 'not-here', why: `the builder did not come to it within ${limitMs / 1000} s` };
      if (seen?.completed !== true) return { state: 'not-here', why: lastLine(messageOf(error)) };
      if (seen.error === undefined) return { state: 'ended', code: 0 };
      // Stopped by us, in the moment in which it was looked at.
      if (over.signal.aborted && seen.error.endsWith('context canceled')) return { state: 'runs' };
      const code = exitCodeIn(seen.error);
      return code === undefined ? { state: 'refused', why: reasonIn(seen.error) } : { state: 'ended', code };
    } finally {
      clearTimeout(late);
      clearTimeout(watching);
    }
  };
  /** Nothing was run yet, so that whatever is tried once more has no effect that was there before. */
  const again = async (from: ImageInBuilder, once: () => Promise<Ran>): Promise<Ran> => {
    let last: Ran | undefined;
    try {
      return await retry(
        inBuilder(from),
        async () => {
          last = await once();
          if (last.state === 'not-here' && passes(last.why))
            throw new TransientError(last.why, { hint: 'Run the workflow again.' });
          return last;
        },
        retryPolicy,
      );
    } catch (error) {
      if (last?.state === 'not-here' && error instanceof TransientError) return last;
      throw error;
    }
  };
  return {
    run: (from, argv, watchMs) => again(from, () => build(from, runDockerfile(from, argv), watchMs)),
    probe: async (from, path, asRoot = false) => {
      const folder = await mkdtemp(join(temp, 'probe-'));
      try {
        if (!(await writeProbe(join(folder, 'probe'), from.platform.architecture))) return undefined;
        const dockerfile = probeDockerfile(from, path, asRoot);
        return await again(from, () => build(from, dockerfile, 60_000, folder));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    file: (from, path) =>
      retry(
        inBuilder(from),
        async () => {
          const tar = firstFile();
          const progress = readRawProgress();
          try {
            await exec.run([buildx, ...sandboxArgs(from, 'type=tar,dest=-')], {
              env,
              input: copyDockerfile(from, path),
              onStdout: tar.push,
              onLine: progress.onLine,
            });
            return await tar.found();
          } catch (error) {
            const failed = progress.vertex(copyStep)?.error ?? '';
            if (/not found|no such file|not a directory|too many links/.test(failed)) return undefined;
            throw error instanceof ReleaseError && passes(lastLine(error.message))
              ? new TransientError(error.message, { hint: error.hint, cause: error })
              : error;
          }
        },
        retryPolicy,
      ),
  };
}

function inBuilder({ image, digest }: ImageInBuilder): string {
  return `${image.name}@${digest} in the builder`;
}

/** The builder is not reached, or the registry is busy, or shows what was put only after a while. */
function passes(why: string): boolean {
  return isConnectionTrouble(why) || /not found|unknown/i.test(why);
}

/** The argument vector; the Dockerfile comes by stdin. */
export function sandboxArgs(
  { builder, platform }: ImageInBuilder,
  output: string,
  context?: string,
): readonly string[] {
  return [
    ...['build', '--builder', builder, '--platform', platform.name, '--output', output],
    // What came of it the last time says nothing of now.
    ...['--no-cache', '--progress', 'rawjson', '--provenance=false', '--sbom=false'],
    ...(context === undefined ? ['-'] : ['--file', '-', '--', context]),
  ];
}

export function runDockerfile({ image, digest }: ImageInBuilder, argv: readonly string[]): string {
  return `FROM ${image.name}@${digest}\nRUN --network=none ${execForm(argv)}\n`;
}

export function probeDockerfile({ image, digest }: ImageInBuilder, path: string, asRoot: boolean): string {
  // A path that would have to be quoted in more than one way is not mounted upon.
  const at = asRoot || !/^[\w./@+:~-]+$/.test(path) ? '/.release-action-probe' : path;
  return [
    `FROM ${image.name}@${digest}`,
    ...(asRoot ? ['USER 0:0', 'WORKDIR /'] : []),
    `RUN --network=none --mount=type=bind,source=probe,target=${at} ${execForm([at])}`,
    '',
  ].join('\n');
}

export function copyDockerfile({ image, digest }: ImageInBuilder, path: string): string {
  // Each character that COPY would read as a pattern or a variable stands for itself.
  const literal = path.replace(/[\\*?[\]$]/g, (one) =>
    one === '$' || one === '\\' ? `\\${one}` : `[${one}]`,
  );
  return `FROM scratch\nCOPY --from=${image.name}@${digest} ${execForm([literal, '/'])}\n`;
}

/** A JSON list as a Dockerfile reads it; `<` could begin a here-document. */
function execForm(argv: readonly string[]): string {
  return JSON.stringify(argv).replaceAll('<', '\\u003c');
}

function lastLine(text: string): string {
  return (
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .at(-1)
      ?.trim() ?? 'it does not say why'
  );
}
