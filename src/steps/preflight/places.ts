// Every image tag that a release writes once, under every name, looked at before anything is built.
import { type Fault, ReleaseError } from '../../errors.ts';
import type { Digest } from '../../plan/brands.ts';
import type { ReleaseRecord } from '../../plan/record/release-record.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { type Plan, firstName } from '../../plan/plan.ts';
import { shaTag } from '../../plan/tags/image-tags.ts';
import { takenTag } from '../../find/taken-tag.ts';
import { isTransient } from '../../world/retry/retry.ts';
import type { Registry } from '../../world/registry/registry.ts';

type Asked = Pick<Registry, 'head' | 'manifest'>;

/** A tag that is there already. */
export interface TakenPlace {
  readonly name: ImageName;
  readonly tag: string;
  readonly digest: Digest;
  /** What is wrong with that. It is not sure where the image may still be proven to be this release's, which needs the tools. */
  readonly conflict?: { readonly sure: boolean; readonly fault: Fault };
}

/** All places of the release, the first name's own tag first. */
export function placesOf({ images, pointers }: Plan): readonly { name: ImageName; tag: string }[] {
  return images.flatMap((name) => [pointers.exact, ...pointers.extra].map((tag) => ({ name, tag })));
}

/** The place as it is; `undefined` where it is free. */
export async function lookAt(
  { name, tag }: { readonly name: ImageName; readonly tag: string },
  plan: Plan,
  record: ReleaseRecord | undefined,
  registry: Asked,
): Promise<TakenPlace | undefined> {
  const digest = (await registry.head(name, tag))?.digest;
  if (digest === undefined) return undefined;
  const taken = { name, tag, digest };
  const recorded = record?.images.find((entry) => entry.name === name.name) ?? record?.images[0];
  if (recorded?.digest === digest) return taken;
  const ref = `${name.name}:${tag}`;
  if (tag !== plan.pointers.exact) {
    const exact = (await registry.head(firstName(plan), plan.pointers.exact))?.digest;
    return exact === digest
      ? taken
      : { ...taken, conflict: { sure: true, fault: takenExtra(ref, tag, digest) } };
  }
  const of = (why: string, sure: boolean): TakenPlace => ({
    ...taken,
    conflict: { sure, fault: takenTag(plan, ref, digest, why) },
  });
  if (recorded !== undefined) return of(`the release's own record names ${recorded.digest}`, true);
  const isFirst = name === firstName(plan);
  const first = isFirst ? digest : (await registry.head(firstName(plan), tag))?.digest;
  if (first === digest && !isFirst) return taken;
  const text = (await registry.manifest(name, digest))?.bytes.toString('utf8') ?? '';
  // Our builds carry the commit as an annotation of the index. Whatever its form is: what is no index of this commit does not hold it.
  if (!text.includes(plan.commit)) return of(`which says nothing of ${plan.commit}`, !isFirst);
  return first === undefined || isFirst
    ? taken
    : of(`${firstName(plan).name}:${tag} names ${first}: a release is one image under every name`, true);
}

function takenExtra(ref: string, tag: string, digest: Digest): Fault {
  return {
    code: 'tag-conflict',
    message: `${ref} names ${digest}, another image, and tags of image-tags never move; nothing was touched`,
    hint: `image-tags: ${tag}=moves   # where it is meant to move with the highest stable release; else take ${tag} out of image-tags`,
  };
}

/**
 * The plan without `sha` of image-tags, where that tag names another release's image of the very same commit: two tags of one
 * commit both want it, and it says what it said before.
 */
export async function leaveSharedSha(plan: Plan, registry: Asked): Promise<Plan> {
  const tag = shaTag(plan.commit);
  if (!plan.pointers.extra.includes(tag)) return plan;
  for (const name of plan.images) {
    const other = await otherReleaseAt(name, tag, plan, registry);
    if (other === undefined) continue;
    const extra = plan.pointers.extra.filter((one) => one !== tag);
    const warning = `${name.name}:${tag} names the image of ${other}, which is of the same commit: it stays there, and ${plan.tag} goes without it`;
    return { ...plan, pointers: { ...plan.pointers, extra }, warnings: [...plan.warnings, warning] };
  }
  return plan;
}

/** The version of another release of this commit that has the tag, as its index says. */
async function otherReleaseAt(
  name: ImageName,
  tag: string,
  { commit, version }: Plan,
  registry: Asked,
): Promise<string | undefined> {
  let text: string | undefined;
  try {
    text = (await registry.manifest(name, tag))?.bytes.toString('utf8');
  } catch (error) {
    // A registry that may not be read is told by the check of permissions.
    if (!(error instanceof ReleaseError) || isTransient(error)) throw error;
  }
  if (text?.includes(commit) !== true) return undefined;
  const said = /"org\.opencontainers\.image\.version"\s*:\s*"([^"\\]{1,200})"/.exec(text)?.[1];
  return said === undefined || said === version.text ? undefined : said;
}
