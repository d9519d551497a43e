// The list of referrers under the fallback tag of an image (distribution-spec, "Referrers Tag Schema"): read, merged and written.
import { type Digest, isDigest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { indexType } from '../../plan/oci/index.ts';
import { ReleaseError } from '../../errors.ts';
import { HttpError, TransientError, type RetryPolicy } from '../retry/retry.ts';
import { type Descriptor, type Manifests, descriptorsOf, describedBy, objectIn } from './descriptors.ts';
import { type Heads, type PutTag, settled } from './lag.ts';

/** The rest of the registry, which this stands on. */
export interface Base extends Heads, Manifests {
  /** What a digest is said to be, by whoever has read or put it in this run; else the registry is asked. */
  described(
    image: ImageName,
    digest: Digest,
  ): Promise<Pick<Descriptor, 'mediaType' | 'digest' | 'size'> | undefined>;
}

/** OCI image-spec, "Guidance for an Empty Descriptor". */
export const emptyType = 'application/vnd.oci.empty.v1+json';
/** Whoever may push can add entries: more than these are not looked at. */
export const maxReferrers = 1000;
/** So many entries of others are described anew when a list is written. */
const maxMended = 50;

/** A list that was sent. */
interface Written extends PutTag {
  readonly holds: ReadonlySet<Digest>;
}

/** An entry of the list as it stands there, with whatever else it says. */
export type Entry = Readonly<Record<string, unknown>> & { readonly digest: Digest };

export interface List {
  readonly entries: readonly Entry[];
  readonly descriptors?: readonly Descriptor[];
  /** What else the list says, to be written again. */
  readonly rest: Readonly<Record<string, unknown>>;
  readonly isIndex: boolean;
  /** The registry answers the tag with the image itself, as GitLab's does (docs/reality.md, O26). */
  readonly isSubject: boolean;
  readonly digest?: Digest;
}

export interface FallbackList {
  read(image: ImageName, subject: Digest): Promise<List>;
  /** What this run has put into the registry: whoever writes the list next lists it. */
  remember(image: ImageName, subject: Digest, entry: Entry): void;
  /** Returns once readers are shown the entry. */
  add(image: ImageName, subject: Digest, entry: Entry): Promise<void>;
}

/** @param onWrite called when a list was written, so that what was read before is not taken for what is there now */
export function fallbackList(
  base: Base,
  lag: RetryPolicy,
  onWrite: (image: ImageName, subject: Digest) => void,
): FallbackList {
  /** Entries that this run has seen or written: a list that lags must not make it forget them when it writes. */
  const known = new Map<string, Map<string, Entry>>();
  const knownOf = (image: ImageName, subject: Digest): Map<string, Entry> => {
    const key = `${image.name}@${subject}`;
    const there = known.get(key) ?? new Map<string, Entry>();
    known.set(key, there);
    return there;
  };

  /** The list under the fallback tag (distribution-spec, "Referrers Tag Schema"). */
  const listed = async (image: ImageName, subject: Digest): Promise<List> => {
    const found = await base.manifest(image, fallbackTag(subject));
    const isSubject = found?.descriptor.digest === subject;
    const there = isSubject ? undefined : found;
    const rest = there ? objectIn(there.bytes) : undefined;
    const manifests = rest?.['manifests'];
    const entries = Array.isArray(manifests) ? (manifests as unknown[]).filter(isEntry) : [];
    const memory = knownOf(image, subject);
    for (const entry of entries) memory.set(entry.digest, entry);
    return {
      entries,
      rest: rest ?? {},
      isSubject,
      isIndex:
        there === undefined ||
        there.descriptor.mediaType.startsWith(indexType) ||
        rest?.['mediaType'] === indexType,
      ...(there === undefined
        ? {}
        : { digest: there.descriptor.digest, descriptors: descriptorsOf(there.bytes) }),
    };
  };

  /** What cannot be read stays as it is: it is not ours. */
  const mended = async (image: ImageName, entry: Entry): Promise<Entry> => {
    try {
      const manifest = await base.manifest(image, entry.digest);
      return manifest ? { ...entry, ...describedBy(manifest.bytes) } : entry;
    } catch (error) {
      if (error instanceof ReleaseError && !(error instanceof HttpError) && error.cause === undefined)
        return entry;
      throw error;
    }
  };

  /** The list that is being sent, by its subject: who adds to it next waits until it is sent, not until it shows. */
  const writes = new Map<string, Promise<Written>>();
  /** The lists that this run has put, by their subject. */
  const put = new Map<string, ReadonlySet<Digest>>();

  /** Reads the list, merges what this run knows, and writes it. */
  const writeList = async (image: ImageName, subject: Digest): Promise<Written> => {
    const tag = fallbackTag(subject);
    const before = await listed(image, subject);
    if (!before.isIndex) {
      throw new ReleaseError(`${image.name}:${tag} is where referrers are listed, and holds something else`, {
        hint: `docker buildx imagetools inspect ${image.name}:${tag}   # what it is, and who put it there`,
      });
    }
    const memory = knownOf(image, subject);
    const inOrder = new Set([...before.entries.map(({ digest }) => digest), ...memory.keys()]);
    const all = [...inOrder].flatMap((digest) => memory.get(digest) ?? []).slice(-maxReferrers);
    for (const entry of all.filter(isPoor).slice(0, maxMended))
      memory.set(entry.digest, await mended(image, entry));
    const manifests = all.map((entry) => memory.get(entry.digest));
    const text = JSON.stringify({ ...before.rest, schemaVersion: 2, mediaType: indexType, manifests });
    const digest = await base.put(image, tag, { mediaType: indexType, bytes: Buffer.from(text) });
    onWrite(image, subject);
    const key = `${image.name}@${subject}`;
    shown.delete(key);
    const earlier = new Set(put.get(key));
    put.set(key, new Set([...earlier, digest]));
    return {
      tag,
      digest,
      before: before.digest,
      earlier,
      holds: new Set(all.map((entry) => entry.digest)),
    };
  };

  /** The list as readers were shown it after it was written: the next look is this one. */
  const shown = new Map<string, List>();
  /** Who has written the same list waits for it together. Answers the list that is shown in the end. */
  const settling = new WeakMap<Written, Promise<List>>();
  const settledOnce = (image: ImageName, subject: Digest, written: Written): Promise<List> => {
    const settle = async (): Promise<List> => {
      let last: List = { entries: [], rest: {}, isIndex: true, isSubject: false };
      const head = async (): Promise<{ readonly digest: Digest } | undefined> => {
        last = await listed(image, subject);
        return last.digest === undefined ? undefined : { digest: last.digest };
      };
      await settled({ head }, image, written, lag);
      if (last.digest === written.digest) shown.set(`${image.name}@${subject}`, last);
      return last;
    };
    const begun = settling.get(written) ?? settle();
    settling.set(written, begun);
    return begun;
  };

  const addToList = async (image: ImageName, subject: Digest, own: Entry): Promise<void> => {
    const key = `${image.name}@${subject}`;
    knownOf(image, subject).set(own.digest, own);
    // Signature, provenance and SBOMs come at the same time: one writer at a time, and whoever writes writes what all
    // others have ready.
    const earlier = writes.get(key);
    const write = (earlier ?? Promise.resolve(undefined))
      .catch(() => undefined)
      .then((last) => (last?.holds.has(own.digest) ? last : writeList(image, subject)));
    writes.set(key, write);
    const written = await write.finally(() => {
      if (writes.get(key) === write) writes.delete(key);
    });
    const after = await settledOnce(image, subject, written);
    if (after.entries.some((entry) => entry.digest === own.digest)) return;
    if (after.isSubject) {
      throw new ReleaseError(
        `${image.name}:${written.tag} is answered with the image itself: ${image.registry} keeps no list of referrers`,
        {
          hint: 'Sign in another registry, or publish unsigned:\nwith: { sign: none, attest: false }',
        },
      );
    }
    // Writing again merges ours into the list of whoever else has written.
    throw new TransientError(`${image.name}:${written.tag} does not list ${own.digest} after it was put`, {
      hint: 'Run the workflow again.',
    });
  };

  return {
    read: (image, subject) => {
      const key = `${image.name}@${subject}`;
      const seen = shown.get(key);
      shown.delete(key);
      return seen === undefined ? listed(image, subject) : Promise.resolve(seen);
    },
    remember: (image, subject, entry) => {
      knownOf(image, subject).set(entry.digest, entry);
    },
    add: addToList,
  };
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null || !('digest' in value)) return false;
  return typeof value.digest === 'string' && isDigest(value.digest);
}

/**
 * cosign up to 3.1.3 leaves out the annotations, and names the configuration's type (docs/reality.md, S2): whoever looks
 * for one kind of referrer does not find it then.
 */
function isPoor({ annotations, artifactType }: Entry): boolean {
  return annotations === undefined || [undefined, '', emptyType].includes(artifactType as string | undefined);
}

function fallbackTag(subject: Digest): string {
  return subject.replace(':', '-');
}
