import { createHash } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeGitHub } from '../../../src/world/github/github.ts';
import { contextOf } from '../../support/samples.ts';
import { type GitHubServer, type Reply, startGitHub } from '../../support/world/github-server.ts';
import type { GitHub, GitHubRelease } from '../../../src/world/github/types.ts';

let server: GitHubServer;
let github: GitHub;
const waits: string[] = [];
const here = '/repos/Octo-Org/App';

beforeEach(async () => {
  waits.length = 0;
  server = await startGitHub();
  github = makeGitHub({
    token: 'ghs_token',
    repository: contextOf({ GITHUB_API_URL: server.origin }).repository,
    userAgent: 'test',
    onWait: (message) => waits.push(message),
  });
});
afterEach(async () => {
  await server.close();
  server.done();
});

const api = (id: number, more: object = {}): Readonly<Record<string, unknown>> => ({
  id,
  tag_name: 'v1.2.0',
  name: 'v1.2.0',
  body: 'notes',
  draft: true,
  prerelease: false,
  html_url: `https://github.com/Octo-Org/App/releases/${id}`,
  upload_url: `${server.origin}/uploads/${id}/assets{?name,label}`,
  author: { login: 'github-actions[bot]' },
  assets: [],
  ...more,
});
const ours = (id: number, more: Partial<GitHubRelease> = {}): GitHubRelease => ({
  id,
  tag: 'v1.2.0',
  name: 'v1.2.0',
  body: 'notes',
  draft: true,
  prerelease: false,
  immutable: false,
  url: `https://github.com/Octo-Org/App/releases/${id}`,
  uploadUrl: `${server.origin}/uploads/${id}/assets{?name,label}`,
  author: 'github-actions[bot]',
  assets: [],
  ...more,
});
const apiAsset = {
  id: 5,
  name: 'a.txt',
  label: null,
  state: 'uploaded',
  size: 3,
  digest: null,
  browser_download_url: 'https://x/a.txt',
};
const ourAsset = {
  id: 5,
  name: 'a.txt',
  label: '',
  state: 'uploaded',
  size: 3,
  digest: undefined,
  url: 'https://x/a.txt',
};
const sent = (at: number): unknown => JSON.parse(server.requests[at]?.body.toString() ?? '');

describe('releases', () => {
  test('of a tag are all of them, drafts too, over all pages', async () => {
    const next = `<${server.origin}/repositories/1/releases?per_page=100&page=2>; rel="next"`;
    server.expect(`GET ${here}/releases?per_page=100`, {
      headers: { link: next },
      body: [api(1), api(2, { tag_name: 'v1.2' }), api(3, { draft: false, immutable: true })],
    });
    server.expect('GET /repositories/1/releases?per_page=100&page=2', {
      body: [api(4, { name: null, body: null, assets: [apiAsset] })],
    });
    expect(await github.releasesOf('v1.2.0')).toEqual([
      ours(1),
      ours(3, { draft: false, immutable: true }),
      ours(4, { name: '', body: '', assets: [ourAsset] }),
    ]);
  });

  test('H5 of a tag are the drafts of its name, too, that have lost it', async () => {
    const untagged = { tag_name: 'untagged-3cab3c8dad7ab0d9d598' };
    server.expect(`GET ${here}/releases?per_page=100`, {
      body: [
        api(1, untagged),
        api(2, { ...untagged, name: 'v1.3.0' }),
        api(3, { ...untagged, draft: false }),
        api(4, { tag_name: 'untagged-release' }),
      ],
    });
    expect(await github.releasesOf('v1.2.0')).toEqual([ours(1)]);
  });

  test.each<[string, (hub: GitHub) => Promise<unknown>, string]>([
    ['release', (hub) => hub.release(9), `GET ${here}/releases/9`],
    ['latest release', (hub) => hub.latestRelease(), `GET ${here}/releases/latest`],
    ['tag', (hub) => hub.tagTarget('v1'), `GET ${here}/git/ref/tags/v1`],
  ])('a %s that is not there is undefined', async (_name, ask, line) => {
    server.expect(line, { status: 404, body: { message: 'Not Found' } });
    expect(await ask(github)).toBeUndefined();
  });

  test('a draft names no commit: that could need the workflows permission', async () => {
    server.expect(`POST ${here}/releases`, { status: 201, body: api(1) });
    const fields = { tag: 'v1.2.0', name: 'v1.2.0', body: 'notes', prerelease: true };
    expect(await github.createDraft(fields)).toEqual(ours(1));
    expect(sent(0)).toEqual({
      tag_name: 'v1.2.0',
      name: 'v1.2.0',
      body: 'notes',
      prerelease: true,
      draft: true,
    });
    expect(server.requests[0]?.headers.authorization).toBe('token ghs_token');
  });

  test('publishing says whether it is the latest, and nothing of the notes', async () => {
    server.expect(`PATCH ${here}/releases/1`, { body: api(1, { draft: false }) });
    server.expect(`PATCH ${here}/releases/1`, { body: api(1, { draft: false }) });
    await github.publish(1, { tag: 'v1.2.0', latest: true, prerelease: false });
    await github.publish(1, { tag: 'v1.2.0', latest: false, prerelease: true });
    expect([sent(0), sent(1)]).toEqual([
      { tag_name: 'v1.2.0', draft: false, prerelease: false, make_latest: 'true' },
      { tag_name: 'v1.2.0', draft: false, prerelease: true, make_latest: 'false' },
    ]);
  });

  test('H5 every change of a draft names its tag: without it GitHub calls the draft untagged', async () => {
    for (const draft of [true, false]) server.expect(`PATCH ${here}/releases/1`, { body: api(1, { draft }) });
    await github.updateDraft(1, { tag: 'v1.2.0', name: 'v1.2.0', body: 'notes', prerelease: false });
    await github.publish(1, { tag: 'v1.2.0', latest: true, prerelease: false });
    expect([sent(0), sent(1)]).toMatchObject([{ tag_name: 'v1.2.0' }, { tag_name: 'v1.2.0', draft: false }]);
  });

  test('a discussion is started by a call of its own', async () => {
    server.expect(`PATCH ${here}/releases/1`, {
      body: api(1, { draft: false, discussion_url: 'https://x/1' }),
    });
    expect(await github.startDiscussion(1, 'News')).toMatchObject({ discussionUrl: 'https://x/1' });
    expect(sent(0)).toEqual({ discussion_category_name: 'News' });
  });

  test('what is gone already is as good as deleted', async () => {
    server.expect(`DELETE ${here}/releases/1`, { status: 404, body: { message: 'Not Found' } });
    server.expect(`DELETE ${here}/releases/assets/5`, { status: 404, body: { message: 'Not Found' } });
    await github.deleteRelease(1);
    await github.deleteAsset(5);
  });
});

describe('what has effects is not tried twice behind the step’s back', () => {
  const fields = { tag: 'v1.2.0', name: 'v1.2.0', body: 'notes', prerelease: false };
  test.each<[string, (hub: GitHub) => Promise<unknown>, string]>([
    ['creating', (hub) => hub.createDraft(fields), `POST ${here}/releases`],
    ['updating', (hub) => hub.updateDraft(1, fields), `PATCH ${here}/releases/1`],
    [
      'publishing',
      (hub) => hub.publish(1, { tag: 'v1.2.0', latest: true, prerelease: false }),
      `PATCH ${here}/releases/1`,
    ],
    ['marking', (hub) => hub.markLatest(1), `PATCH ${here}/releases/1`],
    ['deleting', (hub) => hub.deleteRelease(1), `DELETE ${here}/releases/1`],
    ['moving a tag', (hub) => hub.setTag('v1', 'c0ffee', true), `PATCH ${here}/git/refs/tags/v1`],
    ['storing', (hub) => hub.storeAttestation({}), `POST ${here}/attestations`],
  ])('%s', async (_name, act, line) => {
    server.expect(line, { status: 502, body: { message: 'Bad Gateway' } });
    await expect(act(github)).rejects.toMatchObject({ status: 502 });
  });

  test('nor when only half of the answer comes', async () => {
    server.expect(`POST ${here}/releases`, { status: 201, body: api(1), truncate: true });
    const fields = { tag: 'v1.2.0', name: 'v1.2.0', body: 'notes', prerelease: true };
    await expect(github.createDraft(fields)).rejects.toMatchObject({
      status: 500,
      message: expect.stringContaining('broke off') as unknown,
    });
  });

  test('an upload', async () => {
    server.expect('POST /uploads/1/assets?name=a.txt', { reset: true });
    const upload = github.upload(
      ours(1),
      { name: 'a.txt', contentType: 'text/plain' },
      { bytes: Buffer.from('abc') },
    );
    await expect(upload).rejects.toThrow();
  });
});

describe('questions are asked again', () => {
  test.each<[string, Reply]>([
    ['502', { status: 502, body: { message: 'Bad Gateway' } }],
    ['a reset', { reset: true }],
    ['half of an answer', { body: { id: 9, name: 'v1.2.0' }, truncate: true }],
  ])('after %s', async (_name, reply) => {
    server.expect(`GET ${here}/releases/9`, reply);
    server.expect(`GET ${here}/releases/9`, { body: api(9) });
    expect(await github.release(9)).toEqual(ours(9));
  });

  test('a list that breaks off is not taken for an empty one', async () => {
    const line = `GET ${here}/releases?per_page=100`;
    server.expect(line, { body: [api(1)], truncate: true });
    server.expect(line, { body: [api(1)] });
    expect(await github.releasesOf('v1.2.0')).toEqual([ours(1)]);
    server.expect(line, { body: [api(1)], truncate: true });
    server.expect(line, { body: [api(1)] });
    expect(await github.releasesOf('v1.2.0')).toHaveLength(1);
  });

  test('after a secondary rate limit, by Retry-After, and it is told; effects too, which GitHub did not begin', async () => {
    const limited = {
      status: 403,
      headers: { 'retry-after': '1' },
      body: { message: 'You have exceeded a secondary rate limit' },
    };
    server.expect(`POST ${here}/releases`, limited);
    server.expect(`POST ${here}/releases`, { status: 201, body: api(1) });
    await github.createDraft({ tag: 'v1.2.0', name: '', body: '', prerelease: false });
    expect(waits).toEqual([
      expect.stringMatching(/^GitHub's secondary rate limit was met at POST .*\/releases; going on in 1 s$/),
    ]);
  });
});

describe('assets', () => {
  test('bytes are uploaded under their name, label and type, to the release’s own URL', async () => {
    server.expect('POST /uploads/1/assets?name=a b.txt&label=A & B', { status: 201, body: apiAsset });
    const asset = await github.upload(
      ours(1),
      { name: 'a b.txt', label: 'A & B', contentType: 'text/plain' },
      { bytes: Buffer.from('abc') },
    );
    expect(asset).toEqual(ourAsset);
    expect(server.requests[0]).toMatchObject({
      headers: { 'content-type': 'text/plain', 'content-length': '3' },
      body: Buffer.from('abc'),
    });
  });

  test('a file is streamed, with its length', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'asset-'));
    const bytes = Buffer.alloc(3_000_000, 7);
    await writeFile(join(folder, 'big'), bytes);
    server.expect('POST /uploads/1/assets?name=big', { status: 201, body: apiAsset });
    await github.upload(
      ours(1),
      { name: 'big', contentType: 'application/gzip' },
      { file: join(folder, 'big') },
    );
    expect(server.requests[0]?.headers).toMatchObject({ 'content-length': '3000000' });
    expect(server.requests[0]?.body.equals(bytes)).toBe(true);
    await rm(folder, { recursive: true });
  });

  test('an asset more than a release holds is no trouble that passes, and has a remedy', async () => {
    const error = {
      resource: 'ReleaseAsset',
      ...{ code: 'custom', field: 'file_count', message: 'file_count limited to 1000 assets' },
    };
    server.expect('POST /uploads/1/assets?name=a.txt', {
      status: 422,
      body: { message: 'Validation Failed', errors: [error] },
    });
    await expect(
      github.upload(ours(1), { name: 'a.txt', contentType: 'text/plain' }, { bytes: Buffer.from('a') }),
    ).rejects.toMatchObject({
      code: 'bad-input',
      message: 'GitHub does not take a.txt: a release holds 1000 assets, and this one has them',
      hint: expect.stringMatching(/^tar -czf /) as unknown,
    });
  });

  test('nothing is uploaded to a place that another origin owns, and the token is not shown there', async () => {
    const release = ours(1, { uploadUrl: 'https://uploads.github.com.evil.example/1/assets{?name,label}' });
    const asset = { name: 'a.txt', contentType: 'text/plain' };
    await expect(github.upload(release, asset, { bytes: Buffer.from('abc') })).rejects.toMatchObject({
      code: 'foreign-origin',
    });
  });

  test('the next page is not asked for at another origin', async () => {
    const link = '<https://evil.example/repos/Octo-Org/App/releases?page=2>; rel="next"';
    server.expect(`GET ${here}/releases?per_page=100`, { headers: { link }, body: [api(1)] });
    await expect(github.releasesOf('v1.2.0')).rejects.toMatchObject({ code: 'foreign-origin' });
  });

  test('a download that breaks off is asked for again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'asset-'));
    const body = Buffer.alloc(1_000_000, 7);
    const headers = { 'content-type': 'application/octet-stream', 'content-length': String(body.length) };
    server.expect(`GET ${here}/releases/assets/5`, { headers, body, truncate: true });
    server.expect(`GET ${here}/releases/assets/5`, { headers, body });
    const written = await github.downloadTo(ourAsset, join(folder, 'big'));
    expect(written).toEqual({ size: body.length, sha256: createHash('sha256').update(body).digest('hex') });
    expect(waits).toEqual([expect.stringMatching(/^the download of a\.txt: .*aborted; trying again/)]);
    await rm(folder, { recursive: true });
  });

  test.each(['application/json', 'text/plain', 'application/octet-stream'])(
    'a download is the bytes, also when the answer calls itself %s',
    async (type) => {
      const bytes = Buffer.from('{"a":"\u00e9"}\n');
      server.expect(`GET ${here}/releases/assets/5`, { headers: { 'content-type': type }, body: bytes });
      expect(await github.download(ourAsset)).toEqual(bytes);
      expect(server.requests[0]?.headers.accept).toBe('application/octet-stream');
    },
  );

  test('a download into a file is summed as it comes, and is not held: 256 MiB in less than 160 MB', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'asset-'));
    const size = 256 * 1024 ** 2;
    const body = Buffer.alloc(size);
    server.expect(`GET ${here}/releases/assets/5`, {
      headers: { 'content-type': 'application/octet-stream' },
      body,
    });
    const before = process.memoryUsage.rss();
    let most = 0;
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss() - before);
    }, 5);
    const written = await github.downloadTo(ourAsset, join(folder, 'big'));
    clearInterval(timer);
    expect(written).toEqual({ size, sha256: createHash('sha256').update(body).digest('hex') });
    expect((await stat(join(folder, 'big'))).size).toBe(size);
    // What is read and not collected yet comes to 60 to 110 MB on a busy machine, whatever the size.
    expect(most).toBeLessThan(160_000_000);
    await rm(folder, { recursive: true });
  }, 60_000);
});

describe('refs', () => {
  test('names of tags, without refs/tags/', async () => {
    server.expect(`GET ${here}/git/matching-refs/tags/v`, {
      body: [{ ref: 'refs/tags/v1.0.0' }, { ref: 'refs/tags/v1' }],
    });
    expect(await github.tagNames('v')).toEqual(['v1.0.0', 'v1']);
  });

  test('a tag that exists is moved, by force; a new one made', async () => {
    server.expect(`PATCH ${here}/git/refs/tags/v1`, { body: {} });
    server.expect(`POST ${here}/git/refs`, { status: 201, body: {} });
    await github.setTag('v1', 'aaa', true);
    await github.setTag('v2', 'bbb', false);
    expect([sent(0), sent(1)]).toEqual([
      { sha: 'aaa', force: true },
      { ref: 'refs/tags/v2', sha: 'bbb' },
    ]);
  });

  test('a tag that another release made in between is moved', async () => {
    server.expect(`POST ${here}/git/refs`, { status: 422, body: { message: 'Reference already exists' } });
    server.expect(`PATCH ${here}/git/refs/tags/v1`, { body: {} });
    await github.setTag('v1', 'aaa', false);
    expect(sent(1)).toEqual({ sha: 'aaa', force: true });
  });

  test('another refusal of a new tag is told', async () => {
    server.expect(`POST ${here}/git/refs`, {
      status: 422,
      body: { message: 'Reference update failed: protected' },
    });
    await expect(github.setTag('v1', 'aaa', false)).rejects.toThrow('protected');
  });

  test.each([
    ['behind', true],
    ['identical', true],
    ['ahead', false],
    ['diverged', false],
  ])('a commit that is %s the branch is on it: %s', async (status, reachable) => {
    server.expect(`GET ${here}/compare/release/1.x...c0ffee?per_page=1`, { body: { status, commits: [] } });
    expect(await github.isReachable('c0ffee', 'release/1.x')).toBe(reachable);
  });
});

test("attestations: strangers' on the first page do not bury ours on the next, and pages end", async () => {
  const line = (page: number): string =>
    `GET ${here}/attestations/sha256:aa?per_page=100${page === 0 ? '' : `&after=${page}`}`;
  const next = (page: number): { link: string } => ({
    link: `<${server.origin}${line(page).slice('GET '.length)}>; rel="next"`,
  });
  const strangers = Array.from({ length: 100 }, (_, at) => ({ bundle: { stranger: at } }));
  server.expect(line(0), { body: { attestations: strangers }, headers: next(1) });
  server.expect(line(1), { body: { attestations: [...strangers.slice(50), { bundle: { ours: 1 } }] } });
  const found = await github.attestations('sha256:aa');
  expect(found).toHaveLength(151);
  expect(found.at(-1)).toEqual({ ours: 1 });
  for (let page = 0; page < 10; page += 1)
    server.expect(line(page), { body: { attestations: strangers }, headers: next(page + 1) });
  expect(await github.attestations('sha256:aa')).toHaveLength(1000);
});

test('attestations: one that GitHub only links to is undefined, none at all an empty list', async () => {
  const line = `GET ${here}/attestations/sha256:aa?per_page=100`;
  server.expect(line, { body: { attestations: [{ bundle: { a: 1 } }, { bundle: null }, {}] } });
  server.expect(line, { status: 404, body: { message: 'Not Found' } });
  expect(await github.attestations('sha256:aa')).toEqual([{ a: 1 }, undefined, undefined]);
  expect(await github.attestations('sha256:aa')).toEqual([]);
});
