import { describe, expect, test } from '@jest/globals';
import { type Fault, FaultsError } from '../../../src/errors.ts';
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

/** GitHub as it refuses a tag that a deleted immutable release has used up. */
const burning = (): MemoryGitHub =>
  memoryGitHub({
    before: (call) => {
      if (call.startsWith('create'))
        throw Object.assign(new Error('Validation Failed: tag_name was used by an immutable release'), {
          status: 422,
        });
    },
  });

/** Gives the release's tag to an index that says this commit of itself. */
const tagImage = ({ registry }: Place, commit: string): string => {
  const annotations = { 'org.opencontainers.image.revision': commit };
  const digest = registry.add({ manifests: [], annotations }, indexType);
  registry.tags.set(`${app}:v1.2.0`, digest);
  return digest;
};
const publishAnother = ({ github }: Place): void => {
  github.give({ tag: 'v1.2.0', draft: false }, {});
};
/** Releases that are not immutable: no tag of theirs is ever used up. */
const mutable = ({ github }: Place): void => {
  github.give({ tag: 'v1.1.0', draft: false });
};

const published = 'the release v1.2.0 is published already and has no release.json of this action';
const otherImage = /v1\.2\.0 names sha256:\w+ already, and which says nothing of \w{40}; nothing was/;
const burned = 'the tag v1.2.0 belonged to an immutable release that was deleted';
const untried = 'it was not tried whether GitHub takes a release of v1.2.0';

type Row = [
  name: string,
  github: () => MemoryGitHub,
  arrange: (place: Place) => unknown,
  known: readonly Fault[],
  expected: readonly (string | RegExp)[],
  writes: readonly string[],
];
const tried = ['create v1.2.0', 'delete 1'];

describe('what stands in the way of a release is told at once', () => {
  test.each<Row>([
    ['nothing', memoryGitHub, () => undefined, [], [], tried],
    ['nothing, where no tag can be used up', memoryGitHub, mutable, [], [], []],
    ['a release of another tool', memoryGitHub, publishAnother, [], [published], []],
    ['a tag that is used up', burning, () => undefined, [], [burned], []],
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
      [],
    ],
    [
      'a tag that is used up, beside an image of another commit',
      burning,
      (place) => tagImage(place, elsewhere),
      [],
      [burned, otherImage],
      [],
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
      [],
    ],
    [
      'with other faults: nothing is tried that writes, and the list says so',
      memoryGitHub,
      () => undefined,
      [known],
      [known.message, untried],
      [],
    ],
    ['with other faults, where no tag can be used up', memoryGitHub, mutable, [known], [known.message], []],
    [
      'with other faults: a release and an image of others',
      memoryGitHub,
      (place) => {
        publishAnother(place);
        tagImage(place, elsewhere);
      },
      [known],
      [known.message, published, otherImage],
      [],
    ],
    [
      'with other faults: an image of another commit',
      memoryGitHub,
      (place) => tagImage(place, elsewhere),
      [known],
      [known.message, untried, otherImage],
      [],
    ],
  ])('%s', async (_, makeGitHub, arrange, faults, expected, writes) => {
    const place = { github: makeGitHub(), registry: memoryRegistry() };
    arrange(place);
    const error: unknown = await refuseConflicts(plan, faults, place, quickSteps()).then(
      () => new FaultsError([]),
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(FaultsError);
    const found = (error as FaultsError).faults;
    expect(found.map(({ message }) => message)).toEqual(
      expected.map((one) => expect.stringMatching(one) as unknown),
    );
    for (const { hint } of found) expect(hint).not.toBe('');
    expect(place.github.writes).toEqual(writes);
    expect(place.registry.writes).toEqual([]);
  });

  test.each([
    ['of this commit', plan.commit],
    ['that says another commit, which its proof may deny', elsewhere],
  ])('an image %s alone stops nothing here', async (_, commit) => {
    const place = { github: memoryGitHub(), registry: memoryRegistry() };
    mutable(place);
    tagImage(place, commit);
    expect(await refuseConflicts(plan, [], place, quickSteps())).toEqual({ spare: [] });
  });

  test('one thing alone keeps its class and its remedy', async () => {
    const place = { github: burning(), registry: memoryRegistry() };
    await expect(refuseConflicts(plan, [], place, quickSteps())).rejects.toMatchObject({
      code: 'tag-burned',
      hint: 'git tag -a v1.2.1 -m v1.2.1 && git push origin v1.2.1   # release the next version',
    });
  });

  test('what an earlier run left is answered', async () => {
    const place = { github: memoryGitHub(), registry: memoryRegistry() };
    const record = recordText(app, fill('e'), { commit: plan.commit });
    const release = place.github.give({ tag: 'v1.2.0' }, { 'release.json': record });
    const found = await refuseConflicts(plan, [], place, quickSteps());
    expect(found).toMatchObject({ release, spare: [], manifest: { commit: plan.commit } });
  });
});
