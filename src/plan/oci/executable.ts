// Whether the kernel of a platform can execute a file, read off its first bytes (ELF-64 and ELF-32 specifications, execve(2)).
import type { Platform } from './image-name.ts';

export interface Executable {
  /** Why it cannot be executed on the platform, whatever its permissions. */
  readonly fault?: string;
  /** It is a program for another machine. */
  readonly foreign?: true;
  /** The program that executes it: of a script, or the loader of a program that is linked dynamically. */
  readonly interpreter?: string;
}

/** ELF machine numbers (e_machine) by Docker's names. amd64 kernels execute 386 programs too. */
const machines: Readonly<Record<string, readonly number[]>> = {
  amd64: [62, 3],
  386: [3],
  arm64: [183],
  arm: [40],
  riscv64: [243],
  s390x: [22],
  ppc64le: [21],
  loong64: [258],
};
const programInterpreter = 3;

/** @param head the file's first bytes, 4 KiB and more where it has them. */
export function readExecutable(head: Buffer, { architecture }: Pick<Platform, 'architecture'>): Executable {
  if (head.length === 0) return { fault: 'is empty' };
  if (head.subarray(0, 2).toString() === '#!') {
    const line = head.subarray(2).toString('utf8').split('\n', 1)[0] ?? '';
    const [interpreter = ''] = line.trim().split(/[ \t]/);
    if (interpreter === '') return { fault: 'is a script whose first line names no program' };
    // A file written on Windows ends its first line with a carriage return, which the kernel takes for part of the name.
    return {
      interpreter: line.trimEnd() === line || !line.endsWith('\r') ? interpreter : `${interpreter}\r`,
    };
  }
  if (head.subarray(0, 4).toString('latin1') !== '\u007fELF') {
    return { fault: 'is neither a program nor a script that begins with #! and the program that runs it' };
  }
  const little = head[5] === 1;
  const wide = head[4] === 2;
  const half = (at: number): number => (little ? head.readUInt16LE(at) : head.readUInt16BE(at));
  const word = (at: number): number => (little ? head.readUInt32LE(at) : head.readUInt32BE(at));
  const long = (at: number): number =>
    wide ? Number(little ? head.readBigUInt64LE(at) : head.readBigUInt64BE(at)) : word(at);
  if (head.length < 64) return { fault: 'is a program that was cut off' };
  const machine = half(18);
  const expected = machines[architecture];
  if (expected !== undefined && !expected.includes(machine)) {
    const name = Object.entries(machines).find(([, numbers]) => numbers[0] === machine)?.[0];
    return {
      foreign: true,
      fault: `is a program for ${name ?? `another machine (ELF ${machine})`}, not for ${architecture}`,
    };
  }
  const [table, size, count] = wide ? [long(32), half(54), half(56)] : [word(28), half(42), half(44)];
  for (let at = table; at < table + size * count && at + size <= head.length; at += size) {
    if (word(at) !== programInterpreter) continue;
    const [offset, length] = wide ? [long(at + 8), long(at + 32)] : [word(at + 4), word(at + 16)];
    if (offset + length > head.length) return {};
    return {
      interpreter: head
        .subarray(offset, offset + length)
        .toString('utf8')
        .replace(/\0.*$/s, ''),
    };
  }
  return {};
}
