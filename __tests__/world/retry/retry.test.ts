import { describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import { HttpError, type RetryPolicy, isTransient, retry } from '../../../src/world/retry/retry.ts';

const failing = (properties: object, message = 'it failed'): Error =>
  Object.assign(new Error(message), properties);

describe('what passes by itself', () => {
  test.each<[string, unknown, boolean]>([
    ['500', failing({ status: 500 }), true],
    ['503 of another library', failing({ statusCode: 503 }), true],
    ['408', failing({ status: 408 }), true],
    ['429', failing({ status: 429 }), true],
    ['404', failing({ status: 404 }), false],
    ['422', failing({ status: 422 }), false],
    ['401 of another library', failing({ statusCode: 401 }), false],
    ['403', failing({ status: 403 }, 'Resource not accessible by integration'), false],
    ['a rate limit', failing({ status: 403 }, 'You have exceeded a secondary rate limit'), true],
    ['403 with Retry-After', failing({ status: 403, response: { headers: { 'retry-after': '3' } } }), true],
    ['a reset', failing({ code: 'ECONNRESET' }), true],
    ['a timeout of an agent', failing({ code: 'ERESPONSETIMEOUT' }), true],
    ['no such host', failing({ code: 'ENOTFOUND' }), false],
    ['a wrong certificate', failing({ code: 'CERT_HAS_EXPIRED' }), false],
    ['a hang-up', new Error('socket hang up'), true],
    ['a TUF file that breaks off', new Error('Unable to load snapshot metadata error Error: aborted'), true],
    [
      'a deeper cause',
      new Error('outer', { cause: new Error('middle', { cause: failing({ statusCode: 502 }) }) }),
      true,
    ],
    ['a refusal over a reset', failing({ status: 400, cause: failing({ code: 'ECONNRESET' }) }), false],
    ['our own error', new ReleaseError('the tag is not a version', { hint: 'mend it' }), false],
    [
      'our own error over a reset',
      new ReleaseError('x', { hint: '', cause: failing({ code: 'EPIPE' }) }),
      true,
    ],
    ['a string', 'ECONNRESET', false],
    ['null', null, false],
    ['nothing', undefined, false],
  ])('%s', (_name, error, expected) => {
    expect(isTransient(error)).toBe(expected);
  });
});

describe('untilFound', () => {
  const quick = (over: Partial<RetryPolicy> = {}): RetryPolicy => ({
    attempts: 4,
    firstMs: 1,
    maxMs: 2,
    ...over,
  });

  test('goes on until it works, and counts', async () => {
    const seen: number[] = [];
    const value = await retry(
      'GET it',
      (n) => {
        seen.push(n);
        return n < 3 ? Promise.reject(failing({ status: 502 })) : Promise.resolve('done');
      },
      quick(),
    );
    expect([value, seen]).toEqual(['done', [1, 2, 3]]);
  });

  test('stops at what does not pass', async () => {
    let count = 0;
    const attempt = (): Promise<never> => {
      count++;
      return Promise.reject(failing({ status: 404 }, 'gone'));
    };
    await expect(retry('GET it', attempt, quick())).rejects.toThrow('gone');
    expect(count).toBe(1);
  });

  test('waits as long as it was told, and says so', async () => {
    const told: string[] = [];
    const busy = new HttpError('busy', { status: 429, hint: '', retryAfter: 0.05 });
    const began = Date.now();
    await retry(
      'GET it',
      (n) => (n === 1 ? Promise.reject(busy) : Promise.resolve()),
      quick({ onWait: (message) => told.push(message) }),
    );
    expect(Date.now() - began).toBeGreaterThanOrEqual(45);
    expect(told).toEqual(['GET it: busy; trying again in 0.1 s (1 of 4)']);
  });

  test('ends at once when the run is stopped, even while it waits', async () => {
    const stop = new AbortController();
    const waiting = retry(
      'GET it',
      () => Promise.reject(failing({ status: 503 })),
      quick({ firstMs: 60_000, maxMs: 60_000, signal: stop.signal }),
    );
    setTimeout(() => {
      stop.abort(new Error('cancelled'));
    }, 5);
    await expect(waiting).rejects.toThrow();
  });

  test('does not begin when the run is stopped already', async () => {
    const attempt = (): Promise<never> => Promise.reject(new Error('must not be called'));
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect(retry('GET it', attempt, quick({ signal }))).rejects.toThrow('cancelled');
  });
});
