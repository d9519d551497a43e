// Until a build begins nothing of this run can have changed a place: each is looked at once, whoever asks.
import { isDigest } from '../plan/brands.ts';
import type { RemoteWorld } from './world.ts';

export interface EarlyLooks {
  readonly outside: RemoteWorld;
  /** From now on every look is a new one. */
  readonly end: () => void;
}

/**
 * Plan, preflight and the look for an earlier release ask for the same image tag, the same releases and the same record. What
 * failed is asked again.
 */
export function earlyLooks({ git, github, registry }: RemoteWorld): EarlyLooks {
  let seen: Map<string, Promise<unknown>> | undefined = new Map();
  const once = <T>(key: string, look: () => Promise<T>): Promise<T> => {
    if (seen === undefined) return look();
    const begun = (seen.get(key) as Promise<T> | undefined) ?? look();
    seen.set(key, begun);
    begun.catch(() => seen?.delete(key));
    return begun;
  };
  return {
    outside: {
      git,
      github: over(github, {
        releasesOf: (tag) => once(`releases of ${tag}`, () => github.releasesOf(tag)),
        download: (asset) => once(`asset ${asset.id}`, () => github.download(asset)),
      }),
      registry: over(registry, {
        // What is looked for by its digest is waited for, where another job has just pushed it.
        head: (image, reference) =>
          isDigest(reference)
            ? registry.head(image, reference)
            : once(`${image.name} ${reference}`, () => registry.head(image, reference)),
      }),
    },
    end: () => {
      seen = undefined;
    },
  };
}

/** An adapter with some calls of its own; it may be a proxy, which cannot be spread. */
function over<T extends object>(adapter: T, own: Partial<T>): T {
  return new Proxy(adapter, {
    get: (target, name) =>
      (Object.hasOwn(own, name) ? Reflect.get(own, name) : Reflect.get(target, name)) as unknown,
  });
}
