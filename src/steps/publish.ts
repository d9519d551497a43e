// Publishing: the release's own image tags, the GitHub release out of its draft, and then, last, what moves.
import { ReleaseError } from '../errors.ts';
import type { TagName } from '../plan/brands.ts';
import { exactImageTag } from '../plan/image-tags.ts';
import type { ImageName } from '../plan/image-name.ts';
import type { Inputs } from '../plan/inputs.ts';
import type { Plan } from '../plan/plan.ts';
import { type Pointer, highestFor } from '../plan/pointers.ts';
import type { Image, MovedPointer } from '../plan/release.ts';
import { type Version, parseTag } from '../plan/version.ts';
import type { Steps } from '../step.ts';
import type { GitHubRelease } from '../world/github.ts';
import type { Registry } from '../world/registry.ts';
import type { World } from '../world/world.ts';

/** Puts the tags that never move. @throws ReleaseError when one names another digest. */
export async function tagImage(plan: Plan, image: Image, world: World, steps: Steps): Promise<void> {
  for (const name of image.names) {
    for (const tag of [plan.pointers.exact, ...plan.pointers.extra]) {
      await steps.run({
        title: `Tag ${name.name}:${tag}`,
        find: async () => {
          const head = await world.registry.head(name, tag);
          if (!head) return undefined;
          if (head.digest === image.digest) return image.digest;
          throw new ReleaseError(
            `${name.name}:${tag} names ${head.digest}, not ${image.digest}; nothing was touched`,
            {
              hint: 'A released tag never moves: release the next version.',
            },
          );
        },
        make: () => putTag(world.registry, name, tag, image),
        describe: (digest) => digest,
      });
    }
  }
}

/** Takes the release out of its draft once every asset is there; GitHub makes it immutable from then on where asked to. */
export async function publishRelease(
  plan: Plan,
  draft: GitHubRelease,
  assetNames: readonly string[],
  latest: boolean,
  world: World,
  steps: Steps,
): Promise<GitHubRelease> {
  return steps.run({
    title: `Publish the release ${plan.tag}`,
    find: async () => {
      const now = await world.github.release(draft.id);
      if (now && !now.draft) return now;
      const missing = assetNames.filter(
        (name) => !now?.assets.some((asset) => asset.name === name && asset.state === 'uploaded'),
      );
      if (missing.length > 0) {
        throw new ReleaseError(`the draft of ${plan.tag} lacks ${missing.join(', ')}`, {
          hint: 'Run the workflow again: it uploads what is missing.',
        });
      }
      return undefined;
    },
    make: () =>
      world.github.publish(draft.id, {
        latest,
        prerelease: plan.release.prerelease,
        ...(plan.release.discussionCategory === undefined
          ? {}
          : { discussionCategory: plan.release.discussionCategory }),
      }),
    describe: (published) => `${published.url}${latest ? ', marked latest' : ''}`,
  });
}

/**
 * Moves every pointer that this release may take. Which version is highest is asked right before and again after: of
 * two releases at once the higher ends up as the pointer, whoever writes last.
 */
export async function movePointers(
  plan: Plan,
  inputs: Inputs,
  image: Image,
  release: GitHubRelease,
  world: World,
  steps: Steps,
): Promise<readonly MovedPointer[]> {
  const moved: MovedPointer[] = [];
  const tagsNow = (): Promise<readonly string[]> => world.github.tagNames(`${inputs.tagPrefix}v`);
  for (const pointer of plan.pointers.floating) {
    if (!pointer.moves) continue;
    const highest = async (): Promise<Version> =>
      highestFor(pointer.pointer, [...(await tagsNow()), plan.tag], plan.version, inputs.tagPrefix) ??
      plan.version;
    for (const target of targetsOf(pointer, plan, inputs, image, release, world)) {
      let from: string | undefined;
      await steps.run({
        title: `Move ${target.title}`,
        find: async () => {
          const before = await highest();
          if (before.tag !== plan.tag) return { tag: before.tag, stays: true };
          from = await target.read();
          return from === target.value ? { tag: plan.tag, stays: false } : undefined;
        },
        make: async (log) => {
          await target.write(plan.tag, from !== undefined);
          const after = await highest();
          if (after.tag !== plan.tag) {
            log(`${after.tag} came while this release was under way`);
            const repaired = await target.write(after.tag, true);
            if (repaired) return { tag: after.tag, stays: true };
          }
          const now = await target.read();
          if (now !== target.value)
            throw Object.assign(new Error(`${target.title} still names ${now ?? 'nothing'}`), {
              status: 503,
            });
          moved.push({
            kind: pointer.kind,
            name: target.name,
            ...(from === undefined ? {} : { from }),
            to: target.value,
          });
          return { tag: plan.tag, stays: false };
        },
        describe: ({ tag, stays }) =>
          stays
            ? `left to ${tag}, which is higher`
            : `${from === undefined || from === target.value ? '' : `${from} → `}${target.value}`,
      });
    }
  }
  return moved;
}

interface Target {
  readonly title: string;
  readonly name: string;
  /** What the pointer names when it names this release. */
  readonly value: string;
  read(): Promise<string | undefined>;
  /** Points it at a release; answers `false` when that release is not there to be pointed at. */
  write(tag: TagName, exists: boolean): Promise<boolean>;
}

function targetsOf(
  pointer: Pointer,
  plan: Plan,
  inputs: Inputs,
  image: Image,
  release: GitHubRelease,
  world: World,
): readonly Target[] {
  switch (pointer.kind) {
    case 'image':
      return image.names.map((name) => imageTarget(pointer, name, plan, inputs, image, world.registry));
    case 'git':
      return [gitTarget(pointer, plan, world)];
    case 'github-latest':
      return [latestTarget(plan, release, world)];
  }
}

function imageTarget(
  pointer: Pointer,
  name: ImageName,
  plan: Plan,
  inputs: Inputs,
  image: Image,
  registry: Registry,
): Target {
  return {
    title: `${name.name}:${pointer.name}`,
    name: `${name.name}:${pointer.name}`,
    value: image.digest,
    read: async () => (await registry.head(name, pointer.name))?.digest,
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

function gitTarget(pointer: Pointer, plan: Plan, world: World): Target {
  return {
    title: `Git tag ${pointer.name}`,
    name: pointer.name,
    value: plan.commit,
    read: () => world.github.tagTarget(pointer.name),
    write: async (tag, exists) => {
      const sha = tag === plan.tag ? plan.commit : await world.github.tagTarget(tag);
      if (sha === undefined) return false;
      await world.github.setTag(pointer.name, sha, exists);
      return true;
    },
  };
}

function latestTarget(plan: Plan, release: GitHubRelease, world: World): Target {
  return {
    title: "GitHub's latest release",
    name: 'latest',
    value: plan.tag,
    read: async () => (await world.github.latestRelease())?.tag,
    write: async (tag) => {
      const target =
        tag === plan.tag ? release : (await world.github.releasesOf(tag)).find((other) => !other.draft);
      if (!target) return false;
      await world.github.markLatest(target.id);
      return true;
    },
  };
}

async function putTag(registry: Registry, name: ImageName, tag: string, image: Image): Promise<string> {
  return registry.put(name, tag, { mediaType: image.mediaType, bytes: Buffer.from(image.index) });
}
