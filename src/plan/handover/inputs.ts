// What makes a platform's image what it is, as one hash: jobs that were given the same find what another has built.
import { createHash } from 'node:crypto';
import { isAbsolute, relative, resolve } from 'node:path';
import { manifestAnnotations } from '../annotations.ts';
import type { BuildPlan } from '../build.ts';
import type { Platform } from '../oci/image-name.ts';

/** The SHA-256 of a Dockerfile that this machine can read; absent for one that BuildKit fetches. */
export interface DockerfileFacts {
  readonly sha256?: string;
}

/** What BuildKit fetches itself: a repository, an archive, an image. */
const elsewhere = /^(?:[a-z][a-z0-9+.-]*:|git@|github\.com\/)/i;

/** Whether a context, or a Dockerfile, is fetched by BuildKit and not read on this machine. */
export function isFetched(place: string): boolean {
  return elsewhere.test(place);
}

/** Where the Dockerfile is on this machine, or `undefined` where BuildKit fetches it. */
export function dockerfilePath(
  { context, file }: Pick<BuildPlan, 'context' | 'file'>,
  workspace: string,
): string | undefined {
  if (isFetched(context) || (file !== undefined && isFetched(file))) return undefined;
  return file === undefined ? resolve(workspace, context, 'Dockerfile') : resolve(workspace, file);
}

/**
 * A SHA-256 in hex over all that changes the image of a platform. Left out is what does not (the cache, other platforms) and what
 * a public registry must not be asked about: secrets, of which BuildKit's own cache knows nothing either.
 * @param workspace a place inside it is told from there, since machines have it in different folders
 */
export function hashOfInputs(
  plan: BuildPlan,
  platform: Platform,
  { workspace, dockerfile }: { readonly workspace: string; readonly dockerfile: DockerfileFacts },
): string {
  const place = (text: string): string => placeIn(workspace, text);
  const path = dockerfilePath(plan, workspace);
  const facts = {
    version: 1,
    images: plan.images,
    context: place(plan.context),
    // A file elsewhere on the machine is known by its content alone.
    file: path === undefined ? (plan.file ?? '') : inside(workspace, path),
    dockerfile: dockerfile.sha256 ?? '',
    target: plan.target ?? '',
    buildArgs: sorted(plan.buildArgs),
    buildContexts: sorted(plan.buildContexts.map(([name, from]) => [name, place(from)] as const)),
    labels: sorted(plan.labels),
    annotations: sorted(manifestAnnotations(plan.annotations, platform.name)),
    provenance: plan.provenance,
    sourceDateEpoch: plan.sourceDateEpoch ?? null,
  };
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

function sorted(pairs: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  return pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function placeIn(workspace: string, text: string): string {
  if (isFetched(text)) return text;
  return inside(workspace, resolve(workspace, text)) ?? text;
}

/** The path from the workspace, `''` for the workspace itself; `null` for one outside it. */
function inside(workspace: string, path: string): string | null {
  const from = relative(workspace, path);
  return from.startsWith('..') || isAbsolute(from) ? null : from;
}
