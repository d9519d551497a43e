import { describe, expect, test } from '@jest/globals';
import type { NamedSource } from '../../../src/plan/assets.ts';
import { findings, pointersNow } from '../../../src/steps/preflight/findings.ts';
import type { RemoteWorld } from '../../../src/world/world.ts';
import {
  type MemoryGitHub,
  type MemoryRegistry,
  memoryGitHub,
  memoryRegistry,
  quickSteps,
} from '../../support/fakes.ts';
import { commit, fill, planOf, recordText } from '../../support/samples.ts';
import { recordName } from '../../../src/plan/asset-names.ts';

const plan = planOf('v1.2.0', { raw: { platforms: 'linux/amd64', 'git-tags': 'minor' } });
const app = 'ghcr.io/octo-org/app';
const outsideOf = (github: MemoryGitHub, registry: MemoryRegistry): RemoteWorld =>
  ({ github, registry }) as unknown as RemoteWorld;
const record = (digest: string, of: string = commit): string =>
  recordText(app, digest, { commit: of, signature: { images: [] } });

describe('what a run would find', () => {
  test.each<
    [
      string,
      (github: MemoryGitHub, registry: MemoryRegistry) => void,
      { states: Readonly<Record<string, string>>; faults: RegExp[] },
    ]
  >([
    [
      'of a tag that nothing is there of',
      () => undefined,
      {
        states: {
          'GitHub release v1.2.0': 'to-make',
          [`${app}:v1.2.0`]: 'to-make',
          Signatures: 'to-make',
          Provenance: 'to-make',
          'Asset release.json': 'to-make',
        },
        faults: [],
      },
    ],
    [
      'of a draft with its record',
      (github) => void github.give({ tag: 'v1.2.0' }, { [recordName]: record(fill('a')) }),
      {
        states: {
          'GitHub release v1.2.0': 'to-make',
          [`${app}:v1.2.0`]: 'to-make',
          Signatures: 'found',
          Provenance: 'to-make',
          'Asset release.json': 'found',
          'Asset checksums.txt': 'to-make',
        },
        faults: [],
      },
    ],
    [
      'of a finished release',
      (github, registry) => {
        const digest = registry.add({ a: 1 }, 'index');
        registry.tags.set(`${app}:v1.2.0`, digest);
        github.give({ tag: 'v1.2.0', draft: false }, { [recordName]: record(digest) });
      },
      { states: { 'GitHub release v1.2.0': 'found', [`${app}:v1.2.0`]: 'found' }, faults: [] },
    ],
    [
      'of a release of another commit',
      (github) =>
        void github.give(
          { tag: 'v1.2.0', draft: false },
          { [recordName]: record(fill('a'), 'd'.repeat(40)) },
        ),
      {
        states: { 'GitHub release v1.2.0': 'conflict', [`${app}:v1.2.0`]: 'to-make' },
        faults: [/published already and is of commit d{40}/],
      },
    ],
    [
      'of a tag that names another image than the record',
      (github, registry) => {
        registry.tags.set(`${app}:v1.2.0`, registry.add({ a: 1 }, 'index'));
        github.give({ tag: 'v1.2.0' }, { [recordName]: record(fill('a')) });
      },
      {
        states: { [`${app}:v1.2.0`]: 'conflict' },
        faults: [/v1\.2\.0 names sha256:\w+ already, and the release's own record names sha256:a+; nothing/],
      },
    ],
  ])('%s', async (_, arrange, { states, faults }) => {
    const [github, registry] = [memoryGitHub(), memoryRegistry()];
    arrange(github, registry);
    const found = await findings({ plan, world: outsideOf(github, registry), steps: quickSteps() }, []);
    const stateOf = Object.fromEntries(found.findings.map(({ what, state }) => [what, state]));
    expect(stateOf).toMatchObject(states);
    expect(found.faults.map(({ code }) => code)).toEqual(faults.map(() => 'tag-conflict'));
    faults.forEach((fault, at) => {
      expect(found.faults[at]?.message).toMatch(fault);
    });
    expect([...github.writes, ...registry.writes]).toEqual([]);
  });

  test('counts the assets that the release will have', async () => {
    const outside = outsideOf(memoryGitHub(), memoryRegistry());
    const names = async (
      raw: Readonly<Record<string, string>>,
      files: readonly NamedSource[] = [],
    ): Promise<readonly string[]> =>
      (await findings({ plan: planOf('v1.2.0', { raw }), world: outside, steps: quickSteps() }, files))
        .assets;
    expect(await names({})).toEqual([
      'release.json',
      'checksums.txt',
      'checksums.txt.sigstore.json',
      'provenance.sigstore.json',
    ]);
    expect(await names({ sign: 'none', attest: 'false' })).toEqual(['release.json', 'checksums.txt']);
    const app = { name: 'app.deb', from: 'out/app.deb' };
    expect(await names({ 'sign-assets': 'each', attest: 'false' }, [app])).toEqual([
      'app.deb',
      'release.json',
      'checksums.txt',
      'checksums.txt.sigstore.json',
      'release.json.sigstore.json',
      'app.deb.sigstore.json',
    ]);
  });
});

test('signatures for cosign 2 are found where the record names their tags', async () => {
  const legacy = planOf('v1.2.0', { raw: { 'sign-legacy': 'true' } });
  const stateOf = async (images: readonly object[]): Promise<string | undefined> => {
    const github = memoryGitHub();
    const text = recordText(app, fill('a'), { signature: { images } });
    github.give({ tag: 'v1.2.0' }, { [recordName]: text });
    const { findings: all } = await findings(
      { plan: legacy, world: outsideOf(github, memoryRegistry()), steps: quickSteps() },
      [],
    );
    return all.find(({ what }) => what === 'Signatures for cosign 2')?.state;
  };
  const signed = { image: app, digest: fill('a') };
  expect(await stateOf([signed])).toBe('to-make');
  expect(await stateOf([{ ...signed, legacyTag: 'sha256-a.sig' }])).toBe('found');
});

describe('where the pointers are', () => {
  test('is read of each, and said of those that would move where to', async () => {
    const [github, registry] = [memoryGitHub(), memoryRegistry()];
    const old = registry.add({ old: 1 }, 'index');
    registry.tags.set(`${app}:v1`, old);
    github.refs.set('v1.2', 'e'.repeat(40));
    github.latest = github.give({ tag: 'v1.1.0', draft: false }).id;
    const read = await pointersNow({ plan, world: outsideOf(github, registry), steps: quickSteps() });
    expect(read.map(({ kind, name, moved, from, to }) => [kind, name, moved, from, to])).toEqual([
      ['image', 'v1.2', true, undefined, 'v1.2.0'],
      ['image', 'v1', true, old, 'v1.2.0'],
      ['image', 'latest', true, undefined, 'v1.2.0'],
      ['git', 'v1.2', true, 'e'.repeat(40), 'v1.2.0'],
      ['github-latest', 'latest', true, 'v1.1.0', 'v1.2.0'],
    ]);
  });

  test('stays of those that a higher release holds', async () => {
    const hotfix = planOf('v1.1.1', { tags: ['v1.1.0', 'v1.1.1', 'v1.2.0'] });
    const [github, registry] = [memoryGitHub(), memoryRegistry()];
    const read = await pointersNow({ plan: hotfix, world: outsideOf(github, registry), steps: quickSteps() });
    expect(read.map(({ kind, name, moved, to }) => [kind, name, moved, to])).toEqual([
      ['image', 'v1.1', true, 'v1.1.1'],
      ['image', 'v1', false, 'v1.2.0'],
      ['image', 'latest', false, 'v1.2.0'],
      ['github-latest', 'latest', false, 'v1.2.0'],
    ]);
  });
});
