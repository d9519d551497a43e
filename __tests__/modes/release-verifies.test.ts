// One set of rules: what a release has just made is what verify expects of it, whatever its inputs were.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Digest } from '../../src/plan/brands.ts';
import { release } from '../../src/modes/release.ts';
import { type Verification, verify } from '../../src/modes/verify.ts';
import * as fc from '../support/property.ts';
import { type WholeWorld, wholeWorld } from '../support/whole-run.ts';
import { remembering } from '../support/run-identity.ts';
import { makeAuthority } from '../support/world/authority.ts';

const authority = remembering(await makeAuthority());
const folder = mkdtempSync(join(tmpdir(), 'verify-'));
writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Raw = Readonly<Record<string, string>>;

const open = ({ checks }: Verification): readonly string[] =>
  checks
    .filter(({ state }) => state !== 'passed')
    .map(({ text, state, detail }) => `${state}: ${text}: ${detail ?? ''}`);

/** A verify that says no more than whether there are proofs, which only its maintainers know. */
const verified = async (
  whole: WholeWorld,
  { sign = 'keyless', attest = 'true' }: Raw,
): Promise<readonly string[]> => open(await verify(whole.run({ mode: 'verify', sign, attest })));

/** Any of the values, or none: the default. */
const some = (...values: readonly string[]): fc.Arbitrary<string | undefined> =>
  fc.option(fc.constantFrom(...values), { nil: undefined });

const inputs = fc
  .record({
    prerelease: some('true', 'false'),
    floating: some('none', 'minor', 'major,latest', 'latest'),
    latest: some('release', 'branch', 'never'),
    'make-latest': some('auto', 'true', 'false'),
    'git-tags': some('minor', 'minor,major'),
    'image-tag-prefix': some('', 'release-'),
    'image-tags': some('sha', 'stable=moves', 'sha,edge-1.2,stable=moves', 'lts=moves,stable=moves'),
    image: some('ghcr.io/octo-org/app,docker.io/octo/app', 'quay.io/octo/app'),
    sign: some('none'),
    attest: some('false'),
    checksums: some('', 'SHA256SUMS'),
    'sign-assets': some('each'),
  })
  .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Raw)
  .filter((given) => !(given['sign'] === 'none' && given['sign-assets'] === 'each'));

test('a release that was just made verifies, and its rerun changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(inputs, async (raw) => {
      const whole = wholeWorld(folder, authority);
      await release(whole.run(raw));
      expect(await verified(whole, raw)).toEqual([]);
      const tags = new Map(whole.tags);
      const { latest } = whole.github;
      await release(whole.run(raw));
      expect([new Map(whole.tags), whole.github.latest]).toEqual([tags, latest]);
      expect(await verified(whole, raw)).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

describe('what a person has decided in the browser stays, and the run says so', () => {
  const app = 'ghcr.io/octo-org/app';
  const published = (whole: WholeWorld, tag: string) =>
    [...whole.github.releases.values()].find((one) => one.tag === tag && !one.draft)!;
  const mark = (whole: WholeWorld, prerelease: boolean): void => {
    const release = published(whole, 'v1.2.0');
    whole.github.releases.set(release.id, { ...release, prerelease });
  };
  /** Everything that points at v1.2.0 points at v1.1.0 again. */
  const pointBack = (whole: WholeWorld): void => {
    const tags = whole.tags as Map<string, Digest>;
    for (const tag of ['v1', 'latest']) tags.set(`${app}:${tag}`, tags.get(`${app}:v1.1.0`)!);
    whole.github.latest = published(whole, 'v1.1.0').id;
  };
  const pointers = ({ tags, github }: WholeWorld): object => ({
    tags: Object.fromEntries(tags),
    latest: github.releases.get(github.latest ?? 0)?.tag,
  });

  test.each<[string, (whole: WholeWorld) => void, RegExp]>([
    [
      'retracted on its page, and pointed back',
      (whole) => {
        mark(whole, true);
        pointBack(whole);
      },
      /^v1\.2\.0 is marked as a pre-release on its page.*gh release edit v1\.2\.0 --prerelease=false$/,
    ],
    [
      'pointed back alone',
      pointBack,
      /^GitHub's latest release was made v1\.1\.0 after v1\.2\.0 was published.*mode: repoint, tag: v1\.2\.0/,
    ],
    [
      'another made the latest in the browser, the image as it was',
      (whole) => void (whole.github.latest = published(whole, 'v1.1.0').id),
      /^GitHub's latest release was made v1\.1\.0/,
    ],
  ])('%s: a rerun moves nothing', async (_, decide, warning) => {
    const whole = wholeWorld(folder, authority);
    await release(whole.run());
    decide(whole);
    const before = pointers(whole);
    const { plan } = await release(whole.run());
    expect(pointers(whole)).toEqual(before);
    expect(plan.warnings).toEqual([expect.stringMatching(warning)]);
    expect(plan.pointers.floating.filter(({ moves }) => moves)).toEqual([]);
  });

  test.each<[string, Raw]>([
    ['the input is gone', {}],
    ['the input still says prerelease', { prerelease: 'true' }],
  ])('promoted, and %s: the pointers move, and it verifies', async (_, again) => {
    const whole = wholeWorld(folder, authority);
    await release(whole.run({ prerelease: 'true' }));
    const { digest } = (await release(whole.run({ prerelease: 'true' }))).published!.image;
    expect(whole.tags.get(`${app}:latest`)).not.toBe(digest);
    mark(whole, false);
    const { plan } = await release(whole.run(again));
    expect(whole.tags.get(`${app}:latest`)).toBe(digest);
    expect(whole.github.releases.get(whole.github.latest ?? 0)?.tag).toBe('v1.2.0');
    expect(plan.warnings.some((warning) => warning.includes('promoted'))).toBe('prerelease' in again);
    expect(await verified(whole, {})).toEqual([]);
  });

  test('retracted: verify says so, and of nothing else', async () => {
    const whole = wholeWorld(folder, authority);
    await release(whole.run());
    mark(whole, true);
    pointBack(whole);
    expect(await verified(whole, {})).toEqual([
      'failed: The release page is published and marked for what it is: its prerelease mark is true, not false: it was retracted since it was published',
    ]);
  });
});
