// How large each platform of the previous release was, for the summary to show what has changed.
import { count } from '../../report/quantities.ts';
import { ReleaseError, messageOf } from '../../errors.ts';
import { exactImageTag } from '../../plan/tags/image-tags.ts';
import { parseIndex, isIndex } from '../../plan/oci/index.ts';
import { pullSize } from '../../plan/oci/manifest.ts';
import type { Plan } from '../../plan/plan.ts';
import { parseTag } from '../../plan/version/version.ts';
import type { World } from '../../world/world.ts';
import type { Inputs } from '../../plan/inputs/inputs.ts';
import type { Job } from '../../run/job.ts';

/** Platform → bytes, as a pull transfers them. A courtesy: where the registry does not tell, it is empty. */
export async function previousSizes(
  job: Pick<Job<Plan, Pick<World, 'registry'>>, 'plan' | 'world' | 'steps'>,
  previousTag: string | undefined,
  inputs: Pick<Inputs, 'tagPrefix' | 'pointers'>,
): Promise<ReadonlyMap<string, number>> {
  const {
    plan,
    world: { registry },
    steps,
  } = job;
  const [name] = plan.images;
  const version = previousTag === undefined ? undefined : parseTag(previousTag, inputs.tagPrefix);
  if (!name || !version) return new Map();
  const tag = exactImageTag(version, inputs.pointers.imageTagPrefix);
  return steps.run({
    title: `Read the sizes of ${tag}`,
    make: async (log) => {
      try {
        const index = await registry.manifest(name, tag);
        if (!index || !isIndex(index.descriptor.mediaType)) return new Map();
        const entries = parseIndex(index.bytes.toString('utf8')).filter(
          ({ platform }) => platform !== undefined && platform.architecture !== 'unknown',
        );
        const sizes = await Promise.all(
          entries.map(async ({ digest, platform }) => {
            const own = await registry.manifest(name, digest);
            const parts = [platform?.os, platform?.architecture, platform?.variant];
            const named = parts.filter((part) => part !== undefined && part !== '').join('/');
            return own
              ? [[named.replace(/^linux\/arm64\/v8$/, 'linux/arm64'), pullSize(own.bytes)] as const]
              : [];
          }),
        );
        return new Map(sizes.flat());
      } catch (error) {
        if (!(error instanceof ReleaseError || error instanceof SyntaxError || error instanceof TypeError))
          throw error;
        log(`the registry does not tell (${messageOf(error)})`);
        return new Map<string, number>();
      }
    },
    outcome: 'checked',
    describe: (sizes) => (sizes.size === 0 ? 'not known' : count(sizes.size, 'platform')),
  });
}
