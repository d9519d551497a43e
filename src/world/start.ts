// Builds the world for one run: first what can be asked at once, then what needs the tools.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Context, isPrivate } from '../plan/context.ts';
import { imagesOf } from '../plan/plan.ts';
import { type Inputs, type Secrets, needsIdentity } from '../plan/inputs.ts';
import { makeAttestor } from './attestor.ts';
import { makeBuildx } from './buildx.ts';
import { type Signer, type SigningKey, makeCosign, publicKeyOf, signingKey } from './cosign.ts';
import { type DockerConfig, makeDockerConfig } from './docker-config.ts';
import { makeEngine } from './engine.ts';
import type { Exec } from './exec.ts';
import { type TufSource, ghEnv, makeGh, trustedRoots } from './gh.ts';
import { makeGit } from './git.ts';
import { type GitHubOptions, makeGitHub } from './github.ts';
import { type Registry, makeRegistry } from './registry.ts';
import { runnerToolCache } from './tools/cache.ts';
import { makeDownload } from './tools/download.ts';
import { type FoundTool, type Tool, ensureTool, findTool } from './tools/ensure.ts';
import { type SigstoreTrust, joinTrust, loadTrust } from './trust.ts';
import type { Outside, World } from './world.ts';

export interface Start {
  readonly inputs: Inputs;
  readonly secrets: Secrets;
  readonly context: Context;
  readonly exec: Exec;
  readonly docker: DockerConfig;
  /** A folder of this run's own. */
  readonly temp: string;
  /** The directories of PATH. */
  readonly searchPath: readonly string[];
  /** The runner's own Docker configuration folder. */
  readonly dockerConfig: string;
  /** Handed to buildx alone: the Actions cache service and what reaches it. */
  readonly cacheEnv: Readonly<Record<string, string>>;
  /** cosign's own names for a private Sigstore: TUF_MIRROR and TUF_ROOT_JSON. */
  readonly tufMirror?: string;
  readonly tufRoot?: string;
  /** The same for GitHub's instance, which signs for private repositories; gh knows its own TUF repository otherwise. */
  readonly gitHubTuf?: TufSource;
  /** Asks for an OIDC token with an audience. */
  readonly idToken: (audience: string) => Promise<string>;
  readonly say: (message: string) => void;
}

export const userAgent = 'release-action';

/** The run's own Docker configuration: given credentials first, then an earlier login, then the job's for ghcr.io. */
export async function startDocker(
  options: Omit<Start, 'docker'>,
  buildxConfig: string | undefined,
): Promise<DockerConfig> {
  const { inputs, secrets, context } = options;
  const given =
    inputs.registryUsername !== undefined && secrets.registryPassword !== undefined
      ? { username: inputs.registryUsername, password: secrets.registryPassword }
      : undefined;
  const registries = [...new Set(imagesOf(inputs, context.repository).map(({ registry }) => registry))];
  return makeDockerConfig({
    temp: options.temp,
    base: options.dockerConfig,
    ...(buildxConfig === undefined ? {} : { buildxConfig }),
    registries,
    exec: options.exec,
    // Beside another registry the given credentials are that one's, not ghcr.io's.
    given: registries.flatMap((registry) =>
      given === undefined || (registry === 'ghcr.io' && registries.length > 1)
        ? []
        : [{ registry, credentials: given }],
    ),
    // The job's token is for ghcr.io alone.
    otherwise: registries
      .filter((registry) => registry === 'ghcr.io')
      .map((registry) => ({
        registry,
        credentials: { username: context.actor, password: secrets.githubToken },
      })),
  });
}

export function startOutside(start: Start): Outside {
  const { context, secrets, docker } = start;
  return {
    git: makeGit(start.exec, { cwd: context.workspace, env: gitAuthorization(context, secrets) }),
    github: makeGitHub(gitHubOptions(start)),
    registry: startRegistry(docker),
  };
}

/** How GitHub is reached in this run. */
export function gitHubOptions({ context, secrets, say }: Start): GitHubOptions {
  return { token: secrets.githubToken, repository: context.repository, userAgent, onWait: say };
}

function startRegistry(docker: DockerConfig): Registry {
  return makeRegistry({ userAgent, credentials: (image) => docker.credentials(image) });
}

export async function startWorld(start: Start, outside: Outside): Promise<World> {
  const { inputs, secrets, context, exec, docker, temp } = start;
  const keyless = needsIdentity(inputs);
  // Once for all: TUF's cache is a folder with one writer.
  const trusted = startSigstoreRoot(start);
  const readyGh = startTool('gh', start, trusted);
  const [trust, signer, buildx, cosign, gh] = await Promise.all([
    withGitHubRoot(start, trusted, readyGh),
    keyless ? signerOf(start) : Promise.resolve({ issuer: '', san: '' }),
    startTool('buildx', start, trusted),
    startTool('cosign', start, trusted),
    readyGh,
  ]);
  const tools = [buildx, cosign, gh];
  const key = inputs.sign === 'key' ? await startKey(start, cosign.path) : undefined;
  return {
    ...outside,
    trust,
    signer,
    temp,
    ...(key === undefined ? {} : { publicKey: key.publicKey }),
    tools: Object.fromEntries(tools.map(({ name, version }) => [name, version])),
    installed: tools.filter(({ from }) => from === 'download').map(({ name }) => name),
    buildx: makeBuildx(exec, {
      path: buildx.path,
      workspace: context.workspace,
      temp,
      env: { ...docker.env, ...start.cacheEnv },
      secrets: secrets.build,
    }),
    engine: makeEngine(exec, { buildx: buildx.path, env: docker.env }),
    cosign: makeCosign(exec, {
      path: cosign.path,
      trust,
      env: docker.env,
      idToken: () => start.idToken('sigstore'),
      ...(key === undefined ? {} : { key }),
    }),
    gh: makeGh(exec, {
      path: gh.path,
      token: secrets.githubToken,
      repository: context.repository,
      trust,
      env: { ...docker.env, GH_CONFIG_DIR: join(temp, 'gh') },
    }),
    attestor: makeAttestor({
      githubToken: secrets.githubToken,
      instance: isPrivate(context.repository) ? 'github' : 'public-good',
      credentials: (image) => docker.credentials(image),
    }),
  };
}

/** The private key stays in the environment of cosign; only its public half becomes a file. */
async function startKey(
  { inputs, secrets, exec, temp }: Start,
  cosign: string,
): Promise<SigningKey & { readonly publicKey: string }> {
  const key = signingKey(inputs, secrets);
  const publicKey = await publicKeyOf(exec, cosign, key);
  const publicKeyFile = join(temp, 'cosign.pub');
  await writeFile(publicKeyFile, publicKey);
  return { ...key, publicKeyFile, publicKey };
}

/** The public half of the key that was given, in PEM; `undefined` where none was. */
export async function startKnownKey(start: Start): Promise<string | undefined> {
  if (start.inputs.sign !== 'key') return undefined;
  const { path } = await startTool('cosign', start, startTrust(start));
  return (await startKey(start, path)).publicKey;
}

/** The root of trust alone, for what verifies and signs nothing. */
export async function startTrust(start: Start): Promise<SigstoreTrust> {
  const trusted = startSigstoreRoot(start);
  if (!isPrivate(start.context.repository)) return trusted;
  return withGitHubRoot(start, trusted, startTool('gh', start, trusted));
}

/** A private repository's attestations stand on GitHub's root. gh, itself proven by Sigstore's, says what that is. */
async function withGitHubRoot(
  start: Start,
  trusted: Promise<SigstoreTrust>,
  gh: Promise<Pick<Tool, 'path'>>,
): Promise<SigstoreTrust> {
  const { context, secrets, exec, temp, gitHubTuf } = start;
  if (!isPrivate(context.repository)) return trusted;
  const env = { ...ghEnv(secrets.githubToken), GH_CONFIG_DIR: join(temp, 'gh') };
  const roots = await trustedRoots(exec, (await gh).path, context.repository, env, gitHubTuf);
  const trustedRoot = join(temp, 'trusted_roots.jsonl');
  await writeFile(trustedRoot, roots);
  const github = await loadTrust({ instance: 'github', trustedRoot, dir: join(temp, 'sigstore-github') });
  return joinTrust(await trusted, github);
}

function startSigstoreRoot(start: Start): Promise<SigstoreTrust> {
  return loadTrust({
    dir: join(start.temp, 'sigstore'),
    ...(start.tufMirror === undefined ? {} : { tufMirror: start.tufMirror }),
    ...(start.tufRoot === undefined ? {} : { tufRoot: start.tufRoot }),
  });
}

/** What of the tools is on the runner; nothing is installed. */
export function findTools({ inputs, exec, searchPath, dockerConfig }: Start): Promise<readonly FoundTool[]> {
  const options = { ranges: inputs.tools, searchPath, dockerConfig };
  return Promise.all((['buildx', 'cosign', 'gh'] as const).map((name) => findTool(name, { exec }, options)));
}

async function startTool(
  name: 'buildx' | 'cosign' | 'gh',
  start: Start,
  trusted: Promise<SigstoreTrust>,
): Promise<Tool> {
  const { inputs, context, secrets } = start;
  return ensureTool(
    name,
    {
      exec: start.exec,
      download: makeDownload({ userAgent, token: secrets.githubToken }),
      cache: runnerToolCache,
      loadTrust: () => trusted,
    },
    {
      ranges: inputs.tools,
      arch: context.runner.arch,
      searchPath: start.searchPath,
      dockerConfig: start.dockerConfig,
      tempDir: start.temp,
    },
  );
}

/** The identity that Fulcio will certify: GitHub's issuer and the workflow file that runs (Fulcio, oid-info.md). */
async function signerOf(start: Start): Promise<Signer> {
  const token = await start.idToken('sigstore');
  const [, payload = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as {
    readonly iss?: unknown;
    readonly job_workflow_ref?: unknown;
  };
  return {
    issuer: String(claims.iss),
    san: `${start.context.repository.serverUrl}/${String(claims.job_workflow_ref)}`,
  };
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
