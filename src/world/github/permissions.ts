// Finds out what the job's token may do, and how GitHub's clock stands to ours, without leaving anything behind.
import type { Repository } from '../../plan/context.ts';
import { readBody } from '../http/body.ts';
import { makeHttp } from '../http/client.ts';
import { gitHubOrigins } from '../http/origin.ts';
import { type RetryPolicy, defaultRetryPolicy, retry } from '../retry/retry.ts';
import { basic } from '../registry/auth.ts';
import { compact } from '../../compact.ts';

export type Permission = 'present' | 'missing' | 'unknown';

export interface TokenProbe {
  /** `contents: write`, by a plain GET: Git's server says before a push whether it would take one. */
  contents(): Promise<Permission>;
  /**
   * `attestations: write`, by a request that cannot succeed: an empty body is refused. A 403 says that the permission is
   * missing; a 422 says nothing, since nobody knows which GitHub looks at first (H8 in docs/reality.md). Where the owner's plan has no attestations, no permission would help: unknown.
   * A POST, so not for plan mode.
   */
  attestations(): Promise<Permission>;
  /** How far GitHub's clock is ahead of ours, in seconds; `undefined` when it does not say the time. */
  clockSkew(): Promise<number | undefined>;
}

/** What GitHub answers, with 403, where the owner's plan has no attestations (docs.github.com, "Artifact attestations"). */
export const featureNotAvailable = /feature not available/i;

/** GitHub's refusals are a sentence or two; bytes. */
const maxRefusal = 64 * 1024;

export interface ProbeOptions {
  readonly token: string;
  readonly repository: Repository;
  readonly userAgent: string;
  readonly retryPolicy?: RetryPolicy;
}

export function makeProbe(options: ProbeOptions): TokenProbe {
  const { repository, token } = options;
  const http = makeHttp({
    userAgent: options.userAgent,
    origins: gitHubOrigins(repository),
    silenceMs: 30_000,
  });
  const retryPolicy = options.retryPolicy ?? defaultRetryPolicy;
  const ask = (
    method: 'GET' | 'POST',
    url: string,
    authorization: string,
    body?: string,
  ): Promise<{ readonly status: number; readonly date: string | undefined; readonly refusal: string }> =>
    retry(
      `${method} ${url}`,
      async () => {
        const answer = await http(
          compact({
            method,
            url,
            headers: compact({
              authorization,
              accept: method === 'POST' ? 'application/vnd.github+json' : '*/*',
              'content-type': body === undefined ? undefined : 'application/json',
            }),
            body,
          }),
        );
        const { status, headers } = answer;
        const refused = method === 'POST' && status === 403;
        const refusal = refused ? (await readBody(answer.body, maxRefusal, url)).toString('utf8') : '';
        // All is said: any other body (every ref of the repository) is not waited for, and may break off.
        answer.body.destroy();
        return { status, date: headers.date, refusal };
      },
      retryPolicy,
    );
  return {
    contents: async () => {
      // Git's own protocol (gitprotocol-http, "Smart Clients"): GitHub answers 403 where the token may not push.
      const url = `${repository.url}.git/info/refs?service=git-receive-pack`;
      const { status } = await ask('GET', url, basic({ username: 'x-access-token', password: token }));
      if (status === 200) return 'present';
      return status === 401 || status === 403 ? 'missing' : 'unknown';
    },
    attestations: async () => {
      const url = `${repository.apiUrl}/repos/${repository.fullName}/attestations`;
      const { status, refusal } = await ask('POST', url, `token ${token}`, '{}');
      if (featureNotAvailable.test(refusal)) return 'unknown';
      return status === 401 || status === 403 ? 'missing' : 'unknown';
    },
    clockSkew: async () => {
      const before = Date.now();
      const { date } = await ask('GET', `${repository.apiUrl}/rate_limit`, `token ${token}`);
      const theirs = date === undefined ? Number.NaN : Date.parse(date);
      // The header has whole seconds: half a second is the best guess of the rest.
      return Number.isNaN(theirs) ? undefined : (theirs + 500 - (before + Date.now()) / 2) / 1000;
    },
  };
}
