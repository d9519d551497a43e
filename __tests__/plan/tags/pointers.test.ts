import { describe, expect, test } from '@jest/globals';
import * as fc from '../../support/property.ts';
import { FaultsError } from '../../../src/errors.ts';
import { commitSha } from '../../../src/plan/brands.ts';
import {
  compareStable,
  highestFor,
  planPointers,
  type Pointer,
  type PointerPolicy,
} from '../../../src/plan/tags/pointers.ts';
import { comparePrecedence, isStable, parseTag } from '../../../src/plan/version/version.ts';
import { cpuSeconds } from '../../support/cpu-time.ts';

const COMMIT = commitSha('860c1904a1ce19322e91ac35af1ab07466440c37');
const DEFAULTS: PointerPolicy = {
  floating: ['minor', 'major', 'latest'],
  latest: 'release',
  makeLatest: 'auto',
  gitTags: [],
  imageTagPrefix: 'v',
  tagPrefix: '',
  extraImageTags: [],
};

function plan(tag: string, tags: readonly string[], policy: Partial<PointerPolicy> = {}) {
  const full = { ...DEFAULTS, ...policy };
  return planPointers(parseTag(tag, full.tagPrefix)!, tags, full, COMMIT);
}

/** `+image v1.2` moves, `-image v1` stays. */
const short = (pointer: Pointer): string => `${pointer.moves ? '+' : '-'}${pointer.kind} ${pointer.name}`;

describe('which pointers move', () => {
  test.each<[string, string, readonly string[], Partial<PointerPolicy>, string]>([
    ['first release', 'v1.0.0', [], {}, '+image v1.0, +image v1, +image latest, +github-latest latest'],
    [
      'next minor',
      'v1.3.0',
      ['v1.2.0', 'v1.3.0'],
      {},
      '+image v1.3, +image v1, +image latest, +github-latest latest',
    ],
    [
      'hotfix of an old line',
      'v1.2.1',
      ['v1.2.0', 'v1.3.0', 'v1.2.1'],
      {},
      '+image v1.2, -image v1, -image latest, -github-latest latest',
    ],
    [
      'hotfix of an old major',
      'v1.3.1',
      ['v1.3.0', 'v2.0.0'],
      {},
      '+image v1.3, +image v1, -image latest, -github-latest latest',
    ],
    [
      'an older patch, released late',
      'v1.2.1',
      ['v1.2.2'],
      {},
      '-image v1.2, -image v1, -image latest, -github-latest latest',
    ],
    [
      'ten is more than nine',
      'v1.10.0',
      ['v1.9.0'],
      {},
      '+image v1.10, +image v1, +image latest, +github-latest latest',
    ],
    [
      'prerelease',
      'v2.0.0-rc.1',
      ['v1.0.0'],
      {},
      '-image v2.0, -image v2, -image latest, -github-latest latest',
    ],
    [
      'prerelease alone',
      'v2.0.0-rc.1',
      [],
      {},
      '-image v2.0, -image v2, -image latest, -github-latest latest',
    ],
    [
      'prereleases hold nothing back',
      'v1.0.0',
      ['v1.0.0', 'v2.0.0-rc.1'],
      {},
      '+image v1.0, +image v1, +image latest, +github-latest latest',
    ],
    ['0.x', 'v0.3.0', ['v0.2.0'], {}, '+image v0.3, -image v0, +image latest, +github-latest latest'],
    [
      'tags that are not a version',
      'v1.0.0',
      ['v9', 'v9.9', 'release-9', '9.0.0', 'v09.0.0', 'v9.0.0 ', 'x/v9.0.0', 'V9.0.0'],
      {},
      '+image v1.0, +image v1, +image latest, +github-latest latest',
    ],
    [
      'no image-tag-prefix',
      'v1.2.0',
      [],
      { imageTagPrefix: '' },
      '+image 1.2, +image 1, +image latest, +github-latest latest',
    ],
    ['no pointers', 'v1.2.0', [], { floating: [] }, '+github-latest latest'],
    [
      'a subset, in any order',
      'v1.2.0',
      [],
      { floating: ['latest', 'minor', 'latest'] },
      '+image v1.2, +image latest, +github-latest latest',
    ],
    [
      'latest: branch',
      'v1.2.0',
      [],
      { latest: 'branch' },
      '+image v1.2, +image v1, -image latest, +github-latest latest',
    ],
    [
      'latest: never',
      'v1.2.0',
      [],
      { latest: 'never' },
      '+image v1.2, +image v1, -image latest, +github-latest latest',
    ],
    [
      'git tags',
      'v1.2.1',
      ['v1.2.1', 'v1.3.0'],
      { gitTags: ['major', 'minor'] },
      '+image v1.2, -image v1, -image latest, +git v1.2, -git v1, -github-latest latest',
    ],
    ['git tags alone', 'v1.2.1', [], { floating: [], gitTags: ['major'] }, '+git v1, +github-latest latest'],
    [
      'one component of several',
      'api/v1.2.0',
      ['web/v3.0.0', 'v2.0.0', 'api/v1.1.0', 'api/v1.2.0'],
      { tagPrefix: 'api/', gitTags: ['minor', 'major'] },
      '+image v1.2, +image v1, +image latest, +git api/v1.2, +git api/v1, -github-latest latest',
    ],
    [
      'no image prefix leaves Git tags as they are',
      'api/v1.2.0',
      [],
      { tagPrefix: 'api/', gitTags: ['minor'], imageTagPrefix: '', floating: ['minor'] },
      '+image 1.2, +git api/v1.2, -github-latest latest',
    ],
    [
      'a component that is told to take the mark',
      'api/v1.2.0',
      ['web/v3.0.0', 'api/v1.1.0'],
      { tagPrefix: 'api/', floating: [], makeLatest: 'true' },
      '+github-latest latest',
    ],
    [
      'a component that is told to, below a higher one of its own',
      'api/v1.1.1',
      ['web/v3.0.0', 'api/v1.2.0'],
      { tagPrefix: 'api/', floating: [], makeLatest: 'true' },
      '-github-latest latest',
    ],
    ['no mark at all', 'v1.2.0', [], { floating: [], makeLatest: 'false' }, '-github-latest latest'],
    [
      'build metadata orders equals',
      'v1.0.0+b',
      ['v1.0.0+a', 'v1.0.0'],
      { floating: ['minor'] },
      '+image v1.0, +github-latest latest',
    ],
    [
      'numbers in build metadata count as numbers',
      'v1.0.0+k3s10',
      ['v1.0.0+k3s9', 'v1.0.0+k3s1'],
      { floating: ['minor'] },
      '+image v1.0, +github-latest latest',
    ],
    [
      'the lower of two equals stays',
      'v1.0.0+a',
      ['v1.0.0+b'],
      { floating: ['minor'] },
      '-image v1.0, -github-latest latest',
    ],
  ])('%s: %s', (_, tag, tags, policy, expected) => {
    expect(plan(tag, tags, policy).floating.map(short).join(', ')).toBe(expected);
  });

  test('each says why, and who holds it', () => {
    expect(plan('v1.2.1', ['v1.3.0', 'v2.0.0', 'v1.2.1']).floating).toEqual([
      {
        kind: 'image',
        pointer: 'minor',
        name: 'v1.2',
        moves: true,
        why: 'v1.2.1 is the highest stable release of 1.2',
      },
      {
        kind: 'image',
        pointer: 'major',
        name: 'v1',
        moves: false,
        why: 'v1.3.0 is higher',
        heldBy: 'v1.3.0',
      },
      {
        kind: 'image',
        pointer: 'latest',
        name: 'latest',
        moves: false,
        why: 'v2.0.0 is higher',
        heldBy: 'v2.0.0',
      },
      {
        kind: 'github-latest',
        pointer: 'latest',
        name: 'latest',
        moves: false,
        why: 'v2.0.0 is higher',
        heldBy: 'v2.0.0',
      },
    ]);
  });

  test.each<[string, readonly string[], Partial<PointerPolicy>, string, string | undefined]>([
    ['v1.3.0-rc.1', ['v1.2.0'], {}, 'v1.3.0-rc.1 is a prerelease', 'v1.2.0'],
    ['v1.3.0-rc.1', [], {}, 'v1.3.0-rc.1 is a prerelease', undefined],
    ['v1.3.0', [], { latest: 'branch' }, 'it follows the default branch (`latest: branch`)', undefined],
    ['v1.3.0', [], { latest: 'never' }, 'it is left alone (`latest: never`)', undefined],
    ['v1.3.0', [], {}, 'v1.3.0 is the highest stable release', undefined],
  ])('latest for %s among %j %j: %s', (tag, tags, policy, why, heldBy) => {
    const latest = plan(tag, tags, policy).floating.find((p) => p.kind === 'image' && p.pointer === 'latest');
    expect([latest?.why, latest?.heldBy]).toEqual([why, heldBy]);
  });

  test('a 0.x release says why there is no major pointer', () => {
    const major = plan('v0.1.0', []).floating.find((p) => p.pointer === 'major');
    expect(major?.why).toBe('0.x has no major pointer: any 0.Y may break');
  });

  test('a 0.x release has one by choice, held by the highest of 0', () => {
    const byChoice = { majorZero: true, gitTags: ['major'] } as const;
    const majors = (tag: string, tags: readonly string[]): readonly unknown[] =>
      plan(tag, tags, byChoice)
        .floating.filter((p) => p.pointer === 'major')
        .map(({ kind, name, moves, why }) => [kind, name, moves, why]);
    const first = 'v0.2.0 is the highest stable release of 0';
    expect(majors('v0.2.0', ['v0.1.0'])).toEqual([
      ['image', 'v0', true, first],
      ['git', 'v0', true, first],
    ]);
    expect(majors('v0.1.1', ['v0.2.0', 'v1.0.0'])).toEqual([
      ['image', 'v0', false, 'v0.2.0 is higher'],
      ['git', 'v0', false, 'v0.2.0 is higher'],
    ]);
    const why = 'v0.3.0-rc.1 is a prerelease';
    expect(majors('v0.3.0-rc.1', ['v0.2.0'])).toEqual([
      ['image', 'v0', false, why],
      ['git', 'v0', false, why],
    ]);
  });

  test('several prefixes give each form of the exact tag and of the pointers, and latest once', () => {
    const { exact, extra, floating } = plan('v1.2.0', [], {
      otherPrefixes: ['', 'app-'],
      extraImageTags: ['edge'],
    });
    expect([exact, ...extra]).toEqual(['v1.2.0', '1.2.0', 'app-1.2.0', 'edge']);
    expect(floating.filter(({ kind }) => kind === 'image').map(({ name, moves }) => [name, moves])).toEqual(
      ['v1.2', 'v1', 'latest', '1.2', '1', 'app-1.2', 'app-1'].map((name) => [name, true]),
    );
    for (const name of ['1.2', 'app-1', '1.2.1'])
      expect(() =>
        plan('v1.2.0', ['v1.2.1'], { otherPrefixes: ['', 'app-'], extraImageTags: [name] }),
      ).toThrow(FaultsError);
    expect(() => plan('v1.2.0', [], { otherPrefixes: ['-'] })).toThrow(FaultsError);
  });

  test('exact and extra tags stand beside the pointers', () => {
    const { exact, extra } = plan('v1.2.0-rc.1+7', [], { extraImageTags: ['sha', 'edge'] });
    expect([exact, extra]).toEqual(['v1.2.0-rc.1_7', ['sha-860c190', 'edge']]);
  });

  test('an impossible or taken image tag is a fault', () => {
    expect(() => plan('v1.2.0', [], { extraImageTags: ['v1.2', '?'] })).toThrow(FaultsError);
  });
});

describe('properties', () => {
  // A small space, so that lines, equals and near misses meet often.
  const small = fc.integer({ min: 0, max: 3 });
  const tag = fc
    .record({
      core: fc.tuple(small, small, fc.constantFrom(0, 1, 2, 9, 10)),
      pre: fc.option(fc.constantFrom('rc.1', 'rc.2', 'alpha', '0'), { freq: 3 }),
      build: fc.option(fc.constantFrom('a', 'b', '1', '01', '10', 'a.1', 'a-1'), { freq: 3 }),
    })
    .map(({ core, pre, build }) => `v${core.join('.')}${pre ? `-${pre}` : ''}${build ? `+${build}` : ''}`);
  const junk = fc.constantFrom('v1', 'v1.2', 'latest', 'nightly', 'web/v9.9.9', 'v01.0.0', '1.2.3', '');
  const history = fc.uniqueArray(fc.oneof({ weight: 8, arbitrary: tag }, junk), { maxLength: 25 });
  const prefixes = fc.constantFrom('', 'api/', 'v');

  /** The obvious way: sort what the pointer may name and take the last. */
  function expectedTop(name: string, tags: readonly string[], tagPrefix: string): string | undefined {
    const stable = tags
      .map((one) => parseTag(one, tagPrefix))
      .filter((v) => v !== undefined)
      .filter(isStable);
    const mine = stable.filter(
      (v) =>
        name === 'latest' || name === `v${v.major}.${v.minor}` || (name === `v${v.major}` && v.major > 0),
    );
    return mine.sort(compareStable).at(-1)?.tag;
  }

  test('in any order of release, every pointer ends at the highest stable tag it may name', () => {
    const order = history.chain((tags) =>
      fc.tuple(fc.constant(tags), fc.shuffledSubarray(tags, { minLength: tags.length })),
    );
    fc.assert(
      fc.property(order, prefixes, fc.boolean(), ([, tags], tagPrefix, tagsFirst) => {
        const all = tags.map((one) => tagPrefix + one);
        const at = new Map<string, string>();
        const existing: string[] = [];
        for (const released of all) {
          existing.push(released);
          const version = parseTag(released, tagPrefix);
          if (!version) continue;
          const policy: PointerPolicy = { ...DEFAULTS, tagPrefix, gitTags: ['minor', 'major'] };
          const { floating } = planPointers(version, tagsFirst ? all : existing, policy, COMMIT);
          for (const p of floating) if (p.moves) at.set(`${p.kind} ${p.name}`, released);
        }
        const names = new Set(
          all.flatMap((one) => {
            const v = parseTag(one, tagPrefix);
            return v && isStable(v) ? [`v${v.major}.${v.minor}`, `v${v.major}`, 'latest'] : [];
          }),
        );
        const expected = new Map<string, string>();
        for (const name of names) {
          const top = expectedTop(name, all, tagPrefix);
          if (top === undefined) continue;
          expected.set(`image ${name}`, top);
          // A component leaves the repository's one mark alone.
          if (name === 'latest') {
            if (tagPrefix === '') expected.set('github-latest latest', top);
          } else expected.set(`git ${tagPrefix}${name}`, top);
        }
        expect(new Map([...at].sort())).toEqual(new Map([...expected].sort()));
      }),
      { numRuns: 500 },
    );
  });

  test('a prerelease moves nothing', () => {
    fc.assert(
      fc.property(history, tag, (tags, released) => {
        fc.pre(!isStable(parseTag(released, '')!));
        const { floating } = plan(released, tags, { gitTags: ['minor', 'major'] });
        expect(floating.filter((p) => p.moves)).toEqual([]);
      }),
    );
  });

  test('a hotfix of an old line moves at most its own minor', () => {
    fc.assert(
      fc.property(history, tag, (tags, released) => {
        const version = parseTag(released, '')!;
        const newer = `v${version.major}.${version.minor + 1}.0`;
        const { floating } = plan(released, [...tags, newer], { gitTags: ['minor', 'major'] });
        for (const p of floating) if (p.moves) expect(p.pointer).toBe('minor');
      }),
    );
  });

  test('highestFor agrees with the plan: a pointer moves only to what it answers', () => {
    fc.assert(
      fc.property(history, tag, (tags, released) => {
        const version = parseTag(released, '')!;
        for (const p of plan(released, tags, { majorZero: true }).floating) {
          const top = highestFor(p.pointer, [...tags, released], version, '');
          expect(p.moves).toBe(top?.tag === released);
          if (p.heldBy) expect(top?.tag).toBe(p.heldBy);
        }
      }),
    );
  });

  test('stable versions have one total order that refines precedence', () => {
    const stable = tag.map((t) => parseTag(t.replace(/-[^+]*/, ''), '')!);
    fc.assert(
      fc.property(stable, stable, stable, (a, b, c) => {
        expect(Math.sign(compareStable(a, b))).toBe(-Math.sign(compareStable(b, a)) + 0);
        expect(compareStable(a, b) === 0).toBe(a.tag === b.tag);
        if (comparePrecedence(a, b) !== 0) {
          expect(Math.sign(compareStable(a, b))).toBe(Math.sign(comparePrecedence(a, b)));
        }
        if (compareStable(a, b) <= 0 && compareStable(b, c) <= 0)
          expect(compareStable(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });
});

test('a rebuild follows its release; numbers in build metadata go by value', () => {
  const order = [
    'v1.0.0',
    'v1.0.0+01',
    'v1.0.0+1',
    'v1.0.0+9',
    'v1.0.0+10',
    'v1.0.0+a',
    'v1.0.0+a.1',
    'v1.0.1',
  ];
  const sorted = [...order]
    .reverse()
    .map((t) => parseTag(t, '')!)
    .sort(compareStable);
  expect(sorted.map((v) => v.tag)).toEqual(order);
});

test('ten times the tags cost about ten times the time', () => {
  const tags = (n: number) =>
    Array.from({ length: n }, (_, i) => `v${i % 7}.${i % 97}.${i}${i % 3 === 0 ? `-rc.${i}` : ''}`);
  const cost = (all: readonly string[]): number =>
    cpuSeconds(() => {
      const { floating } = plan('v8.0.0', all, { extraImageTags: ['sha'], gitTags: ['major'] });
      expect(floating.every((p) => p.moves)).toBe(true);
    });
  const [few, many] = [tags(10_000), tags(100_000)];
  cost(few); // warm up
  const best = (all: readonly string[]) => Math.min(cost(all), cost(all), cost(all));
  const [short, long] = [best(few), best(many)];
  expect(short).toBeLessThan(1);
  // Quadratic would be a hundredfold; a busy machine is allowed a factor of four.
  expect(long).toBeLessThan(Math.max(short, 0.005) * 40);
});
