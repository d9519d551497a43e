// Rows of docs/reality.md that the stand-in of GitHub behaves by, each asked as a client asks.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { ensureTools } from '../parts/tools.ts';
import { attest } from './fixture-attest.ts';
import { type World, inside, octokitOf, createWorld, where } from './fixture.ts';
import { claimsOf } from './sigstore/oidc.ts';
import { makeRun } from './run.ts';
import type { StandInsOptions } from './world.ts';

jest.setTimeout(60_000);

let world: World | undefined;
async function start(options?: Partial<StandInsOptions>) {
  world = await createWorld({ draftLagMs: 0, ...options });
  return { ...world, octokit: octokitOf(world.standIns) };
}
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

async function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no refusal',
    (error: unknown) => {
      const { status, message } = error as { status: number; message: string };
      return `${status} ${message.split(' - https')[0]}`;
    },
  );
}

describe('H3 a discussion', () => {
  test.each([
    ['without the permission', { discussions: 'none' }, 'Announcements'],
    ['of no such category', { discussions: 'write' }, 'News'],
  ] as const)('%s is 404, and the release is public all the same', async (_, permissions, category) => {
    const { octokit, standIns } = await start({ permissions });
    const { data } = await octokit.rest.repos.createRelease({ ...where, tag_name: 'v1.2.0', draft: true });
    const change = { release_id: data.id, tag_name: 'v1.2.0', draft: false };
    const words = { discussion_category_name: category };
    expect(await refusal(octokit.rest.repos.updateRelease({ ...where, ...change, ...words }))).toBe(
      '404 Discussion could not be created. Make sure you passed a valid category name.',
    );
    expect(standIns.releases()).toMatchObject([{ draft: false }]);
  });

  test('with permission and category is started', async () => {
    const { octokit } = await start({ permissions: { discussions: 'write' } });
    const { data } = await octokit.rest.repos.createRelease({ ...where, tag_name: 'v1.2.0' });
    const words = { release_id: data.id, discussion_category_name: 'Announcements' };
    const changed = await octokit.rest.repos.updateRelease({ ...where, ...words });
    expect(changed.data.discussion_url).toMatch(/^https:\/\/github\.com\/octo-org\/example\/discussions\//);
  });
});

describe('H4 a Git tag', () => {
  test("on a commit with other workflows than the default branch's is 403 for a job, not for a person", async () => {
    const { octokit, git, standIns } = await start();
    const blob = git('hash-object', '-w', `${world?.dir}/out/violations.txt`);
    expect(blob).toMatch(/^[0-9a-f]{40}$/);
    const sha = await withWorkflow(git, blob);
    const ref = { ...where, ref: 'refs/tags/v1', sha };
    expect(await refusal(octokit.rest.git.createRef(ref))).toBe('403 Resource not accessible by integration');
    expect((await octokitOf(standIns.observer).rest.git.createRef(ref)).status).toBe(201);
  });

  test('that a rule protects is 422', async () => {
    const { octokit, git } = await start({ protectedTags: ['v*'] });
    const ref = { ...where, ref: 'refs/tags/v1', sha: git('rev-parse', 'main') };
    expect(await refusal(octokit.rest.git.createRef(ref))).toBe('422 Reference update failed');
  });
});

/** A commit on top of main with a file in .github/workflows. */
function withWorkflow(git: World['git'], blob: string): Promise<string> {
  git('update-index', '--add', '--cacheinfo', `100644,${blob},.github/workflows/new.yml`);
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  return Promise.resolve(git(...who, 'commit-tree', git('write-tree'), '-p', 'main', '-m', 'ci: other'));
}

const digest = 'ab'.repeat(32);

test.each([
  [true, 'object'],
  [false, 'undefined'],
])('H7 an attestation has a link, and the bundle itself or not (%s)', async (inlineBundles, kind) => {
  const { octokit } = await start({ inlineBundles });
  if (world === undefined) throw new Error('no world');
  await attest(world, digest, 'public-good');
  const { data } = await octokit.rest.repos.listAttestations({
    ...where,
    subject_digest: `sha256:${digest}`,
  });
  const [entry] = data.attestations ?? [];
  expect(typeof entry?.bundle).toBe(kind);
  expect((entry as { bundle_url?: string } | undefined)?.bundle_url).toMatch(/^https:\/\/.*\.json\.sn/);
});

test.each([
  ['permission', 403],
  ['body', 422],
] as const)(
  'H8 an empty attestation without the permission, looking at the %s first, is %i',
  async (first, status) => {
    const { octokit } = await start({ attestationsLookAt: first, permissions: { attestations: 'none' } });
    const empty = octokit.request('POST /repos/{owner}/{repo}/attestations', { ...where } as never);
    await expect(empty).rejects.toMatchObject({ status });
  },
);

test('H9 the subject of a token names owner and repository by their ids, too', () => {
  const run = makeRun({ event: 'push', ref: 'refs/tags/v1.2.0', sha: 'a'.repeat(40), runId: 7 });
  const { sub, repository_id: id, repository_owner_id: owner } = claimsOf(run, 'octo-org/example', 'public');
  expect(sub).toBe(`repo:octo-org@${owner}/example@${id}:ref:refs/tags/v1.2.0`);
});

test('H12 a storage record needs artifact-metadata: write; contents: write does not do', async () => {
  const record = { org: 'octo-org', name: 'ghcr.io/octo-org/example', digest: `sha256:${digest}` };
  const body = { ...record, version: 'v1.2.0', registry_url: 'https://ghcr.io/', repository: 'example' };
  const without = await start();
  expect(await refusal(without.octokit.rest.orgs.createArtifactStorageRecord(body))).toBe(
    '403 Resource not accessible by integration',
  );
  await without.stop();
  const { octokit } = await start({ permissions: { 'artifact-metadata': 'write', contents: 'read' } });
  const list = { org: 'octo-org', subject_digest: record.digest };
  expect((await octokit.rest.orgs.listArtifactStorageRecords(list)).data.storage_records).toEqual([]);
  expect((await octokit.rest.orgs.createArtifactStorageRecord(body)).status).toBe(200);
  expect((await octokit.rest.orgs.listArtifactStorageRecords(list)).data.storage_records).toMatchObject([
    { name: record.name, digest: record.digest, registry_url: body.registry_url },
  ]);
});

test.each([
  ['actions', 'GET /repos/{owner}/{repo}/actions/runs/77', 'actions=read'],
  ['attestations', `GET /repos/{owner}/{repo}/attestations/sha256:${digest}`, 'attestations=read'],
] as const)(
  'H13 in a private repository a job without %s: read is told which permission is wanted',
  async (scope, request, accepted) => {
    const { octokit } = await start({ visibility: 'private', permissions: { [scope]: 'none' } });
    await expect(octokit.request(request, { ...where })).rejects.toMatchObject({
      status: 403,
      response: { headers: { 'x-accepted-github-permissions': accepted } },
    });
  },
);

test('H11 an immutable release is attested by GitHub: gh release verify holds, also of its assets', async () => {
  const { octokit, standIns } = await start({ immutableReleases: true });
  if (world === undefined) throw new Error('no world');
  const { data } = await octokit.rest.repos.createRelease({ ...where, tag_name: 'v1.2.0', draft: true });
  await octokit.rest.repos.uploadReleaseAsset({ ...where, release_id: data.id, name: 'a.txt', data: 'a' });
  const change = { release_id: data.id, tag_name: 'v1.2.0', draft: false };
  await octokit.rest.repos.updateRelease({ ...where, ...change });
  const found = await octokit.rest.repos.listAttestations({
    ...where,
    subject_digest: `sha1:${world.git('rev-parse', 'v1.2.0')}`,
    predicate_type: 'release',
  });
  expect(found.data.attestations).toMatchObject([{ initiator: 'github' }]);
  // gh reads roots line by line, and here takes GitHub's alone.
  const root = join(world.dir, 'github.jsonl');
  writeFileSync(root, `${readFileSync(join(world.dir, 'out', 'trusted_root.github.json'), 'utf8')}\n`);
  writeFileSync(join(world.dir, 'a.txt'), 'a');
  const tools = await ensureTools(() => undefined);
  const at = ['--repo', 'octo-org/example', '--custom-trusted-root', root] as const;
  for (const command of [
    ['verify', 'v1.2.0'],
    ['verify-asset', 'v1.2.0', 'a.txt'],
  ]) {
    const verified = await inside(world, ['gh', 'release', ...command, ...at], {
      ...tools.env,
      GH_TOKEN: standIns.token,
    });
    expect(verified).toMatchObject({ code: 0 });
  }
});
