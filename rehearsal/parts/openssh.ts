// OpenSSH's client programs out of Debian's package, as a hosted runner has them: a machine with Node and git alone has none.
import path from 'node:path';
import type { Progress } from './cache.ts';
import { run } from './command.ts';
import { fetchPackages, hostArch, type Package, packageDir } from './packages.ts';

const CLIENT: Package = { name: 'openssh-client', arch: hostArch(), suite: 'bookworm' };

/** The folder with `ssh` and `ssh-keygen`, for PATH: Git signs tags with the latter. */
export async function ensureSsh(progress: Progress): Promise<string> {
  await fetchPackages([CLIENT], progress);
  return path.join(packageDir(CLIENT), 'usr/bin');
}

/** Makes an Ed25519 key without a passphrase in `file`, its public half in `file.pub`. `bin` is the folder of `ensureSsh`. */
export async function makeKey(bin: string, file: string, comment: string): Promise<void> {
  await run(path.join(bin, 'ssh-keygen'), ['-q', '-t', 'ed25519', '-N', '', '-C', comment, '-f', file]);
}
