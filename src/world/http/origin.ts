// Who may see a credential: the rule for every request and every redirect, said once.
import { ReleaseError } from '../../errors.ts';
import type { HttpRequest } from './request.ts';
import { compact } from '../../compact.ts';

/** What opens something to whoever has it. */
const credentials = new Set(['authorization', 'proxy-authorization', 'cookie', 'private-token']);

/**
 * A URL that came out of an answer (`Link`, `upload_url`) is asked with a credential only where that belongs. Scheme, host
 * and port must all agree.
 * @throws ReleaseError otherwise: what stands elsewhere is not to be believed either.
 */
export function requireOrigin(url: URL, origins: readonly string[]): void {
  if (origins.includes(url.origin)) return;
  throw new ReleaseError(`a token for ${origins.join(' and ')} was about to be sent to ${url.origin}`, {
    code: 'foreign-origin',
    hint: `curl -sSI ${origins[0] ?? ''}   # see what stands between the runner and this server: it names URLs of another one`,
  });
}

/**
 * The request that follows a redirect, as the Fetch standard has it (HTTP-redirect fetch), and stricter: a credential never
 * leaves its origin, nor does anything that writes, and nothing goes from HTTPS to HTTP.
 * @throws ReleaseError for the latter two.
 */
export function followed(request: HttpRequest, status: number, from: URL, to: URL): HttpRequest {
  if (from.protocol === 'https:' && to.protocol !== 'https:') {
    throw new ReleaseError(`${from.host} redirects to ${to.origin}, which is not encrypted`, {
      code: 'foreign-origin',
      hint: `curl -sSIL ${shown(from)}   # see who answers so: no server of a release does`,
    });
  }
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const { body, ...rest } = request;
  // 303 for all, and 301 and 302 after a POST, are answered by a plain question.
  const asks = reads || status === 303 || (request.method === 'POST' && status <= 302);
  if (to.origin === from.origin) {
    if (asks) return { ...rest, method: reads ? request.method : 'GET', url: to.href };
    return compact({ ...rest, body, url: to.href });
  }
  if (!reads) {
    throw new ReleaseError(`${from.host} redirects a ${request.method} to ${to.origin}`, {
      code: 'foreign-origin',
      hint: `curl -sSI ${shown(from)}   # what is written is written to the server that was named, and to no other`,
    });
  }
  const headers = Object.entries(request.headers ?? {}).filter(
    ([name]) => !credentials.has(name.toLowerCase()),
  );
  return { ...rest, url: to.href, headers: Object.fromEntries(headers) };
}

/** A URL as it may be logged: without its query, which can carry a signature that opens the file. */
export function shown(url: string | URL): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/**
 * The origins of a GitHub: its API, its pages (Git's own protocol), and where assets are uploaded, a name of its own below
 * the server's (github.com, GHE.com), or the server itself (GitHub Enterprise Server).
 */
export function gitHubOrigins(at: {
  readonly apiUrl: string;
  readonly serverUrl: string;
}): readonly string[] {
  const server = new URL(at.serverUrl);
  return [
    ...new Set([new URL(at.apiUrl).origin, server.origin, `${server.protocol}//uploads.${server.host}`]),
  ];
}
