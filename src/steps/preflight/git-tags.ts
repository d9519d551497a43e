// Whether GitHub will let the job move Git tags: what can be known before the release, as a warning.
import type { Context } from '../../plan/context.ts';
import type { Plan } from '../../plan/plan.ts';
import type { GitHub } from '../../world/github/types.ts';

const workflows = '.github/workflows';

/**
 * Compares the workflows of the commit with the default branch's. Where they differ GITHUB_TOKEN may not set a tag on the
 * commit, whatever its permissions (H4 in docs/reality.md), which is typical of hotfixes; a token of another kind may be able to.
 */
export async function gitTagWarnings(
  { commit, pointers }: Pick<Plan, 'commit' | 'pointers'>,
  { repository }: Pick<Context, 'repository'>,
  github: Pick<GitHub, 'directory'>,
): Promise<readonly string[]> {
  const names = pointers.floating.flatMap(({ kind, name, moves }) => (kind === 'git' && moves ? [name] : []));
  const { defaultBranch } = repository;
  if (names.length === 0 || defaultBranch === undefined) return [];
  const [own, theirs] = await Promise.all([
    github.directory(workflows, commit),
    github.directory(workflows, defaultBranch),
  ]);
  if (own === theirs) return [];
  return [
    `${workflows} of this commit differs from that of ${defaultBranch}, so GITHUB_TOKEN may not move the Git tags ${names.join(', ')}: the release continues without them, and its summary has the commands`,
  ];
}
