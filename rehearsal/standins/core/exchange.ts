// One HTTP exchange as the stand-ins see it: a request to read and a reply to return.
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Run } from '../run.ts';

/** What a handler is given. The body is either streamed or read whole, once. */
export interface Exchange {
  readonly method: string;
  /** Lower-case host name without port. */
  readonly host: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  /** Whose door (proxy port) the request came through. */
  readonly run: Run;
  /** The request body as it arrives, for what may be large. */
  readonly stream: () => Readable;
  /** The whole request body; refuses more than 32 MiB with a 413. */
  readonly body: () => Promise<Buffer>;
}

/** What a handler returns. Nothing is sent before the handler has done its work. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: Buffer | string | Readable;
  /** The connection breaks in place of an answer. */
  readonly reset?: true;
}

export type Handler = (exchange: Exchange) => Reply | Promise<Reply>;

/** A request that ends in a given reply, thrown from anywhere inside a handler. */
export class HttpError extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`HTTP ${reply.status}`);
    this.reply = reply;
  }
}

/** A JSON reply. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** A plain reply of a given media type. */
export function bytes(status: number, contentType: string, body: Buffer | string): Reply {
  return { status, headers: { 'content-type': contentType }, body };
}

/** The credential of an `Authorization` header, whatever its scheme; for Basic, the password. */
export function credentialOf(headers: IncomingHttpHeaders): string | undefined {
  const match = /^(bearer|token|basic)\s+(\S+)$/i.exec(headers.authorization ?? '');
  const [, scheme, value] = match ?? [];
  if (scheme === undefined || value === undefined) return undefined;
  if (scheme.toLowerCase() !== 'basic') return value;
  const pair = Buffer.from(value, 'base64').toString();
  return pair.slice(pair.indexOf(':') + 1);
}
