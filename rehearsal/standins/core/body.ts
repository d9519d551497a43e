// Bodies on their way in and out: counted, streamed when large, cut short when a fault wants it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HttpError, type Reply, json } from './exchange.ts';

const LIMIT = 32 * 1024 * 1024;

class Counter extends Transform {
  bytes = 0;

  override _transform(chunk: Buffer, _: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.bytes += chunk.length;
    done(null, chunk);
  }
}

/** The body of a request; it flows only once somebody asks for it. */
export class RequestBody {
  readonly #request: IncomingMessage;
  readonly #counter = new Counter();
  #opened = false;

  constructor(request: IncomingMessage) {
    this.#request = request;
    // A client that breaks off is the reader's business, and nobody's when nobody reads.
    this.#counter.on('error', () => this.#request.unpipe(this.#counter));
  }

  /** Bytes read so far. */
  get bytes(): number {
    return this.#counter.bytes;
  }

  stream(): Readable {
    if (this.#opened) return this.#counter;
    this.#opened = true;
    this.#request.on('error', () => this.#counter.destroy(new Error('the client broke off')));
    return this.#request.pipe(this.#counter);
  }

  /** All of it; refuses more than 32 MiB with a 413. */
  async whole(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.stream() as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      if (this.bytes > LIMIT) throw new HttpError(json(413, { message: 'request body too large' }));
    }
    return Buffer.concat(chunks);
  }

  /** Reads and forgets what nobody wanted, so that the connection can be used again. */
  drain(): void {
    if (!this.#opened) this.#request.resume();
  }
}

function writeHead(response: ServerResponse, { status, headers = {} }: Reply): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
}

/** Sends a reply and returns the number of body bytes sent; rejects when the client goes away. */
export async function send(reply: Reply, response: ServerResponse, head: boolean): Promise<number> {
  const { status, body } = reply;
  writeHead(response, reply);
  if (body === undefined || head) {
    if (typeof body === 'object' && !Buffer.isBuffer(body)) body.destroy();
    const bodiless = head || status === 204 || status === 304;
    if (!bodiless && !response.hasHeader('content-length')) response.setHeader('content-length', 0);
    response.end();
    return 0;
  }
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    const buffer = Buffer.from(body);
    response.setHeader('content-length', buffer.length);
    response.end(buffer);
    return buffer.length;
  }
  const counter = new Counter();
  await pipeline(body, counter, response);
  return counter.bytes;
}

async function firstHalf(body: Reply['body']): Promise<Buffer> {
  if (body === undefined) return Buffer.alloc(0);
  if (typeof body === 'string') return firstHalf(Buffer.from(body));
  if (Buffer.isBuffer(body)) return body.subarray(0, body.length >> 1);
  const first = (await body.iterator({ destroyOnReturn: true }).next()) as IteratorResult<Buffer, undefined>;
  body.destroy();
  return first.value === undefined ? Buffer.alloc(0) : first.value.subarray(0, first.value.length >> 1);
}

/** Promises a whole body and sends half of one; `broken` is called when those bytes are out. */
export async function sendTruncated(
  reply: Reply,
  response: ServerResponse,
  broken: () => void,
): Promise<number> {
  const half = await firstHalf(reply.body);
  writeHead(response, reply);
  response.setHeader('content-length', half.length * 2 + 1);
  response.flushHeaders();
  response.write(half, broken);
  return half.length;
}
