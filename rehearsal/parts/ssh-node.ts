// A Docker engine as it is reached over SSH: OpenSSH's server out of Debian's package, in a network namespace of its own.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Progress } from './cache.ts';
import { ensureBuildkitImage } from './buildkit-image.ts';
import { hostAddress, silenceTo } from './buildkit-node.ts';
import { attempt, run } from './command.ts';
import { type Engine, libraries } from './engine.ts';
import { ensureSsh, makeKey } from './openssh.ts';
import { fetchPackages, hostArch, packageDir, type Package } from './packages.ts';
import type { Tools } from './tools.ts';

/** Keys of this rehearsal's own, and the `ssh` that uses them and knows its hosts. */
export interface SshClient {
  readonly dir: string;
  /** The folder of OpenSSH's own programs. */
  readonly programs: string;
  /** A folder for PATH. Docker and buildx run `ssh` from there, which takes no settings of theirs. */
  readonly bin: string;
}

export interface SshNode {
  readonly name: string;
  /** `ssh://root@ADDRESS`. */
  readonly endpoint: string;
  /** Ends the server with all its sessions. The engine lives on. */
  readonly kill: () => Promise<void>;
  /** Lets nothing of it out to this machine: its sessions live on, and nobody hears of them. */
  readonly cutOff: () => Promise<void>;
}

const bookworm = (name: string): Package => ({ name, arch: hostArch(), suite: 'bookworm' });
const SERVER = bookworm('openssh-server');
/** What its server needs and a small Debian lacks. */
const LIBRARIES = ['libwrap0', 'libnsl2', 'libtirpc3'].map(bookworm);
const NETWORK = 'bridge';
/** Where the machine's own files are in the container. */
const MACHINE = '/machine';

/** Makes keys, and an `ssh` in front of OpenSSH's. */
export async function sshClient(dir: string, progress: Progress): Promise<SshClient> {
  const programs = await ensureSsh(progress);
  const bin = path.join(dir, 'bin');
  await mkdir(bin, { recursive: true, mode: 0o700 });
  for (const name of ['host', 'client']) await makeKey(programs, path.join(dir, name), name);
  const config = path.join(dir, 'client.conf');
  await writeFile(
    config,
    [
      'Host *',
      `  IdentityFile ${path.join(dir, 'client')}`,
      '  IdentitiesOnly yes',
      `  UserKnownHostsFile ${path.join(dir, 'known_hosts')}`,
      '  BatchMode yes',
      '',
    ].join('\n'),
  );
  const ssh = path.join(programs, 'ssh');
  await writeFile(
    path.join(bin, 'ssh'),
    `#!/bin/sh
exec ${ssh} -F ${config} "$@"
`,
    { mode: 0o755 },
  );
  return { dir, programs, bin };
}

/**
 * Starts a server that leads to the rehearsal's engine. It sees the machine's files, with a user of its own for it and root's
 * keys in other places, so that nothing of the machine's is changed.
 */
export async function startSshNode(
  { tools, engine }: { readonly tools: Tools; readonly engine: Engine },
  env: Readonly<Record<string, string>>,
  client: SshClient,
  options: { readonly name: string; readonly progress: Progress },
): Promise<SshNode> {
  const { name, progress } = options;
  await fetchPackages([SERVER, ...LIBRARIES], progress);
  const image = await ensureBuildkitImage(tools, engine, progress);
  const files = await serverFiles(client, path.join(client.dir, name), tools, engine);
  await run(
    tools.docker,
    [
      ...['run', '--detach', '--privileged', '--network', NETWORK, '--name', name],
      ...['--volume', `/:${MACHINE}`, '--tmpfs', `${MACHINE}/run/sshd:mode=0755`],
      ...['--volume', `${files.passwd}:${MACHINE}/etc/passwd:ro`],
      ...['--volume', `${files.shadow}:${MACHINE}/etc/shadow:ro`],
      ...['--entrypoint', '/bin/busybox', image, 'chroot', MACHINE],
      ...['/usr/bin/env', `LD_LIBRARY_PATH=${libraryPath()}`],
      ...[path.join(packageDir(SERVER), 'usr/sbin/sshd'), '-D', '-e', '-f', files.config],
    ],
    { env },
  );
  const format = `{{(index .NetworkSettings.Networks "${NETWORK}").IPAddress}}`;
  const address = (await run(tools.docker, ['inspect', '--format', format, name], { env })).trim();
  const node: SshNode = {
    name,
    endpoint: `ssh://root@${address}`,
    kill: async () => {
      await attempt(tools.docker, ['rm', '--force', '--volumes', name], { env });
    },
    cutOff: async () => {
      await run(tools.docker, ['exec', name, ...silenceTo(await hostAddress(tools, env))], { env });
    },
  };
  try {
    await knowHost(client, address);
  } catch (error) {
    const { stdout, stderr } = await attempt(tools.docker, ['logs', name], { env });
    await node.kill();
    throw new Error(`sshd did not come up in ${name}: ${stdout}${stderr}`, { cause: error });
  }
  return node;
}

/** `libtirpc3` still has its library below `/lib`. */
function libraryPath(): string {
  const folders = ['usr/lib', 'lib'].map((folder) => path.join(folder, libraries()));
  return LIBRARIES.flatMap((one) => folders.map((folder) => path.join(packageDir(one), folder))).join(':');
}

/** Writes down the host's key, as a person does who has seen it, and waits until the server answers. */
async function knowHost({ dir, programs, bin }: SshClient, address: string): Promise<void> {
  const key = (await run(path.join(programs, 'ssh-keygen'), ['-y', '-f', path.join(dir, 'host')])).trim();
  // An address that is free again may be the next server's, with the same key.
  await writeFile(path.join(dir, 'known_hosts'), `${address} ${key}\n`, { flag: 'a' });
  for (let tries = 0; ; tries++) {
    const { code, stderr } = await attempt(path.join(bin, 'ssh'), [`root@${address}`, 'docker', 'version']);
    if (code === 0) return;
    if (tries === 600) throw new Error(stderr);
    await new Promise((soon) => setTimeout(soon, 100));
  }
}

async function serverFiles(
  { dir }: SshClient,
  own: string,
  tools: Tools,
  engine: Engine,
): Promise<{ readonly config: string; readonly passwd: string; readonly shadow: string }> {
  await mkdir(own, { recursive: true });
  const file = (base: string): string => path.join(own, base);
  await writeFile(
    file('passwd'),
    `root:x:0:0:root:${own}:/bin/sh\nsshd:x:100:65534::/run/sshd:/usr/sbin/nologin\n`,
  );
  await writeFile(file('shadow'), 'root:*:19000:0:99999:7:::\nsshd:!:19000::::::\n', { mode: 0o600 });
  await writeFile(
    file('sshd_config'),
    [
      `HostKey ${path.join(dir, 'host')}`,
      `AuthorizedKeysFile ${path.join(dir, 'client.pub')}`,
      'PermitRootLogin prohibit-password',
      'PasswordAuthentication no',
      'StrictModes no',
      'UsePAM no',
      'PidFile none',
      // As a machine has it whose engine is somewhere else than usual.
      `SetEnv PATH=${path.dirname(tools.docker)}:/usr/bin:/bin DOCKER_HOST=${engine.host}`,
      '',
    ].join('\n'),
  );
  return { config: file('sshd_config'), passwd: file('passwd'), shadow: file('shadow') };
}
