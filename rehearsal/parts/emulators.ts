// BuildKit's own emulators, as moby/buildkit brings them: programs of another architecture run in a build with nothing
// registered on the machine. Each is QEMU and the program in parts/go/emulator in one file.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheDir } from './cache.ts';
import type { Progress } from './cache.ts';
import { EMULATOR } from './go-modules.ts';
import { buildGo } from './golang.ts';
import { hostArch, packageDir } from './packages.ts';
import type { Package } from './packages.ts';

const BINFMT = '/proc/sys/fs/binfmt_misc';

interface Machine {
  readonly bits: 32 | 64;
  readonly endian: 'little' | 'big';
  /** ELF machine number (e_machine). */
  readonly number: number;
}

/** What moby/buildkit carries an emulator for, by QEMU's names (BuildKit's solver/llbsolver/ops/exec_binfmt.go). */
export const EMULATED = {
  aarch64: { bits: 64, endian: 'little', number: 0xb7 },
  arm: { bits: 32, endian: 'little', number: 0x28 },
  i386: { bits: 32, endian: 'little', number: 0x03 },
  ppc64le: { bits: 64, endian: 'little', number: 0x15 },
  riscv64: { bits: 64, endian: 'little', number: 0xf3 },
  s390x: { bits: 64, endian: 'big', number: 0x16 },
  x86_64: { bits: 64, endian: 'little', number: 0x3e },
} as const satisfies Readonly<Record<string, Machine>>;

export type Cpu = keyof typeof EMULATED;

const OWN: Readonly<Record<string, Cpu>> = { amd64: 'x86_64', arm64: 'aarch64' };

export function emulatorPackage(): Package {
  return { name: 'qemu-user-static', arch: hostArch(), suite: 'bookworm' };
}

/**
 * The line to write to `binfmt_misc/register` for ELF programs of `cpu`. Flag F opens the interpreter now, so that it
 * works in any root; P keeps argv[0], which busybox goes by. Format: the kernel's Documentation/admin-guide/binfmt-misc.rst.
 */
export function registration(cpu: Cpu, interpreter: string): string {
  const { bits, endian, number }: Machine = EMULATED[cpu];
  const hex = (bytes: readonly number[]): string =>
    bytes.map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  const half = (value: number): readonly number[] => (endian === 'little' ? [value, 0] : [0, value]);
  const ident = [0x7f, 0x45, 0x4c, 0x46, bits === 64 ? 2 : 1, endian === 'little' ? 1 : 2, 1];
  const magic = [...ident, ...Array<number>(9).fill(0), ...half(2), ...half(number)];
  // The OS ABI may be anything; e_type may be 2 (fixed) or 3 (position independent).
  const type = endian === 'little' ? [0xfe, 0xff] : [0xff, 0xfe];
  const mask = [...Array<number>(7).fill(0xff), 0, ...Array<number>(8).fill(0xff), ...type, 0xff, 0xff];
  return `:qemu-${cpu}:M::${hex(magic)}:${hex(mask)}:${interpreter}:POCF`;
}

/** Writes the emulators of every other architecture into a folder, under the names that BuildKit looks for. */
export async function writeEmulators(to: string, progress: Progress): Promise<void> {
  const program = await readFile(path.join(await buildGo(EMULATOR, progress), 'emulator'));
  for (const cpu of Object.keys(EMULATED) as Cpu[]) {
    if (cpu === OWN[hostArch()]) continue;
    const qemu = await readFile(path.join(packageDir(emulatorPackage()), `usr/bin/qemu-${cpu}-static`));
    const line = Buffer.from(registration(cpu, '@'));
    const lengths = Buffer.alloc(16);
    lengths.writeBigUInt64LE(BigInt(qemu.length), 0);
    lengths.writeBigUInt64LE(BigInt(line.length), 8);
    const file = path.join(to, `buildkit-qemu-${cpu}`);
    await writeFile(file, Buffer.concat([program, qemu, line, lengths]), { mode: 0o755 });
  }
}

/** What the kernel has registered for programs of other machines, with the interpreter of each. */
export async function registered(): Promise<readonly (readonly [entry: string, interpreter: string])[]> {
  const names = await readdir(BINFMT).catch(() => []);
  const entries = await Promise.all(
    names
      .filter((name) => name !== 'register' && name !== 'status')
      .map(async (name) => {
        const text = await readFile(path.join(BINFMT, name), 'utf8').catch(() => '');
        const interpreter = /^interpreter (.+)$/m.exec(text)?.[1] ?? '';
        // Scripts of Python and the like are no machine's.
        return text.startsWith('enabled') && /^magic 7f454c46/m.test(text)
          ? [[name, interpreter] as const]
          : [];
      }),
  );
  return entries.flat();
}

/** Takes out of the kernel what earlier versions of the rehearsal registered; what others did stays. */
export async function unregisterOurs(progress: Progress): Promise<void> {
  for (const [name, interpreter] of await registered()) {
    if (!interpreter.startsWith(cacheDir() + path.sep)) continue;
    await writeFile(path.join(BINFMT, name), '-1').then(
      () => {
        progress(`took ${name}, which an earlier rehearsal had registered, out of binfmt_misc`);
      },
      () => undefined,
    );
  }
}
