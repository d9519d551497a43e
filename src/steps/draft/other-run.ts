// Two runs complete the same page, as a tag push and a published release start them together: the later one waits for the first.
import { setTimeout as sleep } from 'node:timers/promises';
import { ReleaseError } from '../../errors.ts';
import { readRecord } from '../../find/earlier-release.ts';
import type { ReleaseRecord } from '../../plan/record/release-record.ts';
import type { Plan } from '../../plan/plan.ts';
import { isWhole } from '../../plan/record/recorded-names.ts';
import type { Job } from '../../run/job.ts';
import type { GitHub, GitHubRelease } from '../../world/github/types.ts';
import { hasStatus } from '../../world/retry/status.ts';

/** In ms. What the other run has left to do by then is to upload and to publish. */
const longest = 10 * 60_000;
const between = 3000;

/**
 * Waits until another run has filled and published the page. It is verified when it is adopted.
 * @throws ReleaseError when the other run does not finish.
 */
export async function otherRunsRelease(
  {
    plan,
    world: { github },
    steps,
  }: Pick<Job<Plan, { readonly github: GitHub }>, 'plan' | 'world' | 'steps'>,
  page: GitHubRelease,
  wait: { readonly longest: number; readonly between: number } = { longest, between },
): Promise<GitHubRelease> {
  return steps.run({
    title: `Wait for the other run that completes ${plan.tag}`,
    make: async () => {
      const end = Date.now() + wait.longest;
      for (;;) {
        const now = await github.release(page.id);
        const record = now && (await recordOf(now, github));
        const isPublic = now?.draft === false || plan.release.draft;
        if (now && record && isPublic && isWhole(now, record)) return now;
        if (Date.now() >= end) throw notFinished(page);
        await sleep(wait.between);
      }
    },
    outcome: 'checked',
    describe: ({ url }) => `it has completed ${url}`,
  });
}

/** A record that is written anew at this moment is gone when it is asked for. */
async function recordOf(release: GitHubRelease, github: GitHub): Promise<ReleaseRecord | undefined> {
  try {
    return await readRecord(release, github);
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}

function notFinished({ url, tag }: GitHubRelease): ReleaseError {
  return new ReleaseError(
    `another run of ${tag} has begun to fill ${url}, and does not come to its end; nothing of it is lost`,
    { hint: 'gh run rerun   # of either run: it continues with what is already uploaded' },
  );
}
