// What a run can ask at once, before any tool is there: Git, GitHub, registries, and the Docker configuration with its credentials.
import type { Context } from '../../plan/context.ts';
import { imagesOf } from '../../plan/plan.ts';
import { type DockerConfig, earlierLogins, makeDockerConfig } from '../docker/config.ts';
import { makeGit } from '../git/git.ts';
import { globalConfig } from '../git/global-config.ts';
import { guardedGitHub } from '../github/guarded.ts';
import { type Registry, makeRegistry } from '../registry/registry.ts';
import { deferred } from './deferred.ts';
import { type WorldOptions, userAgent } from './options.ts';
import type { RemoteWorld } from '../world.ts';
import { registryOf } from '../../plan/inputs/registry.ts';
import { ownRegistry } from '../../plan/server.ts';
import type { Secrets } from '../../plan/inputs/inputs.ts';
import type { GitHubOptions } from '../github/types.ts';
import { compact } from '../../compact.ts';

/** The run's own Docker configuration: given credentials first, then an earlier login, then the job's for GitHub's registry. */
export async function createDocker(
  options: Omit<WorldOptions, 'docker'>,
  buildxConfig: string | undefined,
): Promise<DockerConfig> {
  const { inputs, secrets, context } = options;
  const given =
    inputs.registryUsername !== undefined && secrets.registryPassword !== undefined
      ? { username: inputs.registryUsername, password: secrets.registryPassword }
      : undefined;
  const registries = [...new Set(imagesOf(inputs, context.repository).map(({ registry }) => registry))];
  const loggedIn =
    given === undefined ? [] : await earlierLogins(options.dockerConfig, registries, options.exec);
  const owner = registryOf(registries, loggedIn, inputs.registry);
  return makeDockerConfig(
    compact({
      temp: options.temp,
      base: options.dockerConfig,
      buildxConfig,
      registries,
      exec: options.exec,
      say: options.say,
      given: given && 'registry' in owner ? [{ registry: owner.registry, credentials: given }] : [],
      faults: given && 'fault' in owner ? [owner.fault] : [],
      // The job's token is for GitHub's own registry alone.
      otherwise: registries
        .filter((registry) => registry === ownRegistry(context.repository))
        .map((registry) => ({
          registry,
          credentials: { username: context.actor, password: secrets.githubToken },
        })),
    }),
  );
}

export function createRemoteWorld(start: WorldOptions): RemoteWorld {
  const { context, secrets, docker } = start;
  return {
    git: makeGit(start.exec, {
      cwd: context.workspace,
      remote: context.repository.url,
      env: {
        ...gitAuthorization(context, secrets),
        GIT_CONFIG_GLOBAL: globalConfig(start.temp, start.gitConfigs),
      },
    }),
    github: deferred(async () => {
      const { makeGitHub } = await import('../github/github.ts');
      return guardedGitHub(makeGitHub(gitHubOptions(start)), start.guard);
    }),
    registry: startRegistry(docker),
  };
}

/** How GitHub is reached in this run. */
export function gitHubOptions({ context, secrets, say }: WorldOptions): GitHubOptions {
  return { token: secrets.githubToken, repository: context.repository, userAgent, onWait: say };
}

function startRegistry(docker: DockerConfig): Registry {
  return makeRegistry({
    userAgent,
    credentials: (image) => docker.credentials(image),
    source: (image) => docker.source(image),
  });
}

/**
 * Lets Git fetch from the repository's own server with the job's token, also where checkout did not leave one. The
 * empty value first clears what checkout may have left: two of these headers are refused.
 */
function gitAuthorization(context: Context, secrets: Secrets): Readonly<Record<string, string>> {
  const key = `http.${context.repository.serverUrl}/.extraheader`;
  const basic = Buffer.from(`x-access-token:${secrets.githubToken}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: key,
    GIT_CONFIG_VALUE_0: '',
    GIT_CONFIG_KEY_1: key,
    GIT_CONFIG_VALUE_1: `AUTHORIZATION: basic ${basic}`,
  };
}
