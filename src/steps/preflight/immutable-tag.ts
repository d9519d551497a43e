// Whether GitHub takes a release of this tag at all: one that an immutable release has used up is met before building.
import { ReleaseError, messageOf } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import { releaseAfter } from '../../plan/version/version.ts';
import type { Steps } from '../../run/step.ts';
import { TransientError } from '../../world/retry/retry.ts';
import type { EarlierRelease } from '../../find/earlier-release.ts';
import type { GitHub, GitHubRelease } from '../../world/github/types.ts';

/**
 * GitHub has no question for this, only a refusal to make the release. So a draft is made and taken away again, where
 * immutable releases may be in use: a deleted one uses up its tag for ever (GitHub docs, "Immutable releases"). It is
 * not kept: while this run builds, another of the same tag would take it for its own, and both would fill it. One that
 * a killed run has left proves the same, and goes with the spare drafts.
 * @throws ReleaseError when the tag is used up.
 */
export async function refuseUsedTag(
  plan: Plan,
  journal: EarlierRelease,
  github: GitHub,
  steps: Steps,
): Promise<void> {
  if (!(await mayBeUsed(journal, github))) return;
  await steps.run({
    title: `Make sure that GitHub takes a release of ${plan.tag}`,
    make: async () => {
      try {
        const { id } = await createDraft(github, {
          tag: plan.tag,
          name: plan.release.title,
          body: '',
          prerelease: plan.release.prerelease,
        });
        await github.deleteRelease(id);
      } catch (error) {
        // Another run has published it since this one has looked: then GitHub takes it, and what it published is found later.
        if (!(error instanceof TransientError)) throw error;
      }
    },
    outcome: 'checked',
    describe: () => 'it does',
  });
}

/** Whether it is to be tried at all: no earlier run has shown it, and immutable releases may be in use. */
export async function mayBeUsed(
  { release, spare }: EarlierRelease,
  github: Pick<GitHub, 'mayHaveImmutable'>,
): Promise<boolean> {
  return release === undefined && spare.length === 0 && (await github.mayHaveImmutable());
}

/** @throws ReleaseError that says so when GitHub never takes this tag again. */
export async function createDraft(
  github: GitHub,
  fields: Parameters<GitHub['createDraft']>[0],
): Promise<GitHubRelease> {
  try {
    return await github.createDraft(fields);
  } catch (error) {
    const refused = error instanceof Error && 'status' in error && error.status === 422;
    if (refused && /immutable/i.test(messageOf(error))) {
      throw new ReleaseError(
        `the tag ${fields.tag} belonged to an immutable release that was deleted; GitHub never takes it again`,
        {
          code: 'tag-burned',
          hint: `${releaseAfter(fields.tag)}   # release the next version`,
          cause: error,
        },
      );
    }
    if (refused && messageOf(error).includes('already_exists')) {
      throw new TransientError(`a release of ${fields.tag} was published a moment ago`, {
        hint: 'Run the workflow again: it finds that release.',
        cause: error,
      });
    }
    throw error;
  }
}
