// A Docker configuration of this run's own: what the runner has, plus our credentials, removed when the run ends.
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Fault, ReleaseError } from '../../errors.ts';
import { isJsonObject, parseJson } from '../../plan/json.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import type { Exec, RunResult } from '../process/exec.ts';
import { type CredentialSource, type Credentials, identityTokenUser } from '../registry/auth.ts';

export interface DockerConfig {
  /** DOCKER_CONFIG, and BUILDX_CONFIG so that builders made before are still seen. */
  readonly env: Readonly<Record<string, string>>;
  /** Credentials given, or left by an earlier `docker login` in the configuration file. */
  credentials(image: ImageName): Credentials | undefined;
  /** Where they come from. */
  source(image: ImageName): CredentialSource | undefined;
  /** What is wrong with those that were given; then they go nowhere. */
  readonly faults: readonly Fault[];
}

/** What is read of Docker's config.json; all else is kept as it is. */
interface ConfigFile {
  readonly auths?: Readonly<Record<string, AuthEntry>>;
  /** The helper `docker-credential-<name>` for all registries, or for some of them. */
  readonly credsStore?: string;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

interface AuthEntry {
  readonly auth?: string;
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
}

export interface RegistryLogin {
  readonly registry: string;
  readonly credentials: Credentials;
}

export interface DockerConfigOptions {
  /** Where the run's own folder is made. */
  readonly temp: string;
  /** The runner's own configuration folder: DOCKER_CONFIG, or ~/.docker. */
  readonly base: string;
  readonly buildxConfig?: string;
  readonly given: readonly RegistryLogin[];
  readonly faults?: readonly Fault[];
  /** What serves where nothing is given and no earlier login is found: somebody's own login knows better. */
  readonly otherwise?: readonly RegistryLogin[];
  /** The registries of the release; an earlier login to one of them may be in the keeping of a helper. */
  readonly registries: readonly string[];
  readonly exec: Exec;
  /** Told of a configuration that is passed over. */
  readonly say?: (message: string) => void;
}

export async function makeDockerConfig(options: DockerConfigOptions): Promise<DockerConfig> {
  const dir = join(options.temp, 'docker');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const base = await readConfig(join(options.base, 'config.json'), options.say);
  const known = new Map<string, Credentials | undefined>();
  for (const { registry, credentials } of options.given) known.set(registry, credentials);
  for (const registry of options.registries) {
    if (!known.has(registry)) known.set(registry, await loginOf(registry, base, options.exec));
  }
  const implied = (options.otherwise ?? []).filter(({ registry }) => known.get(registry) === undefined);
  for (const { registry, credentials } of implied) known.set(registry, credentials);
  const written = [...options.given, ...implied];
  const config: ConfigFile = {
    ...base,
    auths: {
      ...base.auths,
      ...Object.fromEntries(
        written.map(({ registry, credentials: { username, password } }) => [
          configKey(registry),
          { auth: Buffer.from(`${username}:${password}`).toString('base64') },
        ]),
      ),
    },
    // Where a helper is named Docker does not look into the file; an empty name is none (docker/cli, GetCredentialsStore).
    credHelpers: {
      ...base.credHelpers,
      ...Object.fromEntries(written.flatMap(({ registry }) => hostKeys(registry).map((key) => [key, '']))),
    },
  };
  await writeFile(join(dir, 'config.json'), JSON.stringify(config), { mode: 0o600 });
  // Contexts and plugins stay where they are; Docker finds them through the configuration folder only.
  for (const name of ['contexts', 'cli-plugins']) await link(join(options.base, name), join(dir, name));
  return {
    env: { DOCKER_CONFIG: dir, BUILDX_CONFIG: options.buildxConfig ?? join(options.base, 'buildx') },
    credentials: ({ registry }) => known.get(registry),
    source: ({ registry }) => {
      const isOf = (logins: readonly RegistryLogin[]): boolean =>
        logins.some((one) => one.registry === registry);
      if (isOf(options.given)) return 'given';
      if (isOf(implied)) return 'token';
      return known.get(registry) === undefined ? undefined : 'login';
    },
    faults: options.faults ?? [],
  };
}

/** The registries that an earlier `docker login` has left credentials for. */
export async function earlierLogins(
  base: string,
  registries: readonly string[],
  exec: Exec,
): Promise<readonly string[]> {
  const config = await readConfig(join(base, 'config.json'));
  const found = await Promise.all(
    registries.map(async (registry) =>
      (await loginOf(registry, config, exec)) === undefined ? [] : [registry],
    ),
  );
  return found.flat();
}

/** What an earlier `docker login` has left: with a helper, or in the file itself. */
async function loginOf(registry: string, config: ConfigFile, exec: Exec): Promise<Credentials | undefined> {
  const helper =
    hostKeys(registry)
      .map((key) => config.credHelpers?.[key])
      .find((name) => name !== undefined) ?? config.credsStore;
  if (helper !== undefined && helper !== '') return askHelper(helper, configKey(registry), exec);
  const keys = [configKey(registry), ...hostKeys(registry)];
  const entry =
    keys.map((key) => config.auths?.[key]).find((found) => found !== undefined) ??
    Object.entries(config.auths ?? {}).find(([key]) => keys.includes(hostOf(key)))?.[1];
  if (entry?.identitytoken !== undefined && entry.identitytoken !== '') {
    return { username: identityTokenUser, password: entry.identitytoken };
  }
  if (entry?.auth !== undefined && entry.auth !== '') {
    const [username = '', ...rest] = Buffer.from(entry.auth, 'base64').toString().split(':');
    return { username, password: rest.join(':') };
  }
  const { username, password } = entry ?? {};
  return username === undefined || password === undefined ? undefined : { username, password };
}

/**
 * The protocol of docker-credential-helpers: the server's name on stdin, JSON on stdout. One that fails, or is not
 * there, knows nothing of this registry, as for Docker.
 */
async function askHelper(helper: string, server: string, exec: Exec): Promise<Credentials | undefined> {
  if (!/^[\w.-]+$/.test(helper)) return undefined;
  let answer: RunResult;
  try {
    answer = await exec.run([`docker-credential-${helper}`, 'get'], { input: server, allowFailure: true });
  } catch (error) {
    if (error instanceof ReleaseError) return undefined;
    throw error;
  }
  if (answer.code !== 0) return undefined;
  let json: { readonly Username?: unknown; readonly Secret?: unknown } | null;
  try {
    json = JSON.parse(answer.stdout.toString()) as typeof json;
  } catch {
    // Not the parser's own message: it shows a piece of what it read, and that may be the secret.
    throw new ReleaseError(`docker-credential-${helper} does not answer as credential helpers do`, {
      hint: `echo ${server} | docker-credential-${helper} get`,
    });
  }
  const { Username: username, Secret: password } = json ?? {};
  return typeof username === 'string' && typeof password === 'string' ? { username, password } : undefined;
}

/** Docker Hub has kept the name of its first API. */
function configKey(registry: string): string {
  return registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry;
}

/** The keys under which a registry may have a helper. */
function hostKeys(registry: string): readonly string[] {
  return registry === 'docker.io' ? [configKey(registry), 'index.docker.io', 'docker.io'] : [registry];
}

/** The host of a key that Docker or another tool has written with a scheme or a path (docker/cli, ConvertToHostname). */
function hostOf(key: string): string {
  return key.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

/** One that the job's user may not read is passed over, as Docker does: `sudo docker login` leaves one of root's. */
async function readConfig(
  file: string,
  say: (message: string) => void = () => undefined,
): Promise<ConfigFile> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return '{}';
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    say(
      `warning: ${file} may not be read by this job, so that no earlier docker login counts: sudo chown "$USER" ${file}`,
    );
    return '{}';
  });
  const config = text.trim() === '' ? {} : parseJson(text);
  if (isJsonObject(config)) return config;
  throw new ReleaseError(`${file} is not JSON as Docker writes it`, {
    hint: `Mend or remove ${file} on the runner.`,
  });
}

/** A link to what is not there is harmless: Docker finds nothing behind it. */
async function link(from: string, to: string): Promise<void> {
  try {
    await symlink(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
