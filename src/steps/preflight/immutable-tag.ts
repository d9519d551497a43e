// Whether GitHub takes a release of this tag at all: one that an immutable release has used up is met before building.
import { type Fault, ReleaseError, messageOf } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import { allEnded } from '../../run/concurrency.ts';
import { releaseAs, tagAfter } from '../../plan/version/version.ts';
import { TransientError } from '../../world/retry/retry.ts';
import type { GitHub, GitHubRelease } from '../../world/github/types.ts';
import type { Job } from '../../run/job.ts';
import { hasStatus } from '../../world/retry/status.ts';

/**
 * GitHub has no question for this, and takes a draft of such a tag with all its assets; only publishing it is refused
 * (H2 in docs/reality.md). Its own attestation of an immutable release outlives the release, and so tells before building,
 * as long as the tag names what it named then. Where it tells nothing, GitHub's word comes when the release is published,
 * which is before anything else is public.
 * @throws ReleaseError when the tag is known to be used up.
 */
export async function refuseUsedTag(
  job: Pick<Job<Pick<Plan, 'tag' | 'next' | 'commit'>>, 'plan' | 'steps' | 'earlier'>,
  github: Pick<GitHub, 'tagTarget' | 'attestedReleases'>,
): Promise<void> {
  const {
    plan,
    steps,
    earlier: { release, prepared },
  } = job;
  if (release !== undefined || prepared?.draft === false) return;
  await steps.run({
    title: `Look whether a deleted immutable release has used up ${plan.tag}`,
    make: async () => {
      // The ref of an annotated tag names the tag object, and its attestation may name either.
      const isAttested = async (object: string): Promise<boolean> =>
        (await github.attestedReleases(object)).includes(plan.tag);
      const ofTag = async (): Promise<boolean> => {
        const object = (await github.tagTarget(plan.tag)) ?? plan.commit;
        return object !== plan.commit && isAttested(object);
      };
      const used = await allEnded([isAttested(plan.commit), ofTag()]);
      if (used.includes(true)) throw usedTag(plan.tag, undefined, plan.next);
    },
    outcome: 'checked',
    describe: () => 'nothing says so',
  });
}

/** The same as a fault among others, and not an end. */
export async function usedTagFaults(
  job: Pick<Job<Pick<Plan, 'tag' | 'next' | 'commit'>>, 'plan' | 'steps' | 'earlier'>,
  github: Pick<GitHub, 'tagTarget' | 'attestedReleases'>,
): Promise<readonly Fault[]> {
  try {
    await refuseUsedTag(job, github);
    return [];
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.code !== 'tag-burned') throw error;
    return [{ code: error.code, message: error.message, hint: error.hint }];
  }
}

/** @param cause GitHub's refusal, where it was GitHub that said so */
export function usedTag(tag: string, cause?: unknown, next: string = tagAfter(tag)): ReleaseError {
  return new ReleaseError(
    `the tag ${tag} belonged to an immutable release that was deleted; GitHub never takes it again, and nothing was published`,
    { code: 'tag-burned', hint: `${releaseAs(next)}   # release the next version`, cause },
  );
}

/** @throws ReleaseError that says so when GitHub never takes this tag again. */
export async function createDraft(
  github: GitHub,
  fields: Parameters<GitHub['createDraft']>[0],
): Promise<GitHubRelease> {
  try {
    return await github.createDraft(fields);
  } catch (error) {
    const refused = hasStatus(error, 422);
    if (refused && /immutable/i.test(messageOf(error))) throw usedTag(fields.tag, error);
    if (refused && messageOf(error).includes('already_exists')) {
      throw new TransientError(`a release of ${fields.tag} was published a moment ago`, {
        hint: 'Run the workflow again: it finds that release.',
        cause: error,
      });
    }
    throw error;
  }
}
