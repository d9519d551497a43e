// One comment on a pull request, kept up to date.
import { connect, once } from './client.ts';
import type { GitHubOptions } from './types.ts';

export interface Comments {
  /** Writes the comment that bears the mark anew, or makes it. `mark` is an HTML comment at the comment's start. */
  keep(pullRequest: number, mark: string, markdown: string): Promise<'made' | 'updated' | 'unchanged'>;
}

export function makeComments(options: GitHubOptions): Comments {
  const octokit = connect(options);
  const { owner, name: repo } = options.repository;
  const { issues } = octokit.rest;
  return {
    keep: async (pullRequest, mark, markdown) => {
      const body = `${mark}\n${markdown}`;
      const all = octokit.paginate.iterator(issues.listComments, {
        owner,
        repo,
        issue_number: pullRequest,
        per_page: 100,
      });
      for await (const { data } of all) {
        // Anybody can write the mark: only a bot's own comment is taken for ours.
        const ours = data.find((one) => one.user?.type === 'Bot' && one.body?.startsWith(mark));
        if (!ours) continue;
        if (ours.body === body) return 'unchanged';
        await issues.updateComment({ owner, repo, comment_id: ours.id, body });
        return 'updated';
      }
      await issues.createComment({ owner, repo, issue_number: pullRequest, body, ...once });
      return 'made';
    },
  };
}
