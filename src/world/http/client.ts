// The one way in which this program itself speaks HTTP: through the runner's proxy, with credentials for their own origins alone.
import http from 'node:http';
import https from 'node:https';
import { type Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { HttpClient } from '@actions/http-client';
import { ReleaseError } from '../../errors.ts';
import { followed, requireOrigin } from './origin.ts';
import { watchSilence } from './silence.ts';
import type { HttpRequest, HttpAnswer, HttpOptions, Http } from './request.ts';
import { compact } from '../../compact.ts';

const maxRedirects = 5;
const defaultSilenceMs = 60_000;

/**
 * Answers whatever the status is; redirects are followed (`followed` says how).
 *
 * Stands on `node:http` and not on `fetch`: undici's parser ends the whole process with an assertion when a server closes
 * its connection while the reader lags, and behind a proxy `@actions/github` asks every server to close
 * (docs/adr/0014-one-http-client.md). `@actions/http-client` is asked for the agent alone: it knows HTTPS_PROXY and NO_PROXY,
 * a named exception to "the environment at one door".
 */
export function makeHttp({ userAgent, origins, silenceMs = defaultSilenceMs }: HttpOptions): Http {
  const agentOf = agents();
  return async (request) => {
    let current = request;
    let url = new URL(request.url);
    if (authorizationOf(request) !== undefined && origins !== undefined) requireOrigin(url, origins);
    for (let hop = 0; ; hop++) {
      const answer = await send(current, url, agentOf(url, current), { userAgent, silenceMs });
      const { statusCode: status = 0, headers } = answer;
      const { location } = headers;
      if (![301, 302, 303, 307, 308].includes(status) || location === undefined || isStream(current.body)) {
        return { status, headers, url: url.href, body: unpacked(answer) };
      }
      answer.destroy();
      if (hop >= maxRedirects) {
        throw new Error(`${new URL(request.url).host} redirects more than ${maxRedirects} times`);
      }
      const target = new URL(location, url);
      current = followed(current, status, url, target);
      url = target;
    }
  };
}

/** An agent for each protocol, which keeps its connections where no proxy is between; a stream gets one of its own. */
function agents(): (url: URL, request: HttpRequest) => http.Agent {
  const kept = new Map<string, HttpClient>();
  return (url, { body }) => {
    // A kept connection may be closed by the server at any moment: a stream could not be sent again.
    if (isStream(body)) return new HttpClient(undefined, [], {}).getAgent(url.href);
    const client = kept.get(url.protocol) ?? new HttpClient(undefined, [], { keepAlive: true });
    kept.set(url.protocol, client);
    return client.getAgent(url.href);
  };
}

function send(
  { method, headers, body, signal, compressed }: HttpRequest,
  url: URL,
  agent: http.Agent,
  { userAgent, silenceMs }: { readonly userAgent: string; readonly silenceMs: number },
): Promise<http.IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  const request = (url.protocol === 'http:' ? http : https).request(
    url,
    compact({
      method,
      agent,
      headers: compact({
        'user-agent': userAgent,
        'accept-encoding': compressed ? 'gzip' : 'identity',
        'content-length':
          typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.byteLength(body) : undefined,
        ...headers,
      }),
      signal,
    }),
  );
  request.once('response', resolve);
  // Stays for as long as the connection: trouble after the answer is the body's, and told there.
  request.on('error', reject);
  watchSilence(request, silenceMs, `${method} ${url.host}${url.pathname}`);
  if (isStream(body)) {
    pipeline(body, request, (error) => {
      if (error) reject(error);
    });
  } else {
    request.end(body);
  }
  return promise;
}

/** A body that was asked for compressed; one that was not, and is, says so in its header and is the reader's. */
function unpacked(answer: http.IncomingMessage): Readable {
  if (answer.headers['content-encoding'] !== 'gzip') return answer;
  return pipeline(answer, createGunzip(), () => undefined);
}

function isStream(body: HttpRequest['body']): body is Readable {
  return body !== undefined && typeof body !== 'string' && !Buffer.isBuffer(body);
}

export function authorizationOf({ headers = {} }: Pick<HttpRequest, 'headers'>): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
}

/** The header of an answer that has one value. */
export function headerOf({ headers }: Pick<HttpAnswer, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Unwraps what a library has wrapped: our own errors pass through it whole. */
export function ownError(error: unknown): unknown {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof ReleaseError) return at;
  return error;
}
