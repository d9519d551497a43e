// Reads snappy's block format, for the tests: what gh does with a stored bundle.

/** Understands literals and copies with one- and two-byte offsets. Source: google/snappy, format_description.txt. */
export function uncompress(data: Buffer): Buffer {
  let at = 0;
  let size = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = data[at++] ?? 0;
    size |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  const out: number[] = [];
  while (at < data.length) {
    const tag = data[at++] ?? 0;
    if ((tag & 3) === 0) {
      const extra = Math.max(0, (tag >> 2) - 59);
      const length = 1 + (extra === 0 ? tag >> 2 : data.readUIntLE(at, extra));
      at += extra;
      out.push(...data.subarray(at, at + length));
      at += length;
      continue;
    }
    const short = (tag & 3) === 1;
    const length = short ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset = short ? ((tag >> 5) << 8) | (data[at] ?? 0) : data.readUInt16LE(at);
    at += short ? 1 : 2;
    for (let i = 0; i < length; i += 1) out.push(out[out.length - offset] ?? 0);
  }
  if (out.length !== size) throw new Error(`snappy: ${out.length} bytes instead of ${size}`);
  return Buffer.from(out);
}
