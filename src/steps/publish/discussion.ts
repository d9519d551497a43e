// The discussion of a release: started once the release is public, since GitHub may refuse it and no release hangs on it.
import { messageOf } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Job } from '../../run/job.ts';
import type { GitHub, GitHubRelease } from '../../world/github/types.ts';
import type { Check } from '../prove/verify.ts';
import { hasStatus } from '../../world/retry/status.ts';

type Asking = Pick<
  Job<Plan, { readonly github: Pick<GitHub, 'startDiscussion' | 'release'> }>,
  'plan' | 'world' | 'steps'
>;

/**
 * Makes sure of the discussion that `discussion-category` asks for. GitHub says 404 both where the category is missing and
 * where the permission `discussions: write` is (H3 in docs/reality.md): then it is left to a person.
 */
export async function startDiscussion(
  { plan, world: { github }, steps }: Asking,
  release: Pick<GitHubRelease, 'id' | 'discussionUrl'>,
): Promise<readonly Check[]> {
  const { discussionCategory: category } = plan.release;
  if (category === undefined) return [];
  const text = `A discussion in ${category}`;
  const command = `gh api --method PATCH repos/${plan.repository.fullName}/releases/${release.id} --field discussion_category_name='${category.replaceAll("'", String.raw`'\''`)}'`;
  const check = await steps.run<Check>({
    title: `Start a discussion in ${category}`,
    find: async () => {
      const url = release.discussionUrl ?? (await github.release(release.id))?.discussionUrl;
      return url === undefined ? undefined : { text, state: 'passed', detail: url, commands: [] };
    },
    make: async () => {
      try {
        const { discussionUrl = '' } = await github.startDiscussion(release.id, category);
        return { text, state: 'passed', detail: discussionUrl, commands: [] };
      } catch (error) {
        if (!hasStatus(error, 403, 404, 422)) throw error;
        const detail = `${messageOf(error).split('\n', 1)[0] ?? ''}; it needs the category, and permissions: { discussions: write }`;
        return { text, state: 'to-do', detail, commands: [command] };
      }
    },
    outcome: ({ state }) => (state === 'passed' ? 'made' : 'skipped'),
    describe: ({ detail }) => detail,
  });
  return [check];
}
