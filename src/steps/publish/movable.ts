// Whether what is to move may move, asked before anything is public: a registry's rule shows only to who writes.
import type { Image } from '../../plan/artifacts.ts';
import type { Version } from '../../plan/version/version.ts';
import type { Inputs } from '../../plan/inputs/inputs.ts';
import { mapConcurrent } from '../../run/concurrency.ts';
import type { Job } from '../../run/job.ts';
import { type Target, imageTargets } from './pointer-targets.ts';
import { highestFor, sharedTagNames } from './pointers.ts';

/**
 * Puts what each pointer of the image names there once more. A registry whose rule takes in a pointer refuses that, and the run
 * stops with nothing public instead of with a release whose pointers stay behind.
 * @throws ReleaseError of code `tag-immutable`, or what else keeps the job from writing the tag
 */
export async function checkPointersMove(
  job: Pick<Job, 'plan' | 'world' | 'steps'>,
  inputs: Inputs,
  image: Image,
): Promise<void> {
  const { plan, world, steps } = job;
  const targets = plan.pointers.floating
    .filter(({ kind, moves }) => kind === 'image' && moves)
    .flatMap((pointer) => imageTargets(job, pointer, { inputs, image }))
    .filter((target) => target.putAgain !== undefined);
  if (targets.length === 0) return;
  const tagNames = sharedTagNames(world, inputs);
  await steps.run({
    title: `Ask whether the image's pointers may move`,
    make: async () => {
      await mapConcurrent(targets, targets.length, (target) =>
        ask(job, target, highestFor(job, target.pointer, inputs, tagNames)),
      );
    },
    outcome: 'checked',
    describe: () => targets.map(({ name }) => name).join(', '),
  });
}

async function ask(job: Pick<Job, 'plan'>, target: Target, highest: () => Promise<Version>): Promise<void> {
  // A pointer that this release leaves to a higher one is not touched.
  if ((await highest()).tag !== job.plan.tag) return;
  const now = await target.read();
  if (now === undefined || now === target.value) return;
  await target.putAgain?.();
  // A higher one that came in between may have moved it: then what was put is older.
  const { tag } = await highest();
  if (tag !== job.plan.tag) await target.write(tag, true);
}
