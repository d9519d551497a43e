// The Docker engine, as far as an image is started in it: brought there through the builder, run once, and taken away.
import { setTimeout as sleep } from 'node:timers/promises';
import { ReleaseError, messageOf } from '../../errors.ts';
import type { Digest } from '../../plan/brands.ts';
import type { ImageName, Platform } from '../../plan/oci/image-name.ts';
import { csvField } from './buildx-args.ts';
import type { Exec } from '../process/exec.ts';

/** What became of the image's own command. */
export type Started =
  | { readonly state: 'runs' }
  | { readonly state: 'ended'; readonly code: number }
  /** The image's command cannot be run; in the engine's words. */
  | { readonly state: 'refused'; readonly why: string }
  /** The image did not come into an engine of this runner, or the engine itself was in trouble. */
  | { readonly state: 'not-here'; readonly why: string };

export interface Engine {
  /** Starts one platform of an image, looks at it for a moment, and removes container and image again. */
  start(from: StartedImage): Promise<Started>;
}

export interface StartedImage {
  readonly builder: string;
  readonly image: ImageName;
  /** The index: that the platform is found in it is part of what is shown. */
  readonly digest: Digest;
  readonly platform: Platform;
  /** Of container and image in this engine. */
  readonly name: string;
}

export interface EngineOptions {
  /** Path of the buildx program. */
  readonly buildx: string;
  readonly env: Readonly<Record<string, string>>;
  /** How long a command that goes on is watched, in ms. */
  readonly watchMs?: number;
}

const between = 200;
/** What `docker run` exits with when the engine, and not the image's command, is at fault (Docker docs, "Exit status"). */
const engineFault = 125;
/** What an engine exits with 125 for all the same, although the image is at fault. */
const imageFault = /exec format error|no command specified/i;

export function makeEngine(exec: Exec, options: EngineOptions): Engine {
  const { env, watchMs = 1000 } = options;
  const docker = (argv: readonly string[]): ReturnType<Exec['run']> =>
    exec.run(['docker', ...argv], { env, allowFailure: true });
  const watch = async (name: string): Promise<Started> => {
    for (let waited = 0; ; waited += between) {
      const seen = await docker(['inspect', '--format', '{{.State.Running}} {{.State.ExitCode}}', name]);
      if (seen.code !== 0) return { state: 'not-here', why: lastLine(seen.stderr) };
      const [running, code] = seen.stdout.toString().trim().split(' ');
      if (running === 'true') {
        if (waited >= watchMs) return { state: 'runs' };
        await sleep(between);
        continue;
      }
      const said = await docker(['logs', '--tail', '5', name]);
      const refused = /exec (?:format error|[^\n]*: (?:exec format error|no such file or directory))/.exec(
        `${said.stdout.toString()}\n${said.stderr}`,
      );
      return refused ? { state: 'refused', why: refused[0] } : { state: 'ended', code: Number(code) };
    }
  };
  return {
    start: async (from) => {
      const { image, digest, name } = from;
      try {
        // The builder reaches the registry as the release did, and has the layers that it built already.
        await exec.run([options.buildx, ...loadArgs(from)], { env, input: `FROM ${image.name}@${digest}\n` });
      } catch (error) {
        if (!(error instanceof ReleaseError) || error.code === 'cancelled') throw error;
        return { state: 'not-here', why: lastLine(messageOf(error)) };
      }
      try {
        const run = await docker(runArgs(from));
        if (run.code === 0) return await watch(name);
        const why = lastLine(run.stderr);
        const isEngines = run.code === engineFault && !imageFault.test(run.stderr);
        return { state: isEngines ? 'not-here' : 'refused', why };
      } finally {
        await docker(['rm', '--force', '--volumes', name]);
        await docker(['image', 'rm', '--force', name]);
      }
    },
  };
}

/** Loads one platform of the index into the engine, under a name of its own; the Dockerfile comes by stdin. */
export function loadArgs({ builder, platform, name }: StartedImage): readonly string[] {
  const output = `type=docker,${csvField(`name=${name}`)}`;
  return [
    ...['build', '--builder', builder, '--platform', platform.name, '--output', output],
    ...['--progress', 'plain', '--provenance=false', '--sbom=false', '-'],
  ];
}

/** Runs the image's own command, with nothing of the job: no network, no secrets, no rights to gain. */
export function runArgs({ platform, name }: StartedImage): readonly string[] {
  return [
    ...['run', '--detach', '--pull', 'never', '--platform', platform.name, '--network', 'none'],
    ...['--security-opt', 'no-new-privileges', '--name', name, name],
  ];
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.includes('docker run --help'));
  return lines.at(-1)?.trim() ?? 'it does not say why';
}
