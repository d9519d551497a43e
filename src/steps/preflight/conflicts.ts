// What stands where a release of this tag would go: another's release or image, or a tag that GitHub takes no more.
import { type Fault, FaultsError, ReleaseError } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import type { RemoteWorld } from '../../world/world.ts';
import { earlierReleaseOrFault } from '../../find/earlier-release.ts';
import { takenNames } from '../../find/prepared-page.ts';
import { isTransient } from '../../world/retry/retry.ts';
import { lookAt, placesOf } from './places.ts';
import { frozenFaults } from './frozen-tags.ts';
import { usedTagFaults } from './immutable-tag.ts';
import { allEnded } from '../../run/concurrency.ts';
import type { Job, EarlierRelease } from '../../run/job.ts';

/**
 * Looks at every place that the release will take, under every name, and answers what an earlier run of it left.
 * @param known faults that stop the run anyhow
 * @param ownNames what the assets of this release will be called
 * @throws FaultsError with the known faults and all that is found, together.
 */
export async function refuseConflicts(
  job: Pick<Job<Plan, Pick<RemoteWorld, 'github' | 'registry'>>, 'plan' | 'world' | 'steps'>,
  known: readonly Fault[],
  ownNames: readonly string[] = [],
): Promise<EarlierRelease> {
  const {
    plan,
    world: { github, registry },
    steps,
  } = job;
  const before = await earlierReleaseOrFault(plan, github, steps);
  const earlier: EarlierRelease = 'journal' in before ? before.journal : { spare: [] };
  const release = 'fault' in before ? [before.fault] : takenNames(earlier, ownNames, plan);
  const [places, used, frozen] = await allEnded([
    Promise.all(
      placesOf(plan).map((place) => lookOr(known, () => lookAt(place, plan, earlier.manifest, registry))),
    ),
    release.length === 0 ? usedTagFaults({ plan, steps, earlier }, github) : Promise.resolve([]),
    frozenFaults(plan, registry),
  ]);
  const conflicts = places.flatMap((place) => place?.conflict ?? []);
  const images = (sure: boolean): readonly Fault[] =>
    conflicts.filter((conflict) => conflict.sure === sure).map(({ fault }) => fault);
  const found = [...known, ...release, ...used, ...images(true), ...frozen];
  if (found.length === 0) return earlier;
  throw new FaultsError([...found, ...images(false)]);
}

/** Where the run stops anyhow a registry that cannot be read is one of its faults already, and hides no other. */
async function lookOr<T>(known: readonly Fault[], look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof ReleaseError) || isTransient(error) || known.length === 0) throw error;
    return undefined;
  }
}
