import { describe, expect, test } from '@jest/globals';
import { earlierReleaseOrFault } from '../../src/find/earlier-release.ts';
import { takenNames, unfinishedAssets } from '../../src/find/prepared-page.ts';
import { recordedPage } from '../../src/plan/record/page.ts';
import { writePage } from '../../src/plan/record/page-parts.ts';
import type { GitHubRelease } from '../../src/world/github/types.ts';
import { type MemoryGitHub, memoryGitHub, quickSteps } from '../support/fakes.ts';
import { commit, fill, planOf, recordText } from '../support/samples.ts';

const plan = planOf();
const elsewhere = 'd'.repeat(40);
const record = (more: object): string => recordText('ghcr.io/octo-org/app', fill('a'), more);
const ours = writePage(plan.tag, 'notes', { above: '', below: '' });
const theirs = writePage(plan.tag, 'notes', { above: 'by hand', below: '' });
const page = (notes: string): object => ({ page: recordedPage({ title: 'v1.2.0', notes }) });

type Given = readonly [fields: Partial<GitHubRelease>, assets?: Readonly<Record<string, string>>];

const give = (github: MemoryGitHub, given: readonly Given[]): readonly GitHubRelease[] =>
  given.map(([fields, assets]) => github.give({ tag: 'v1.2.0', name: 'v1.2.0', ...fields }, assets));

describe('a page that somebody made', () => {
  test.each<[string, readonly Given[], object]>([
    ['a draft with words', [[{ body: 'by hand' }]], { prepared: { id: 1 }, spare: [] }],
    ['a draft with files alone', [[{}, { 'poster.pdf': 'x' }]], { prepared: { id: 1 }, spare: [] }],
    ['a published page with words', [[{ body: 'by hand', draft: false }]], { prepared: { id: 1 } }],
    ['a published page without any', [[{ draft: false }]], { prepared: { id: 1 } }],
    [
      'a draft with words, beside one of ours that was only begun',
      [[{ body: ours }], [{ body: 'by hand' }]],
      { prepared: { id: 2 }, spare: [{ id: 1 }] },
    ],
    [
      'a draft with words, beside one of ours with a record',
      [[{ body: ours }, { 'release.json': record(page(ours)) }], [{ body: 'by hand' }]],
      { prepared: { id: 3 }, spare: [{ id: 1 }] },
    ],
    [
      'a draft that a run has begun to fill',
      [[{ body: theirs }, { 'release.json': record({ ...page(theirs), kept: [] }) }]],
      { prepared: { id: 1 }, release: { id: 1 }, manifest: { commit } },
    ],
    [
      'a published page that a run has begun to fill',
      [
        [
          { body: theirs, draft: false },
          {
            'release.json': record({ kept: [], assets: [{ name: 'a', size: 1, sha256: 'e'.repeat(64) }] }),
          },
        ],
      ],
      { prepared: { id: 1 }, release: { id: 1 } },
    ],
    [
      'a draft whose commit is named, and is this one',
      [[{ body: 'by hand', target: commit }]],
      { prepared: { id: 1 } },
    ],
    ['a draft of a branch', [[{ body: 'by hand', target: 'main' }]], { prepared: { id: 1 } }],
  ])('%s is taken over', async (_, given, expected) => {
    const github = memoryGitHub();
    give(github, given);
    const found = await earlierReleaseOrFault(plan, github, quickSteps());
    expect(found).toMatchObject({ journal: expected });
    expect(github.writes).toEqual([]);
  });

  test.each<[string, readonly Given[]]>([
    ['one of ours that was only begun', [[{ body: ours }]]],
    ['one of ours with a record', [[{ body: ours }, { 'release.json': record(page(ours)) }]]],
    ['one of ours that was edited', [[{ body: 'edited' }, { 'release.json': record(page(ours)) }]]],
    [
      'a published one that is whole',
      [[{ body: theirs, draft: false }, { 'release.json': record({ kept: [] }) }]],
    ],
  ])('%s is none', async (_, given) => {
    const github = memoryGitHub();
    give(github, given);
    const found = await earlierReleaseOrFault(plan, github, quickSteps());
    expect(found).toMatchObject({ journal: {} });
    expect('journal' in found && found.journal.prepared).toBeUndefined();
  });

  test.each<[string, readonly Given[], object, string, string]>([
    [
      'two drafts with words',
      [[{ body: 'one' }], [{ body: 'two' }]],
      {},
      'two drafts with somebody',
      'releases/2',
    ],
    [
      'a draft with words, and one of ours that was edited',
      [[{ body: 'edited' }, { 'release.json': record(page(ours)) }], [{ body: 'two' }]],
      {},
      'two drafts with somebody',
      'releases/3',
    ],
    [
      'a draft for another commit',
      [[{ body: 'by hand', target: elsewhere }]],
      {},
      `prepared for commit ${elsewhere}, and the tag is ${commit}`,
      `--target ${commit}`,
    ],
    [
      'a draft that was filled for another commit',
      [[{ body: theirs }, { 'release.json': record({ commit: elsewhere, kept: [] }) }]],
      {},
      `prepared for commit ${elsewhere}`,
      'put the tag back',
    ],
    [
      'a published page that is immutable',
      [[{ draft: false, immutable: true }]],
      {},
      'is immutable: it takes none any more',
      'save it as a draft',
    ],
    [
      'a published page with files',
      [[{ draft: false }, { 'app.zip': 'x' }]],
      {},
      'published already, with app.zip',
      'gh release edit v1.2.0 --draft',
    ],
    [
      'a published page, where a draft is asked for',
      [[{ draft: false }]],
      { draft: 'true' },
      '`draft: true` is to leave it a draft',
      '--draft',
    ],
    [
      'a stable version that is marked as a pre-release',
      [[{ draft: false, prerelease: true }]],
      {},
      'marked as a pre-release, and v1.2.0 is a stable version',
      '--prerelease=false',
    ],
  ])('%s is named, and nothing is touched', async (_, given, raw, message, hint) => {
    const github = memoryGitHub();
    give(github, given);
    const asked = planOf('v1.2.0', { raw: raw as Readonly<Record<string, string>> });
    const found = await earlierReleaseOrFault(asked, github, quickSteps());
    expect(found).toMatchObject({
      fault: {
        code: 'tag-conflict',
        message: expect.stringContaining(message),
        hint: expect.stringContaining(hint),
      },
    });
    expect('fault' in found && found.fault.message).toContain('nothing was touched');
    expect(github.writes).toEqual([]);
  });

  test('with a file by a name of ours is a fault for each, until a run has begun to fill it', () => {
    const github = memoryGitHub();
    const [prepared] = give(github, [[{}, { 'Checksums.txt': 'x', 'poster.pdf': 'x' }]]);
    if (!prepared) throw new Error('none');
    const faults = takenNames({ prepared }, ['checksums.txt', 'release.json'], plan);
    expect(faults.map(({ message }) => message)).toEqual([
      expect.stringContaining('holds a file Checksums.txt'),
    ]);
    expect(faults[0]?.hint).toContain('gh release delete-asset v1.2.0 Checksums.txt');
    expect(takenNames({}, ['checksums.txt'], plan)).toEqual([]);
    const log = { 'gate.log': 'x' };
    const [planted, failed] = give(github, [
      [{}, log],
      [{ body: ours }, log],
    ]);
    if (!planted || !failed) throw new Error('none');
    expect(takenNames({ prepared: planted }, [], plan)).toMatchObject([
      { message: expect.stringContaining('gate.log') },
    ]);
    expect(takenNames({ prepared: failed }, [], plan)).toEqual([]);
    expect(unfinishedAssets({ prepared, spare: [] })).toEqual(new Set());
  });
});

test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
  [
    'with a file of a person',
    { 'manual.pdf': 'x', 'b.txt': 'y' },
    'holds manual.pdf, b.txt, which this action has not put there',
  ],
  ['with the log of a gate', { 'gate.log': 'x' }, undefined],
  ['alone', {}, undefined],
])('a draft of ours %s', async (_, more, message) => {
  const github = memoryGitHub();
  give(github, [[{ body: ours }, { 'release.json': record(page(ours)), ...more }]]);
  const found = await earlierReleaseOrFault(plan, github, quickSteps());
  if (message === undefined) expect(found).toMatchObject({ journal: { release: { id: 1 } } });
  else
    expect(found).toMatchObject({
      fault: { code: 'tag-conflict', message: expect.stringContaining(message) as unknown },
    });
  expect(github.writes).toEqual([]);
});
