// Files over HTTPS, whole or not at all, with the GitHub token shown to GitHub's API and to nobody else.
import { HttpClient } from '@actions/http-client';
import { HttpError, type Patience, defaultPatience, patiently } from '../retry/retry.ts';

export interface DownloadOptions {
  readonly maxBytes: number;
  readonly accept?: string;
}

/**
 * Fetches a file into memory; `undefined` when it is not there (404, 410).
 * @throws Error when it cannot be had whole, or is longer than `maxBytes`.
 */
export type Download = (url: string, options: DownloadOptions) => Promise<Buffer | undefined>;

export interface DownloaderOptions {
  readonly userAgent: string;
  /** For api.github.com only; a token of a GitHub Enterprise Server is not for here. */
  readonly token?: string;
  readonly patience?: Patience;
  /** The origins that may see the token. */
  readonly tokenOrigins?: readonly string[];
}

const maxRedirects = 5;

/** `@actions/http-client` reads HTTPS_PROXY and NO_PROXY itself: a named exception to "the environment at one door". */
export function makeDownload(options: DownloaderOptions): Download {
  const { token, patience = defaultPatience, tokenOrigins = ['https://api.github.com'] } = options;
  const client = new HttpClient(options.userAgent, [], {
    allowRedirects: false,
    allowRetries: false,
    socketTimeout: 60_000,
  });
  const get = async (start: string, { maxBytes, accept }: DownloadOptions): Promise<Buffer | undefined> => {
    let url = new URL(start);
    // Once a redirect has left the first origin the token stays away, even if the way leads back.
    let trusted = token !== undefined && tokenOrigins.includes(url.origin);
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const { message } = await client.get(url.href, {
        ...(accept === undefined ? {} : { accept }),
        ...(trusted ? { authorization: `Bearer ${token ?? ''}` } : {}),
      });
      const status = message.statusCode ?? 0;
      const { location, 'content-length': length } = message.headers;
      if (status === 200) return await readWhole(message, Number(length ?? Number.NaN), maxBytes);
      message.resume();
      if (status === 404 || status === 410) return undefined;
      if (status < 300 || status >= 400 || location === undefined) throw unexpected(url, status);
      const target = new URL(location, url);
      if (url.protocol === 'https:' && target.protocol !== 'https:') {
        throw new Error(`${url.host} redirects to ${target.origin}, which is not encrypted`);
      }
      trusted &&= target.origin === url.origin;
      url = target;
    }
    throw new Error(`${new URL(start).host} redirects more than ${maxRedirects} times`);
  };
  return (url, request) => patiently(`GET ${shown(url)}`, () => get(url, request), patience);
}

/** A URL as it may be logged: without its query, which can carry a signature that opens the file. */
export function shown(url: string | URL): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

async function readWhole(
  stream: AsyncIterable<Uint8Array>,
  length: number,
  maxBytes: number,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > maxBytes) throw new Error(`the file is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  if (!Number.isNaN(length) && size !== length) {
    throw Object.assign(new Error(`${size} of ${length} bytes came`), { code: 'ECONNRESET' });
  }
  return Buffer.concat(chunks);
}

function unexpected(url: URL, status: number): HttpError {
  return new HttpError(`${url.host} answered ${status}`, {
    status,
    hint: `curl -fsSIL ${shown(url)}`,
  });
}
