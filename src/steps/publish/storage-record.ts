// Storage records: they link an attested image to its registry on the organization's page, where the job may write them.
import type { Context } from '../../plan/context.ts';
import type { Image } from '../../plan/artifacts.ts';
import type { Plan } from '../../plan/plan.ts';
import { messageOf } from '../../errors.ts';
import type { Job } from '../../run/job.ts';
import type { GitHub } from '../../world/github/types.ts';
import { statusOf } from '../../world/retry/status.ts';

type Asking = Pick<Job<Plan, { readonly github: Pick<GitHub, 'recordStorage'> }>, 'plan' | 'world' | 'steps'>;

/**
 * Writes one for every name of the image. Only organizations have them, and only with `artifact-metadata: write`
 * (H12 in docs/reality.md), which few jobs have: whatever GitHub refuses is no fault of the release.
 */
export async function recordStorage(
  { plan, world: { github }, steps }: Asking,
  image: Image,
  { repository: { ownerType } }: Pick<Context, 'repository'>,
): Promise<void> {
  if (!plan.attest || ownerType === 'User') return;
  await steps.run({
    title: `Record where ${plan.tag} is stored`,
    make: async () => {
      try {
        for (const { name, registry } of image.names)
          await github.recordStorage({
            name,
            digest: image.digest,
            version: plan.tag,
            registryUrl: `https://${registry}/`,
          });
        return undefined;
      } catch (error) {
        const status = statusOf(error) ?? 0;
        if (status < 400 || status >= 500) throw error;
        return messageOf(error).split('\n', 1)[0] ?? '';
      }
    },
    outcome: (refusal) => (refusal === undefined ? 'made' : 'skipped'),
    describe: (refusal) =>
      refusal === undefined ? `${image.names.length} at GitHub` : `GitHub would not: ${refusal}`,
  });
}
