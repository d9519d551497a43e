// Exchanges that were recorded at GitHub, asked of the stand-in again: the same statuses, and every property with its type.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { agreements } from '../recorded.ts';
import { type World, octokitOf, createWorld, where } from './fixture.ts';

jest.setTimeout(60_000);

interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly response: unknown;
}

const packages = createRequire(import.meta.url);
const scenario = (name: string): readonly Exchange[] =>
  JSON.parse(
    readFileSync(
      packages.resolve(`@octokit/fixtures/scenarios/api.github.com/${name}/normalized-fixture.json`),
      'utf8',
    ),
  ) as readonly Exchange[];
const recorded = (name: string, method: string, path: RegExp): Exchange => {
  const found = scenario(name).find((one) => one.method === method && path.test(one.path));
  if (found === undefined) throw new Error(`no ${method} ${String(path)} in ${name}`);
  return found;
};

/** In what an answer is not of the recorded shape: a property that is missing, or has a value of another type. */
function unlike(mine: unknown, theirs: unknown, path = ''): readonly string[] {
  const kind = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);
  if (theirs === null || mine === null) return [];
  if (kind(mine) !== kind(theirs)) return [`${path}: ${kind(mine)} instead of ${kind(theirs)}`];
  if (Array.isArray(mine) && Array.isArray(theirs)) {
    return mine.length > 0 && theirs.length > 0 ? unlike(mine[0], theirs[0], `${path}[]`) : [];
  }
  if (typeof mine !== 'object' || typeof theirs !== 'object') return [];
  const own = mine as Readonly<Record<string, unknown>>;
  return Object.entries(theirs).flatMap(([key, value]) =>
    key in own ? unlike(own[key], value, `${path}.${key}`) : [`${path}.${key} is missing`],
  );
}

let world: World;
beforeEach(async () => {
  world = await createWorld({ draftLagMs: 0 });
});
afterEach(() => world.stop());

interface Answer {
  readonly status: number;
  readonly data: unknown;
}
const agrees = (answer: Answer, exchange: Exchange): void => {
  expect(answer.status).toBe(exchange.status);
  expect(unlike(answer.data, exchange.response)).toEqual([]);
};
const refused = (call: Promise<unknown>): Promise<Answer> =>
  call.then(
    () => ({ status: 0, data: undefined }),
    (error: unknown) => {
      const { status, response } = error as { status: number; response: { data: unknown } };
      return { status, data: response.data };
    },
  );

test('release-assets: a release, and an asset that is uploaded, listed, read, renamed and deleted', async () => {
  const { repos } = octokitOf(world.standIns).rest;
  const of = (method: string, path: RegExp): Exchange => recorded('release-assets', method, path);
  const made = await repos.createRelease({ ...where, tag_name: 'v1.0.0', body: 'notes', name: 'v1.0.0' });
  agrees(await repos.getReleaseByTag({ ...where, tag: 'v1.0.0' }), of('get', /releases\/tags/));
  const release_id = made.data.id;
  const file = { ...where, release_id, name: 'test-upload.txt', label: 'test', data: 'Hello, world!\n' };
  const uploaded = await repos.uploadReleaseAsset(file);
  agrees(uploaded, of('post', /assets/));
  agrees(await repos.listReleaseAssets({ ...where, release_id }), of('get', /releases\/\d+\/assets$/));
  const asset_id = uploaded.data.id;
  agrees(await repos.getReleaseAsset({ ...where, asset_id }), of('get', /releases\/assets/));
  const renamed = { name: 'new-filename.txt', label: 'new label' };
  agrees(await repos.updateReleaseAsset({ ...where, asset_id, ...renamed }), of('patch', /assets/));
  agrees(await repos.deleteReleaseAsset({ ...where, asset_id }), of('delete', /assets/));
});

test('release-assets-conflict and errors: a 422 names resource, code and field', async () => {
  const { repos } = octokitOf(world.standIns).rest;
  const { data } = await repos.createRelease({ ...where, tag_name: 'v1.0.0' });
  const file = { ...where, release_id: data.id, name: 'test-upload.txt', data: 'Hello, world!\n' };
  await repos.uploadReleaseAsset(file);
  const answer = await refused(repos.uploadReleaseAsset(file));
  const theirs = recorded('release-assets-conflict', 'post', /assets/);
  expect(theirs.status).toBe(422);
  const { message, errors } = theirs.response as { message: string; errors: readonly unknown[] };
  expect(answer).toMatchObject({ status: 422, data: { message, errors } });
  expect(unlike(answer.data, recorded('errors', 'post', /labels/).response)).toEqual([]);
});

test('paginate-issues: the relations of Link on the first, a middle and the last page', async () => {
  const octokit = octokitOf(world.standIns);
  for (let n = 0; n < 13; n += 1)
    await octokit.rest.repos.createRelease({ ...where, tag_name: `v0.0.${n}`, draft: true });
  const relations = (link = ''): readonly string[] =>
    [...link.matchAll(/[?&]page=(\d+)>; rel="(\w+)"/g)].map(([, page = '', rel = '']) => `${rel} ${page}`);
  const pages = scenario('paginate-issues');
  for (const page of [1, 3, 5]) {
    const { headers } = await octokit.rest.repos.listReleases({ ...where, per_page: 3, page });
    expect(relations(headers.link)).toEqual(relations(pages[page - 1]?.headers['link']));
  }
});

test('git-refs and get-content: a ref that is made, an entry of a directory', async () => {
  const { git, repos } = octokitOf(world.standIns).rest;
  const sha = world.git('rev-parse', 'main');
  agrees(
    await git.createRef({ ...where, ref: 'refs/heads/test', sha }),
    recorded('git-refs', 'post', /refs/),
  );
  const theirs = recorded('get-content', 'get', /contents\/$/);
  const blob = world.git('hash-object', '-w', `${world.dir}/out/violations.txt`);
  world.git('update-index', '--add', '--cacheinfo', `100644,${blob},docs/README.md`);
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  const ref = world.git(...who, 'commit-tree', world.git('write-tree'), '-p', 'main', '-m', 'docs: read me');
  const listed = await repos.getContent({ ...where, path: 'docs', ref });
  agrees(listed, theirs);
  expect(listed.data).toMatchObject([{ name: 'README.md', path: 'docs/README.md', type: 'file', sha: blob }]);
});

test('what the page says agrees is what these tests replay', () => {
  const source = readFileSync(import.meta.filename, 'utf8');
  const unknown = agreements.filter(({ scenario: name }) => !source.includes(name));
  expect(unknown).toEqual([]);
  for (const { scenario: name } of agreements) expect(scenario(name).length).toBeGreaterThan(0);
});
