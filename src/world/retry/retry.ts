// Waiting and trying again: which failures pass by themselves, how long to wait, and when to stop.
import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorCode } from '../../error-codes.ts';
import { ReleaseError, messageOf } from '../../errors.ts';
import { secondsToWait } from './retry-after.ts';

/** An HTTP answer that is not what was asked for. `retryAfter` is in seconds. */
export class HttpError extends ReleaseError {
  readonly status: number;
  readonly retryAfter: number | undefined;

  constructor(
    message: string,
    options: { status: number; hint: string; retryAfter?: number; cause?: unknown; code?: ErrorCode },
  ) {
    super(message, { code: 'registry-failed', ...options });
    this.status = options.status;
    this.retryAfter = options.retryAfter;
  }
}

/**
 * An effect that is not to be seen yet, or that somebody else was faster to make: whoever asked looks again instead of
 * giving up.
 */
export class TransientError extends ReleaseError {}

export interface RetryPolicy {
  readonly attempts: number;
  /** The first wait; each further one is twice as long, up to `maxMs`, plus or minus a fifth. */
  readonly firstMs: number;
  readonly maxMs: number;
  readonly signal?: AbortSignal;
  readonly onWait?: (message: string) => void;
}

export const defaultRetryPolicy: RetryPolicy = { attempts: 5, firstMs: 500, maxMs: 15_000 };

const passingCodes = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  // make-fetch-happen's agent, under @actions/attest.
  'ECONNECTIONTIMEOUT',
  'EIDLETIMEOUT',
  'ERESPONSETIMEOUT',
  'ETRANSFERTIMEOUT',
]);

/**
 * Whether the same request may well succeed a moment later (RFC 9110: 408, 429, 5xx; and broken connections). The
 * status is `status` in octokit's errors and ours, `statusCode` in those of the other libraries.
 */
export function isTransient(error: unknown): boolean {
  if (error instanceof TransientError) return true;
  if (typeof error !== 'object' || error === null) return false;
  const { status, statusCode, code, message, cause } = error as Readonly<Record<string, unknown>>;
  const answered = typeof status === 'number' ? status : statusCode;
  if (typeof answered === 'number') {
    return answered === 408 || answered === 425 || answered === 429 || answered >= 500 || isRateLimit(error);
  }
  if (typeof code === 'string' && passingCodes.has(code)) return true;
  if (
    typeof message === 'string' &&
    /socket hang up|other side closed|\bterminated|aborted before|Error: aborted\b|\bECONNRESET\b|Client network socket disconnected|fetch failed|Request timeout/.test(
      message,
    )
  ) {
    return true;
  }
  return cause !== undefined && isTransient(cause);
}

/** GitHub answers a rate limit with 403 and says so in the message or by `Retry-After`. */
function isRateLimit(error: object): boolean {
  const { status, message, response } = error as {
    readonly status?: unknown;
    readonly message?: unknown;
    readonly response?: { readonly headers?: Readonly<Record<string, unknown>> };
  };
  return (
    status === 403 &&
    (/rate limit|abuse/i.test(String(message)) || response?.headers?.['retry-after'] !== undefined)
  );
}

/** The seconds that the server itself asked to wait (`Retry-After`), where it did. */
export function retryAfterOf(error: unknown): number | undefined {
  if (error instanceof HttpError) return error.retryAfter;
  if (typeof error !== 'object' || error === null) return undefined;
  const headers = (error as { response?: { headers?: Record<string, unknown> } }).response?.headers;
  return secondsToWait(headers?.['retry-after']);
}

/**
 * Runs `attempt` until it succeeds, fails for good, or the attempts are used up.
 * Only for what may be asked twice: a question, or an effect that is looked for first.
 * @throws the last error.
 */
export async function retry<T>(
  what: string,
  attempt: (n: number) => Promise<T>,
  retryPolicy: RetryPolicy = defaultRetryPolicy,
): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      retryPolicy.signal?.throwIfAborted();
      return await attempt(n);
    } catch (error) {
      if (n >= retryPolicy.attempts || retryPolicy.signal?.aborted || !isTransient(error)) throw error;
      const asked = retryAfterOf(error);
      const grown =
        Math.min(retryPolicy.maxMs, retryPolicy.firstMs * 2 ** (n - 1)) * (0.8 + Math.random() * 0.4);
      const wait = asked === undefined ? grown : Math.min(asked * 1000, 120_000);
      retryPolicy.onWait?.(
        `${what}: ${messageOf(error)}; trying again in ${(wait / 1000).toFixed(1)} s (${n} of ${retryPolicy.attempts})`,
      );
      await sleep(wait, undefined, retryPolicy.signal ? { signal: retryPolicy.signal } : {});
    }
  }
}
