// What survives: a world that ends, also in the middle of an upload, goes on where it was.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, jest, test } from '@jest/globals';
import { type World, fetchOf, octokitOf, createWorld, where } from './fixture.ts';

jest.setTimeout(60_000);

const state = mkdtempSync(join(tmpdir(), 'stand-in-state-'));
let world: World | undefined;

afterEach(async () => {
  await world?.stop();
  rmSync(state, { recursive: true, force: true });
});

test('releases, assets and keys are those of before; half an upload is a starter', async () => {
  const first = await createWorld({ state });
  const octokit = octokitOf(first.standIns);
  const { data } = await octokit.rest.repos.createRelease({ ...where, tag_name: 'v1.2.0', draft: true });
  await octokit.rest.repos.uploadReleaseAsset({
    ...where,
    release_id: data.id,
    name: 'whole',
    data: 'hello',
  });
  const names = async (): Promise<readonly string[]> => {
    const listed = await octokit.rest.repos.listReleaseAssets({ ...where, release_id: data.id });
    return listed.data.map(({ name }) => name);
  };
  const half = new ReadableStream({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('hel'));
    },
    // Asked for more, it breaks off once GitHub knows of the asset.
    pull: async (controller) => {
      while (!(await names()).includes('half'));
      controller.error(new Error('killed'));
    },
  });
  const upload = `https://uploads.github.com/repos/octo-org/example/releases/${data.id}/assets?name=half`;
  const headers = {
    authorization: `Bearer ${first.standIns.token}`,
    'content-length': '5',
    'content-type': 'text/plain',
  };
  await expect(
    fetchOf(first.standIns)(upload, { method: 'POST', headers, body: half, duplex: 'half' }),
  ).rejects.toThrow();
  const root = readFileSync(first.standIns.trustedRoot, 'utf8');
  const ca = readFileSync(first.standIns.caFile, 'utf8');
  const tuf = first.standIns.env['TUF_MIRROR'];
  await first.stop();

  world = await createWorld({ state });
  const { standIns } = world;
  expect(readFileSync(standIns.trustedRoot, 'utf8')).toBe(root);
  expect(readFileSync(standIns.caFile, 'utf8')).toBe(ca);
  expect(standIns.env['TUF_MIRROR']).toBe(tuf);
  const again = octokitOf(standIns);
  const assets = await again.rest.repos.listReleaseAssets({ ...where, release_id: data.id });
  expect(assets.data.map(({ name, state: s, size, digest }) => [name, s, size, digest === null])).toEqual([
    ['whole', 'uploaded', 5, false],
    ['half', 'starter', 0, true],
  ]);
  await expect(
    again.rest.repos.uploadReleaseAsset({ ...where, release_id: data.id, name: 'half', data: 'hello' }),
  ).rejects.toMatchObject({ status: 422 });
  const [whole] = assets.data;
  expect(readFileSync(standIns.assetFile(whole?.id ?? 0), 'utf8')).toBe('hello');
  expect(standIns.violations()).toEqual([]);
});
