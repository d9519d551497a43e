// An attestation stored at GitHub, where `gh attestation verify` looks first; found before.
import { ReleaseError, messageOf } from '../../errors.ts';
import type { Attestation } from '../../plan/artifacts.ts';
import { featureNotAvailable } from '../../world/github/permissions.ts';
import { type SignedAttestation, firstMatching, storedAtGitHub } from '../../find/attestation.ts';
import type { Job } from '../../run/job.ts';
import { afterFirst } from '../../run/step.ts';
import { statusOf, hasStatus } from '../../world/retry/status.ts';

/** Where GitHub has it, or why it has not. */
export type Stored = Pick<Attestation, 'url' | 'notStored'>;

/** Not every owner's plan has GitHub's attestations: registry and asset serve then. */
export async function storeAttestation(
  job: Pick<Job, 'world' | 'steps'>,
  bundle: unknown,
  { what, wanted, plan, image }: SignedAttestation,
  isNew = false,
): Promise<Stored> {
  const { world, steps } = job;
  const page = `${plan.repository.url}/attestations`;
  return steps.run<Stored>({
    title: `Store the ${what} at GitHub`,
    find: afterFirst(isNew, async (log) => {
      const there = firstMatching({ plan, world }, await storedAtGitHub(world, image.digest), wanted, log);
      return there && { url: page };
    }),
    make: async () => {
      try {
        return { url: `${page}/${await world.github.storeAttestation(bundle)}` };
      } catch (error) {
        if (!isNotOffered(error)) throw withRemedy(error);
        return { notStored: messageOf(error).split('\n', 1)[0] ?? '' };
      }
    },
    outcome: ({ notStored }) => (notStored === undefined ? 'made' : 'skipped'),
    describe: ({ url, notStored }) => url ?? `GitHub would not: ${notStored ?? ''}`,
  });
}

/** What GitHub answers where the owner's plan, or an older GitHub Enterprise Server, has no attestations. */
function isNotOffered(error: unknown): boolean {
  const status = statusOf(error);
  return status === 404 || (status === 403 && featureNotAvailable.test(messageOf(error)));
}

function withRemedy(error: unknown): unknown {
  if (!hasStatus(error, 403)) return error;
  return new ReleaseError('the job may not store attestations at GitHub', {
    hint: 'permissions: { attestations: write }   # for the job or the workflow',
    cause: error,
  });
}
