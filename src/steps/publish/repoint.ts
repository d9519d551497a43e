// Points every moving name of a release's lines at it, whatever is higher, and reads each back.
import { count } from '../../report/quantities.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Image, MovedPointer } from '../../plan/artifacts.ts';
import type { Log } from '../../run/step.ts';
import { TransientError, isTransient } from '../../world/retry/retry.ts';
import type { RemoteWorld } from '../../world/world.ts';
import { type Target, targetsOf } from './pointer-targets.ts';
import type { Inputs } from '../../plan/inputs/inputs.ts';
import type { GitHubRelease } from '../../world/github/types.ts';
import type { Job } from '../../run/job.ts';
import { compact } from '../../compact.ts';

/**
 * Moves image tags, Git tags and GitHub's mark in one step that a rerun finishes.
 * @returns what pointed where before, of those that moved.
 */
export async function repointAll(
  job: Pick<Job<Plan, RemoteWorld>, 'plan' | 'world' | 'steps'>,
  inputs: Inputs,
  image: Image | undefined,
  release: GitHubRelease,
): Promise<readonly MovedPointer[]> {
  const { plan, steps } = job;
  const targets = plan.pointers.floating
    .filter(({ moves }) => moves)
    .flatMap((pointer) => targetsOf(job, pointer, { inputs, image, published: { release } }));
  const before = new Map<Target, string | undefined>();
  await steps.run({
    title: `Point ${targets.map(({ name }) => name).join(', ')} at ${plan.tag}`,
    find: async () => {
      const astray = await readAll(targets);
      for (const [target, now] of astray) if (!before.has(target)) before.set(target, now);
      return astray.size === 0 ? targets.length : undefined;
    },
    make: async (log) => {
      const moving = await readAll(targets);
      await writeAll(moving, plan.tag, log);
      await Promise.all([...moving].map(([target, now]) => target.settled(now)));
      const astray = [...(await readAll(targets)).keys()];
      if (astray.length > 0) {
        throw new TransientError(`${astray.map(({ title }) => title).join(', ')} did not move`, {
          hint: 'Run the workflow again: it moves what has not moved.',
        });
      }
      return targets.length;
    },
    describe: (number) => `${count(number, 'pointer')}, read back`,
  });
  return [...before].map(([{ pointer, name, value }, from]) =>
    compact({ kind: pointer.kind, name, from, to: value }),
  );
}

/** Git's tags first, which a rule of the repository may keep from the job; GitHub's mark last. */
const order: Readonly<Record<Target['pointer']['kind'], number>> = { git: 0, image: 1, 'github-latest': 2 };

/**
 * Writes each, or none: what was written before one is refused is put back. What passes by itself is tried again by the
 * step, which finds what is done.
 */
async function writeAll(
  moving: ReadonlyMap<Target, string | undefined>,
  tag: Plan['tag'],
  log: Log,
): Promise<void> {
  const done: [Target, string | undefined][] = [];
  const sorted = [...moving].sort(([a], [b]) => order[a.pointer.kind] - order[b.pointer.kind]);
  for (const [target, now] of sorted) {
    log(`${target.title}: ${now ?? 'new'} → ${target.value}`);
    try {
      await target.write(tag, now !== undefined);
    } catch (error) {
      if (isTransient(error)) throw error;
      for (const [other, before] of done.toReversed()) {
        const isBack = before !== undefined && (await other.restore(before));
        log(
          `${other.title}: ${isBack ? `back at ${before}` : `stays at ${other.value}: it named nothing before`}`,
        );
      }
      throw error;
    }
    done.push([target, now]);
  }
}

/** The targets that point elsewhere, and where. */
async function readAll(targets: readonly Target[]): Promise<ReadonlyMap<Target, string | undefined>> {
  const now = await Promise.all(targets.map(async (target) => [target, await target.read()] as const));
  return new Map(now.filter(([target, value]) => value !== target.value));
}
