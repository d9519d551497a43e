// What other jobs of this release have built: their records, found at the anchors and verified.
import { ReleaseError } from '../../errors.ts';
import { type LookingRun, findBuildRecord } from '../../find/build-record.ts';
import type { Anchor } from '../../plan/handover/anchor.ts';
import type { BuildRecord, BuiltElsewhere, HandedOver } from '../../plan/handover/record.ts';
import type { Inputs } from '../../plan/inputs/inputs.ts';
import { type ImagePlan, firstName } from '../../plan/plan.ts';
import type { Platform } from '../../plan/oci/image-name.ts';
import type { Job } from '../../run/job.ts';
import type { Log } from '../../run/step.ts';
import type { World } from '../../world/world.ts';
import { lagRetryPolicy } from '../../world/registry/lag.ts';
import { TransientError, type RetryPolicy, retry } from '../../world/retry/retry.ts';
import type { Context } from '../../plan/context.ts';
import { anchorsOf } from './anchors.ts';

export interface Elsewhere {
  readonly found: BuiltElsewhere;
  /** Why existing records are not used, a sentence each. */
  readonly refused: readonly string[];
}

export const nothingElsewhere: Elsewhere = { found: new Map(), refused: [] };

/**
 * Looks for a record of every platform. Where other jobs must have built them (`builds: elsewhere`) a registry that lags is waited for.
 * @throws ReleaseError where two records of a platform name different images, and none of them is this run's.
 */
export async function builtElsewhere(
  job: Pick<Job, 'plan' | 'world' | 'steps'>,
  context: LookingRun & Pick<Context, 'workspace'>,
  builds: Inputs['builds'],
  retryPolicy: RetryPolicy = lagRetryPolicy,
): Promise<Elsewhere> {
  const { plan, world, steps } = job;
  // Without an identity of its own a run cannot know which signer to expect.
  if (builds === 'here' || world.signer.issuer === '') return nothingElsewhere;
  return steps.run({
    title: 'Look for builds of other jobs',
    make: async (log) => {
      const anchors = await anchorsOf(plan, context.workspace);
      const searches = await Promise.all(
        plan.platforms.map(async (platform) => {
          const anchor = anchors.get(platform.name);
          if (!anchor) throw new TypeError(`a plan without an anchor for ${platform.name}`);
          const look = (): ReturnType<typeof recordOf> => recordOf(job, anchor, context, log);
          const search =
            builds === 'elsewhere' ? await untilFound(look, anchor, retryPolicy, log) : await look();
          return { platform, ...search };
        }),
      );
      return {
        found: new Map(
          searches.flatMap(({ platform, found }) => (found ? [[platform.name, found] as const] : [])),
        ),
        refused: searches.flatMap(({ refused }) => refused),
      };
    },
    outcome: ({ found }) => (found.size === 0 ? 'checked' : 'found'),
    describe: ({ found, refused }) =>
      [
        found.size === 0
          ? 'none'
          : [...found].map(([name, { record }]) => `${name} by ${record.job}`).join(', '),
        ...(refused.length === 0 ? [] : [`${refused.length} refused`]),
      ].join('; '),
  });
}

/** The record at an anchor. @throws ReleaseError when it is doubled. */
export async function recordOf(
  job: Pick<Job<ImagePlan, Pick<World, 'registry' | 'trust' | 'signer'>>, 'plan' | 'world'>,
  anchor: Anchor,
  context: LookingRun,
  log: Log,
): Promise<{ readonly found?: HandedOver; readonly refused: readonly string[] }> {
  const { doubled, ...search } = await findBuildRecord(job, anchor, context, log);
  if (doubled !== undefined) throw doubledRecord(doubled, anchor, job.plan);
  return search;
}

/** Asks again while there is nothing: what another job has just put may not be shown yet. */
async function untilFound(
  look: () => ReturnType<typeof recordOf>,
  anchor: Anchor,
  retryPolicy: RetryPolicy,
  log: Log,
): ReturnType<typeof recordOf> {
  let last: Awaited<ReturnType<typeof recordOf>> = { refused: [] };
  try {
    return await retry(
      `the record of ${anchor.facts.platform}`,
      async () => {
        last = await look();
        if (last.found !== undefined) return last;
        throw new NotThere(`there is no record of ${anchor.facts.platform} yet`, { hint: 'Wait.' });
      },
      { ...retryPolicy, onWait: log },
    );
  } catch (error) {
    if (error instanceof NotThere) return last;
    throw error;
  }
}

class NotThere extends TransientError {}

function doubledRecord(
  records: readonly BuildRecord[],
  { facts, digest }: Anchor,
  plan: ImagePlan,
): ReleaseError {
  const list = records.map((record) => `${record.pushed} (${record.run})`).join(', ');
  return new ReleaseError(
    `${records.length} records of ${facts.platform} name different images, and none is of this run: ${list}`,
    {
      code: 'build-record',
      hint: `docker buildx imagetools inspect ${firstName(plan).name}@${digest}   # what the records refer to: delete this version of the package, and run all jobs again`,
    },
  );
}

/** Why a release whose platforms are built elsewhere cannot go on. */
export function missingRecords(missing: readonly Platform[], refused: readonly string[]): ReleaseError {
  const names = missing.map(({ name }) => name).join(', ');
  return new ReleaseError(
    [`no other job has built ${names}, and this one may not (builds: elsewhere)`, ...refused].join('\n'),
    {
      code: 'build-record',
      hint: `- uses: org/release-action@v1   # in a job of its own, with the same inputs as this one\n  with: { mode: build, platforms: '${names}' }`,
    },
  );
}
