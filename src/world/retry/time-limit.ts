// Library calls that have no time limit of their own, and say in words alone that their trouble passes.
import { ReleaseError, messageOf } from '../../errors.ts';
import { isTransientOutput } from '../process/retrying-exec.ts';
import { TransientError, isTransient } from './retry.ts';

/**
 * Waits for a call, but no longer than `limitMs`: `@actions/http-client` reads for ever at an answer that breaks off.
 * The call itself is not cancelled; its result is ignored. `passes` tells from the message of an error whether it is transient.
 * @throws TransientError when it is late or failed transiently; otherwise what the call threw.
 */
export async function withTimeLimit<T>(
  what: string,
  limitMs: number,
  call: () => Promise<T>,
  passes: (words: string) => boolean = isTransientOutput,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(
        new TransientError(`${what} had no answer for ${limitMs / 1000} s`, {
          hint: 'Run the workflow again: it continues from here. See https://www.githubstatus.com.',
        }),
      );
    }, limitMs);
  });
  try {
    return await Promise.race([call(), late]);
  } catch (error) {
    if (error instanceof ReleaseError || isTransient(error) || !passes(messageOf(error))) throw error;
    throw new TransientError(`${what}: ${messageOf(error)}`, {
      hint: 'Run the workflow again: it continues from here.',
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}
