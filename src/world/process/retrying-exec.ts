// Programs whose trouble passes: a question is asked again, and an effect is told apart, so that its step looks first.
import { ReleaseError } from '../../errors.ts';
import type { Exec } from './exec.ts';
import { TransientError, type RetryPolicy, defaultRetryPolicy, retry } from '../retry/retry.ts';

/**
 * What git, cosign, gh, buildx and Go's HTTP client print when a server is busy or a connection broke: RFC 9110's 408,
 * 429 and 5xx in the words of each, and the names of broken connections.
 */
const transientWords = [
  /\b(?:HTTP|status|code|error)[^\n\d]{0,30}\b(?:408|429|50[0234])\b/i,
  /\bFailed request: \((?:408|429|50[0234])\)/,
  // gh unpacks whatever the store of bundles answers, also its 429.
  /failed to decompress with snappy/,
  /\b(?:408 Request Timeout|429 Too Many Requests|500 Internal Server Error|502 Bad Gateway|503 Service Unavailable|504 Gateway Time-?out)\b/i,
  /\bE(?:CONNRESET|CONNREFUSED|TIMEDOUT|PIPE|AI_AGAIN)\b/,
  /connection (?:was )?(?:reset|refused|closed|timed out)|connection to \S+ broken|reset by peer|broken pipe/i,
  /\b(?:unexpected )?EOF\b|remote end hung up|early EOF|unexpected disconnect/,
  /\bcurl 28\b|operation too slow|less than \d+ bytes\/sec/i,
  /i\/o timeout|TLS handshake timeout|context deadline exceeded|Client\.Timeout|operation timed out/i,
  /could not resolve host|temporary failure in name resolution|server misbehaving/i,
];

/** Whether a program's own last lines say that the same command may well succeed a moment later. */
export function isTransientOutput(output: string): boolean {
  return transientWords.some((words) => words.test(output));
}

function read(error: unknown): unknown {
  if (
    !(error instanceof ReleaseError) ||
    error instanceof TransientError ||
    !isTransientOutput(error.message)
  )
    return error;
  return new TransientError(error.message, { hint: error.hint, cause: error.cause });
}

/** For programs that change something: what passes is thrown as `TransientError`, and nothing is tried again here. */
export function singleTryExec(exec: Exec): Exec {
  return {
    run: async (argv, options) => {
      try {
        return await exec.run(argv, options);
      } catch (error) {
        throw read(error);
      }
    },
  };
}

/** How long a question may take before it is asked anew, in ms: gh and cosign would wait for a silent server for ever. */
const questionMs = 180_000;

/**
 * For programs that only ask, or whose effect is the same the second time: what passes is waited for.
 * @param limitMs for each try; `Infinity` for programs that watch their connections themselves.
 */
export function retryingExec(
  exec: Exec,
  retryPolicy: RetryPolicy = defaultRetryPolicy,
  limitMs = questionMs,
): Exec {
  const once = singleTryExec(exec);
  return {
    run: (argv, options = {}) => {
      const what = argv.slice(0, 2).join(' ');
      if (limitMs === Infinity) return retry(what, () => once.run(argv, options), retryPolicy);
      return retry(
        what,
        async () => {
          const late = AbortSignal.timeout(limitMs);
          const signal = options.signal === undefined ? late : AbortSignal.any([options.signal, late]);
          try {
            return await once.run(argv, { ...options, signal });
          } catch (error) {
            if (!late.aborted || options.signal?.aborted === true) throw error;
            const asked = argv.slice(0, 2).map((word) => word.slice(word.lastIndexOf('/') + 1));
            throw new TransientError(`${asked.join(' ')} had no answer for ${limitMs / 1000} s`, {
              hint: 'Run the workflow again: it continues from here. See https://www.githubstatus.com.',
              cause: error,
            });
          }
        },
        retryPolicy,
      );
    },
  };
}
