import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Octokit, connect, once } from '../../../src/world/github/client.ts';
import { contextOf } from '../../support/samples.ts';
import { type GitHubServer, startGitHub } from '../../support/world/github-server.ts';

let server: GitHubServer;
let octokit: Octokit;
const here = { owner: 'o', repo: 'r' };

beforeEach(async () => {
  server = await startGitHub();
  const { repository } = contextOf({ GITHUB_API_URL: server.origin });
  const options = { token: 't', repository, userAgent: 'test', onWait: () => undefined };
  octokit = connect(options, { answer: 100, transfer: 60_000 });
});
afterEach(async () => {
  await server.close();
  server.done();
});

describe('a server that never answers', () => {
  test('is asked again', async () => {
    server.expect('GET /repos/o/r/releases/9', { silent: true });
    server.expect('GET /repos/o/r/releases/9', { body: { id: 9 } });
    const { data } = await octokit.rest.repos.getRelease({ ...here, release_id: 9 });
    expect(data.id).toBe(9);
    expect(server.requests[0]?.headers.authorization).toBe('token t');
  });

  test('is given up where the request may have had its effect: the step looks first', async () => {
    server.expect('POST /repos/o/r/releases', { silent: true });
    const asked = octokit.rest.repos.createRelease({ ...here, tag_name: 'v1.2.0', ...once });
    await expect(asked).rejects.toMatchObject({ status: 500 });
  });
});
