// What octokit asks through, in the place of `fetch`: this program's own HTTP, with the token for GitHub's own origins alone.
import type { Readable } from 'node:stream';
import { makeHttp } from '../http/client.ts';
import { gitHubOrigins } from '../http/origin.ts';
import { readBody } from '../http/body.ts';
import type { GitHubOptions } from './types.ts';
import type { Http } from '../http/request.ts';
import { compact } from '../../compact.ts';

/** A page of a hundred releases, each with notes of 125,000 characters, is a fifth of it. In bytes. */
const maxJsonBytes = 64 * 1024 * 1024;
/** Statuses whose answers have no body (Fetch standard, "null body status"). */
const bodiless = new Set([204, 205, 304]);

/** As much of a Response as octokit looks at when it is told to leave the body alone (`parseSuccessResponseBody: false`). */
interface Streamed extends Pick<Response, 'status' | 'url' | 'headers'> {
  readonly body: Readable;
}

/** Octokit's `fetch`. JSON is read whole, and one that breaks off is an error; an asset is handed on as a stream of Node's. */
export function gitHubFetch(
  options: Pick<GitHubOptions, 'userAgent' | 'repository'>,
): (url: string, init: RequestInit) => Promise<Response | Streamed> {
  const http: Http = makeHttp({
    userAgent: options.userAgent,
    origins: gitHubOrigins(options.repository),
  });
  const ask: ReturnType<typeof gitHubFetch> = async (url, { method = 'GET', headers, body, signal }) => {
    const named = headers as Readonly<Record<string, string>>;
    const isAsset = named['accept'] === 'application/octet-stream';
    const answer = await http(
      compact({
        method,
        url,
        headers: named,
        compressed: !isAsset,
        body: typeof body === 'string' ? body : undefined,
        signal: signal ?? undefined,
      }),
    );
    const { status } = answer;
    const heads = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) {
      for (const one of Array.isArray(value) ? value : [value ?? '']) heads.append(name, one);
    }
    if (isAsset && status === 200) return { status, url: answer.url, headers: heads, body: answer.body };
    const whole = await readBody(answer.body, maxJsonBytes, `${method} ${url}`).catch((cause: unknown) => {
      if ((cause as NodeJS.ErrnoException).code !== 'ECONNRESET') throw cause;
      throw new Error(`GitHub's answer to ${method} ${url} broke off`, { cause });
    });
    const response = new Response(bodiless.has(status) ? null : Buffer.from(whole), {
      status,
      headers: heads,
    });
    // A Response that a program makes has no URL; octokit's pagination reads it.
    return Object.defineProperty(response, 'url', { value: answer.url });
  };
  return async (url, init) => {
    try {
      return await ask(url, init);
    } catch (error) {
      throw isAborted(error) ? new Error(`GitHub did not answer ${url} in time`, { cause: error }) : error;
    }
  };
}

/** Octokit takes an `AbortError` for its caller's wish, and does not try again; here it says that a request's time is up. */
function isAborted(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';
}
