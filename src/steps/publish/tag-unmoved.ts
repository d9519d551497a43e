// The last look before anything is public: the tag is still the commit that was built and signed.
import { ReleaseError } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Records } from '../../world/github/lookups.ts';
import type { Job } from '../../run/job.ts';

/**
 * Asks GitHub once more what the tag is; it was asked first before the build, which may be long ago.
 * @throws ReleaseError when it has been moved or deleted since: GitHub would make the tag anew, on another commit.
 */
export async function requireTagUnmoved(
  job: Pick<Job<Pick<Plan, 'tag' | 'commit'>>, 'plan' | 'steps'>,
  records: Pick<Records, 'tagCommit'>,
): Promise<void> {
  const {
    plan: { tag, commit },
    steps,
  } = job;
  await steps.run({
    title: `Look at the tag ${tag} once more`,
    make: async () => {
      const now = await records.tagCommit(tag);
      if (now === commit) return now;
      const what = now === undefined ? 'deleted' : `moved to ${now}`;
      throw new ReleaseError(
        `the tag ${tag} was ${what} while its commit ${commit} was being released; nothing was published`,
        {
          code: 'tag-moved',
          hint: `git push --force origin ${commit}:refs/tags/${tag}   # back to what was built, then run the workflow again; or leave it: the run of the new tag writes the draft anew`,
        },
      );
    },
    outcome: 'checked',
    describe: () => 'it has not moved',
  });
}
