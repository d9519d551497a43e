// Snappy's block format, in which GitHub stores attestation bundles.

/**
 * Decompresses a block (https://github.com/google/snappy/blob/main/format_description.txt).
 * @throws Error when the block is damaged or would be longer than `maxBytes`.
 */
export function uncompress(block: Uint8Array, maxBytes: number): Buffer {
  let at = 0;
  const next = (count: number): Uint8Array => {
    const bytes = block.subarray(at, at + count);
    if (bytes.length < count) throw new Error('the Snappy block ends early');
    at += count;
    return bytes;
  };
  const littleEndian = (count: number): number =>
    next(count).reduce((sum, byte, index) => sum + byte * 256 ** index, 0);

  const length = varint(() => littleEndian(1));
  if (length > maxBytes)
    throw new Error(`the Snappy block is said to hold ${length} bytes, over ${maxBytes}`);
  const out = Buffer.alloc(length);
  let end = 0;
  const room = (count: number): void => {
    if (end + count > length) throw new Error('the Snappy block holds more than it says');
  };
  while (at < block.length) {
    const tag = littleEndian(1);
    const kind = tag & 3;
    if (kind === 0) {
      const short = tag >> 2;
      const count = (short < 60 ? short : littleEndian(short - 59)) + 1;
      room(count);
      out.set(next(count), end);
      end += count;
      continue;
    }
    const count = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset = kind === 1 ? (tag >> 5) * 256 + littleEndian(1) : littleEndian(kind === 2 ? 2 : 4);
    room(count);
    if (offset === 0 || offset > end) throw new Error('the Snappy block copies from before its start');
    // Byte by byte: a copy may reach into what it is writing, and so repeats it.
    for (let i = 0; i < count; i++, end++) out[end] = out[end - offset] ?? 0;
  }
  if (end !== length) throw new Error('the Snappy block holds less than it says');
  return out;
}

function varint(byte: () => number): number {
  let value = 0;
  for (let shift = 0; shift < 5; shift++) {
    const part = byte();
    value += (part & 0x7f) * 128 ** shift;
    if (part < 0x80) return value;
  }
  throw new Error('the Snappy block has no length');
}
