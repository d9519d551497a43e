// A request and its answer, as this program speaks HTTP.
import type http from 'node:http';
import type { Readable } from 'node:stream';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A stream is sent once: such a request follows no redirect. */
  readonly body?: string | Buffer | Readable;
  readonly signal?: AbortSignal;
  /** Asks for the body compressed, and unpacks it. */
  readonly compressed?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** Where the answer came from, after any redirects. */
  readonly url: string;
  /** To be read to its end, or destroyed. Breaks off with ECONNRESET; with ETIMEDOUT where the server falls silent. */
  readonly body: Readable;
}

export interface HttpOptions {
  readonly userAgent: string;
  /** The origins that may see an Authorization header. Absent: the one that a request names first. */
  readonly origins?: readonly string[];
  /** How long a connection may be silent, in ms, while nobody but the server is waited for. */
  readonly silenceMs?: number;
}

export type Http = (request: HttpRequest) => Promise<HttpAnswer>;
