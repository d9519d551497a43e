import { beforeAll, describe, expect, test } from '@jest/globals';
import { findBuildRecord } from '../../src/find/build-record.ts';
import { type RecordWorld, anchorFor, recordWorld, run } from '../support/build-records.ts';
import { silent } from '../support/fakes.ts';
import { contextOf, fill, planOf } from '../support/samples.ts';
import { type Authority, makeAuthority } from '../support/world/authority.ts';

const plan = planOf();
const context = contextOf();
let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority();
});

const search = ({ world, anchor }: RecordWorld): ReturnType<typeof findBuildRecord> =>
  findBuildRecord({ plan, world }, anchor, context, silent);

describe('a record of a build', () => {
  test('is taken as it was signed', async () => {
    const world = recordWorld(plan, authority);
    const digest = world.push('a');
    await world.leave(digest);
    const { found, refused } = await search(world);
    expect(refused).toEqual([]);
    expect(found?.record).toMatchObject({ digest, platform: 'linux/arm64', job: 'build', run });
  });

  test('is missing where nobody has put an anchor, and nothing else is asked', async () => {
    const world = recordWorld(plan, authority);
    expect(await search(world)).toEqual({ refused: [] });
  });

  test.each<[string, Parameters<RecordWorld['leave']>[1], RegExp]>([
    ['another commit', { claims: { 13: 'd'.repeat(40) } }, /signed on commit d{40}, not on c0ffee/],
    [
      'another workflow',
      { signer: { san: 'https://github.com/Octo-Org/App/.github/workflows/nightly.yml@refs/tags/v1.2.0' } },
      /nightly\.yml@refs\/tags\/v1\.2\.0 signed, not .*release\.yml@refs\/tags\/v1\.2\.0/,
    ],
    [
      'another workflow that calls the same one',
      { claims: { 18: 'https://github.com/Octo-Org/App/.github/workflows/nightly.yml@refs/tags/v1.2.0' } },
      /its run was started by .*nightly\.yml/,
    ],
    [
      'another repository',
      { claims: { 12: 'https://github.com/Octo-Org/Fork' } },
      /signed in https:\/\/github\.com\/Octo-Org\/Fork, not in https:\/\/github\.com\/Octo-Org\/App/,
    ],
    [
      'a branch',
      { claims: { 14: 'refs/heads/main' } },
      /signed on refs\/heads\/main, and this run is on refs\/tags/,
    ],
    [
      'a workflow on a branch',
      { signer: { san: 'https://github.com/Octo-Org/App/.github/workflows/release.yml@refs/heads/main' } },
      /release\.yml@refs\/heads\/main signed, not/,
    ],
    [
      'an older tag, attached again',
      { record: { tag: 'v1.1.0' }, claims: { 14: 'refs/tags/v1.1.0' } },
      /signed on refs\/tags\/v1\.1\.0, and this run is on refs\/tags\/v1\.2\.0/,
    ],
    ['an older tag of the same run', { record: { tag: 'v1.1.0' } }, /its tag is v1\.1\.0, not v1\.2\.0/],
    [
      'an older anchor, attached again',
      { record: { anchor: fill('9') }, subjects: [fill('9'), fill('a')] },
      /does not speak of sha256:/,
    ],
    ['another anchor within', { record: { anchor: fill('9') } }, /it is of the anchor sha256:9{64}/],
    [
      'another platform',
      { record: { platform: 'linux/amd64' } },
      /its platform is linux\/amd64, not linux\/arm64/,
    ],
    ['other inputs', { record: { inputs: '0'.repeat(64) } }, /its inputs is 0{64}, not/],
    [
      'a swapped digest under the same signature',
      {
        edit: (text) => {
          const bundle = JSON.parse(text) as { dsseEnvelope: { payload: string } };
          const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString();
          const other = payload.replaceAll(/"digest":"sha256:[0-9a-f]{64}"/g, `"digest":"${fill('b')}"`);
          expect(other).not.toBe(payload);
          return JSON.stringify({
            ...bundle,
            dsseEnvelope: { ...bundle.dsseEnvelope, payload: Buffer.from(other).toString('base64') },
          });
        },
      },
      /is refused: .*hash mismatch/,
    ],
    [
      'a digest that its signature does not speak of',
      { record: { digest: fill('b') } },
      /which its signature does not speak of/,
    ],
    ['a run that did not sign', { record: { run: run.replace('789', '790') } }, /790.* built it, and .*789/],
    [
      'a record without a start check',
      { record: { started: 'yes' } },
      /does not say how the start check ended/,
    ],
    ['no JSON', { edit: () => '{' }, /is refused/],
  ])('is refused when it is of %s', async (_, forged, sentence) => {
    const world = recordWorld(plan, authority);
    await world.leave(world.push('a'), forged);
    const { found, refused } = await search(world);
    expect(found).toBeUndefined();
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatch(sentence);
    expect(refused[0]).toMatch(/^a record of linux\/arm64 is refused: /);
  });

  test('is refused when the registry does not have what it names', async () => {
    const world = recordWorld(plan, authority);
    await world.leave(fill('e'));
    const { found, refused } = await search(world);
    expect(found).toBeUndefined();
    expect(refused[0]).toMatch(/it names sha256:e{64}, which ghcr\.io\/octo-org\/app does not have/);
  });

  test('is not found at the anchor of another platform, commit or tag', async () => {
    const world = recordWorld(plan, authority);
    await world.leave(world.push('a'));
    for (const other of [anchorFor(plan, 'linux/amd64'), anchorFor(planOf('v1.3.0'), 'linux/arm64')])
      expect(await findBuildRecord({ plan, world: world.world }, other, context, silent)).toEqual({
        refused: [],
      });
  });

  test('counts beside forged ones', async () => {
    const world = recordWorld(plan, authority);
    const digest = world.push('a');
    await world.leave(world.push('b'), { claims: { 13: 'd'.repeat(40) } });
    await world.leave(digest);
    const { found, refused } = await search(world);
    expect(found?.record.digest).toBe(digest);
    expect(refused).toHaveLength(1);
  });
});

describe('two records of one platform', () => {
  const earlier = run.replace('789', '788');

  test('are one when they name the same image', async () => {
    const world = recordWorld(plan, authority);
    const digest = world.push('a');
    await world.leave(digest);
    await world.leave(digest, { record: { run: earlier }, claims: { 21: earlier } });
    expect((await search(world)).found?.record.digest).toBe(digest);
  });

  test('that name two are refused but for the one of this run', async () => {
    const world = recordWorld(plan, authority);
    const mine = world.push('a');
    await world.leave(world.push('b'), { record: { run: earlier }, claims: { 21: earlier } });
    await world.leave(mine);
    expect((await search(world)).found?.record.digest).toBe(mine);
  });

  test('that name two, and are of other runs, are both refused', async () => {
    const world = recordWorld(plan, authority);
    const other = run.replace('789', '787');
    const digests = [world.push('a'), world.push('b')] as const;
    await world.leave(digests[0], { record: { run: earlier }, claims: { 21: earlier } });
    await world.leave(digests[1], { record: { run: other }, claims: { 21: other } });
    const { found, doubled } = await search(world);
    expect(found).toBeUndefined();
    expect(doubled?.map(({ pushed }) => pushed)).toEqual(digests);
  });
});
