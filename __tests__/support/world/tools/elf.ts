// The smallest real Linux programs: each prints one text and ends, on the machine it is made for.
import type { Arch } from '../../../../src/world/tools/catalogue.ts';

const headerBytes = 64 + 56;
const loadAddress = 0x400000;

/** write(1, text, length); exit(0), in machine code (System V ABI; Linux system call numbers of each machine). */
const code: Readonly<Record<Arch, (length: number) => Buffer>> = {
  x64: (length) => {
    const size = 5 + 5 + 7 + 5 + 2 + 5 + 2 + 2;
    const out = Buffer.alloc(size);
    let at = out.writeUInt8(0xb8, 0); // mov eax, 1
    at = out.writeUInt32LE(1, at);
    at = out.writeUInt8(0xbf, at); // mov edi, 1
    at = out.writeUInt32LE(1, at);
    at += out.write('488d35', at, 'hex'); // lea rsi, [rip + to the text]
    at = out.writeUInt32LE(size - at - 4, at);
    at = out.writeUInt8(0xba, at); // mov edx, length
    at = out.writeUInt32LE(length, at);
    at += out.write('0f05', at, 'hex'); // syscall
    at = out.writeUInt8(0xb8, at); // mov eax, 60
    at = out.writeUInt32LE(60, at);
    at += out.write('31ff', at, 'hex'); // xor edi, edi
    out.write('0f05', at, 'hex'); // syscall
    return out;
  },
  arm64: (length) => {
    const words = [
      0xd2800020, // mov x0, #1
      0x10000001 | (7 << 5), // adr x1, seven words on: the text
      0xd2800002 | (length << 5), // mov x2, #length
      0xd2800808, // mov x8, #64
      0xd4000001, // svc #0
      0xd2800000, // mov x0, #0
      0xd2800ba8, // mov x8, #93
      0xd4000001, // svc #0
    ];
    const out = Buffer.alloc(words.length * 4);
    words.forEach((word, index) => out.writeUInt32LE(word >>> 0, index * 4));
    return out;
  },
};

/** @param text at most 64 KiB. */
export function program(arch: Arch, text: string): Buffer {
  const message = Buffer.from(text);
  const instructions = code[arch](message.length);
  const header = Buffer.alloc(headerBytes);
  header.write('7f454c46020101', 0, 'hex'); // ELF, 64 bits, little-endian, version 1
  header.writeUInt16LE(2, 16); // an executable
  header.writeUInt16LE(arch === 'x64' ? 0x3e : 0xb7, 18);
  header.writeUInt32LE(1, 20);
  header.writeBigUInt64LE(BigInt(loadAddress + headerBytes), 24); // entry
  header.writeBigUInt64LE(64n, 32); // program headers follow
  header.writeUInt16LE(64, 52);
  header.writeUInt16LE(56, 54);
  header.writeUInt16LE(1, 56);
  const size = BigInt(headerBytes + instructions.length + message.length);
  header.writeUInt32LE(1, 64); // PT_LOAD
  header.writeUInt32LE(5, 68); // read and execute
  header.writeBigUInt64LE(BigInt(loadAddress), 80);
  header.writeBigUInt64LE(BigInt(loadAddress), 88);
  header.writeBigUInt64LE(size, 96);
  header.writeBigUInt64LE(size, 104);
  header.writeBigUInt64LE(0x1000n, 112);
  return Buffer.concat([header, instructions, message]);
}
