// A file's size and SHA-256, taken as its bytes stream by: assets may be larger than memory.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { openPlain } from './input-file.ts';

export interface FileDigest {
  /** Bytes. */
  readonly size: number;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
}

const pieceBytes = 1024 * 1024;

/** Reads a file once, from beginning to end, into one piece of memory over and over. */
export async function digestFile(path: string): Promise<FileDigest> {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(pieceBytes);
  let size = 0;
  const file = await openPlain(path);
  try {
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, pieceBytes, null);
      if (bytesRead === 0) return { size, sha256: hash.digest('hex') };
      hash.update(piece.subarray(0, bytesRead));
      size += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/** Writes a stream to a new file, or over an old one, and says what was written. */
export async function writeFacts(source: NodeJS.ReadableStream, path: string): Promise<FileDigest> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(
    source,
    async function* (chunks) {
      for await (const chunk of chunks as AsyncIterable<Buffer>) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(path),
  );
  return { size, sha256: hash.digest('hex') };
}
