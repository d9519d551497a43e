// The git side: references and history over REST, clones over HTTP.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type World, fetchOf, inside, octokitOf, createWorld, where } from './fixture.ts';

jest.setTimeout(60_000);

let world: World;
let octokit: ReturnType<typeof octokitOf>;

beforeAll(async () => {
  world = await createWorld({ accounts: { 'ada@example.org': 'ada' } });
  octokit = octokitOf(world.standIns);
});

afterAll(async () => {
  const violations = world.standIns.violations();
  await world.stop();
  expect(violations).toEqual([]);
});

async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const { status, message } = error as { status: number; message: string };
    return `${status} ${message.split(' - https')[0] ?? ''}`;
  }
  return 'no refusal';
}

describe('references', () => {
  test('a light tag names a commit, an annotated one a tag object', async () => {
    const light = await octokit.rest.git.getRef({ ...where, ref: 'tags/v1.0.0' });
    expect(light.data.object).toMatchObject({ type: 'commit', sha: world.git('rev-parse', 'v1.0.0') });
    const annotated = await octokit.rest.git.getRef({ ...where, ref: 'tags/v1.1.0' });
    expect(annotated.data.object.type).toBe('tag');
    const tag = await octokit.rest.git.getTag({ ...where, tag_sha: annotated.data.object.sha });
    expect(tag.data).toMatchObject({
      tag: 'v1.1.0',
      message: 'Version 1.1.0',
      tagger: { name: 'Ada', date: '2026-01-02T03:04:05Z' },
      object: { type: 'commit', sha: world.git('rev-parse', 'v1.1.0^{commit}') },
    });
  });

  test('all that begin alike are listed', async () => {
    const { data } = await octokit.rest.git.listMatchingRefs({ ...where, ref: 'tags/v1.' });
    expect(data.map(({ ref }) => ref)).toEqual(['refs/tags/v1.0.0', 'refs/tags/v1.1.0', 'refs/tags/v1.2.0']);
  });

  test('are made once, moved forward, moved back by force, deleted', async () => {
    const [old, tip] = [world.git('rev-parse', 'v1.0.0'), world.git('rev-parse', 'main')];
    const create = () => octokit.rest.git.createRef({ ...where, ref: 'refs/tags/v1', sha: old });
    const move = (sha: string, force?: boolean) =>
      octokit.rest.git.updateRef({
        ...where,
        ref: 'tags/v1',
        sha,
        ...(force === undefined ? {} : { force }),
      });
    await create();
    expect(await refusal(create())).toBe('422 Reference already exists');
    await move(tip);
    expect(world.git('rev-parse', 'v1')).toBe(tip);
    expect(await refusal(move(old))).toBe('422 Update is not a fast forward');
    expect(await refusal(move('0123456789'.repeat(4)))).toBe('422 Object does not exist');
    await move(old, true);
    expect(world.git('rev-parse', 'v1')).toBe(old);
    await octokit.rest.git.deleteRef({ ...where, ref: 'tags/v1' });
    expect(await refusal(octokit.rest.git.getRef({ ...where, ref: 'tags/v1' }))).toBe('404 Not Found');
  });

  test('what happens to the repository itself is seen at once', async () => {
    const ref = () => octokit.rest.git.getRef({ ...where, ref: 'tags/v1.5.0' });
    expect(await refusal(ref())).toBe('404 Not Found');
    for (const sha of [world.git('rev-parse', 'v1.0.0'), world.git('rev-parse', 'main')]) {
      world.git('tag', '--force', 'v1.5.0', sha);
      expect((await ref()).data.object.sha).toBe(sha);
    }
    world.git('tag', '--delete', 'v1.5.0');
    expect(await refusal(ref())).toBe('404 Not Found');
  });

  test('an annotated tag can be made', async () => {
    const object = world.git('rev-parse', 'main');
    const { data } = await octokit.rest.git.createTag({
      ...where,
      tag: 'v2',
      message: 'Two',
      object,
      type: 'commit',
    });
    expect(world.git('cat-file', '-t', data.sha)).toBe('tag');
    expect(data.tagger.name).toBe('github-actions[bot]');
  });
});

describe('history', () => {
  test('a comparison counts, pages and names authors', async () => {
    const call = { ...where, basehead: 'v1.0.0...v1.2.0' };
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead(call);
    expect(data).toMatchObject({ status: 'ahead', ahead_by: 7, behind_by: 0, total_commits: 7 });
    expect(data.commits.map(({ commit }) => commit.message)).toEqual(
      [4, 5, 6, 7, 8, 9, 10].map((i) => `feat: number ${i}`),
    );
    expect(data.commits[0]?.author).toMatchObject({ login: 'ada' });
    const second = await octokit.rest.repos.compareCommitsWithBasehead({ ...call, per_page: 3, page: 2 });
    expect(second.data.commits.map(({ commit }) => commit.message)).toEqual(
      [7, 8, 9].map((i) => `feat: number ${i}`),
    );
    expect(second.headers.link).toContain('rel="next"');
    const back = await octokit.rest.repos.compareCommitsWithBasehead({
      ...where,
      basehead: 'v1.2.0...v1.0.0',
    });
    expect(back.data).toMatchObject({ status: 'behind', ahead_by: 0, behind_by: 7 });
  });

  test('commits, branches and tags', async () => {
    const tip = world.git('rev-parse', 'main');
    const commit = await octokit.rest.repos.getCommit({ ...where, ref: 'v1.2.0' });
    expect(commit.data.sha).toBe(tip);
    expect(await refusal(octokit.rest.repos.getCommit({ ...where, ref: 'nothing' }))).toMatch(
      /^422 No commit found/,
    );
    const heads = await octokit.rest.repos.listBranchesForHeadCommit({ ...where, commit_sha: tip });
    expect(heads.data.map(({ name }) => name)).toEqual(['main']);
    const branch = await octokit.rest.repos.getBranch({ ...where, branch: 'main' });
    expect(branch.data.commit.sha).toBe(tip);
    const tags = await octokit.rest.repos.listTags(where);
    expect(tags.data.map(({ name }) => name)).toEqual(['v1.2.0', 'v1.1.0', 'v1.0.0']);
    expect(await octokit.paginate(octokit.rest.repos.listCommits, { ...where, per_page: 4 })).toHaveLength(
      10,
    );
  });

  test('the repository, its owner and the run', async () => {
    expect((await octokit.rest.repos.get(where)).data).toMatchObject({
      default_branch: 'main',
      private: false,
    });
    expect((await octokit.rest.users.getByUsername({ username: 'octo-org' })).data.type).toBe('Organization');
    const run = await octokit.rest.actions.getWorkflowRun({ ...where, run_id: 77 });
    expect(run.data).toMatchObject({
      event: 'push',
      head_branch: 'v1.2.0',
      path: '.github/workflows/release.yml',
    });
    expect(await refusal(octokit.rest.repos.get({ owner: 'octo-org', repo: 'other' }))).toBe('404 Not Found');
  });
});

describe('git over HTTP', () => {
  const url = 'https://github.com/octo-org/example.git';

  test('a shallow clone is deepened and unshallowed', async () => {
    const clone = await inside(world, [
      'git',
      'clone',
      '--quiet',
      '--depth=1',
      '--branch=v1.2.0',
      url,
      'clone',
    ]);
    expect(clone.code).toBe(0);
    const count = async () =>
      (await inside(world, ['git', '-C', 'clone', 'rev-list', '--count', 'HEAD'])).output.trim();
    expect(await count()).toBe('1');
    await inside(world, ['git', '-C', 'clone', 'fetch', '--quiet', '--deepen=4']);
    expect(await count()).toBe('5');
    await inside(world, [
      'git',
      '-C',
      'clone',
      'fetch',
      '--quiet',
      '--unshallow',
      '--tags',
      '--filter=blob:none',
    ]);
    expect(await count()).toBe('10');
  });

  test('pushing is refused', async () => {
    const { code, output } = await inside(world, [
      'git',
      '--git-dir',
      'example.git',
      'push',
      url,
      'main:refs/heads/new',
    ]);
    expect(code).not.toBe(0);
    expect(output).toContain('403');
  });
});

test('release downloads go to another host, which wants no token', async () => {
  const { data } = await octokit.rest.repos.createRelease({ ...where, tag_name: 'v1.2.0' });
  await octokit.rest.repos.uploadReleaseAsset({
    ...where,
    release_id: data.id,
    name: 'a.txt',
    data: 'hello',
  });
  const get = fetchOf(world.standIns);
  const address = 'https://github.com/octo-org/example/releases/download/v1.2.0/a.txt';
  expect(await (await get(address)).text()).toBe('hello');
  const redirect = await get(address, { redirect: 'manual' });
  const location = redirect.headers.get('location') ?? '';
  expect(location).toMatch(/^https:\/\/release-assets\.githubusercontent\.com\//);
  expect((await get(location, { headers: { authorization: 'Bearer other' } })).status).toBe(400);
  expect((await get('https://github.com/octo-org/example/releases/latest/download/a.txt')).status).toBe(200);
  expect((await get('https://github.com/octo-org/example/releases/tag/v1.2.0')).status).toBe(200);
});
