// Tags that are to move, in a registry whose rule says that they never do: told before anything is built.
import type { Fault } from '../../errors.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Registry } from '../../world/registry/registry.ts';

/** As the list of what refers to a digest is called where a registry has no referrers API. */
const anyList = `sha256-${'0'.repeat(64)}`;

/** A fault for each image name whose rule is in the way of this release, or of the next. */
export async function frozenFaults(
  { images, pointers, sign, attest }: Pick<Plan, 'images' | 'pointers' | 'sign' | 'attest'>,
  registry: Pick<Registry, 'frozen'>,
): Promise<readonly Fault[]> {
  const moving = pointers.floating
    .filter(({ kind, moves }) => kind === 'image' && moves)
    .map(({ name }) => name);
  const lists = sign === 'none' && !attest ? [] : [anyList];
  if (moving.length + lists.length === 0) return [];
  const frozen = await Promise.all(
    images.map(async (image) => ({ image, tags: await registry.frozen(image, [...moving, ...lists]) })),
  );
  return frozen.flatMap(({ image, tags }) => (tags.length === 0 ? [] : [fault(image, tags)]));
}

function fault({ name }: ImageName, tags: readonly string[]): Fault {
  const pointers = tags.filter((tag) => tag !== anyList);
  const what = [
    ...(pointers.length > 0 ? [pointers.join(', ')] : []),
    ...(tags.includes(anyList) ? ['the lists of signatures (sha256-…)'] : []),
  ];
  return {
    code: 'tag-immutable',
    message: `${name} has a rule for immutable tags that takes in ${what.join(' and ')}, which have to change`,
    hint: `Settings of ${name}: "Specific tags are immutable", ^v?\\d+\\.\\d+\\.\\d+   # that takes in releases alone${pointers.length > 0 ? '; or with: { floating: none }' : ''}`,
  };
}
