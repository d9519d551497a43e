import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeComments } from '../../../src/world/github/comments.ts';
import { makeRecords } from '../../../src/world/github/lookups.ts';
import { contextOf } from '../../support/samples.ts';
import { type GitHubServer, startGitHub } from '../../support/world/github-server.ts';
import type { GitHubOptions } from '../../../src/world/github/types.ts';

let server: GitHubServer;
let options: GitHubOptions;
const here = '/repos/Octo-Org/App';

beforeEach(async () => {
  server = await startGitHub();
  options = {
    token: 'ghs_token',
    repository: contextOf({ GITHUB_API_URL: server.origin }).repository,
    userAgent: 'test',
    onWait: () => undefined,
  };
});
afterEach(async () => {
  await server.close();
  server.done();
});

describe('the comment on a pull request', () => {
  const mark = '<!-- plan -->';
  const list = `GET ${here}/issues/7/comments?per_page=100`;
  const bot = (id: number, body: string): object => ({ id, body, user: { type: 'Bot' } });
  const sent = (): unknown => JSON.parse(server.requests.at(-1)?.body.toString() ?? '');

  test('is made where there is none, also beside one of a person who wrote the mark', async () => {
    server.expect(list, {
      body: [{ id: 1, body: `${mark}\nmine`, user: { type: 'User' } }, bot(2, 'other')],
    });
    server.expect(`POST ${here}/issues/7/comments`, { status: 201, body: { id: 3 } });
    expect(await makeComments(options).keep(7, mark, 'new')).toBe('made');
    expect(sent()).toEqual({ body: `${mark}\nnew` });
  });

  test('is brought up to date', async () => {
    server.expect(list, { body: [bot(2, `${mark}\nold`)] });
    server.expect(`PATCH ${here}/issues/comments/2`, { body: { id: 2 } });
    expect(await makeComments(options).keep(7, mark, 'new')).toBe('updated');
    expect(sent()).toEqual({ body: `${mark}\nnew` });
  });

  test('is left alone where it says the same', async () => {
    server.expect(list, { body: [bot(2, `${mark}\nsame`)] });
    expect(await makeComments(options).keep(7, mark, 'same')).toBe('unchanged');
  });

  test('is not made twice where the answer gets lost', async () => {
    server.expect(list, { body: [] });
    server.expect(`POST ${here}/issues/7/comments`, { status: 502 });
    await expect(makeComments(options).keep(7, mark, 'new')).rejects.toMatchObject({ status: 502 });
  });
});

describe('what GitHub has on record', () => {
  test.each<[string, readonly [string, object][], string | undefined]>([
    ['a lightweight tag', [['git/ref/tags/v1.2.0', { object: { type: 'commit', sha: 'c1' } }]], 'c1'],
    [
      'a tag of a tag of a commit',
      [
        ['git/ref/tags/v1.2.0', { object: { type: 'tag', sha: 't1' } }],
        ['git/tags/t1', { object: { type: 'tag', sha: 't2' } }],
        ['git/tags/t2', { object: { type: 'commit', sha: 'c2' } }],
      ],
      'c2',
    ],
  ])('%s is peeled to its commit', async (_, answers, commit) => {
    for (const [path, body] of answers) server.expect(`GET ${here}/${path}`, { body });
    expect(await makeRecords(options).tagCommit('v1.2.0')).toBe(commit);
  });

  test('an annotated tag is asked for each time, and its object once: a moved tag is seen', async () => {
    const records = makeRecords(options);
    for (const sha of ['t1', 't1', 't3', undefined]) {
      server.expect(
        `GET ${here}/git/ref/tags/v1.2.0`,
        sha === undefined ? { status: 404, body: {} } : { body: { object: { type: 'tag', sha } } },
      );
    }
    server.expect(`GET ${here}/git/tags/t1`, { body: { object: { type: 'commit', sha: 'c1' } } });
    server.expect(`GET ${here}/git/tags/t3`, { body: { object: { type: 'commit', sha: 'c3' } } });
    const seen: unknown[] = [];
    for (let look = 0; look < 4; look += 1) seen.push(await records.tagCommit('v1.2.0'));
    expect(seen).toEqual(['c1', 'c1', 'c3', undefined]);
  });

  test('what is not there is undefined', async () => {
    server.expect(`GET ${here}/git/ref/tags/v9.0.0`, { status: 404, body: {} });
    server.expect(`GET ${here}/actions/runs/1`, { status: 404, body: {} });
    const records = makeRecords(options);
    expect(await records.tagCommit('v9.0.0')).toBeUndefined();
    expect(await records.runCommit(1)).toBeUndefined();
  });

  test('a run has the commit it was of', async () => {
    server.expect(`GET ${here}/actions/runs/77`, { body: { head_sha: 'c1' } });
    expect(await makeRecords(options).runCommit(77)).toBe('c1');
  });
});
