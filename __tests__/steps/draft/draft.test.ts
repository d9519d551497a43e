import { describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assetOf } from '../../../src/steps/prepare/asset-file.ts';
import { draft } from '../../../src/steps/draft/draft.ts';
import { writePage } from '../../../src/plan/record/page-parts.ts';
import { parseRecord } from '../../../src/plan/record/record-text.ts';
import type { ReleaseRecord } from '../../../src/plan/record/release-record.ts';
import { findEarlierRelease } from '../../../src/find/earlier-release.ts';
import { checkImageTags, tagImage } from '../../../src/steps/publish/image-tags.ts';
import { publishRelease } from '../../../src/steps/publish/publish.ts';
import type { World } from '../../../src/world/world.ts';
import {
  type Hook,
  type MemoryGitHub,
  memoryGitHub,
  memoryRegistry,
  quickSteps,
  strict,
} from '../../support/fakes.ts';
import { commit, fill, imageOf, planOf, recordText } from '../../support/samples.ts';

const plan = planOf();
/** What a record says of assets whose bytes do not matter. */
const listed = (...names: readonly string[]): object => ({
  assets: names.map((name) => ({ name, size: 1, sha256: 'a'.repeat(64) })),
});
const recorded = recordText('ghcr.io/octo-org/app', fill('a'), listed('a.txt', 'packed.gz'));
const files = [assetOf('release.json', recorded, 'application/json'), assetOf('a.txt', 'abc', 'text/plain')];
const manifest = (): ReleaseRecord => {
  const read = parseRecord(recorded);
  if (!read) throw new Error(recorded);
  return read;
};
const once = (call: string, error: object): Hook => {
  let done = false;
  return (now) => {
    if (done || now !== call) return;
    done = true;
    throw Object.assign(new Error(`broke at ${call}`), error);
  };
};
const reset = { code: 'ECONNRESET' };

async function drafted(github: MemoryGitHub): Promise<ReturnType<typeof quickSteps>> {
  const steps = quickSteps();
  const earlier = await findEarlierRelease(plan, github, steps);
  await draft({ plan, world: { github, temp: tmpdir() }, steps, earlier }, { notes: 'notes', assets: files });
  return steps;
}
const names = (github: MemoryGitHub): readonly string[] =>
  [...github.releases.values()].flatMap(({ assets }) => assets.map(({ name }) => name)).sort();

describe('the draft', () => {
  test('is made once, with every asset', async () => {
    const github = memoryGitHub();
    await drafted(github);
    expect(github.writes).toEqual(['create v1.2.0', 'upload release.json', 'upload a.txt']);
    expect(names(github)).toEqual(['a.txt', 'release.json']);
  });

  test('that says the same is left as it is, CRLF or not', async () => {
    const github = memoryGitHub();
    github.give(
      { tag: 'v1.2.0', name: 'v1.2.0', body: 'notes\r\n' },
      { 'release.json': recorded, 'a.txt': 'abc' },
    );
    const steps = await drafted(github);
    expect(github.writes).toEqual([]);
    expect(steps.outcomes().slice(1)).toEqual([
      'Draft the release v1.2.0: found',
      'Upload release.json: found',
      'Upload a.txt: found',
    ]);
  });

  test('with other notes is left as it is: they may be a person’s, and another is filled', async () => {
    const github = memoryGitHub();
    const old = github.give(
      { tag: 'v1.2.0', name: 'v1.2.0', body: 'old' },
      { 'a.txt': 'ab', 'release.json': recorded },
    );
    const broken = old.assets.map((asset) =>
      asset.name === 'a.txt' ? { ...asset, state: 'starter' } : asset,
    );
    github.releases.set(old.id, { ...old, assets: broken });
    await drafted(github);
    const [left, release] = await github.releasesOf('v1.2.0');
    expect(left).toMatchObject({ id: old.id, body: 'old' });
    expect(release).toMatchObject({ body: 'notes' });
    const digests = release?.assets.map(({ name, digest, state }) => [name, digest, state]);
    expect(digests).toEqual(files.map(({ name, sha256 }) => [name, `sha256:${sha256}`, 'uploaded']));
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['other bytes', { 'release.json': recorded, 'a.txt': 'xyz' }],
    ['another record', { 'release.json': `${recorded} `, 'a.txt': 'abc' }],
  ])(
    'with %s stays as it is, and a new one is filled: another run may be about to publish it',
    async (_, held) => {
      const github = memoryGitHub();
      const old = github.give({ tag: 'v1.2.0', name: 'v1.2.0', body: 'notes' }, held);
      await drafted(github);
      expect(github.releases.get(old.id)).toEqual(old);
      expect(github.writes).toEqual(['create v1.2.0', 'upload release.json', 'upload a.txt']);
    },
  );

  test('whose record an earlier run wrote for something else is named for that, and no other run', async () => {
    const github = memoryGitHub();
    const held = { 'release.json': `${recorded} `, 'a.txt': 'abc' };
    const { url } = github.give({ tag: 'v1.2.0', name: 'v1.2.0', body: 'notes' }, held);
    const steps = await drafted(github);
    expect(steps.lines).toContain(
      `${url} is not continued: its release.json says something else than this run would write`,
    );
    expect(steps.lines.join('\n')).not.toContain('another run');
    expect(steps.outcomes().filter((line) => line.endsWith('failed'))).toEqual([]);
  });

  test('that was given up hands on what only it holds', async () => {
    const temp = await mkdtemp(join(tmpdir(), 'draft-'));
    const github = memoryGitHub();
    github.give({ tag: 'v1.2.0' }, { 'release.json': recorded, 'a.txt': 'xyz', 'packed.gz': 'earlier' });
    const { name, size, sha256: sum, contentType } = assetOf('packed.gz', 'earlier', 'application/gzip');
    const packed = { name, size, sha256: sum, contentType };
    const { release } = await draft(
      {
        plan,
        world: { github, temp },
        steps: quickSteps(),
        earlier: await findEarlierRelease(plan, github, quickSteps()),
      },
      { notes: 'notes', assets: [...files, packed] },
    );
    expect(release.assets.map(({ name, digest }) => [name, digest])).toEqual(
      [...files, packed].map(({ name, sha256 }) => [name, `sha256:${sha256}`]),
    );
    await rm(temp, { recursive: true });
  });

  test.each(['create v1.2.0', 'upload a.txt', 'upload release.json'])(
    'a connection that breaks after GitHub did "%s" makes nothing twice',
    async (call) => {
      const github = memoryGitHub({ after: once(call, reset) });
      await drafted(github);
      expect(github.releases.size).toBe(1);
      expect(names(github)).toEqual(['a.txt', 'release.json']);
      expect(github.writes.filter((write) => write === call)).toHaveLength(1);
    },
  );

  test('a refusal is no reason to try again', async () => {
    const github = memoryGitHub({ before: once('create v1.2.0', { status: 403 }) });
    await expect(drafted(github)).rejects.toThrow('broke at create v1.2.0');
    expect(github.writes).toEqual([]);
  });
});

describe('what an earlier run has left', () => {
  const record = (more: object = {}): string =>
    recordText('ghcr.io/octo-org/app', fill('a'), { images: [], ...listed('a.txt', 'b.txt'), ...more });

  test('the fullest draft with a record goes on, of equals the oldest', async () => {
    const github = memoryGitHub();
    const drafts = [
      github.give({ tag: 'v1.2.0' }),
      github.give({ tag: 'v1.2.0', body: writePage(plan.tag, 'of a run', { above: '', below: '' }) }),
      github.give({ tag: 'v1.2.0' }, { 'release.json': record() }),
      github.give({ tag: 'v1.2.0' }, { 'release.json': record(), 'a.txt': 'a' }),
      github.give({ tag: 'v1.2.0' }, { 'release.json': record(), 'b.txt': 'b' }),
    ].map(({ id }) => id);
    const found = await findEarlierRelease(plan, github, quickSteps());
    expect(found.release?.id).toBe(drafts[3]);
    expect(found.manifest).toMatchObject({ commit });
    expect(found.spare.map(({ id }) => id)).toEqual([4, 2, 0, 1].map((at) => drafts[at]));
  });

  test('a published release goes before any draft', async () => {
    const github = memoryGitHub();
    github.give({ tag: 'v1.2.0' }, { 'a.txt': 'a' });
    const published = github.give({ tag: 'v1.2.0', draft: false }, { 'release.json': record() });
    expect(await findEarlierRelease(plan, github, quickSteps())).toMatchObject({
      release: { id: published.id },
      manifest: { commit },
    });
  });

  test.each([
    [
      'of another commit',
      { 'release.json': record({ commit: 'd'.repeat(40) }) },
      ` and is of commit ${'d'.repeat(40)}`,
    ],
    ['without a record', { 'other.txt': 'x' }, ', with other.txt and no release.json of this action'],
    [
      'with a record that is none',
      { 'release.json': '<html>' },
      ', with release.json and no release.json of',
    ],
  ])('a published release %s is a conflict', async (_name, assets, why) => {
    const github = memoryGitHub();
    github.give({ tag: 'v1.2.0', draft: false }, assets);
    await expect(findEarlierRelease(plan, github, quickSteps())).rejects.toThrow(
      `the release v1.2.0 is published already${why}`,
    );
    expect(github.writes).toEqual([]);
  });

  test('a draft of another commit is a spare one', async () => {
    const github = memoryGitHub();
    const other = github.give(
      { tag: 'v1.2.0' },
      { 'release.json': record({ commit: 'd'.repeat(40) }), 'a.txt': 'a' },
    );
    expect(await findEarlierRelease(plan, github, quickSteps())).toEqual({ spare: [other] });
    const ours = github.give({ tag: 'v1.2.0' }, { 'release.json': record() });
    expect(await findEarlierRelease(plan, github, quickSteps())).toMatchObject({
      release: { id: ours.id },
      spare: [{ id: other.id }],
    });
  });

  test.each([
    'null',
    '7',
    '[]',
    '{',
    '{}',
    record({ images: [{ name: 'x', digest: '../../etc' }] }),
    record({ images: [null] }),
    record({ assets: [{ name: '', sha256: 'x' }] }),
    record({ commit: 7 }),
  ])('%s is no record', (text) => {
    expect(parseRecord(text)).toBeUndefined();
  });
});

describe('publishing', () => {
  const worldOf = (github: MemoryGitHub): World => strict<World>('world', { github }).it;
  const publish = async (github: MemoryGitHub, latest = true): ReturnType<typeof publishRelease> => {
    const release =
      (await github.releasesOf('v1.2.0')).find((one) => one.draft) ?? (await github.releasesOf('v1.2.0'))[0]!;
    return publishRelease(
      { plan, world: worldOf(github), steps: quickSteps() },
      release,
      {
        assets: files,
        manifest: manifest(),
        page: { title: '', notes: '' },
        proof: () => Promise.resolve([]),
        lastLooks: () => Promise.resolve(),
      },
      latest,
    );
  };
  const filled = { 'release.json': recorded, 'a.txt': 'abc' };

  test('takes the draft out, and remembers what was latest', async () => {
    const github = memoryGitHub();
    github.latest = github.give({ tag: 'v1.1.0', draft: false }).id;
    const { id } = github.give({ tag: 'v1.2.0' }, filled);
    expect(await publish(github)).toMatchObject({
      release: { id, draft: false },
      latestBefore: { tag: 'v1.1.0' },
    });
    expect(github.writes).toEqual([`publish ${id} latest`]);
  });

  test('a published release is found', async () => {
    const github = memoryGitHub();
    github.give({ tag: 'v1.2.0', draft: false }, filled);
    await publish(github);
    expect(github.writes).toEqual([]);
  });

  test('a connection that breaks after GitHub published is looked into, not repeated', async () => {
    const given = { id: 0 };
    const github = memoryGitHub({ after: (call) => hook(call) });
    given.id = github.give({ tag: 'v1.2.0' }, filled).id;
    const hook = once(`publish ${given.id} latest`, reset);
    expect((await publish(github)).release.draft).toBe(false);
    expect(github.writes).toHaveLength(1);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['lacks an asset', { 'release.json': recorded }],
    ['has other bytes', { 'release.json': recorded, 'a.txt': 'tampered' }],
  ])('nothing is published that %s', async (_name, assets) => {
    const github = memoryGitHub();
    github.give({ tag: 'v1.2.0' }, assets);
    await expect(publish(github)).rejects.toThrow('so it was not published: it lacks a.txt');
    expect(github.writes).toEqual([]);
  });
});

describe('the tags that never move', () => {
  const image = imageOf(plan);
  const app = 'ghcr.io/octo-org/app';

  test('are put once, and found the second time', async () => {
    const registry = memoryRegistry();
    const world = strict<World>('world', { registry }).it;
    await tagImage({ plan, world, steps: quickSteps() }, image);
    await tagImage({ plan, world, steps: quickSteps() }, image);
    expect(registry.writes).toEqual([`put ${app}:v1.2.0 ${image.digest}`]);
  });

  test('one that names something else is a conflict, and nothing is written', async () => {
    const registry = memoryRegistry();
    registry.tags.set(`${app}:v1.2.0`, fill('9'));
    registry.manifests.set(fill('9'), {
      descriptor: { mediaType: 'x', digest: fill('9'), size: 1 },
      bytes: Buffer.alloc(1),
    });
    const world = strict<World>('world', { registry }).it;
    const conflict = `${app}:v1.2.0 names ${fill('9')}, not ${image.digest}; nothing was touched`;
    await expect(checkImageTags({ plan, world, steps: quickSteps() }, image)).rejects.toThrow(conflict);
    await expect(tagImage({ plan, world, steps: quickSteps() }, image)).rejects.toThrow(conflict);
    expect(registry.writes).toEqual([]);
  });
});
