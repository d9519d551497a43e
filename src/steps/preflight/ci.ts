// Whether CI has passed a commit that is to be tagged: what failed and what still runs is named.
import type { Fault } from '../../errors.ts';
import type { Context } from '../../plan/context.ts';
import type { CommitCheck, Tagging } from '../../world/github/tagging.ts';
import { hasStatus } from '../../world/retry/status.ts';

/** How many names a fault has. */
const mostNamed = 10;

/**
 * Faults of a commit that CI has not passed. What of the asking run itself still runs is left out: the job that asks does, and which others
 * it waits for its `needs` say.
 */
export async function ciFaults(
  commit: string,
  { run, workflowRef }: Pick<Context, 'run' | 'workflowRef'>,
  tagging: Pick<Tagging, 'checks'>,
): Promise<readonly Fault[]> {
  let checks: readonly CommitCheck[];
  try {
    checks = await tagging.checks(commit);
  } catch (error) {
    if (!hasStatus(error, 403)) throw error;
    return [
      {
        code: 'no-tagging',
        message: 'the token may not read what CI says of a commit',
        hint: 'permissions: { checks: read, statuses: read }   # for the job or the workflow',
      },
    ];
  }
  const others = checks.filter(({ state, url }) => state !== 'running' || !isOfRun(url, run.id));
  const failed = others.filter(({ state }) => state === 'failed');
  const running = others.filter(({ state }) => state === 'running');
  const file = /\.github\/workflows\/([^@]+)@/.exec(workflowRef)?.[1] ?? 'ci.yml';
  if (others.length === 0)
    return [
      {
        code: 'ci-not-passed',
        message: `no check and no status says that CI has passed ${commit}`,
        hint: `needs: test   # the job in ${file} that tests; or on: { workflow_run: { workflows: [ci], types: [completed] } }`,
      },
    ];
  return [
    ...(failed.length === 0
      ? []
      : [
          {
            code: 'ci-not-passed' as const,
            message: `CI has not passed ${commit}: ${named(failed)}`,
            hint: `gh run list --commit ${commit}   # mend what failed and merge that; or run it again where it may pass`,
          },
        ]),
    ...(running.length === 0
      ? []
      : [
          {
            code: 'ci-not-passed' as const,
            message: `CI is not through with ${commit}: ${named(running)}`,
            hint: `needs: [test]   # the jobs of ${file} to wait for; or on: { workflow_run: { workflows: [ci], types: [completed] } }`,
          },
        ]),
  ];
}

/** `https://github.com/o/r/actions/runs/<id>/job/<id>` */
function isOfRun(url: string, id: string): boolean {
  return url.includes(`/actions/runs/${id}/`) || url.endsWith(`/actions/runs/${id}`);
}

function named(checks: readonly CommitCheck[]): string {
  const shown = checks.slice(0, mostNamed).map(({ name, said }) => `${name} (${said})`);
  const more = checks.length > mostNamed ? ` and ${checks.length - mostNamed} more` : '';
  return `${shown.join(', ')}${more}`;
}
