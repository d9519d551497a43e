import { describe, expect, test } from '@jest/globals';
import fc from '../../support/property.ts';
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
      'tags that are no version',
      'v1.0.0',
      ['nightly', 'v0', 'v0.9', 'v00.1.0', '0.1.0', 'version-1', 'v0.1.0'],
      ['v0.1.0'],
    ],
    ['build metadata does not count', 'v1.0.0+b', ['v1.0.0+a', 'v0.9.0+x-y'], ['v0.9.0+x-y']],
    ['another prefix does not count', 'v1.0.0', ['api/v0.5.0', 'v0.1.0'], ['v0.1.0']],
    ['date versions', 'v20240102.0.0', ['v20240101.0.0', 'v20250101.0.0'], ['v20240101.0.0']],
  ])('%s: %s', (_, tag, names, expected) => {
    expect(excluded(tag, names)).toEqual(expected);
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
          lower.sort((a, b) => comparePrecedence(b, a) || (a.tag < b.tag ? -1 : 1));
          expect(excluded(tag, names)).toEqual(lower.slice(0, mostExcluded).map((v) => v.tag));
        },
      ),
      { numRuns: 60 },
    );
  });
});
