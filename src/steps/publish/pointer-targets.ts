// Every place where a pointer is kept: how it is read, written and put back.
import { ReleaseError, messageOf } from '../../errors.ts';
import { type TagName, tagName } from '../../plan/brands.ts';
import { exactImageTag } from '../../plan/tags/image-tags.ts';
import { type ImageName, isGhcr } from '../../plan/oci/image-name.ts';
import { readPointer } from '../../find/read-pointer.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Pointer } from '../../plan/tags/pointers.ts';
import type { Image } from '../../plan/artifacts.ts';
import { isOfOtherComponent } from '../../plan/version/loose-version.ts';
import { parseTag } from '../../plan/version/version.ts';
import type { Registry } from '../../world/registry/registry.ts';
import { statusOf } from '../../world/retry/status.ts';
import type { RemoteWorld } from '../../world/world.ts';
import type { GitHubRelease } from '../../world/github/types.ts';
import type { Published } from './publish.ts';
import type { Inputs } from '../../plan/inputs/inputs.ts';
import type { Job } from '../../run/job.ts';
import { compact } from '../../compact.ts';

/** A Git tag that GitHub keeps from the job's token; whoever may push it is told the command. */
export class WithheldTag extends ReleaseError {}

/**
 * Two reasons of GitHub's, which no `permissions:` lifts (H4 in docs/reality.md): the commit's workflows are not the
 * default branch's (403), and a ruleset protects the tag (422).
 */
function withheld(error: unknown, name: string, push: string): unknown {
  const status = statusOf(error);
  const text = messageOf(error).split('\n', 1)[0] ?? '';
  if (status !== 403 && !(status === 422 && /Reference update failed|protected|rule/i.test(text)))
    return error;
  const why =
    status === 403
      ? 'GitHub lets no workflow set a tag on a commit whose workflows differ from those of the default branch'
      : 'a rule of the repository protects the tag';
  return new WithheldTag(`the Git tag ${name} could not be set: ${why} (${text})`, {
    hint: `${push}   # by somebody who may`,
    cause: error,
  });
}

export interface Target {
  readonly pointer: Pointer;
  readonly title: string;
  readonly name: string;
  /** What the pointer names when it names this release. */
  readonly value: string;
  /** What it named before, where this run has changed that already. */
  readonly before?: { readonly value: string | undefined };
  read(): Promise<string | undefined>;
  /** The release of another component that has taken it since this one was published. */
  takenBy?(now: string | undefined): TagName | undefined;
  /** Reads it after it was written: what it named before is waited out where the place lags. */
  settled(before: string | undefined): Promise<string | undefined>;
  /** Points it at a release; answers `false` when that release is not there to be pointed at. */
  write(tag: TagName, exists: boolean): Promise<boolean>;
  /** Puts it back at what `read` answered before; `false` where that is gone. */
  restore(before: string): Promise<boolean>;
  /** Finds out by a write that changes nothing whether the place lets it move. @throws the refusal. */
  putAgain?(): Promise<void>;
}

/** Every place where a pointer is kept; without an image none of the registry. */
export function targetsOf(
  job: Pick<Job<Plan, RemoteWorld>, 'plan' | 'world'>,
  pointer: Pointer,
  {
    inputs,
    image,
    published,
  }: { readonly inputs: Inputs; readonly image: Image | undefined; readonly published: Published },
): readonly Target[] {
  const { plan, world } = job;
  switch (pointer.kind) {
    case 'image':
      return image === undefined ? [] : imageTargets(job, pointer, { inputs, image });
    case 'git':
      return [gitTarget(pointer, plan, world)];
    case 'github-latest':
      return [latestTarget(pointer, plan, published, { tagPrefix: inputs.tagPrefix, world })];
  }
}

/** A pointer of the image, under each of its names. */
export function imageTargets(
  { plan, world }: Pick<Job<Plan, RemoteWorld>, 'plan' | 'world'>,
  pointer: Pointer,
  { inputs, image }: { readonly inputs: Inputs; readonly image: Image },
): readonly Target[] {
  return image.names.map((name) =>
    imageTarget({ pointer, name, image }, { plan, inputs, registry: world.registry }),
  );
}

function imageTarget(
  { pointer, name, image }: { readonly pointer: Pointer; readonly name: ImageName; readonly image: Image },
  { plan, inputs, registry }: { readonly plan: Plan; readonly inputs: Inputs; readonly registry: Registry },
): Target {
  /** Points it at what another tag or digest names; `false` where that is gone. */
  const pointAt = async (reference: string): Promise<boolean> => {
    const other = await registry.manifest(name, reference);
    if (!other) return false;
    await registry.put(name, pointer.name, { mediaType: other.descriptor.mediaType, bytes: other.bytes });
    return true;
  };
  return compact({
    pointer,
    title: `${name.name}:${pointer.name}`,
    name: `${name.name}:${pointer.name}`,
    value: image.digest,
    // GHCR has no rule that keeps a tag where it is.
    putAgain: isGhcr(name) ? undefined : () => registry.putAgain(name, pointer.name),
    read: async () => (await registry.head(name, pointer.name))?.digest,
    settled: (before: string | undefined) =>
      registry.settled(name, { tag: pointer.name, digest: image.digest, before }),
    write: async (tag: TagName) => {
      if (tag === plan.tag) {
        await putTag(registry, name, pointer.name, image);
        return true;
      }
      const version = parseTag(tag, inputs.tagPrefix);
      return version !== undefined && pointAt(exactImageTag(version, inputs.pointers.imageTagPrefix));
    },
    restore: pointAt,
  });
}

/** How a person sets a Git tag that moves. */
export function pushTagCommand({ repository }: Pick<Plan, 'repository'>, name: string, sha: string): string {
  return `git push --force ${repository.url} ${sha}:refs/tags/${name}`;
}

/** GitHub shows at once what was written; a registry may lag, and its target waits. */
function reads(pointer: Pointer, world: RemoteWorld): Pick<Target, 'read' | 'settled'> {
  const read = (): Promise<string | undefined> => readPointer(pointer, undefined, world);
  return { read, settled: read };
}

function gitTarget(pointer: Pointer, plan: Plan, world: RemoteWorld): Target {
  return {
    pointer,
    title: `Git tag ${pointer.name}`,
    name: pointer.name,
    value: plan.commit,
    ...reads(pointer, world),
    write: async (tag, exists) => {
      const sha = tag === plan.tag ? plan.commit : await world.github.tagTarget(tag);
      if (sha === undefined) return false;
      try {
        await world.github.setTag(pointer.name, sha, exists);
      } catch (error) {
        throw withheld(error, pointer.name, pushTagCommand(plan, pointer.name, sha));
      }
      return true;
    },
    restore: async (before) => {
      await world.github.setTag(pointer.name, before, true);
      return true;
    },
  };
}

function latestTarget(
  pointer: Pointer,
  plan: Plan,
  { release, latestBefore }: Published,
  { tagPrefix, world }: { readonly tagPrefix: string; readonly world: RemoteWorld },
): Target {
  const mark = async (target: GitHubRelease | undefined): Promise<boolean> => {
    if (target) await world.github.markLatest(target.id);
    return target !== undefined;
  };
  const publishedOf = async (tag: string): Promise<GitHubRelease | undefined> =>
    (await world.github.releasesOf(tag)).find((other) => !other.draft);
  return compact({
    pointer,
    title: "GitHub's latest release",
    before: latestBefore === undefined ? undefined : { value: latestBefore.tag },
    name: 'latest',
    value: plan.tag,
    ...reads(pointer, world),
    // Who was asked to publish later has it: a rerun of the earlier one does not take it back.
    takenBy: (now: string | undefined) =>
      latestBefore === undefined && now !== undefined && isOfOtherComponent(now, tagPrefix)
        ? tagName(now)
        : undefined,
    write: async (tag: string) => mark(tag === plan.tag ? release : await publishedOf(tag)),
    restore: async (before: string) => mark(await publishedOf(before)),
  });
}

async function putTag(registry: Registry, name: ImageName, tag: string, image: Image): Promise<string> {
  return registry.put(name, tag, { mediaType: image.mediaType, bytes: Buffer.from(image.index) });
}
