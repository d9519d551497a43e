// Releases and assets as octokit meets them: GitHub's rules, and its contract on every exchange.
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { type World, octokitOf, createWorld, where } from './fixture.ts';
import type { StandInsOptions } from './world.ts';

jest.setTimeout(60_000);

let world: World | undefined;

/** A world whose list shows drafts at once, unless `options` says otherwise. */
async function start(options?: Partial<StandInsOptions>) {
  world = await createWorld({ draftLagMs: 0, ...options });
  const { standIns } = world;
  return { ...world, octokit: octokitOf(standIns) };
}

afterEach(async () => {
  const violations = world?.standIns.violations() ?? [];
  await world?.stop();
  world = undefined;
  expect(violations).toEqual([]);
});

/** Status and message of the refusal a call ends in. */
async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const { status, message } = error as { status: number; message: string };
    return `${status} ${message.split(' - https')[0]}`;
  }
  return 'no refusal';
}

test('H17 a body has 125,000 code points, whatever they take, and no more', async () => {
  const { octokit } = await start();
  const create = (body: string) =>
    octokit.rest.repos.createRelease({ ...where, tag_name: 'v1.2.0', draft: true, body });
  const { data } = await create('🎉'.repeat(125_000));
  expect(Array.from(data.body ?? '')).toHaveLength(125_000);
  expect(await refusal(create('x'.repeat(125_001)))).toContain('422 Validation Failed');
});

describe('drafts', () => {
  test('are listed, found by id, not found by tag, and may come in twos', async () => {
    const { octokit } = await start();
    const one = await octokit.rest.repos.createRelease({ ...where, tag_name: 'v1.2.0', draft: true });
    const two = await octokit.rest.repos.createRelease({ ...where, tag_name: 'v1.2.0', draft: true });
    const list = await octokit.rest.repos.listReleases({ ...where });
    expect(list.data.map(({ id }) => id)).toEqual([two.data.id, one.data.id]);
    expect(one.data.html_url).toContain('/releases/tag/untagged-');
    expect(await refusal(octokit.rest.repos.getReleaseByTag({ ...where, tag: 'v1.2.0' }))).toBe(
      '404 Not Found',
    );
    expect(await refusal(octokit.rest.repos.getLatestRelease(where))).toBe('404 Not Found');
    const { id } = one.data;
    await octokit.rest.repos.updateRelease({ ...where, release_id: id, tag_name: 'v1.2.0', draft: false });
    const found = await octokit.rest.repos.getReleaseByTag({ ...where, tag: 'v1.2.0' });
    expect(found.data).toMatchObject({
      id,
      draft: false,
      immutable: false,
      created_at: '2026-01-02T03:04:05Z',
    });
    expect(
      await refusal(
        octokit.rest.repos.updateRelease({
          ...where,
          ...{ release_id: two.data.id, tag_name: 'v1.2.0', draft: false },
        }),
      ),
    ).toMatch(/^422 Validation Failed: .*already_exists/);
  });

  test('H1 a fresh one is there by id, and for seconds not in the list', async () => {
    const { octokit } = await start({ draftLagMs: 500 });
    const { data } = await octokit.rest.repos.createRelease({ ...where, tag_name: 'v1.2.0', draft: true });
    const listed = async () => (await octokit.rest.repos.listReleases({ ...where })).data.map(({ id }) => id);
    expect(await listed()).toEqual([]);
    expect((await octokit.rest.repos.getRelease({ ...where, release_id: data.id })).data.tag_name).toBe(
      'v1.2.0',
    );
    while ((await listed()).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await listed()).toEqual([data.id]);
  });

  test('H5 one that is changed without its tag is untagged from then on', async () => {
    const { octokit } = await start();
    const { data } = await octokit.rest.repos.createRelease({ ...where, tag_name: 'v1.2.0', draft: true });
    const release_id = data.id;
    const changed = await octokit.rest.repos.updateRelease({ ...where, release_id, body: 'new words' });
    expect(changed.data.tag_name).toMatch(/^untagged-[0-9a-f]{20}$/);
    const told = await octokit.rest.repos.updateRelease({ ...where, release_id, tag_name: 'v1.2.0' });
    expect(told.data.tag_name).toBe('v1.2.0');
  });

  test('of one tag that are published at the same instant: one is, the other is refused', async () => {
    const { octokit } = await start();
    const make = () => octokit.rest.repos.createRelease({ ...where, tag_name: 'v3.0.0', draft: true });
    const ids = [(await make()).data.id, (await make()).data.id];
    const publish = (release_id: number) =>
      refusal(octokit.rest.repos.updateRelease({ ...where, release_id, tag_name: 'v3.0.0', draft: false }));
    const outcome = await Promise.all(ids.map(publish));
    expect(outcome.sort()).toEqual([expect.stringMatching(/^422 .*already_exists/), 'no refusal']);
  });

  test('are invisible without contents: write', async () => {
    const { octokit, standIns } = await start();
    const { data } = await octokit.rest.repos.createRelease({ ...where, tag_name: 'v1.2.0', draft: true });
    const identity = { event: 'push', ref: 'refs/heads/main', sha: 'a'.repeat(40), runId: 78 };
    const reader = octokitOf(await standIns.addRun({ ...identity, permissions: { contents: 'read' } }));
    expect((await reader.rest.repos.listReleases({ ...where })).data).toEqual([]);
    expect(await refusal(reader.rest.repos.getRelease({ ...where, release_id: data.id }))).toBe(
      '404 Not Found',
    );
  });

  test('a release in a list of many is on the second page', async () => {
    const { octokit } = await start();
    for (let i = 0; i < 31; i += 1) {
      await octokit.rest.repos.createRelease({ ...where, tag_name: `v0.0.${i}`, draft: true });
    }
    expect((await octokit.rest.repos.listReleases({ ...where })).data).toHaveLength(30);
    expect(await octokit.paginate(octokit.rest.repos.listReleases, { ...where })).toHaveLength(31);
  });
});

describe('latest', () => {
  const publish = async (
    octokit: Awaited<ReturnType<typeof start>>['octokit'],
    tag: string,
    more: object = {},
  ) => octokit.rest.repos.createRelease({ ...where, tag_name: tag, ...more });
  const latest = async (octokit: Awaited<ReturnType<typeof start>>['octokit']) =>
    (await octokit.rest.repos.getLatestRelease(where)).data.tag_name;

  test('is the newly published one unless it says otherwise', async () => {
    const { octokit } = await start();
    await publish(octokit, 'v1.1.0');
    await publish(octokit, 'v1.2.0');
    expect(await latest(octokit)).toBe('v1.2.0');
    await publish(octokit, 'v1.0.0', { make_latest: 'false' });
    expect(await latest(octokit)).toBe('v1.2.0');
    await publish(octokit, 'v1.3.0-rc.1', { prerelease: true });
    expect(await latest(octokit)).toBe('v1.2.0');
    await publish(octokit, 'v1.1.1', { make_latest: 'legacy' });
    expect(await latest(octokit)).toBe('v1.2.0');
    await publish(octokit, 'v1.3.0', { make_latest: 'legacy' });
    expect(await latest(octokit)).toBe('v1.3.0');
  });

  test('cannot be a prerelease', async () => {
    const { octokit } = await start();
    expect(await refusal(publish(octokit, 'v2.0.0-rc.1', { prerelease: true, make_latest: 'true' }))).toMatch(
      /^422 .*cannot be draft or prerelease/,
    );
    expect((await octokit.rest.repos.listReleases({ ...where })).data).toEqual([]);
  });

  test('publishing makes a missing tag at the target', async () => {
    const { octokit, git } = await start();
    await publish(octokit, 'v9.0.0');
    expect(git('rev-parse', 'v9.0.0')).toBe(git('rev-parse', 'main'));
  });
});

describe('assets', () => {
  const upload = (
    octokit: Awaited<ReturnType<typeof start>>['octokit'],
    release_id: number,
    name: string,
    data: string,
  ) => octokit.rest.repos.uploadReleaseAsset({ ...where, release_id, name, data });

  test('H19 are 1000 of a release at most', async () => {
    const { octokit } = await start();
    const { data } = await octokit.rest.repos.createRelease({ ...where, tag_name: 'v1.2.0', draft: true });
    for (let at = 0; at < 1000; at += 50) {
      const some = Array.from({ length: 50 }, (_, n) => upload(octokit, data.id, `${at + n}.txt`, 'x'));
      await Promise.all(some);
    }
    expect(await refusal(upload(octokit, data.id, 'more.txt', 'x'))).toMatch(
      /^422 Validation Failed: .*file_count limited to 1000 assets/,
    );
  });

  test('carry digest and size, are renamed as GitHub does, refuse a second of the name', async () => {
    const { octokit } = await start();
    const { data } = await octokit.rest.repos.createRelease({ ...where, tag_name: 'v1.2.0', draft: true });
    const asset = await upload(octokit, data.id, 'my file~1:2.txt', 'hello');
    expect(asset.data).toMatchObject({
      name: 'my.file.1.2.txt',
      size: 5,
      state: 'uploaded',
      digest: `sha256:${createHash('sha256').update('hello').digest('hex')}`,
    });
    expect(await refusal(upload(octokit, data.id, 'my.file.1.2.txt', 'x'))).toMatch(/^422 .*already_exists/);
    expect(await refusal(upload(octokit, data.id, 'empty', ''))).toBe('400 Bad Content-Length');
    const renamed = await octokit.rest.repos.updateReleaseAsset({
      ...where,
      asset_id: asset.data.id,
      name: 'b.txt',
      label: 'B',
    });
    expect(renamed.data).toMatchObject({ name: 'b.txt', label: 'B' });
    const bytes = await octokit.rest.repos.getReleaseAsset({
      ...where,
      asset_id: asset.data.id,
      headers: { accept: 'application/octet-stream' },
    });
    expect(Buffer.from(bytes.data as unknown as ArrayBuffer).toString()).toBe('hello');
    await octokit.rest.repos.deleteReleaseAsset({ ...where, asset_id: asset.data.id });
    expect((await octokit.rest.repos.listReleaseAssets({ ...where, release_id: data.id })).data).toEqual([]);
  });

  test('H6 of an immutable release stay, and so does its tag; words and marks can be changed', async () => {
    const { octokit } = await start({ immutableReleases: true });
    const { data } = await octokit.rest.repos.createRelease({ ...where, tag_name: 'v1.2.0', draft: true });
    const asset = await upload(octokit, data.id, 'a', 'a');
    const release_id = data.id;
    const publish = { ...where, release_id, tag_name: 'v1.2.0', draft: false };
    const published = await octokit.rest.repos.updateRelease(publish);
    expect(published.data.immutable).toBe(true);
    expect(await refusal(upload(octokit, release_id, 'b', 'b'))).toMatch(/^422 .*immutable/);
    const asset_id = asset.data.id;
    expect(await refusal(octokit.rest.repos.deleteReleaseAsset({ ...where, asset_id }))).toMatch(
      /^422 .*immutable/,
    );
    expect(await refusal(octokit.rest.git.deleteRef({ ...where, ref: 'tags/v1.2.0' }))).toMatch(
      /^422 .*immutable/,
    );
    const words = { prerelease: true, name: 'Spring', body: 'new words' };
    const changed = await octokit.rest.repos.updateRelease({ ...where, release_id, ...words });
    expect(changed.data).toMatchObject({ ...words, immutable: true, tag_name: 'v1.2.0' });
    const stable = { release_id, prerelease: false, make_latest: 'true' as const };
    await octokit.rest.repos.updateRelease({ ...where, ...stable });
    expect((await octokit.rest.repos.getLatestRelease(where)).data.id).toBe(release_id);
  });

  test('H2 a deleted immutable release uses up its tag: drafts and uploads succeed, only publishing does not', async () => {
    const { octokit } = await start({ immutableReleases: true });
    const tag_name = 'v1.2.0';
    const first = await octokit.rest.repos.createRelease({ ...where, tag_name });
    await octokit.rest.repos.deleteRelease({ ...where, release_id: first.data.id });
    const { data } = await octokit.rest.repos.createRelease({ ...where, tag_name, draft: true });
    await upload(octokit, data.id, 'a', 'a');
    const publish = { ...where, release_id: data.id, tag_name, draft: false };
    const used = /^422 .*tag_name was used by an immutable release/;
    expect(await refusal(octokit.rest.repos.updateRelease(publish))).toMatch(used);
    expect(await refusal(octokit.rest.repos.createRelease({ ...where, tag_name }))).toMatch(used);
  });
});

describe('permissions', () => {
  test('are looked at before the body, and named', async () => {
    const { octokit } = await start({ permissions: { contents: 'read', attestations: 'none' } });
    const release = octokit.request('POST /repos/{owner}/{repo}/releases', { ...where } as never);
    expect(await refusal(release)).toBe('403 Resource not accessible by integration');
    await expect(
      octokit.request('POST /repos/{owner}/{repo}/attestations', { ...where } as never),
    ).rejects.toMatchObject({
      status: 403,
      response: { headers: { 'x-accepted-github-permissions': 'attestations=write' } },
    });
  });

  test('an empty body with the permission is 422, and no violation', async () => {
    const { octokit } = await start();
    const release = octokit.request('POST /repos/{owner}/{repo}/releases', { ...where } as never);
    expect(await refusal(release)).toMatch(/^422 Invalid request/);
  });

  test('a token nobody has is refused', async () => {
    const { standIns } = await start();
    const stranger = octokitOf(standIns, 'ghs_stranger');
    expect(await refusal(stranger.rest.repos.get(where))).toBe('401 Bad credentials');
  });
});
