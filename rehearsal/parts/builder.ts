// A docker-container builder, as hosted runners have one, that reaches ghcr.io through the rehearsal's proxy.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureBuildkitImage } from './buildkit-image.ts';
import { cacheDir, tryLock } from './cache.ts';
import type { Progress } from './cache.ts';
import { attempt, run } from './command.ts';
import type { Engine } from './engine.ts';
import type { Tools } from './tools.ts';

export interface Builder {
  readonly name: string;
  /** What docker and buildx need to find engine, plugin and builder. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends the builder; its build cache stays for the next one of that name. */
  stop(): Promise<void>;
}

export interface BuilderOptions {
  /** `http://127.0.0.1:PORT` of the CONNECT proxy; none when nothing is pushed to a production name. */
  readonly proxy?: string;
  /** PEM file with the certificate authority of what answers behind the proxy. */
  readonly ca?: string;
  /** A folder of this rehearsal for docker's and buildx's configuration. */
  readonly configDir: string;
  readonly name?: string;
  /** `127.0.0.1:PORT` of a registry in place of Docker Hub. */
  readonly hub?: string;
  /** Registries behind the proxy; ghcr.io unless given. */
  readonly hosts?: readonly string[];
}

/** Starts a builder. Its cache outlives it, so two at once get different names (`rehearsal`, `rehearsal-2` …). */
export async function startBuilder(
  tools: Tools,
  engine: Engine,
  options: BuilderOptions,
  progress: Progress,
): Promise<Builder> {
  const { name, release } = await claimName(options.name ?? 'rehearsal');
  try {
    const env = await dockerEnv(engine, options.configDir);
    const config = path.join(options.configDir, 'buildkitd.toml');
    await writeFile(config, buildkitConfig(options.ca, options.hosts ?? ['ghcr.io'], options.hub));
    // A builder that was killed leaves its container; the volume with the cache is kept.
    await attempt(tools.docker, ['rm', '--force', containerOf(name)], { env });
    progress(`starting builder ${name}`);
    await create(tools, engine, name, config, options.proxy, env, progress);
    return {
      name,
      env,
      async stop() {
        await attempt(tools.docker, ['rm', '--force', containerOf(name)], { env });
        await attempt(tools.docker, ['buildx', 'rm', '--force', '--keep-state', name], { env });
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Docker's and buildx's environment for this rehearsal: the engine, and a configuration that knows the plugin. */
export async function dockerEnv(
  engine: Engine,
  configDir: string,
): Promise<Readonly<Record<string, string>>> {
  const docker = path.join(configDir, 'docker');
  const buildx = path.join(configDir, 'buildx');
  await mkdir(docker, { recursive: true });
  await mkdir(buildx, { recursive: true });
  const config = { cliPluginsExtraDirs: [cacheDir('cli-plugins')] };
  await writeFile(path.join(docker, 'config.json'), JSON.stringify(config));
  return { DOCKER_HOST: engine.host, DOCKER_CONFIG: docker, BUILDX_CONFIG: buildx };
}

/** buildkitd's configuration: whom to trust for each registry. buildx copies the file named here into the builder. */
export function buildkitConfig(ca: string | undefined, hosts: readonly string[], hub?: string): string {
  const trusted = ca === undefined ? [] : hosts.map((host) => section(host, `ca = [${JSON.stringify(ca)}]`));
  const mirrored =
    hub === undefined
      ? []
      : [section('docker.io', `mirrors = [${JSON.stringify(hub)}]`), section(hub, 'http = true')];
  return [...trusted, ...mirrored].join('');
}

function section(registry: string, line: string): string {
  return `[registry.${JSON.stringify(registry)}]\n  ${line}\n`;
}

/** The arguments of `docker` that make and boot the builder. */
export function createArgs(
  name: string,
  config: string,
  proxy: string | undefined,
  image: string | undefined,
): readonly string[] {
  const opts = ['network=host'];
  if (image !== undefined) opts.push(`image=${image}`);
  if (proxy !== undefined) {
    for (const variable of ['HTTPS_PROXY', 'HTTP_PROXY']) opts.push(`env.${variable}=${proxy}`);
    // One option's value may not hold a comma: buildx splits there.
    opts.push('env.NO_PROXY=127.0.0.1');
  }
  return [
    ...['buildx', 'create', '--name', name, '--driver', 'docker-container'],
    ...opts.flatMap((opt) => ['--driver-opt', opt]),
    ...['--buildkitd-config', config, '--bootstrap'],
  ];
}

async function create(
  tools: Tools,
  engine: Engine,
  name: string,
  config: string,
  proxy: string | undefined,
  env: Readonly<Record<string, string>>,
  progress: Progress,
): Promise<void> {
  if (!engine.ours) {
    // A machine with its own engine can usually pull the real image, which saves building ours.
    const pulled = await attempt(tools.docker, createArgs(name, config, proxy, undefined), { env });
    if (pulled.code === 0) return;
    await attempt(tools.docker, ['buildx', 'rm', '--force', '--keep-state', name], { env });
  }
  const image = await ensureBuildkitImage(tools, engine, progress);
  await run(tools.docker, createArgs(name, config, proxy, image), { env });
}

/** buildx names the first node after the builder with a 0, and the container after the node. */
function containerOf(name: string): string {
  return `buildx_buildkit_${name}0`;
}

async function claimName(base: string): Promise<{ name: string; release: () => Promise<void> }> {
  for (let slot = 1; slot <= 20; slot++) {
    const name = slot === 1 ? base : `${base}-${slot}`;
    const release = await tryLock(`builder-${name}`);
    if (release) return { name, release };
  }
  throw new Error(
    `twenty builders named ${base} are in use; remove those of rehearsals long gone: docker ps`,
  );
}
