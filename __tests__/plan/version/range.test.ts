import { describe, expect, test } from '@jest/globals';
import * as fc from '../../support/property.ts';
import { tagName } from '../../../src/plan/brands.ts';
import { mostExcluded, planRange } from '../../../src/plan/version/range.ts';
import { type Version, comparePrecedence, isStable, parseTag } from '../../../src/plan/version/version.ts';

const excluded = (tag: string, names: readonly string[], tagPrefix = '', previousTag?: string): string[] =>
  planRange({
    tags: names.map(tagName),
    version: parseTag(tag, tagPrefix)!,
    tagPrefix,
    ...(previousTag === undefined ? {} : { previousTag }),
  }).exclude.map(String);

describe('planRange', () => {
  test.each<[string, string, string[], string[]]>([
    ['a first release', 'v0.1.0', ['v0.1.0'], []],
    ['after a release candidate', 'v1.2.0', ['v1.1.0', 'v1.2.0-rc.1', 'v1.2.0'], ['v1.1.0']],
    ['a first release candidate', 'v1.2.0-rc.1', ['v1.1.0', 'v1.1.0-rc.1', 'v1.2.0-rc.1'], ['v1.1.0']],
    [
      'a second release candidate',
      'v1.2.0-rc.2',
      ['v1.1.0', 'v1.2.0-beta.9', 'v1.2.0-rc.1', 'v1.2.0-rc.2', 'v1.2.0-rc.10'],
      ['v1.2.0-rc.1', 'v1.2.0-beta.9', 'v1.1.0'],
    ],
    ['a hotfix', 'v1.2.1', ['v1.2.0', 'v1.2.1', 'v1.3.0'], ['v1.2.0']],
    ['after a hotfix', 'v1.3.0', ['v1.2.0', 'v1.2.1', 'v1.3.0'], ['v1.2.1', 'v1.2.0']],
    [
      'numbers, not letters',
      'v10.0.0',
      ['v9.0.0', 'v10.0.0', 'v1.10.0', 'v1.9.0'],
      ['v9.0.0', 'v1.10.0', 'v1.9.0'],
    ],
    [
      'tags that are not a version, or move',
      'v1.0.0',
      ['nightly', 'v0', 'v0.1', 'nightly-0.5.0', 'build-7', '20240131', 'v0.1.0'],
      ['v0.1.0'],
    ],
    [
      'tags of another form',
      'v0.10.0',
      ['0.9.0', '0.9.1', 'release-0.8.0', '1.0.0'],
      ['0.9.1', '0.9.0', 'release-0.8.0'],
    ],
    ['both forms, the strict one first', 'v1.0.0', ['0.9.0', 'v0.9.0'], ['v0.9.0', '0.9.0']],
    ['a component of its own', 'v1.0.0', ['worker@0.9.0', 'api/0.9.0', 'v0.1.0'], ['v0.1.0']],
    [
      'the last build of a version comes first',
      'v1.0.1',
      ['v1.0.0+k3s1', 'v1.0.0+k3s10', 'v1.0.0+k3s2'],
      ['v1.0.0+k3s10', 'v1.0.0+k3s2', 'v1.0.0+k3s1'],
    ],
    ['build metadata does not count', 'v1.0.0+b', ['v1.0.0+a', 'v0.9.0+x-y'], ['v0.9.0+x-y']],
    [
      'numbers in words',
      'v1.1.0-rc10',
      ['v1.1.0-rc1', 'v1.1.0-rc2', 'v1.1.0-rc9', 'v1.1.0-rc11', 'v1.0.0'],
      ['v1.1.0-rc9', 'v1.1.0-rc2', 'v1.1.0-rc1', 'v1.0.0'],
    ],
    ['another prefix does not count', 'v1.0.0', ['api/v0.5.0', 'v0.1.0'], ['v0.1.0']],
    ['date versions', 'v20240102.0.0', ['v20240101.0.0', 'v20250101.0.0'], ['v20240101.0.0']],
  ])('%s: %s', (_, tag, names, expected) => {
    expect(excluded(tag, names)).toEqual(expected);
  });

  test.each<[string, string, string[], Partial<Record<string, string[]>>]>([
    ['names that go down', 'v1.1.0-beta.1', ['v1.1.0-alpha.1', 'v1.1.0-dev.1'], { bounds: ['v1.1.0-dev.1'] }],
    [
      'another form',
      'v1.1.0-rc.2',
      ['v1.1.0rc1', 'v1.2.0rc1'],
      { bounds: ['v1.1.0rc1'], prereleases: ['v1.2.0rc1'] },
    ],
    [
      'another build',
      'v1.0.0+k3s2',
      ['v1.0.0+k3s1', 'v1.0.0-rc.1'],
      { bounds: ['v1.0.0+k3s1'], prereleases: ['v1.0.0-rc.1'] },
    ],
    ['a short name', 'v1.7.0', ['v1.6', 'v1.5.0'], { bounds: ['v1.6'] }],
    ['a short name that moves', 'v1.7.0', ['v1.6', 'v1', 'v1.6.0', 'v2.0.0'], { higher: ['v2.0.0'] }],
    ['dates before', 'v1.0.0', ['v2023.12.0', '2023.11'], { higher: ['v2023.12.0', '2023.11'] }],
    ['a beta alone', 'v0.2.0', ['v0.2.0-beta.5'], { prereleases: ['v0.2.0-beta.5'] }],
    [
      'of another component',
      'v1.0.0',
      ['api/v0.9.0', 'worker@1.0.0'],
      { foreign: ['api/v0.9.0', 'worker@1.0.0'] },
    ],
  ])('what only the history can tell: %s', (_, tag, names, expected) => {
    const { unsettled } = planRange({ tags: names.map(tagName), version: parseTag(tag, '')!, tagPrefix: '' });
    expect(unsettled).toEqual({ bounds: [], higher: [], prereleases: [], foreign: [], ...expected });
  });

  test('tag-prefix', () => {
    expect(excluded('api/v1.2.0', ['api/v1.1.0', 'web/v1.1.5', 'v1.1.9', 'api/v2.0.0'], 'api/')).toEqual([
      'api/v1.1.0',
    ]);
  });

  test('previous-tag may be any tag, and is the only one', () => {
    expect(excluded('v1.2.0', ['v1.1.0', 'audit-2024', 'v1.0.0'], '', 'audit-2024')).toEqual(['audit-2024']);
  });

  test('a previous-tag that does not exist is refused with one that does', () => {
    expect(() => excluded('v1.2.0', ['v1.1.0', 'v1.3.0'], '', 'v1.1')).toThrow(
      expect.objectContaining({
        message: 'previous-tag names v1.1, and there is no such tag',
        hint: 'previous-tag: v1.1.0',
      }),
    );
  });

  test('of very many tags the highest count', () => {
    const names = Array.from({ length: 300 }, (_, i) => `v0.${i}.0`);
    const result = excluded('v1.0.0', names);
    expect(result).toHaveLength(mostExcluded);
    expect(result[0]).toBe('v0.299.0');
  });

  test('as when every tag is parsed and compared', () => {
    const number = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 400 })).map(String);
    const part = fc.oneof(
      { weight: 20, arbitrary: number },
      { weight: 1, arbitrary: number.map((n) => `0${n}`) },
    );
    const suffix = fc.constantFrom('', '', '', '-rc.1', '-rc.2', '-rc.10', '+b', '-01', '.1', '-');
    const name = fc
      .tuple(fc.constantFrom('v', 'v', 'v', 'v', 'api/v', 'w'), part, part, part, suffix)
      .map(([lead, a, b, c, end]) => `${lead}${a}.${b}.${c}${end}`);
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { maxLength: 1200, size: 'max' }),
        fc.tuple(number, number, fc.constantFrom('', '-rc.2')).map(([a, b, end]) => `v${a}.${b}.1${end}`),
        (names, tag) => {
          const version = parseTag(tag, '')!;
          const all = names.map((other) => parseTag(other, '')).filter((v): v is Version => v !== undefined);
          const lower = all.filter(
            (v) =>
              comparePrecedence(v, version) < 0 &&
              (isStable(v) ||
                (!isStable(version) &&
                  `${v.major}.${v.minor}.${v.patch}` ===
                    `${version.major}.${version.minor}.${version.patch}`)),
          );
          lower.sort(
            (a, b) => comparePrecedence(b, a) || b.build.length - a.build.length || (a.tag < b.tag ? -1 : 1),
          );
          const actual = excluded(tag, names);
          // Tags of another form stand between them.
          const strict = actual.filter((other) => parseTag(other, ''));
          expect(strict).toEqual(lower.slice(0, strict.length).map((v) => v.tag));
          if (actual.length < mostExcluded) expect(strict).toHaveLength(lower.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});
