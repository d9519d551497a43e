// What stands where a release of this tag would go: another's release or image, or a tag that GitHub takes no more.
import { FaultsError, type Fault } from '../../errors.ts';
import type { Digest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { type Plan, firstName } from '../../plan/plan.ts';
import type { Registry } from '../../world/registry/registry.ts';
import type { RemoteWorld } from '../../world/world.ts';
import { takenTag } from '../../find/earlier-image.ts';
import { earlierReleaseOrFault } from '../../find/earlier-release.ts';
import { takenNames } from '../../find/prepared-page.ts';
import { usedTagFaults } from './immutable-tag.ts';
import type { Job, EarlierRelease } from '../../run/job.ts';

/**
 * Looks at every place that the release will take, and answers what an earlier run of it left.
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
  const found = await earlierReleaseOrFault(plan, github, steps);
  const earlier: EarlierRelease = 'journal' in found ? found.journal : { spare: [] };
  const release = 'fault' in found ? [found.fault] : takenNames(earlier, ownNames, plan);
  const image = await taggedImage(plan, earlier, registry);
  const used = release.length === 0 ? await usedTagFaults({ plan, steps, earlier }, github) : [];
  const sure = [...known, ...release, ...used, ...(image?.sure === true ? [image.fault] : [])];
  if (sure.length === 0) return earlier;
  throw new FaultsError([...sure, ...(image?.sure === false ? [image.fault] : [])]);
}

/**
 * An image that has the release's own tag, and seems another's. It is sure where the record names another digest. Where
 * the image says another commit it may still be proven to be of this one, which needs the tools: alone it stops no run here.
 */
async function taggedImage(
  plan: Plan,
  { manifest }: EarlierRelease,
  registry: Pick<Registry, 'head' | 'manifest'>,
): Promise<{ readonly sure: boolean; readonly fault: Fault } | undefined> {
  const name = firstName(plan);
  const tagged = (await registry.head(name, plan.pointers.exact))?.digest;
  if (tagged === undefined) return undefined;
  const named = manifest?.images.find((entry) => entry.name === name.name)?.digest;
  if (named === tagged) return undefined;
  const why =
    named === undefined
      ? await otherCommit(plan, name, tagged, registry)
      : `the release's own record names ${named}`;
  if (why === undefined) return undefined;
  const ref = `${name.name}:${plan.pointers.exact}`;
  return {
    sure: named !== undefined,
    fault: takenTag(plan.tag, ref, tagged, why),
  };
}

/** Our builds carry the commit as an annotation of the index. */
async function otherCommit(
  plan: Plan,
  name: ImageName,
  digest: Digest,
  registry: Pick<Registry, 'manifest'>,
): Promise<string | undefined> {
  const text = (await registry.manifest(name, digest))?.bytes.toString('utf8') ?? '';
  // Whatever its form is: what is no index of this commit does not hold it.
  return text.includes(plan.commit) ? undefined : `which says nothing of ${plan.commit}`;
}
