// The body of an HTTP answer, read to its end: bounded in size and in time.
import type { Readable } from 'node:stream';
import { ReleaseError } from '../../errors.ts';

/** How long a body that is held in memory may take, in ms. */
const timeoutMs = 60_000;

/**
 * Reads an answer to its end.
 * @param limit in bytes
 * @throws Error with the code ECONNRESET when it breaks off, ETIMEDOUT when it stalls.
 */
export async function readBody(message: Readable, limit: number, what: string): Promise<Buffer> {
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
