import { describe, expect, test } from '@jest/globals';
import { type Fault, FaultsError, ReleaseError } from '../../../src/errors.ts';
import { indexType } from '../../../src/plan/oci/index.ts';
import { refuseConflicts } from '../../../src/steps/preflight/conflicts.ts';
import {
  type MemoryGitHub,
  type MemoryRegistry,
  memoryGitHub,
  memoryRegistry,
  quickSteps,
} from '../../support/fakes.ts';
import { fill, planOf, recordText } from '../../support/samples.ts';

const plan = planOf();
const app = 'ghcr.io/octo-org/app';
const elsewhere = 'd'.repeat(40);
const known: Fault = { message: 'another fault', hint: 'with: {}' };

interface Place {
  readonly github: MemoryGitHub;
  readonly registry: MemoryRegistry;
}

/** GitHub where the release's tag is used up, and its own attestation says so. */
const used = (): MemoryGitHub => {
  const github = memoryGitHub();
  github.attested.set(plan.commit, [plan.tag]);
  return github;
};

/** Gives the release's tag to an index that says this commit of itself. */
const tagImage = ({ registry }: Place, commit: string): string => {
  const annotations = { 'org.opencontainers.image.revision': commit };
  const digest = registry.add({ manifests: [], annotations }, indexType);
  registry.tags.set(`${app}:v1.2.0`, digest);
  return digest;
};
const publishAnother = ({ github }: Place): void => {
  github.give({ tag: 'v1.2.0', draft: false }, { 'app.zip': 'by another tool' });
};
const published = 'the release v1.2.0 is published already, with app.zip and no release.json of this action';
const otherImage = /v1\.2\.0 names sha256:\w+ already, and which says nothing of \w{40}; nothing was/;
const burned = 'the tag v1.2.0 belonged to an immutable release that was deleted';

type Row = [
  name: string,
  github: () => MemoryGitHub,
  arrange: (place: Place) => unknown,
  known: readonly Fault[],
  expected: readonly (string | RegExp)[],
];

describe('what stands in the way of a release is told at once', () => {
  test.each<Row>([
    ['nothing', memoryGitHub, () => undefined, [], []],
    ['a release of another tool', memoryGitHub, publishAnother, [], [published]],
    ['a tag that is used up', used, () => undefined, [], [burned]],
    [
      'an image that the record does not name',
      memoryGitHub,
      (place) => {
        tagImage(place, plan.commit);
        place.github.give(
          { tag: 'v1.2.0' },
          { 'release.json': recordText(app, fill('e'), { commit: plan.commit }) },
        );
      },
      [],
      [/names sha256:\w+ already, and the release's own record names sha256:e{64}; nothing was touched/],
    ],
    [
      'a tag that is used up, beside an image of another commit',
      used,
      (place) => tagImage(place, elsewhere),
      [],
      [burned, otherImage],
    ],
    [
      'a release and an image, both of others',
      memoryGitHub,
      (place) => {
        publishAnother(place);
        tagImage(place, elsewhere);
      },
      [],
      [published, otherImage],
    ],
    [
      'with another fault: no fault is told that there is not',
      memoryGitHub,
      () => undefined,
      [known],
      [known.message],
    ],
    ['with another fault: a tag that is used up', used, () => undefined, [known], [known.message, burned]],
    [
      'with other faults: a release and an image of others',
      memoryGitHub,
      (place) => {
        publishAnother(place);
        tagImage(place, elsewhere);
      },
      [known],
      [known.message, published, otherImage],
    ],
    [
      'with other faults: an image of another commit',
      memoryGitHub,
      (place) => tagImage(place, elsewhere),
      [known],
      [known.message, otherImage],
    ],
  ])('%s', async (_, makeGitHub, arrange, faults, expected) => {
    const place = { github: makeGitHub(), registry: memoryRegistry() };
    arrange(place);
    const error: unknown = await refuseConflicts({ plan, world: place, steps: quickSteps() }, faults).then(
      () => new FaultsError([]),
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(FaultsError);
    const found = (error as FaultsError).faults;
    expect(found.map(({ message }) => message)).toEqual(
      expected.map((one) => expect.stringMatching(one) as unknown),
    );
    for (const { hint } of found) expect(hint).not.toBe('');
    expect(place.github.writes).toEqual([]);
    expect(place.registry.writes).toEqual([]);
  });

  test.each([
    ['of this commit', plan.commit],
    ['that says another commit, which its proof may deny', elsewhere],
  ])('an image %s alone stops nothing here', async (_, commit) => {
    const place = { github: memoryGitHub(), registry: memoryRegistry() };
    tagImage(place, commit);
    expect(await refuseConflicts({ plan, world: place, steps: quickSteps() }, [])).toEqual({ spare: [] });
  });

  test('one thing alone keeps its class and its remedy', async () => {
    const place = { github: used(), registry: memoryRegistry() };
    await expect(refuseConflicts({ plan, world: place, steps: quickSteps() }, [])).rejects.toMatchObject({
      code: 'tag-burned',
      hint: 'git tag -a v1.2.1 -m v1.2.1 && git push origin v1.2.1   # release the next version',
    });
  });

  test('a registry that cannot be read hides no other fault', async () => {
    const place = { github: memoryGitHub(), registry: memoryRegistry() };
    const registry = {
      ...place.registry,
      manifest: () => Promise.resolve(undefined),
      head: () => Promise.reject(new ReleaseError('no token', { hint: 'x' })),
    };
    const world = { github: place.github, registry } as typeof place;
    const refusing = (faults: readonly Fault[]): Promise<unknown> =>
      refuseConflicts({ plan, world, steps: quickSteps() }, faults);
    await expect(refusing([known])).rejects.toMatchObject({ faults: [known] });
    await expect(refusing([])).rejects.toThrow('no token');
  });

  test('what an earlier run left is answered', async () => {
    const place = { github: memoryGitHub(), registry: memoryRegistry() };
    const record = recordText(app, fill('e'), { commit: plan.commit });
    const release = place.github.give({ tag: 'v1.2.0' }, { 'release.json': record });
    const found = await refuseConflicts({ plan, world: place, steps: quickSteps() }, []);
    expect(found).toMatchObject({ release, spare: [], manifest: { commit: plan.commit } });
  });
});
