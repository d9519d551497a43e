// What refers to an image: read from the referrers API and from the fallback tag, attached so that every reader finds it.
import { type Digest, isDigest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { indexType } from '../../plan/oci/index.ts';
import { ReleaseError } from '../../errors.ts';
import { HttpError, TransientError, type RetryPolicy } from '../retry/retry.ts';
import { type Answer, type Ask, below, header } from './client.ts';
import {
  type Descriptor,
  type Manifest,
  descriptorsOf,
  describedBy,
  maxManifestBytes,
  objectIn,
  sha256,
} from './descriptors.ts';
import { type Heads, type PutTag, settled } from './lag.ts';
import { refusal } from './refusals.ts';
import { upload } from './upload.ts';

/** One blob with what its manifest says of it. */
export interface Artifact {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The rest of the registry, which this stands on. */
interface Base extends Heads {
  /** What a digest is said to be, by whoever has read or put it in this run; else the registry is asked. */
  described(
    image: ImageName,
    digest: Digest,
  ): Promise<Pick<Descriptor, 'mediaType' | 'digest' | 'size'> | undefined>;
  manifest(image: ImageName, reference: string): Promise<Manifest | undefined>;
  put(
    image: ImageName,
    reference: string,
    manifest: { readonly mediaType: string; readonly bytes: Buffer },
  ): Promise<Digest>;
}

export interface ReferrersApi {
  referrers(image: ImageName, digest: Digest): Promise<readonly Descriptor[]>;
  attach(
    image: ImageName,
    subject: Digest,
    artifact: Artifact,
    others?: () => Promise<void>,
  ): Promise<Digest>;
}

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
/** OCI image-spec, "Guidance for an Empty Descriptor". */
const emptyType = 'application/vnd.oci.empty.v1+json';
const maxPages = 50;
/** Whoever may push can add entries: more than these are not looked at. */
const maxReferrers = 1000;
/** So many entries of others are described anew when a list is written. */
const maxMended = 50;
/** How registries say that they have no referrers API: 404 by the specification, and what others are seen to answer. */
const withoutApi = [400, 404, 405, 406];

export function referrersOf(ask: Ask, base: Base, lag: RetryPolicy): ReferrersApi {
  /** Entries that this run has seen or written: a list that lags must not make it forget them when it writes. */
  const known = new Map<string, Map<string, Entry>>();
  const knownOf = (image: ImageName, subject: Digest): Map<string, Entry> => {
    const key = `${image.name}@${subject}`;
    const there = known.get(key) ?? new Map<string, Entry>();
    known.set(key, there);
    return there;
  };

  /** Blobs that several referrers share are uploaded once, also when these are attached at the same time. */
  const uploads = new Map<string, ReturnType<typeof upload>>();
  const uploaded = (image: ImageName, bytes: Buffer, isNew: boolean): ReturnType<typeof upload> => {
    const key = `${image.name}@${sha256(bytes)}`;
    const begun = uploads.get(key) ?? upload(ask, image, bytes, isNew);
    uploads.set(key, begun);
    begun.catch(() => uploads.delete(key));
    return begun;
  };

  /** The list under the fallback tag (distribution-spec, "Referrers Tag Schema"). */
  const listed = async (image: ImageName, subject: Digest): Promise<List> => {
    const there = await base.manifest(image, fallbackTag(subject));
    const rest = there ? objectIn(there.bytes) : undefined;
    const manifests = rest?.['manifests'];
    const entries = Array.isArray(manifests) ? (manifests as unknown[]).filter(isEntry) : [];
    const memory = knownOf(image, subject);
    for (const entry of entries) memory.set(entry.digest, entry);
    return {
      entries,
      rest: rest ?? {},
      isIndex:
        there === undefined ||
        there.descriptor.mediaType.startsWith(indexType) ||
        rest?.['mediaType'] === indexType,
      ...(there === undefined
        ? {}
        : { digest: there.descriptor.digest, descriptors: descriptorsOf(there.bytes) }),
    };
  };

  /** Registries that have said that they have no referrers API: they are not asked again in this run. */
  const lacking = new Set<string>();

  /** `undefined` where the registry has no such API. */
  const byApi = async (image: ImageName, subject: Digest): Promise<readonly Descriptor[] | undefined> => {
    if (lacking.has(image.registry)) return undefined;
    const found = await askApi(image, subject);
    if (found === undefined) lacking.add(image.registry);
    return found;
  };

  const askApi = async (image: ImageName, subject: Digest): Promise<readonly Descriptor[] | undefined> => {
    const found: Descriptor[] = [];
    let path: string | undefined = `referrers/${subject}`;
    for (let page = 0; path !== undefined && page < maxPages && found.length < maxReferrers; page++) {
      const answer: Answer = await ask('GET', image, path, {
        headers: { accept: indexType },
        limit: maxManifestBytes,
      });
      if (withoutApi.includes(answer.status)) return undefined;
      if (answer.status !== 200) throw refusal(image, `GET ${path}`, answer);
      // Some registries answer every path with a page of their own.
      if (!header(answer, 'content-type').startsWith(indexType)) return undefined;
      for (const one of descriptorsOf(answer.body)) found.push(one);
      path = nextPage(header(answer, 'link'), image);
    }
    return found;
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
    looks.delete(`${image.name}@${subject}`);
    const key = `${image.name}@${subject}`;
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

  /** Who has written the same list waits for it together. */
  const settling = new WeakMap<Written, Promise<string | undefined>>();
  const settledOnce = (image: ImageName, written: Written): Promise<string | undefined> => {
    const begun = settling.get(written) ?? settled(base, image, written, lag);
    settling.set(written, begun);
    return begun;
  };

  /** Looks that begin at the same time are one; none is joined that began before a list was written. */
  const looks = new Map<string, Promise<readonly Descriptor[]>>();
  const look = (image: ImageName, digest: Digest): Promise<readonly Descriptor[]> => {
    const key = `${image.name}@${digest}`;
    const begun =
      looks.get(key) ??
      both(image, digest).finally(() => {
        if (looks.get(key) === begun) looks.delete(key);
      });
    looks.set(key, begun);
    return begun;
  };

  // An empty list is not the whole truth: GHCR is seen to answer one while the tag has entries.
  const both = async (image: ImageName, digest: Digest): Promise<readonly Descriptor[]> => {
    const [api = [], { descriptors = [] }] = await Promise.all([byApi(image, digest), listed(image, digest)]);
    const all = new Map([...descriptors, ...api].map((one) => [one.digest, one]));
    return [...all.values()].slice(0, maxReferrers);
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
    const now = await settledOnce(image, written);
    if (now === written.digest) return;
    const after = await listed(image, subject);
    if (after.entries.some((entry) => entry.digest === own.digest)) return;
    // Writing again merges ours into the list of whoever else has written.
    throw new TransientError(`${image.name}:${written.tag} does not list ${own.digest} after it was put`, {
      hint: 'Run the workflow again.',
    });
  };

  return {
    referrers: look,
    attach: async (image, subject, { bytes, mediaType, annotations }, others) => {
      const head = await base.described(image, subject);
      if (!head) {
        throw new TransientError(`${image.name}@${subject} cannot be read yet`, {
          hint: 'Run the workflow again.',
        });
      }
      // What was just signed is nowhere yet; the empty configuration is there from the first release on.
      const [blob, config] = await Promise.all([
        uploaded(image, bytes, true),
        uploaded(image, Buffer.from('{}'), false),
      ]);
      const manifest = Buffer.from(
        JSON.stringify({
          schemaVersion: 2,
          mediaType: manifestType,
          artifactType: mediaType,
          config: { mediaType: emptyType, ...config },
          layers: [{ mediaType, ...blob }],
          subject: { mediaType: head.mediaType, digest: head.digest, size: head.size },
          annotations,
        }),
      );
      const digest = sha256(manifest);
      const answer = await ask('PUT', image, `manifests/${digest}`, {
        headers: { 'content-type': manifestType },
        body: manifest.toString(),
      });
      if (answer.status !== 201 && answer.status !== 200)
        throw refusal(image, `PUT manifests/${digest}`, answer);
      // Some say that they know the subject, and have no API to list it.
      if (header(answer, 'oci-subject') === subject && (await byApi(image, subject)) !== undefined)
        return digest;
      const own = {
        ...{ mediaType: manifestType, digest, size: manifest.length },
        ...{ artifactType: mediaType, annotations },
      };
      knownOf(image, subject).set(digest, own);
      await others?.();
      await addToList(image, subject, own);
      return digest;
    },
  };
}

/** A list that was sent. */
interface Written extends PutTag {
  readonly holds: ReadonlySet<Digest>;
}

/** An entry of the list as it stands there, with whatever else it says. */
type Entry = Readonly<Record<string, unknown>> & { readonly digest: Digest };

interface List {
  readonly entries: readonly Entry[];
  readonly descriptors?: readonly Descriptor[];
  /** What else the list says, to be written again. */
  readonly rest: Readonly<Record<string, unknown>>;
  readonly isIndex: boolean;
  readonly digest?: Digest;
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

/** `Link: <…>; rel="next"` (RFC 8288), as the specification pages through referrers. */
function nextPage(link: string, image: ImageName): string | undefined {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next\b/.exec(link)?.[1];
  return target === undefined ? undefined : below(target, image);
}
