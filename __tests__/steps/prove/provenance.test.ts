import { describe, expect, test } from '@jest/globals';
import { digestsOf } from '../../../src/plan/artifacts.ts';
import type { ReleaseRecord } from '../../../src/plan/record/release-record.ts';
import { attestProvenance } from '../../../src/steps/prove/provenance.ts';
import { assetOf } from '../../../src/steps/prepare/asset-file.ts';
import { quickSteps } from '../../support/fakes.ts';
import { imageOf, planOf } from '../../support/samples.ts';
import { makeAuthority } from '../../support/world/authority.ts';
import { assetEntry } from '../../support/published.ts';
import type { GitHubRelease } from '../../../src/world/github/types.ts';
import { signingWorld } from '../../support/world-of.ts';
import { provenanceName } from '../../../src/plan/asset-names.ts';

const plan = planOf();
const image = imageOf(plan);
const digests = digestsOf(image);
const authority = await makeAuthority();

/** Two runs have attested: the first bundle and the second, both attached and valid. */
async function twice(): Promise<ReturnType<typeof signingWorld> & { first: string; second: string }> {
  const made = signingWorld(plan, authority);
  const [first, second] = [await made.provenance(digests), await made.provenance(digests)];
  for (const digest of digests) {
    made.attached.set(digest, [first, second]);
    made.stored.set(digest, [JSON.parse(first), JSON.parse(second)]);
  }
  return { ...made, first, second };
}
/** A release's page that has this text as its provenance, and the world that reads it. */
function onPage(
  made: ReturnType<typeof signingWorld>,
  text: string,
): { readonly release: GitHubRelease; readonly world: ReturnType<typeof signingWorld>['world'] } {
  const release = { assets: [assetEntry(provenanceName, 1, Buffer.from(text))] } as unknown as GitHubRelease;
  const download = (): Promise<Buffer> => Promise.resolve(Buffer.from(text));
  return { release, world: { ...made.world, github: { ...made.world.github, download } } };
}
const recordOf = (text: string): { manifest: ReleaseRecord } => ({
  manifest: { assets: [assetOf(provenanceName, text, '')] } as unknown as ReleaseRecord,
});

describe('after two runs that both attested', () => {
  test.each(['first', 'second'] as const)('the %s bundle stays when release.json names it', async (which) => {
    const made = await twice();
    const found = await attestProvenance(
      { plan, world: made.world, steps: quickSteps(), earlier: recordOf(made[which]) },
      image,
      [],
    );
    expect(found.bundle).toBe(made[which]);
    expect(made.calls).toEqual([]);
  });

  test.each([
    ['nothing is recorded', undefined],
    ['what is recorded is not there', recordOf('gone')],
    ['the record speaks of no provenance', { manifest: { assets: [] } as unknown as ReleaseRecord }],
  ])('the first valid one serves where %s', async (_, journal) => {
    const made = await twice();
    const found = await attestProvenance(
      { plan, world: made.world, steps: quickSteps(), earlier: journal ?? {} },
      image,
      [],
    );
    expect(found.bundle).toBe(made.first);
  });

  test('the bundle that release.json names is read from the page where another run has written over the list of referrers', async () => {
    const made = await twice();
    for (const digest of digests) made.attached.set(digest, [made.second]);
    const { release, world } = onPage(made, made.first);
    const found = await attestProvenance(
      { plan, world, steps: quickSteps(), earlier: { ...recordOf(made.first), release } },
      image,
      [],
    );
    expect(found.bundle).toBe(made.first);
    expect(made.calls).toEqual([]);
  });

  test.each([
    ['has other bytes than release.json says', 'second', 'other bytes'],
    ['does not verify', undefined, undefined],
  ] as const)('an asset that %s is no choice', async (_, which, recorded) => {
    const made = await twice();
    for (const digest of digests) made.attached.set(digest, [made.first]);
    const text = which ? made[which] : '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}';
    const { release, world } = onPage(made, text);
    const found = await attestProvenance(
      { plan, world, steps: quickSteps(), earlier: { ...recordOf(recorded ?? text), release } },
      image,
      [],
    );
    expect(found.bundle).toBe(made.first);
  });

  test('a recorded bundle that does not verify is no choice', async () => {
    const made = await twice();
    const broken = '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}';
    made.attached.set(image.digest, [made.first, broken]);
    const found = await attestProvenance(
      { plan, world: made.world, steps: quickSteps(), earlier: recordOf(broken) },
      image,
      [],
    );
    expect(found.bundle).toBe(made.first);
  });
});

test('where nothing is there it is signed once, stored, and attached to each digest', async () => {
  const { world, calls } = signingWorld(plan, authority);
  await attestProvenance({ plan, world, steps: quickSteps(), earlier: {} }, image, []);
  expect(calls).toEqual(['provenance', 'store', ...digests.map((digest) => `attach ${digest.slice(0, 12)}`)]);
});
