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
import type { WorldOptions } from './options.ts';
import { signerOf, createKey } from './signer.ts';
import { createSigstoreRoot, startTool, withGitHubRoot } from './trust.ts';
import type { RemoteWorld, World } from '../world.ts';
import { needsIdentity } from '../../plan/inputs/inputs.ts';
import { compact } from '../../compact.ts';

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
  start.keepBuildx(buildx.path);
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
