// What moves comes last: vX.Y, vX and latest, on the image, in Git and at GitHub, never backwards.
import type { TagName } from '../../plan/brands.ts';
import type { Image, MovedPointer } from '../../plan/artifacts.ts';
import type { Pointer } from '../../plan/tags/pointers.ts';
import type { Version } from '../../plan/version/version.ts';
import { highestCounting, makeIsWithdrawn } from '../../find/page-marks.ts';
import { TransientError } from '../../world/retry/retry.ts';
import type { World } from '../../world/world.ts';
import type { Published } from './publish.ts';
import { type Target, WithheldTag, targetsOf } from './pointer-targets.ts';
import type { Inputs } from '../../plan/inputs/inputs.ts';
import type { Job } from '../../run/job.ts';
import { allEnded, mapConcurrent, sharedAnswer } from '../../run/concurrency.ts';

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
  const { plan, world } = job;
  const tagNames = sharedTagNames(world, inputs);
  const targets = plan.pointers.floating
    .filter(({ moves }) => moves)
    .flatMap((pointer) => targetsOf(job, pointer, { inputs, image, published }));
  return mapConcurrent(targets, targets.length, (target) => move(job, target, inputs, tagNames));
}

async function move(
  job: Pick<Job, 'plan' | 'world' | 'steps'>,
  target: Target,
  inputs: Inputs,
  tagNames: TagNames,
): Promise<MovedPointer> {
  const { plan, steps } = job;
  const highest = highestFor(job, target.pointer, inputs, tagNames);
  // What it named before this run touched it, whatever a broken attempt has done since.
  let before: { readonly value: string | undefined } | undefined = target.before;
  let now: string | undefined;
  const { tag, stays, refused } = await steps.run<Moved>({
    title: `Move ${target.title}`,
    find: async () => {
      const [{ tag: leader }, named] = await allEnded([highest(), target.read()]);
      now = named;
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

type TagNames = () => Promise<readonly string[]>;

/** The tags as GitHub has them now, in one answer for all pointers that ask at the same time. */
export function sharedTagNames({ github }: Pick<World, 'github'>, { tagPrefix }: Inputs): TagNames {
  return sharedAnswer(() => github.tagNames(`${tagPrefix}v`));
}

/** Asks which version a pointer should name now. */
export function highestFor(
  { plan, world }: Pick<Job, 'plan' | 'world'>,
  { pointer }: Pointer,
  { tagPrefix }: Inputs,
  tagNames: TagNames,
): () => Promise<Version> {
  const isWithdrawn = makeIsWithdrawn(world.github);
  const line = { version: plan.version, tagPrefix };
  return async () => {
    const tags = await tagNames();
    const found = await highestCounting(pointer, [...tags, plan.tag], line, isWithdrawn);
    return found.highest ?? plan.version;
  };
}

interface Moved {
  readonly tag: TagName;
  readonly stays: boolean;
  /** Why the job's token may not move it. */
  readonly refused?: string;
}
