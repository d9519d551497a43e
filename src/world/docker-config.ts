// A Docker configuration of this run's own: what the runner has, plus our credentials, removed when the run ends.
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ReleaseError } from '../errors.ts';
import type { ImageName } from '../plan/image-name.ts';
import type { Credentials } from './registry-auth.ts';

export interface DockerConfig {
  /** The folder for DOCKER_CONFIG. */
  readonly dir: string;
  /** DOCKER_CONFIG, and BUILDX_CONFIG so that builders made before are still seen. */
  readonly env: Readonly<Record<string, string>>;
  /** Credentials given, or left by an earlier `docker login` in the configuration file. */
  credentials(image: ImageName): Credentials | undefined;
}

interface ConfigFile {
  readonly auths?: Readonly<
    Record<
      string,
      {
        readonly auth?: string;
        readonly username?: string;
        readonly password?: string;
        readonly identitytoken?: string;
      }
    >
  >;
  readonly [key: string]: unknown;
}

export interface DockerConfigOptions {
  /** Where the run's own folder is made. */
  readonly temp: string;
  /** The runner's own configuration folder: DOCKER_CONFIG, or ~/.docker. */
  readonly base: string;
  readonly buildxConfig?: string;
  readonly given: readonly { readonly registry: string; readonly credentials: Credentials }[];
}

export async function makeDockerConfig(options: DockerConfigOptions): Promise<DockerConfig> {
  const dir = join(options.temp, 'docker');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const base = await readConfig(join(options.base, 'config.json'));
  const added = options.given.map(({ registry, credentials }) => [
    configKey(registry),
    { auth: Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64') },
  ]);
  const config: ConfigFile = {
    ...base,
    auths: { ...base.auths, ...(Object.fromEntries(added) as ConfigFile['auths']) },
  };
  await writeFile(join(dir, 'config.json'), JSON.stringify(config), { mode: 0o600 });
  // Contexts and plugins stay where they are; Docker finds them through the configuration folder only.
  for (const name of ['contexts', 'cli-plugins'])
    await linkIfThere(join(options.base, name), join(dir, name));
  return {
    dir,
    env: { DOCKER_CONFIG: dir, BUILDX_CONFIG: options.buildxConfig ?? join(options.base, 'buildx') },
    credentials: (image) => {
      const given = options.given.find(({ registry }) => registry === image.registry);
      if (given) return given.credentials;
      const entry = base.auths?.[configKey(image.registry)] ?? base.auths?.[`https://${image.registry}`];
      if (entry?.identitytoken !== undefined) return { username: '<token>', password: entry.identitytoken };
      if (entry?.auth === undefined) return undefined;
      const [username = '', ...rest] = Buffer.from(entry.auth, 'base64').toString().split(':');
      return { username, password: rest.join(':') };
    },
  };
}

/** Docker Hub has kept the name of its first API. */
function configKey(registry: string): string {
  return registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
}

async function readConfig(file: string): Promise<ConfigFile> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return JSON.parse(text) as ConfigFile;
  } catch (cause) {
    throw new ReleaseError(`${file} is no JSON`, { hint: `Mend or remove ${file} on the runner.`, cause });
  }
}

async function linkIfThere(from: string, to: string): Promise<void> {
  try {
    await symlink(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Copies a program into the plugin folder, so that `docker buildx` is this one. */
export async function placePlugin(program: string, config: DockerConfig): Promise<void> {
  const folder = join(config.dir, 'cli-plugins');
  await mkdir(folder, { recursive: true });
  await cp(program, join(folder, 'docker-buildx'));
}
