// What moves comes last: vX.Y, vX and latest, on the image, in Git and at GitHub, never backwards.
import { ReleaseError, messageOf } from '../../errors.ts';
import { type TagName, tagName } from '../../plan/brands.ts';
import { exactImageTag } from '../../plan/tags/image-tags.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Pointer } from '../../plan/tags/pointers.ts';
import type { Image, MovedPointer } from '../../plan/artifacts.ts';
import { isOfOtherComponent } from '../../plan/version/loose-version.ts';
import { type Version, parseTag } from '../../plan/version/version.ts';
import type { Registry } from '../../world/registry/registry.ts';
import { highestCounting, makeIsWithdrawn } from '../../find/page-marks.ts';
import { TransientError } from '../../world/retry/retry.ts';
import type { RemoteWorld } from '../../world/world.ts';
import type { Published } from './publish.ts';
import type { Inputs } from '../../plan/inputs/inputs.ts';
import type { Job } from '../../run/job.ts';
import { compact } from '../../compact.ts';
import { statusOf } from '../../world/retry/status.ts';
import { mapConcurrent } from '../../run/concurrency.ts';

/**
 * Moves every pointer that this release may take. Which version is highest is asked right before and again after: of
 * two releases at once the higher ends up as the pointer, whoever writes last.
 */
export async function movePointers(
  job: Pick<Job, 'plan' | 'world' | 'steps'>,
  inputs: Inputs,
  image: Image,
  published: Published,
): Promise<readonly MovedPointer[]> {
  const { plan } = job;
  const targets = plan.pointers.floating
    .filter(({ moves }) => moves)
    .flatMap((pointer) => targetsOf(job, pointer, { inputs, image, published }));
  return mapConcurrent(targets, targets.length, (target) => move(job, target, inputs));
}

async function move(
  job: Pick<Job, 'plan' | 'world' | 'steps'>,
  target: Target,
  inputs: Inputs,
): Promise<MovedPointer> {
  const { plan, world, steps } = job;
  const isWithdrawn = makeIsWithdrawn(world.github);
  const line = { version: plan.version, tagPrefix: inputs.tagPrefix };
  const highest = async (): Promise<Version> => {
    const tags = await world.github.tagNames(`${inputs.tagPrefix}v`);
    const found = await highestCounting(target.pointer.pointer, [...tags, plan.tag], line, isWithdrawn);
    return found.highest ?? plan.version;
  };
  // What it named before this run touched it, whatever a broken attempt has done since.
  let before: { readonly value: string | undefined } | undefined = target.before;
  let now: string | undefined;
  const { tag, stays, refused } = await steps.run<Moved>({
    title: `Move ${target.title}`,
    find: async () => {
      const { tag: leader } = await highest();
      now = await target.read();
      before ??= { value: now };
      const other = target.takenBy?.(now);
      if (other !== undefined) return { tag: other, stays: true };
      if (leader === plan.tag) return now === target.value ? { tag: leader, stays: false } : undefined;
      // A pointer that names this release below a higher one: a write of ours came late, and is to be mended.
      return now === target.value ? undefined : { tag: leader, stays: true };
    },
    make: async (log) => {
      try {
        if (now !== target.value) await target.write(plan.tag, now !== undefined);
      } catch (error) {
        if (!(error instanceof WithheldTag)) throw error;
        log(error.message);
        return { tag: plan.tag, stays: false, refused: error.message };
      }
      // Whoever wrote last has looked after that: so the pointer is handed on until its owner is still the highest.
      let owner: TagName = plan.tag;
      for (let leader = await highest(); leader.tag !== owner; leader = await highest()) {
        log(`${leader.tag} came while this release was under way`);
        // Where that release is not there yet it will move the pointer itself.
        if (!(await target.write(leader.tag, true))) break;
        owner = leader.tag;
      }
      if (owner !== plan.tag) return { tag: owner, stays: true };
      now = await target.settled(now);
      if (now !== target.value) {
        throw new TransientError(`${target.title} still names ${now ?? 'nothing'}`, {
          hint: 'Run the workflow again.',
        });
      }
      return { tag: plan.tag, stays: false };
    },
    outcome: (end) => (end.refused === undefined ? 'made' : 'skipped'),
    describe: (end) =>
      end.refused !== undefined
        ? `left to a person: ${end.refused}`
        : end.stays
          ? `left to ${end.tag}${now === end.tag ? '' : ', which is higher'}`
          : `${before?.value === undefined || before.value === target.value ? '' : `${before.value} → `}${target.value}`,
  });
  const from = before?.value === undefined ? {} : { from: before.value };
  const named = { kind: target.pointer.kind, name: target.name, ...from };
  if (refused !== undefined) return { ...named, to: before?.value ?? '', left: true, refused };
  return stays ? { ...named, to: tag, left: true } : { ...named, to: target.value };
}

interface Moved {
  readonly tag: TagName;
  readonly stays: boolean;
  /** Why the job's token may not move it. */
  readonly refused?: string;
}

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
      if (image === undefined) return [];
      return image.names.map((name) =>
        imageTarget({ pointer, name, image }, { plan, inputs, registry: world.registry }),
      );
    case 'git':
      return [gitTarget(pointer, plan, world)];
    case 'github-latest':
      return [latestTarget(pointer, plan, published, { tagPrefix: inputs.tagPrefix, world })];
  }
}

function imageTarget(
  { pointer, name, image }: { readonly pointer: Pointer; readonly name: ImageName; readonly image: Image },
  { plan, inputs, registry }: { readonly plan: Plan; readonly inputs: Inputs; readonly registry: Registry },
): Target {
  return {
    pointer,
    title: `${name.name}:${pointer.name}`,
    name: `${name.name}:${pointer.name}`,
    value: image.digest,
    read: async () => (await registry.head(name, pointer.name))?.digest,
    settled: (before) => registry.settled(name, { tag: pointer.name, digest: image.digest, before }),
    write: async (tag) => {
      if (tag === plan.tag) {
        await putTag(registry, name, pointer.name, image);
        return true;
      }
      const version = parseTag(tag, inputs.tagPrefix);
      const other =
        version && (await registry.manifest(name, exactImageTag(version, inputs.pointers.imageTagPrefix)));
      if (!other) return false;
      await registry.put(name, pointer.name, { mediaType: other.descriptor.mediaType, bytes: other.bytes });
      return true;
    },
  };
}

/** How a person sets a Git tag that moves. */
export function pushTagCommand({ repository }: Pick<Plan, 'repository'>, name: string, sha: string): string {
  return `git push --force ${repository.url} ${sha}:refs/tags/${name}`;
}

function gitTarget(pointer: Pointer, plan: Plan, world: RemoteWorld): Target {
  return {
    pointer,
    title: `Git tag ${pointer.name}`,
    name: pointer.name,
    value: plan.commit,
    read: () => world.github.tagTarget(pointer.name),
    settled: () => world.github.tagTarget(pointer.name),
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
  };
}

function latestTarget(
  pointer: Pointer,
  plan: Plan,
  { release, latestBefore }: Published,
  { tagPrefix, world }: { readonly tagPrefix: string; readonly world: RemoteWorld },
): Target {
  return compact({
    pointer,
    title: "GitHub's latest release",
    before: latestBefore === undefined ? undefined : { value: latestBefore.tag },
    name: 'latest',
    value: plan.tag,
    read: async () => (await world.github.latestRelease())?.tag,
    // Who was asked to publish later has it: a rerun of the earlier one does not take it back.
    takenBy: (now: string | undefined) =>
      latestBefore === undefined && now !== undefined && isOfOtherComponent(now, tagPrefix)
        ? tagName(now)
        : undefined,
    settled: async () => (await world.github.latestRelease())?.tag,
    write: async (tag: string) => {
      const target =
        tag === plan.tag ? release : (await world.github.releasesOf(tag)).find((other) => !other.draft);
      if (!target) return false;
      await world.github.markLatest(target.id);
      return true;
    },
  });
}

async function putTag(registry: Registry, name: ImageName, tag: string, image: Image): Promise<string> {
  return registry.put(name, tag, { mediaType: image.mediaType, bytes: Buffer.from(image.index) });
}
