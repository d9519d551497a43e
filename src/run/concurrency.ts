// Work on each of a list, so much of it at once: what has begun is waited for, also when some of it fails.

/** The results in the list's order. When one fails no other begins, and its error is thrown once the rest has ended. */
export async function mapConcurrent<T, R>(
  list: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = list.map((item, at) => ({ item, at }));
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      try {
        results[next.at] = await work(next.item);
      } catch (error) {
        queue.length = 0;
        throw error;
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  const failure = workers.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
  return results;
}

/** What all of them answer. When one fails its error is thrown once all have ended: what is under way is not left alone. */
export async function allEnded<T extends readonly unknown[]>(parts: {
  readonly [At in keyof T]: Promise<T[At]>;
}): Promise<T> {
  await Promise.allSettled(parts);
  return Promise.all(parts);
}

/**
 * One question for all who ask at the same time. Nobody is given an answer that was asked for before they came: who comes while a
 * question is under way shares the next one.
 */
export function sharedAnswer<T>(ask: () => Promise<T>): () => Promise<T> {
  let next: Promise<T> | undefined;
  let underWay: Promise<unknown> = Promise.resolve();
  const asked = async (): Promise<T> => {
    await underWay.catch(() => undefined);
    next = undefined;
    const answer = ask();
    underWay = answer;
    return answer;
  };
  return () => (next ??= asked());
}
