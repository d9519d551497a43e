// The world with its tools: what proves, builds, signs and attests joins what can be asked at once.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPrivate } from '../../plan/context.ts';
import { makeAttestor } from '../sigstore/attestor.ts';
import { makeBuildx } from '../docker/buildx.ts';
import { makeCosign } from '../sigstore/cosign.ts';
import { makeSandbox } from '../docker/sandbox.ts';
import { makeGate } from '../process/gate.ts';
import { makeGh } from '../sigstore/gh.ts';
import { guardedAttestor } from '../github/guarded.ts';
import type { Tool } from '../tools/ensure.ts';
import type { WorldOptions } from './options.ts';
import { deferred } from './deferred.ts';
import { signerOf, createKey } from './signer.ts';
import { createSigstoreRoot, startTool, withGitHubRoot } from './trust.ts';
import type { RemoteWorld, World } from '../world.ts';
import { needsIdentity } from '../../plan/inputs/inputs.ts';
import { compact } from '../../compact.ts';

const names = ['buildx', 'cosign', 'gh'] as const;
type ToolName = (typeof names)[number];

/**
 * @param onUse makes sure of a tool when it is first used: whoever finds a finished release needs none, but where something of it is
 * lost. A key's public half is read by cosign, so that a run that signs with one has its tools at once.
 */
export async function createWorld(
  start: WorldOptions,
  outside: RemoteWorld,
  { onUse = false }: { readonly onUse?: boolean } = {},
): Promise<World> {
  const { inputs, secrets, context, exec, docker, temp } = start;
  const keyless = needsIdentity(inputs);
  // Once for all: TUF's cache is a folder with one writer.
  const trusted = createSigstoreRoot(start);
  const begun = new Map<ToolName, Promise<Tool>>();
  const tool = (name: ToolName): Promise<Tool> => {
    const known = begun.get(name) ?? startTool(name, start, trusted);
    begun.set(name, known);
    known.catch(() => begun.delete(name));
    return known;
  };
  const [trust, signer, ...tools] = await Promise.all([
    withGitHubRoot(start, trusted, () => tool('gh')),
    keyless ? signerOf(start) : Promise.resolve({ issuer: '', san: '' }),
    ...(onUse && inputs.sign !== 'key' ? [] : names.map(tool)),
  ]);
  const buildx = async (): Promise<string> => {
    const { path } = await tool('buildx');
    start.keepBuildx(path);
    return path;
  };
  const key =
    inputs.sign === 'key' && inputs.mode !== 'build'
      ? await createKey(start, (await tool('cosign')).path)
      : undefined;
  return compact({
    ...outside,
    trust,
    signer,
    temp,
    publicKey: key === undefined ? undefined : key.publicKey,
    tools: Object.fromEntries(tools.map(({ name, version }) => [name, version])),
    installed: tools.filter(({ from }) => from === 'download').map(({ name }) => name),
    buildx: deferred(async () =>
      makeBuildx(
        exec,
        compact({
          path: await buildx(),
          workspace: context.workspace,
          temp,
          env: { ...docker.env, ...start.cacheEnv },
          secrets: secrets.build,
          sshKey: await sshKeyFile(start),
          silence: { longest: (inputs.timeoutSeconds * 1000) / 2 },
        }),
      ),
    ),
    sandbox: deferred(async () => makeSandbox(exec, { buildx: await buildx(), temp, env: docker.env })),
    cosign: deferred(async () =>
      makeCosign(
        exec,
        compact({
          path: (await tool('cosign')).path,
          trust,
          env: { ...start.cosignEnv, ...docker.env },
          idToken: () => start.idToken('sigstore'),
          key,
        }),
      ),
    ),
    gh: deferred(async () =>
      makeGh(exec, {
        path: (await tool('gh')).path,
        token: secrets.githubToken,
        repository: context.repository,
        trust,
        env: { ...docker.env, GH_CONFIG_DIR: join(temp, 'gh') },
      }),
    ),
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
