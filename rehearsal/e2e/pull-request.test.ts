import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Call } from '../standins/world.ts';
import type { JobOptions, JobResult } from '../runner/job.ts';
import { proposeCommit } from '../runner/repository.ts';
import { openStage, publicWrites, RELEASE_MS, SET_UP_MS, type Stage, writes } from './stage.ts';

let stage: Stage;
/** Who commits in the tests, whatever the machine's Git says. */
const author = {
  ...process.env,
  ...{ GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com' },
  ...{ GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com' },
};
/** What a workflow for pull requests asks for: it needs no more. */
const enough = {
  contents: 'read',
  'pull-requests': 'write',
  packages: 'none',
  'id-token': 'none',
  attestations: 'none',
} as const;

beforeAll(async () => {
  stage = await openStage();
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

/** Proposes a commit with this subject, on top of what the pull request holds. */
function propose(number: number, subject: string): Promise<string> {
  const { site } = stage;
  const git = (...argv: readonly string[]): string =>
    execFileSync('git', ['--git-dir', site.gitDir, ...argv], { encoding: 'utf8', env: author }).trim();
  const there = git('for-each-ref', '--format=%(objectname)', `refs/pull/${number}/head`);
  const parent = there === '' ? git('rev-parse', 'v1.2.0^{commit}') : there;
  const commit = git('commit-tree', `${parent}^{tree}`, '-p', parent, '-m', subject);
  return proposeCommit(site.world.tools.git, site.gitDir, number, commit);
}
const plan = (ref: string, more: Partial<JobOptions> = {}): Promise<JobResult> =>
  stage.release('v1.2.0', {
    builder: false,
    ref,
    event: 'pull_request',
    with: { mode: 'plan', comment: 'true' },
    permissions: enough,
    ...more,
  });
const commentWrites = (calls: readonly Call[]): readonly string[] =>
  calls.filter(writes).map(({ method, host, path, status }) => `${method} ${host}${path} ${status ?? ''}`);
const comments = (issue: number) => stage.site.standIns.comments.filter((comment) => comment.issue === issue);

describe('a plan on a pull request', () => {
  const api = 'api.github.com/repos/octo-org/signpost/issues';

  test(
    'keeps one comment up to date, and writes nothing else',
    async () => {
      // Anybody may write the mark: another person's comment is left alone.
      const stranger = '<!-- release-action plan  -->\nmine';
      stage.site.standIns.comments.push({
        ...{ id: 1, issue: 1, author: 'mallory', body: stranger },
        ...{ created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' },
      });
      const first = await plan(await propose(1, 'fix: read signs at night'));
      expect(first).toMatchObject({ conclusion: 'success', exitCode: 0, undeclared: [] });
      expect(first.outputs).toMatchObject({ tag: 'v1.2.1', 'previous-tag': 'v1.2.0' });
      expect(commentWrites(first.calls)).toEqual([`POST ${api}/1/comments 201`]);
      const [, made] = comments(1);
      expect(made?.body).toMatch(/^<!-- release-action plan {2}-->\n## Plan: v1\.2\.1 would be released/);
      expect(made?.body).toMatch(/read signs at night/);
      // It is mode: tag that would make the tag, once this is merged.
      expect(made?.body).toMatch(/\| Git tag v1\.2\.1 \| to make \| .*have mode: tag make it \|/);

      const again = await plan('refs/pull/1/merge');
      expect(again).toMatchObject({ exitCode: 0 });
      expect(commentWrites(again.calls)).toEqual([]);

      const next = await plan(await propose(1, 'feat: signs in two tongues'));
      expect(next.outputs).toMatchObject({ tag: 'v1.3.0' });
      expect(commentWrites(next.calls)).toEqual([`PATCH ${api}/comments/${made?.id ?? 0} 200`]);
      expect(comments(1)).toHaveLength(2);
      expect(comments(1)[0]?.body).toBe(stranger);
      expect(comments(1)[1]?.body).toMatch(/## Plan: v1\.3\.0 would be released/);
    },
    RELEASE_MS * 3,
  );

  test(
    'from a fork may only read: the summary has the plan, a sentence says why there is no comment, and nothing fails',
    async () => {
      const result = await plan(await propose(2, 'fix: read signs at dusk'), {
        permissions: { ...enough, 'pull-requests': 'read' },
      });
      expect(result).toMatchObject({ conclusion: 'success', exitCode: 0 });
      expect(result.summary).toMatch(/## Plan: v1\.2\.1 would be released/);
      expect(result.annotations).toEqual([
        expect.objectContaining({
          level: 'warning',
          message: expect.stringMatching(
            /could not be written to the pull request.*\n.*pull-requests: write/,
          ),
        }),
      ]);
      expect(comments(2)).toEqual([]);
    },
    RELEASE_MS,
  );

  test(
    'without comment: true writes nothing at all',
    async () => {
      const result = await plan(await propose(3, 'docs: a map'), { with: { mode: 'plan' } });
      expect(result).toMatchObject({ exitCode: 0 });
      expect(commentWrites(result.calls)).toEqual([]);
      // Every program of a run reaches the world by its proxy, so these are the requests of git and the tools too.
      expect(new Set(result.calls.map(({ method }) => method))).toEqual(new Set(['GET', 'HEAD', 'POST']));
      const posts = result.calls.filter(({ method }) => method === 'POST').map(({ path }) => path);
      expect(posts.every((path) => path.endsWith('/git-upload-pack'))).toBe(true);
    },
    RELEASE_MS,
  );

  test(
    'is all that a pull request can have: with mode: release nothing is written, whatever its token may do',
    async () => {
      const result = await plan('refs/pull/1/merge', {
        with: { tag: 'v1.2.0' },
        permissions: { ...enough, contents: 'write', packages: 'write', 'id-token': 'write' },
      });
      expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
      expect(result.annotations.map(({ message }) => message).join('\n')).toContain(
        'a run for pull_request may carry what nobody has merged yet',
      );
      expect(publicWrites(result.calls)).toEqual([]);
    },
    RELEASE_MS,
  );

  test('broke no rule of GitHub', () => {
    expect(stage.site.standIns.violations()).toEqual([]);
  });
});
