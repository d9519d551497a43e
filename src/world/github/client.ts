// The connection to GitHub's REST API: what is asked again and how often, rate limits, and how long an answer may take.
import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import Bottleneck from 'bottleneck/light.js';
import { gitHubFetch } from './fetch.ts';
import type { GitHubOptions } from './types.ts';
import { ownError } from '../http/client.ts';
import { hasStatus } from '../retry/status.ts';

export type Octokit = ReturnType<typeof getOctokit>;

/** Effects are not tried again by the plugin: the step looks first what the broken request has done. */
export const once = { request: { retries: 0 } } as const;
/** In ms. */
export interface Limits {
  /** How long an answer may take. */
  readonly answer: number;
  /** How long an asset may be on its way. */
  readonly transfer: number;
}
const defaultLimits: Limits = { answer: 60_000, transfer: 30 * 60_000 };

/** A client whose questions are asked again when they fail, and which waits out rate limits of up to five minutes. */
export function connect(options: GitHubOptions, limits = defaultLimits): Octokit {
  // GitHub's advice of one write a second is for programs that write all day; a release makes a dozen and then ends.
  const write = new Bottleneck.Group({ maxConcurrent: 4 });
  const wait = (kind: string) => (seconds: number, request: unknown, _octokit: unknown, count: number) => {
    const { method, url } = request as { method: string; url: string };
    const again = count < 3 && seconds <= 300;
    options.onWait(
      `GitHub's ${kind} rate limit was met at ${method} ${url}; ${again ? `going on in ${seconds} s` : 'giving up'}`,
    );
    return again;
  };
  return getOctokit(
    options.token,
    {
      userAgent: options.userAgent,
      baseUrl: options.repository.apiUrl,
      request: { fetch: gitHubFetch(options) },
      // Waiting is told by onWait; octokit's own log would go past the run's.
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
      throttle: {
        write,
        notifications: write,
        onRateLimit: wait('primary'),
        onSecondaryRateLimit: wait('secondary'),
      },
      retry: { retries: 4 },
    },
    (octokit: Hooked) => {
      deadline(octokit, limits);
    },
    wholeAnswers,
    retry,
    throttling,
  );
}

type Hooked = Pick<Octokit, 'hook'>;

/**
 * Each try of a request has its own time, so that a server that never answers is asked again. The first of the plugins,
 * it stands nearest to the network: what the others repeat begins a new one.
 */
function deadline(octokit: Hooked, limits: Limits): void {
  octokit.hook.wrap('request', async (request, options) => {
    const moves = options.headers.accept === 'application/octet-stream' || 'data' in options;
    const signal = AbortSignal.timeout(moves ? limits.transfer : limits.answer);
    // Set in place: the hook that signs in stands nearer still, and has these very options, not those it is handed.
    options.request = { ...options.request, signal };
    try {
      return await request(options);
    } catch (error) {
      // What we refuse ourselves (a token to a foreign origin) is no trouble of the connection, to be tried again.
      throw ownError(error);
    }
  });
}

/**
 * Octokit returns truncated JSON as text or as nothing, so that a list would seem to be empty. Treat it as a broken
 * connection, which is a status of 500 in octokit's own errors and is retried.
 */
function wholeAnswers(octokit: Hooked): void {
  octokit.hook.after('request', ({ data, headers }, request) => {
    if (typeof data !== 'string' || !/[/+]json\b/.test(headers['content-type'] ?? '')) return;
    const what = `${request.method} ${request.url}`;
    throw Object.assign(new Error(`GitHub's answer to ${what} broke off`), { status: 500, request });
  });
}

/** What GitHub answers 404 to is `undefined`. */
export async function orMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}
