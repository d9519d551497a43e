// The body of an HTTP answer, read to its end: bounded in size and in time, or written to a file.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { ReleaseError } from '../../errors.ts';

/** How long a connection may be silent, and a body take, in ms. */
export const timeoutMs = 60_000;

/**
 * Reads an answer to its end. `@actions/http-client` would wait for ever for one that breaks off.
 * @param limit in bytes
 * @throws Error with the code ECONNRESET when it breaks off, ETIMEDOUT when it stalls.
 */
export async function readBody(message: IncomingMessage, limit: number, what: string): Promise<Buffer> {
  const timer = setTimeout(() => {
    message.destroy(Object.assign(new Error(`the answer about ${what} stalled`), { code: 'ETIMEDOUT' }));
  }, timeoutMs);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) {
        throw new ReleaseError(`${what} has more than ${limit} bytes`, {
          hint: 'Look at what stands there: it is not what this action wrote.',
        });
      }
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks);
}

/** Writes a body into a file as it comes, and sums it on the way. `sha256` is 64 hex digits, `size` in bytes. */
export async function writeBody(
  body: ReadableStream<Uint8Array>,
  file: string,
): Promise<{ readonly size: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(
    body,
    async function* (pieces: AsyncIterable<Uint8Array>) {
      for await (const piece of pieces) {
        hash.update(piece);
        size += piece.length;
        yield piece;
      }
    },
    createWriteStream(file),
  );
  return { size, sha256: hash.digest('hex') };
}
