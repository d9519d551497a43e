// Builds the world for one run: first what can be asked at once, then what needs the tools.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Context, isPrivate } from '../../plan/context.ts';
import { imagesOf } from '../../plan/plan.ts';
import { makeAttestor } from '../sigstore/attestor.ts';
import { makeBuildx } from '../docker/buildx.ts';
import { makeCosign } from '../sigstore/cosign.ts';
import { type DockerConfig, earlierLogins, makeDockerConfig } from '../docker/config.ts';
import { makeSandbox } from '../docker/sandbox.ts';
import { makeGate } from '../process/gate.ts';
import { makeGh } from '../sigstore/gh.ts';
import { makeGit } from '../git/git.ts';
import { makeGitHub } from '../github/github.ts';
import { guardedAttestor, guardedGitHub } from '../github/guarded.ts';
import { type Registry, makeRegistry } from '../registry/registry.ts';
import { type WorldOptions, userAgent } from './options.ts';
import { signerOf, createKey } from './signer.ts';
import { createSigstoreRoot, startTool, withGitHubRoot } from './trust.ts';
import type { RemoteWorld, World } from '../world.ts';
import { registryOf } from '../../plan/inputs/registry.ts';
import { ownRegistry } from '../../plan/server.ts';
import { type Secrets, needsIdentity } from '../../plan/inputs/inputs.ts';
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
      env: gitAuthorization(context, secrets),
    }),
    github: guardedGitHub(makeGitHub(gitHubOptions(start)), start.guard),
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

export async function createWorld(start: WorldOptions, outside: RemoteWorld): Promise<World> {
  const { inputs, secrets, context, exec, docker, temp } = start;
  const keyless = needsIdentity(inputs);
  // Once for all: TUF's cache is a folder with one writer.
  const trusted = createSigstoreRoot(start);
  const readyGh = startTool('gh', start, trusted);
  const [trust, signer, buildx, cosign, gh] = await Promise.all([
    withGitHubRoot(start, trusted, readyGh),
    keyless ? signerOf(start) : Promise.resolve({ issuer: '', san: '' }),
    startTool('buildx', start, trusted),
    startTool('cosign', start, trusted),
    readyGh,
  ]);
  const tools = [buildx, cosign, gh];
  const key =
    inputs.sign === 'key' && inputs.mode !== 'build' ? await createKey(start, cosign.path) : undefined;
  return compact({
    ...outside,
    trust,
    signer,
    temp,
    publicKey: key === undefined ? undefined : key.publicKey,
    tools: Object.fromEntries(tools.map(({ name, version }) => [name, version])),
    installed: tools.filter(({ from }) => from === 'download').map(({ name }) => name),
    buildx: makeBuildx(
      exec,
      compact({
        path: buildx.path,
        workspace: context.workspace,
        temp,
        env: { ...docker.env, ...start.cacheEnv },
        secrets: secrets.build,
        sshKey: await sshKeyFile(start),
        silence: { longest: (inputs.timeoutSeconds * 1000) / 2 },
      }),
    ),
    sandbox: makeSandbox(exec, { buildx: buildx.path, temp, env: docker.env }),
    cosign: makeCosign(
      exec,
      compact({
        path: cosign.path,
        trust,
        env: { ...start.cosignEnv, ...docker.env },
        idToken: () => start.idToken('sigstore'),
        key,
      }),
    ),
    gh: makeGh(exec, {
      path: gh.path,
      token: secrets.githubToken,
      repository: context.repository,
      trust,
      env: { ...docker.env, GH_CONFIG_DIR: join(temp, 'gh') },
    }),
    gate: makeGate(exec, {
      guard: start.guard,
      workspace: context.workspace,
      env: { ...start.gateEnv, ...docker.env },
    }),
    attestor: guardedAttestor(
      makeAttestor({
        githubToken: secrets.githubToken,
        instance: isPrivate(context.repository) ? 'github' : 'public-good',
      }),
      start.guard,
    ),
  });
}

/** BuildKit's client reads a key from a file. It stands in the run's own folder, which `post` removes. */
async function sshKeyFile({ secrets: { sshKey }, temp }: WorldOptions): Promise<string | undefined> {
  if (sshKey === undefined) return undefined;
  const file = join(temp, 'ssh-key');
  // A key's last line needs its end.
  await writeFile(file, `${sshKey}\n`, { mode: 0o600 });
  return file;
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
