// An image tag of the release that names another image: found before the build, and again when an earlier image is looked for.
import type { Fault } from '../errors.ts';
import type { Digest } from '../plan/brands.ts';
import type { Plan } from '../plan/plan.ts';
import { releaseAs } from '../plan/version/version.ts';

/** What is wrong when the release's own image tag names another image. */
export function takenTag({ next }: Pick<Plan, 'next'>, ref: string, digest: Digest, why: string): Fault {
  return {
    code: 'tag-conflict',
    message: `${ref} names ${digest} already, and ${why}; nothing was touched`,
    hint: `docker buildx imagetools inspect ${ref}   # what it is; then release the next version:\n${releaseAs(next)}`,
  };
}
