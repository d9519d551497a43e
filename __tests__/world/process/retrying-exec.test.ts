import { describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import type { Exec, RunResult } from '../../../src/world/process/exec.ts';
import { isTransientOutput, singleTryExec, retryingExec } from '../../../src/world/process/retrying-exec.ts';
import { TransientError } from '../../../src/world/retry/retry.ts';

describe('trouble that passes, in the words of', () => {
  test.each([
    ['git', "fatal: unable to access 'https://github.com/o/r/': The requested URL returned error: 500"],
    ['git', 'error: RPC failed; curl 56 Recv failure: Connection reset by peer'],
    ['git', 'fatal: the remote end hung up unexpectedly'],
    ['git', 'fatal: unable to access: Could not resolve host: github.com'],
    ['git', 'error: RPC failed; curl 28 Operation too slow. Less than 1 bytes/sec transferred the last 60 s'],
    ['cosign', 'Error: signing bundle: error signing bundle: Post "https://rekor.sigstore.dev": EOF'],
    [
      'cosign',
      'GET https://ghcr.io/v2/o/r/manifests/sha256:a: unexpected status code 503 Service Unavailable',
    ],
    ['gh', 'HTTP 502: Bad Gateway (https://api.github.com/repos/o/r/attestations)'],
    ['gh', 'Error: failed to fetch bundle with URL: failed to decompress with snappy: snappy: corrupt input'],
    ['@actions/http-client', 'Failed to get ID token: Failed request: (429)'],
    [
      'buildx',
      'ERROR: failed to push ghcr.io/o/r: unexpected status from PUT request: 500 Internal Server Error',
    ],
  ])('%s: %s', (_, output) => {
    expect(isTransientOutput(output)).toBe(true);
  });

  test.each([
    'Error: no matching signatures',
    'fatal: repository not found',
    'HTTP 403: Resource not accessible by integration',
    'HTTP 404: Not Found',
    'Failed to get ID token: Failed request: (403)',
    'Error: none of the expected identities matched 500 others',
    'denied: permission_denied: write_package',
  ])('and none here: %s', (output) => {
    expect(isTransientOutput(output)).toBe(false);
  });
});

/** Fails with these messages, then succeeds. */
function failing(...messages: readonly string[]): { readonly exec: Exec; readonly count: () => number } {
  let count = 0;
  const done: RunResult = { code: 0, stdout: Buffer.from('done'), stderr: '' };
  const run = (): Promise<RunResult> => {
    const message = messages[count];
    count += 1;
    return message === undefined
      ? Promise.resolve(done)
      : Promise.reject(new ReleaseError(message, { hint: 'see' }));
  };
  return { exec: { run }, count: () => count };
}
const quick = { attempts: 3, firstMs: 1, maxMs: 1 };

describe('a question', () => {
  test('is asked again while the trouble passes', async () => {
    const { exec, count } = failing('HTTP 500', 'HTTP 503');
    expect((await retryingExec(exec, quick).run(['gh'])).stdout.toString()).toBe('done');
    expect(count()).toBe(3);
  });

  test('ends with the last words when it does not', async () => {
    const { exec, count } = failing('HTTP 500', 'HTTP 500', 'HTTP 503: still', 'unused');
    await expect(retryingExec(exec, quick).run(['gh'])).rejects.toThrow('HTTP 503: still');
    expect(count()).toBe(3);
  });

  test('is asked once when the answer is no', async () => {
    const { exec, count } = failing('no matching signatures');
    await expect(retryingExec(exec, quick).run(['cosign'])).rejects.not.toBeInstanceOf(TransientError);
    expect(count()).toBe(1);
  });
});

describe('a question without an answer', () => {
  /** As makeExec does: ends by its signal, and never otherwise. */
  const silent = (): { readonly exec: Exec; readonly count: () => number } => {
    let count = 0;
    const run: Exec['run'] = (_argv, options = {}) => {
      count += 1;
      return new Promise((_resolve, reject) => {
        options.signal?.addEventListener('abort', () => {
          reject(new ReleaseError('gh was stopped', { code: 'cancelled', hint: 'h' }));
        });
      });
    };
    return { exec: { run }, count: () => count };
  };

  test('is asked again after its time, and told with what was waited for', async () => {
    const { exec, count } = silent();
    const asked = retryingExec(exec, quick, 5).run(['/opt/gh', 'attestation', 'verify']);
    await expect(asked).rejects.toThrow('gh attestation had no answer for 0.005 s');
    expect(count()).toBe(3);
  });

  test('is waited for where the program watches its connection itself', async () => {
    const run: Exec['run'] = (_argv, options = {}) => {
      expect(options.signal).toBeUndefined();
      return Promise.resolve({ code: 0, stdout: Buffer.from('late'), stderr: '' });
    };
    expect((await retryingExec({ run }, quick, Infinity).run(['git', 'fetch'])).stdout.toString()).toBe(
      'late',
    );
  });

  test('is not asked again once the run is cancelled', async () => {
    const { exec, count } = silent();
    const cancel = new AbortController();
    const asked = retryingExec(exec, quick, 60_000).run(['gh'], { signal: cancel.signal });
    cancel.abort();
    await expect(asked).rejects.toThrow('gh was stopped');
    expect(count()).toBe(1);
  });
});

describe('an effect', () => {
  test('is tried once, and its step is told to look', async () => {
    const { exec, count } = failing('unexpected EOF');
    await expect(singleTryExec(exec).run(['cosign', 'sign'])).rejects.toBeInstanceOf(TransientError);
    expect(count()).toBe(1);
  });
});
