import { beforeEach, describe, expect, test } from '@jest/globals';
import type { CommitSha } from '../../../src/plan/brands.ts';
import { parsePlatform } from '../../../src/plan/oci/image-name.ts';
import { indexType, renderIndex } from '../../../src/plan/oci/index.ts';
import type { Image, MovedPointer } from '../../../src/plan/artifacts.ts';
import { type Public, readBack } from '../../../src/steps/publish/read-back.ts';
import { previousSizes } from '../../../src/steps/prepare/previous-sizes.ts';
import {
  type MemoryGitHub,
  type MemoryRegistry,
  memoryGitHub,
  memoryRegistry,
  quickSteps,
} from '../../support/fakes.ts';
import { planOf } from '../../support/samples.ts';
import { contextOf, defaultInputs } from '../../support/published.ts';
import type { GitHub } from '../../../src/world/github/types.ts';

const plan = planOf();
const [name] = plan.images;
const ref = (tag: string): string => `${name!.name}:${tag}`;
const context = contextOf();
let registry: MemoryRegistry;
let releases: MemoryGitHub;
let reachable: Map<string, boolean>;
let made: Public;

/** An index of two platforms in the registry. */
function give(size: number): Image {
  const platforms = ['linux/amd64', 'linux/arm64'].map((text) => {
    const read = parsePlatform(text);
    if (!('platform' in read)) throw new Error(text);
    const layers = [{ size }];
    const own = registry.add(
      { text, config: { size: 1 }, layers },
      'application/vnd.oci.image.manifest.v1+json',
    );
    return { platform: read.platform, digest: own, size };
  });
  const index = renderIndex(
    platforms.map(({ platform: { os, architecture }, digest: own }) => ({
      ...{ mediaType: 'm', digest: own, size: 1 },
      platform: { os, architecture },
    })),
    [],
  );
  const whole = registry.add(JSON.parse(index) as object, indexType);
  return { names: plan.images, digest: whole, mediaType: indexType, index, platforms };
}

beforeEach(() => {
  registry = memoryRegistry();
  releases = memoryGitHub();
  reachable = new Map([
    ['main', true],
    ['develop', true],
  ]);
  const image = give(1000);
  for (const tag of ['v1.2.0', 'v1.2', 'v1', 'latest']) registry.tags.set(ref(tag), image.digest);
  const release = releases.give({ tag: plan.tag, draft: false, body: 'notes' }, { 'a.txt': 'a' });
  releases.latest = release.id;
  releases.refs.set('v1', plan.commit);
  const moved: readonly MovedPointer[] = [
    { kind: 'git', name: 'v1', to: plan.commit },
    { kind: 'github-latest', name: 'latest', to: plan.tag },
  ];
  const [asset] = release.assets;
  made = {
    image,
    release,
    assets: [{ name: 'a.txt', size: 1, sha256: asset!.digest!.slice('sha256:'.length) }],
    moved,
  };
});

/** The lines that are not ticked. */
async function open(): Promise<readonly string[]> {
  const github = {
    release: (id: number) => releases.release(id),
    latestRelease: () => releases.latestRelease(),
    tagTarget: (tag: string) => releases.tagTarget(tag),
    isReachable: (_: string, branch: string) => Promise.resolve(reachable.get(branch)),
  } as unknown as GitHub;
  const checks = await readBack({ plan, world: { registry, github }, steps: quickSteps() }, made, context);
  expect(checks.every(({ commands }) => commands.length > 0)).toBe(true);
  return checks
    .filter(({ state }) => state !== 'passed')
    .map(({ text, state, detail }) => `${state}: ${text}: ${detail}`);
}
const otherCommit = 'e'.repeat(40) as CommitSha;

describe('the checklist after a release', () => {
  test('of an honest one is ticked from top to bottom', async () => {
    expect(await open()).toEqual([]);
  });

  test.each<[string, () => unknown, RegExp]>([
    [
      'the release is a draft',
      () => releases.releases.set(made.release.id, { ...made.release, draft: true }),
      /^failed: The release page .*it is a draft$/,
    ],
    [
      'the notes are gone',
      () => releases.releases.set(made.release.id, { ...made.release, body: ' ' }),
      /^failed: The release page .*the notes are empty$/,
    ],
    [
      'an asset is gone',
      () => releases.releases.set(made.release.id, { ...made.release, assets: [] }),
      /^failed: The release page .*a\.txt is not there$/,
    ],
    [
      'an asset is another',
      () => {
        const assets = made.release.assets.map((asset) => ({ ...asset, digest: 'sha256:other' }));
        releases.releases.set(made.release.id, { ...made.release, assets });
      },
      /^failed: The release page .*a\.txt is sha256:other$/,
    ],
    [
      'a platform cannot be pulled',
      () => registry.manifests.delete(made.image.platforms[1]!.digest),
      /^failed: .* can be pulled.*linux\/arm64 cannot be read$/,
    ],
    [
      'a pointer is elsewhere',
      () => registry.tags.set(ref('v1'), made.image.platforms[0]!.digest),
      /^failed: .*:v1 names the release's index: sha256:/,
    ],
    [
      'the Git tag did not move',
      () => releases.refs.set('v1', otherCommit),
      /^failed: The Git tag v1 names the release's commit: e+$/,
    ],
    [
      'latest is another release',
      () => (releases.latest = releases.give({ tag: 'v9.0.0', draft: false }).id),
      /^failed: GitHub's latest release is this one: v9\.0\.0$/,
    ],
    [
      'the tag is not merged back',
      () => reachable.set('develop', false),
      /^to-do: v1\.2\.0 is merged back into develop: develop does not have/,
    ],
  ])('%s', async (_, change, line) => {
    change();
    expect(await open()).toEqual([expect.stringMatching(line)]);
  });

  test('a release that is gone is missed twice', async () => {
    releases.releases.delete(made.release.id);
    expect(await open()).toEqual([
      expect.stringMatching(/^failed: The release page .*not found$/),
      "failed: GitHub's latest release is this one: none",
    ]);
  });

  test('a branch that is not there asks for nothing', async () => {
    reachable.delete('develop');
    expect(await open()).toEqual([]);
  });

  test('a release that another index has taken the tag of fails every platform', async () => {
    registry.tags.set(ref('v1.2.0'), give(2000).digest);
    expect(await open()).toEqual([
      expect.stringMatching(/can be pulled.*linux\/amd64 is not in it; linux\/arm64 is not in it$/),
      expect.stringMatching(/:v1\.2\.0 names the release's index/),
    ]);
  });
});

describe('the sizes of the previous release', () => {
  const sizes = async (previous: string | undefined) => [
    ...(await previousSizes({ plan, world: { registry }, steps: quickSteps() }, previous, defaultInputs())),
  ];

  test('are what a pull of each platform transfers', async () => {
    const own = registry.manifests.get(made.image.platforms[0]!.digest)!.bytes.length;
    expect(await sizes('v1.2.0')).toEqual([
      ['linux/amd64', own + 1001],
      ['linux/arm64', own + 1001],
    ]);
  });

  test.each([[undefined], ['v1.1.0'], ['nightly']])(
    'of %s are not known, which is no error',
    async (previous) => {
      expect(await sizes(previous)).toEqual([]);
    },
  );
});

test('H4 each Git tag that GitHub kept from the job is a thing to do, with its command', async () => {
  const refused = 'the Git tag could not be set: …';
  made = {
    ...made,
    moved: ['v1.2', 'v1'].map((pointer): MovedPointer => ({
      kind: 'git',
      name: pointer,
      to: '',
      left: true,
      refused,
    })),
  };
  const github = { ...releases, isReachable: () => Promise.resolve(undefined) } as unknown as GitHub;
  const checks = await readBack({ plan, world: { registry, github }, steps: quickSteps() }, made, context);
  const open = checks.filter(({ state }) => state === 'to-do');
  expect(open.map(({ detail }) => detail)).toEqual([refused, refused]);
  expect(open.flatMap(({ commands }) => commands)).toEqual(
    ['v1.2', 'v1'].map(
      (pointer) => `git push --force ${plan.repository.url} ${plan.commit}:refs/tags/${pointer}`,
    ),
  );
});

test.each([
  [true, 'passed'],
  [false, 'not-run'],
])(
  "H11 of an immutable release GitHub's own attestation is looked for (there: %s): %s",
  async (there, state) => {
    if (there) releases.attested.set(plan.commit, [plan.tag]);
    made = { ...made, release: { ...made.release, immutable: true } };
    const github = { ...releases, isReachable: () => Promise.resolve(undefined) } as unknown as GitHub;
    const checks = await readBack({ plan, world: { registry, github }, steps: quickSteps() }, made, context);
    expect(checks.find(({ text }) => text.includes('immutable'))).toMatchObject({
      state,
      commands: [
        expect.stringContaining(`gh release verify ${plan.tag} --repo`),
        expect.stringContaining('verify-asset'),
      ],
    });
  },
);
