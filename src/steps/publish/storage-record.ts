// Storage records: they link an attested image to its registry on the organization's page, where the job may write them.
import type { Context } from '../../plan/context.ts';
import type { Image } from '../../plan/artifacts.ts';
import type { Plan } from '../../plan/plan.ts';
import { messageOf } from '../../errors.ts';
import type { Job } from '../../run/job.ts';
import { afterFirst } from '../../run/step.ts';
import type { GitHub, StorageRecord } from '../../world/github/types.ts';
import { statusOf } from '../../world/retry/status.ts';

type Asking = Pick<
  Job<Plan, { readonly github: Pick<GitHub, 'recordStorage' | 'storageRecords'> }>,
  'plan' | 'world' | 'steps'
>;

/**
 * Writes one for every name of the image. Only organizations have them, and only with `artifact-metadata: write`
 * (H12 in docs/reality.md), which few jobs have: whatever GitHub refuses is no fault of the release.
 * @param isFirst whether this very run has published it: then no other can have written one
 */
export async function recordStorage(
  { plan, world: { github }, steps }: Asking,
  image: Image,
  { repository: { ownerType } }: Pick<Context, 'repository'>,
  isFirst: boolean,
): Promise<void> {
  if (!plan.attest || ownerType === 'User') return;
  const wanted = image.names.map(({ name, registry }) => ({ name, registryUrl: `https://${registry}/` }));
  let missing = wanted;
  await steps.run<{ readonly refusal?: string }>({
    title: `Record where ${plan.tag} is stored`,
    find: afterFirst(isFirst, async () => {
      missing = await missingOf(wanted, image, github);
      return missing.length === 0 ? {} : undefined;
    }),
    make: async () => {
      try {
        for (const record of missing)
          await github.recordStorage({ ...record, digest: image.digest, version: plan.tag });
        return {};
      } catch (error) {
        return { refusal: refusalIn(error) };
      }
    },
    outcome: ({ refusal }) => (refusal === undefined ? 'made' : 'skipped'),
    describe: ({ refusal }) =>
      refusal === undefined ? `${wanted.length} at GitHub` : `GitHub would not: ${refusal}`,
  });
}

type Wanted = Pick<StorageRecord, 'name' | 'registryUrl'>;

/** Those that GitHub does not show; all where it shows none to this job. */
async function missingOf(
  wanted: readonly Wanted[],
  { digest }: Pick<Image, 'digest'>,
  github: Pick<GitHub, 'storageRecords'>,
): Promise<Wanted[]> {
  const there = await github.storageRecords(digest).catch((error: unknown) => {
    refusalIn(error);
    return [];
  });
  return wanted.filter(
    ({ name, registryUrl }) => !there.some((one) => one.name === name && one.registryUrl === registryUrl),
  );
}

/** GitHub's words. @throws what is no refusal */
function refusalIn(error: unknown): string {
  const status = statusOf(error) ?? 0;
  if (status < 400 || status >= 500) throw error;
  return messageOf(error).split('\n', 1)[0] ?? '';
}
