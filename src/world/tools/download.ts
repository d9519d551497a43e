// Files over HTTPS, whole or not at all, with the GitHub token shown to GitHub's API and to nobody else.
import { makeHttp } from '../http/client.ts';
import { shown } from '../http/origin.ts';
import { HttpError, type RetryPolicy, defaultRetryPolicy, retry } from '../retry/retry.ts';
import { compact } from '../../compact.ts';

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
  readonly retryPolicy?: RetryPolicy;
  /** The origins that may see the token. */
  readonly tokenOrigins?: readonly string[];
}

export function makeDownload(options: DownloaderOptions): Download {
  const { token, retryPolicy = defaultRetryPolicy, tokenOrigins = ['https://api.github.com'] } = options;
  const http = makeHttp({ userAgent: options.userAgent, origins: tokenOrigins });
  const get = async (url: string, { maxBytes, accept }: DownloadOptions): Promise<Buffer | undefined> => {
    const trusted = token !== undefined && tokenOrigins.includes(new URL(url).origin);
    const { status, headers, body, ...answer } = await http({
      method: 'GET',
      url,
      headers: compact({ accept, authorization: trusted ? `Bearer ${token}` : undefined }),
    });
    if (status === 200) return readWhole(body, Number(headers['content-length'] ?? Number.NaN), maxBytes);
    body.destroy();
    if (status === 404 || status === 410) return undefined;
    throw unexpected(new URL(answer.url), status);
  };
  return (url, request) => retry(`GET ${shown(url)}`, () => get(url, request), retryPolicy);
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
