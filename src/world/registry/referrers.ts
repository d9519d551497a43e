// What refers to an image: read from the referrers API and from the fallback tag, attached so that every reader finds it.
import type { Digest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { indexType } from '../../plan/oci/index.ts';
import { TransientError, type RetryPolicy } from '../retry/retry.ts';
import { type Answer, type Ask, below, header } from './client.ts';
import { type Descriptor, descriptorsOf, maxManifestBytes, sha256 } from './descriptors.ts';
import { type Base, emptyType, fallbackList, maxReferrers } from './fallback-list.ts';
import { refusal } from './refusals.ts';
import { upload } from './upload.ts';

/** One blob with what its manifest says of it. */
export interface Artifact {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface ReferrersApi {
  /** What refers to a digest: by the referrers API and by the `sha256-…` tag, whatever the one or the other leaves out. */
  referrers(image: ImageName, digest: Digest): Promise<readonly Descriptor[]>;
  /**
   * Makes an artifact refer to a digest, and waits until readers are shown it. Answers its manifest's digest.
   * @param others what else is to be listed at the same digest, waited for before the list is written
   */
  attach(
    image: ImageName,
    subject: Digest,
    artifact: Artifact,
    others?: () => Promise<void>,
  ): Promise<Digest>;
}

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const maxPages = 50;
/** How registries say that they have no referrers API: 404 by the specification, and what others are seen to answer. */
const withoutApi = [400, 404, 405, 406];

export function referrersOf(ask: Ask, base: Base, lag: RetryPolicy): ReferrersApi {
  const list = fallbackList(base, lag, (image, subject) => {
    looks.delete(`${image.name}@${subject}`);
  });

  /** Blobs that several referrers share are uploaded once, also when these are attached at the same time. */
  const uploads = new Map<string, ReturnType<typeof upload>>();
  const uploaded = (image: ImageName, bytes: Buffer, isNew: boolean): ReturnType<typeof upload> => {
    const key = `${image.name}@${sha256(bytes)}`;
    const begun = uploads.get(key) ?? upload(ask, image, bytes, isNew);
    uploads.set(key, begun);
    begun.catch(() => uploads.delete(key));
    return begun;
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
    const [api = [], { descriptors = [] }] = await Promise.all([
      byApi(image, digest),
      list.read(image, digest),
    ]);
    const all = new Map([...descriptors, ...api].map((one) => [one.digest, one]));
    return [...all.values()].slice(0, maxReferrers);
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
      const known = header(answer, 'oci-subject');
      // Who has the API says that it knows the subject (distribution-spec, "Pushing Manifests with Subject").
      if (known === '') lacking.add(image.registry);
      // Some say so, and have no API to list it.
      if (known === subject && (await byApi(image, subject)) !== undefined) return digest;
      const own = {
        ...{ mediaType: manifestType, digest, size: manifest.length },
        ...{ artifactType: mediaType, annotations },
      };
      list.remember(image, subject, own);
      await others?.();
      await list.add(image, subject, own);
      return digest;
    },
  };
}

/** `Link: <…>; rel="next"` (RFC 8288), as the specification pages through referrers. */
function nextPage(link: string, image: ImageName): string | undefined {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next\b/.exec(link)?.[1];
  return target === undefined ? undefined : below(target, image);
}
