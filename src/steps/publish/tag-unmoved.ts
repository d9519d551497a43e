// The last looks at the Git tag: before its release is public it is the commit that was built and signed, and still is right after.
import { ReleaseError } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Records } from '../../world/github/lookups.ts';
import type { Job } from '../../run/job.ts';

type Asked = Pick<Plan, 'tag' | 'commit' | 'repository'>;

/**
 * Asks GitHub once more what the tag is; it was asked first before the build, which may be long ago.
 * @throws ReleaseError when it has been moved or deleted since: GitHub would make the tag anew, on another commit.
 */
export async function requireTagUnmoved(
  job: Pick<Job<Asked>, 'plan' | 'steps'>,
  records: Pick<Records, 'tagCommit'>,
): Promise<void> {
  const { plan, steps } = job;
  await steps.run({
    title: `Look at the tag ${plan.tag} once more`,
    make: () => refuseMovedTag(plan, records),
    outcome: 'checked',
    describe: () => 'it has not moved',
  });
}

async function refuseMovedTag({ tag, commit }: Asked, records: Pick<Records, 'tagCommit'>): Promise<void> {
  const what = await change({ tag, commit }, records);
  if (what === undefined) return;
  throw new ReleaseError(
    `the tag ${tag} was ${what} while its commit ${commit} was being released; nothing was published`,
    {
      code: 'tag-moved',
      hint: `git push --force origin ${commit}:refs/tags/${tag}   # back to what was built, then run the workflow again; or leave it: the run of the new tag writes the draft anew`,
    },
  );
}

/**
 * Once the page is public, and before an image tag or a pointer is written: only a tag that moved within that one call is
 * found here. The page stays, since what it says of its commit is proven; whoever pulls by a tag gets nothing of it.
 * @throws ReleaseError when the tag is another commit now.
 */
export async function requireTagStillUnmoved(
  job: Pick<Job<Asked>, 'plan' | 'steps'>,
  records: Pick<Records, 'tagCommit'>,
  url: string,
): Promise<void> {
  const { plan, steps } = job;
  const { tag, commit, repository } = plan;
  await steps.run({
    title: `Look at the tag ${tag} after publishing`,
    make: async () => {
      const what = await change(plan, records);
      if (what === undefined) return;
      throw new ReleaseError(
        `the tag ${tag} was ${what} in the moment in which the release of its commit ${commit} was published: ${url} is public, and no image tag and no pointer was written`,
        {
          code: 'tag-moved-public',
          hint: [
            `git push --force origin ${commit}:refs/tags/${tag}   # back to what was released; then run the workflow again, which writes the rest`,
            `gh release delete ${tag} --repo ${repository.fullName}   # or, where the tag was moved on purpose: then run the workflow of the tag`,
          ].join('\n'),
        },
      );
    },
    outcome: 'checked',
    describe: () => 'it has not moved',
  });
}

async function change(
  { tag, commit }: Pick<Asked, 'tag' | 'commit'>,
  records: Pick<Records, 'tagCommit'>,
): Promise<string | undefined> {
  const now = await records.tagCommit(tag);
  if (now === commit) return undefined;
  return now === undefined ? 'deleted' : `moved to ${now}`;
}
