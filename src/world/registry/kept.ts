// What was read by its digest in this run: it cannot change, so that it is not read again.
import type { Digest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';

/** Bytes that are kept in all, and of one: manifests and bundles of a release are far below. */
const mostBytes = 8 * 1024 * 1024;
const mostOfOne = 512 * 1024;

export interface Kept<T> {
  /** What was read before, else what `read` answers now; looks that are made at once share one. */
  once(image: ImageName, digest: Digest, read: () => Promise<T | undefined>): Promise<T | undefined>;
}

/** Only what was found is kept: what is missing may come. @param bytesOf how large one is */
export function makeKept<T>(bytesOf: (one: T) => number): Kept<T> {
  const kept = new Map<string, T>();
  const underWay = new Map<string, Promise<T | undefined>>();
  let total = 0;
  return {
    once: (image, digest, read) => {
      const key = `${image.name}@${digest}`;
      const known = kept.get(key);
      if (known !== undefined) return Promise.resolve(known);
      const begun =
        underWay.get(key) ??
        read()
          .then((found) => {
            if (found === undefined) return found;
            const bytes = bytesOf(found);
            if (bytes <= mostOfOne && total + bytes <= mostBytes && !kept.has(key)) {
              kept.set(key, found);
              total += bytes;
            }
            return found;
          })
          .finally(() => underWay.delete(key));
      underWay.set(key, begun);
      return begun;
    },
  };
}
