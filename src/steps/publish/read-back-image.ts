// The image as anybody pulls it after publishing: by its tags, for each platform. A registry that lags is waited for.
import type { Image, MovedPointer } from '../../plan/artifacts.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { isFor, parseIndex } from '../../plan/oci/index.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Registry } from '../../world/registry/registry.ts';
import { TransientError } from '../../world/retry/retry.ts';
import type { Check } from '../prove/verify.ts';

interface Seen {
  readonly image: Image;
  readonly moved: readonly MovedPointer[];
}

type Asked = Pick<Registry, 'manifest' | 'settled' | 'shown'>;

/** `wrong` is what is not as it should be; nothing is well. */
export function checked(
  text: string,
  wrong: readonly string[],
  well: string,
  commands: readonly string[],
): Check {
  return wrong.length === 0
    ? { text, state: 'passed', detail: well, commands }
    : { text, state: 'failed', detail: wrong.join('; '), commands };
}

export async function imageChecks(plan: Plan, seen: Seen, registry: Asked): Promise<readonly Check[]> {
  const groups = await Promise.all([
    Promise.all(plan.images.map((name) => pulls(name, plan, seen.image, registry))),
    imageTags(plan, seen, registry),
  ]);
  return groups.flat(2);
}

/** The index as a pull by its own tag finds it, each platform in it, and each platform's manifest. */
async function pulls(name: ImageName, plan: Plan, image: Image, registry: Asked): Promise<readonly Check[]> {
  const tag = plan.pointers.exact;
  let index = await registry.manifest(name, tag);
  if (index?.descriptor.digest !== image.digest) {
    await registry.settled(name, { tag, digest: image.digest, before: undefined });
    index = await registry.manifest(name, tag);
  }
  const entries = index?.descriptor.digest === image.digest ? parseIndex(index.bytes.toString('utf8')) : [];
  const wrong = await Promise.all(
    image.platforms.map(async ({ platform, digest }) => {
      const entry = entries.find((one) => isFor(one, platform));
      if (entry?.digest !== digest) return [`${platform.name} is not in it`];
      const isThere = await registry.shown(name, [digest]).then(() => true, neverShown);
      return isThere ? [] : [`${platform.name} cannot be read`];
    }),
  );
  const names = image.platforms.map(({ platform }) => platform.name);
  return [
    checked(
      `${name.name} can be pulled, and its manifest has ${names.join(' and ')}`,
      wrong.flat(),
      image.digest,
      [`docker pull ${name.name}@${image.digest}`],
    ),
    namesIndex(name, tag, index?.descriptor.digest, image),
  ];
}

function namesIndex(name: ImageName, tag: string, now: string | undefined, { digest }: Image): Check {
  return checked(
    `${name.name}:${tag} names the release's index`,
    now === digest ? [] : [now ?? 'nothing'],
    digest,
    [`docker buildx imagetools inspect ${name.name}:${tag}`],
  );
}

function neverShown(error: unknown): false {
  if (error instanceof TransientError) return false;
  throw error;
}

async function imageTags(plan: Plan, { image, moved }: Seen, registry: Asked): Promise<readonly Check[]> {
  const tags = [
    ...plan.pointers.extra,
    ...plan.pointers.floating.filter(({ kind, moves }) => kind === 'image' && moves).map(({ name }) => name),
  ];
  const refs = plan.images.flatMap((name) =>
    tags.map((tag) => ({ name, tag, pointer: moved.find((one) => one.name === `${name.name}:${tag}`) })),
  );
  return Promise.all(
    refs
      .filter(({ pointer }) => pointer?.left !== true)
      .map(async ({ name, tag, pointer }) => {
        const now = await registry.settled(name, { tag, digest: image.digest, before: pointer?.from });
        return namesIndex(name, tag, now, image);
      }),
  );
}
