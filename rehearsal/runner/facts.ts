// What env.sh tells a person who looks at a release: the image, its names, and who signed it.
import { identityAt, ISSUER } from '../e2e/programs.ts';
import type { JobResult } from './job.ts';
import type { Site } from './site.ts';

/** What a person verifying by hand would otherwise have to put together. */
export function factsOf(site: Site, ref: string, job?: JobResult): Readonly<Record<string, string>> {
  const image = job?.manifest === undefined ? undefined : (JSON.parse(job.manifest) as Shipped).images[0];
  const name = image?.name ?? `ghcr.io/${site.repository.toLowerCase()}`;
  const tag = nameOf(ref);
  return {
    IMAGE: name,
    TAG: tag,
    // A tag may begin with a prefix that an image's tag cannot hold, and a branch has `latest`.
    IMAGE_REF: `${name}:${image?.tags[0] ?? (ref.startsWith('refs/heads/') ? 'latest' : tag)}`,
    IDENTITY: identityAt(site, ref),
    ISSUER,
  };
}

/** The images that a release.json names, each with the tags it has for good. */
interface Shipped {
  readonly images: readonly { readonly name: string; readonly tags: readonly string[] }[];
}

/** A ref as people say it. */
export const nameOf = (ref: string): string => ref.replace(/^refs\/(tags|heads)\//, '');
