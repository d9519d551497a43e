// Lets this machine run programs of the other architecture: QEMU registered with the kernel's binfmt_misc.
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exists } from './cache.ts';
import { attempt } from './command.ts';
import { fetchPackages, hostArch, packageDir } from './packages.ts';
import type { DebianArch, Package } from './packages.ts';
import type { Progress } from './cache.ts';

const BINFMT = '/proc/sys/fs/binfmt_misc';

interface Emulated {
  /** QEMU's name of the machine. */
  readonly cpu: string;
  /** ELF machine number (e_machine), low byte. */
  readonly machine: number;
}

const EMULATED: Readonly<Record<DebianArch, Emulated>> = {
  amd64: { cpu: 'x86_64', machine: 0x3e },
  arm64: { cpu: 'aarch64', machine: 0xb7 },
};

export function otherArch(): DebianArch {
  return hostArch() === 'amd64' ? 'arm64' : 'amd64';
}

export function emulatorPackage(): Package {
  return { name: 'qemu-user-static', arch: hostArch(), suite: 'bookworm' };
}

/** The static QEMU for the other architecture and the name BuildKit looks for it under. */
export function emulator(): { readonly file: string; readonly buildkitName: string } {
  const { cpu } = EMULATED[otherArch()];
  return {
    file: path.join(packageDir(emulatorPackage()), `usr/bin/qemu-${cpu}-static`),
    buildkitName: `buildkit-qemu-${cpu}`,
  };
}

/**
 * The line to write to `binfmt_misc/register` for 64-bit little-endian ELF programs of `arch`. Flag F opens the
 * interpreter now, so that it works inside containers; P keeps argv[0], which busybox goes by. Format: the kernel's Documentation/admin-guide/binfmt-misc.rst.
 */
export function registration(arch: DebianArch, interpreter: string): string {
  const { cpu, machine } = EMULATED[arch];
  const hex = (bytes: readonly number[]): string =>
    bytes.map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  const magic = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, ...Array<number>(9).fill(0), 2, 0, machine, 0];
  // The OS ABI and its padding may be anything; e_type may be 2 (fixed) or 3 (position independent).
  const mask = [...Array<number>(7).fill(0xff), 0, ...Array<number>(8).fill(0xff), 0xfe, 0xff, 0xff, 0xff];
  return `:qemu-${cpu}:M::${hex(magic)}:${hex(mask)}:${interpreter}:POCF`;
}

/** Registers QEMU for the other architecture unless something is registered for it. Needs root. */
export async function ensureEmulation(progress: Progress): Promise<void> {
  const { cpu } = EMULATED[otherArch()];
  if (!(await exists(path.join(BINFMT, 'register')))) {
    await attempt('mount', ['-t', 'binfmt_misc', 'binfmt_misc', BINFMT]);
  }
  const names = await readdir(BINFMT).catch(() => []);
  if (names.some((name) => name.includes(cpu))) return;
  await fetchPackages([emulatorPackage()], progress);
  const line = registration(otherArch(), emulator().file);
  await writeFile(path.join(BINFMT, 'register'), line).catch((cause: unknown) => {
    const message = `programs for ${otherArch()} do not run on this machine, and QEMU could not be registered`;
    throw new Error(
      `${message}; to get it: apt-get install qemu-user-static, or docker run --privileged --rm tonistiigi/binfmt --install all`,
      { cause },
    );
  });
  progress(`registered QEMU for ${otherArch()} programs`);
}
