// Signatures and provenance are attached to the same digests: each waits until the other is ready too, so that a list of
// referrers is written once.
import type { Digest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';

/** How one party tells that its part of a digest is ready. */
export interface Others {
  /** Resolves when the others are ready for this digest under this name, or have left. A second call changes nothing. */
  readonly ready: (name: ImageName, digest: Digest) => Promise<void>;
}

/** Nobody else attaches anything. */
export const alone: Others = { ready: () => Promise.resolve() };

interface Place {
  readonly there: Set<number>;
  readonly open: () => void;
  readonly opened: Promise<void>;
}

/**
 * A meeting of so many parties. A party that has ended, however, is waited for no more: its work is given to `attend`.
 */
export function meeting(parties: number): {
  readonly attend: <T>(party: number, work: (others: Others) => Promise<T>) => Promise<T>;
} {
  const places = new Map<string, Place>();
  const left = new Set<number>();
  const placeOf = (key: string): Place => {
    const known = places.get(key);
    if (known) return known;
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const place = { there: new Set<number>(), open, opened };
    places.set(key, place);
    return place;
  };
  const openWhereAllAre = ({ there, open }: Place): void => {
    if (new Set([...there, ...left]).size >= parties) open();
  };
  return {
    attend: async (party, work) => {
      try {
        return await work({
          ready: (name, digest) => {
            const place = placeOf(`${name.name}@${digest}`);
            place.there.add(party);
            openWhereAllAre(place);
            return place.opened;
          },
        });
      } finally {
        left.add(party);
        for (const place of places.values()) openWhereAllAre(place);
      }
    },
  };
}
