// Comments on pull requests, which GitHub's API treats as issues.
import { json } from '../core/exchange.ts';
import { ACTIONS_BOT, account, nodeId } from './accounts.ts';
import { API, type ApiCall, type Endpoints, type GitHub, notFound, now, page, text } from './endpoint.ts';
import type { CommentRecord } from './store.ts';

/** The endpoints under /issues. A workflow's token writes a pull request's comments with `pull-requests: write`. */
export function commentEndpoints(github: GitHub): Endpoints {
  const { store, git } = github;
  const needs = ['pull-requests', 'write'] as const;
  const base = `${API}/repos/${github.repository}/issues`;

  const view = (comment: CommentRecord) => ({
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    url: `${base}/comments/${comment.id}`,
    html_url: `https://github.com/${github.repository}/pull/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `${base}/${comment.issue}`,
    body: comment.body,
    user: account(comment.author),
    created_at: comment.created_at,
    updated_at: comment.updated_at,
    author_association: 'NONE',
  });

  async function issueOf({ path }: ApiCall): Promise<number> {
    const issue = Number(path['issue_number']);
    if ((await git.ref(`refs/pull/${issue}/head`)) === undefined) throw notFound();
    return issue;
  }

  return {
    'issues/list-comments': {
      handle: async (call) => {
        const issue = await issueOf(call);
        return page(call, store.data.comments.filter((comment) => comment.issue === issue).map(view));
      },
    },
    'issues/create-comment': {
      needs,
      handle: async (call) => {
        const comment: CommentRecord = {
          id: store.nextId(),
          issue: await issueOf(call),
          author: ACTIONS_BOT,
          body: text(call, 'body') ?? '',
          created_at: now(),
          updated_at: now(),
        };
        store.data.comments.push(comment);
        store.save();
        return json(201, view(comment), { location: view(comment).url });
      },
    },
    'issues/update-comment': {
      needs,
      handle: (call) => {
        const comment = store.data.comments.find(({ id }) => id === Number(call.path['comment_id']));
        if (comment === undefined) throw notFound();
        comment.body = text(call, 'body') ?? '';
        comment.updated_at = now();
        store.save();
        return json(200, view(comment));
      },
    },
  };
}
