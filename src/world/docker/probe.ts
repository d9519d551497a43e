// A program that does nothing and ends well, for each architecture: what cannot run it cannot run the image's own either.
import { writeFile } from 'node:fs/promises';

interface Machine {
  readonly bits: 32 | 64;
  readonly bigEndian?: boolean;
  /** ELF e_machine and e_flags. */
  readonly number: number;
  readonly flags?: number;
  /** `exit(0)` in machine code, hex. */
  readonly code: string;
}

const machines: Readonly<Record<string, Machine>> = {
  // xor edi, edi; mov eax, 231; syscall
  amd64: { bits: 64, number: 62, code: '31ffb8e70000000f05' },
  // xor ebx, ebx; mov eax, 1; int 0x80
  386: { bits: 32, number: 3, code: '31dbb801000000cd80' },
  // mov x0, 0; mov x8, 93; svc 0
  arm64: { bits: 64, number: 183, code: '000080d2a80b80d2010000d4' },
  // mov r0, 0; mov r7, 1; svc 0
  arm: { bits: 32, number: 40, flags: 0x5000400, code: '0000a0e30170a0e3000000ef' },
  // li a0, 0; li a7, 93; ecall
  riscv64: { bits: 64, number: 243, code: '130500009308d00573000000' },
  // lghi r2, 0; svc 1
  s390x: { bits: 64, bigEndian: true, number: 22, code: 'a72900000a01' },
  // li r0, 1; li r3, 0; sc
  ppc64le: { bits: 64, number: 21, flags: 2, code: '010000380000603802000044' },
};

/** The architectures, in Docker's words, that there is such a program for. */
export const probed: readonly string[] = Object.keys(machines);

/** The program's file, or `undefined` where there is none for the architecture. */
export function probeProgram(architecture: string): Buffer | undefined {
  const machine = machines[architecture];
  return machine === undefined ? undefined : elf(machine);
}

/** Writes it into a folder, for everybody to execute. @returns whether there is one. */
export async function writeProbe(file: string, architecture: string): Promise<boolean> {
  const program = probeProgram(architecture);
  if (program === undefined) return false;
  await writeFile(file, program, { mode: 0o755 });
  return true;
}

/** One loaded segment with the whole file in it, and nothing else (ELF specification, "Program Header"). */
function elf({ bits, bigEndian = false, number, flags = 0, code }: Machine): Buffer {
  const wide = bits === 64;
  const base = wide ? 0x400000 : 0x10000;
  const [header, segment] = wide ? [64, 56] : [52, 32];
  const text = Buffer.from(code, 'hex');
  const file = Buffer.alloc(header + segment + text.length);
  let at = 0;
  const put = (bytes: 2 | 4 | 8, value: number): void => {
    if (bytes === 8) {
      if (bigEndian) file.writeBigUInt64BE(BigInt(value), at);
      else file.writeBigUInt64LE(BigInt(value), at);
    } else if (bigEndian) file.writeUIntBE(value, at, bytes);
    else file.writeUIntLE(value, at, bytes);
    at += bytes;
  };
  const address = wide ? 8 : 4;
  file.set([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, bigEndian ? 2 : 1, 1]);
  at = 16;
  for (const half of [2, number]) put(2, half);
  put(4, 1);
  for (const place of [base + header + segment, header, 0]) put(address, place);
  put(4, flags);
  for (const half of [header, segment, 1, 0, 0, 0]) put(2, half);
  const readAndExecute = 5;
  put(4, 1);
  if (wide) put(4, readAndExecute);
  for (const place of [0, base, base, file.length, file.length]) put(address, place);
  if (!wide) put(4, readAndExecute);
  put(address, 0x10000);
  file.set(text, header + segment);
  return file;
}
