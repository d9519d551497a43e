// An adapter that is loaded when it is first asked, so that its libraries do not delay the start (docs/adr/0026-loaded-when-needed.md).

/** Every call is asynchronous: waiting for the module changes nothing for the caller. */
type Asynchronous<T> = {
  readonly [Name in keyof T]: T[Name] extends (...args: never[]) => Promise<unknown> ? T[Name] : never;
};

/**
 * Stands for what `load` answers. It has no properties of its own to be spread or listed.
 * @param load imports the module and makes the adapter; called once, at the first call
 */
export function deferred<T extends Asynchronous<T>>(load: () => Promise<T>): T {
  let loading: Promise<T> | undefined;
  const calls = new Proxy(Object.create(null) as object, {
    get: (_none, name) => {
      // A promise that resolves to the adapter asks for `then`, and must not take it for a promise.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      return async (...args: readonly unknown[]) => {
        loading ??= load().catch((error: unknown) => {
          // The next attempt of the step loads it again.
          loading = undefined;
          throw error;
        });
        const adapter = (await loading) as Readonly<Record<string, (...of: readonly unknown[]) => unknown>>;
        return adapter[name]?.(...args);
      };
    },
  });
  return calls as T;
}
