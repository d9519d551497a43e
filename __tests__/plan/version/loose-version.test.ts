import { describe, expect, test } from '@jest/globals';
import {
  looseVersions,
  readLoosely,
  readStrictly,
  strictTag,
} from '../../../src/plan/version/loose-version.ts';
import { parseTag } from '../../../src/plan/version/version.ts';

const read = (tag: string, tagPrefix = ''): string | undefined => {
  const loose = readLoosely(tag, tagPrefix, 'signpost');
  if (!loose) return undefined;
  const { major, minor, patch, parts, stable, own } = loose;
  return `${major}.${minor}.${patch}/${parts}${stable ? '' : ' pre'}${own ? '' : ' foreign'}`;
};

describe('a tag that people read as a version', () => {
  test.each<[string, string | undefined]>([
    ['0.9.1', '0.9.1/3'],
    ['v1.6', '1.6.0/2'],
    ['v1', '1.0.0/1'],
    ['V1.2.3', '1.2.3/3'],
    ['v2023.12.0', '2023.12.0/3'],
    ['2023.01.05', '2023.1.5/3'],
    ['release-1.0', '1.0.0/2'],
    ['release/v1.2.0', '1.2.0/3'],
    ['REL_16_1', '16.1.0/2'],
    ['version-1', '1.0.0/1'],
    ['signpost-1.2.0', '1.2.0/3'],
    ['signpost-v1.2.0', '1.2.0/3'],
    ['1.2.0rc1', '1.2.0/3 pre'],
    ['v1.2.0.beta2', '1.2.0/3 pre'],
    ['1.2.0-SNAPSHOT', '1.2.0/3 pre'],
    ['1.2.0.Final', '1.2.0/3'],
    ['1.2.0-GA', '1.2.0/3'],
    ['1.2.0-1', '1.2.0/3'],
    ['v1.2.3.4', '1.2.3/4'],
    ['worker@1.2.0', '1.2.0/3 foreign'],
    ['api/v1.2.0', '1.2.0/3 foreign'],
    ['nightly', undefined],
    ['nightly-2024.01.02', undefined],
    ['build-7', undefined],
    ['20240131', undefined],
    ['2024-01-31', undefined],
    ['sha-860c190', undefined],
    ['before-1.2.0', undefined],
    ['v1-alpine', '1.0.0/1 pre'],
  ])('%s: %s', (tag, expected) => {
    expect(read(tag)).toBe(expected);
  });

  test('of a component', () => {
    expect(read('api/1.2.0', 'api/')).toBe('1.2.0/3');
    expect(read('v1.2.0', 'api/')).toBe('1.2.0/3 foreign');
  });

  test('in the strict form', () => {
    expect(strictTag(readLoosely('release-1.0', '')!, 'api/')).toBe('api/v1.0.0');
  });

  test.each<[readonly string[], readonly string[]]>([
    [
      ['v1', 'v1.6', '0.9.0', 'v0.1.0'],
      ['v1', 'v1.6', '0.9.0'],
    ],
    [['v1', 'v1.6', 'v1.6.0'], []],
    [['v1', 'v1.6', 'v1.5.0'], ['v1.6']],
    [['v1.6', '1.6.2'], ['1.6.2']],
  ])('%j: those that do not move are %j', (tags, expected) => {
    expect(looseVersions(tags, '').map(({ tag }) => tag)).toEqual(expected);
  });
});

test.each([
  'v1.2.0',
  'v1.2.0-rc.1',
  'v1.2.0-rc1+b.7',
  'v1.2.0+001',
  'v1.2.0-0a',
  'v1.2.0-01',
  'v1.2.0-',
  'v1.2.0-a..b',
  'v1.2.0+',
  'v01.2.0',
  'v1.2',
  '1.2.0',
  'v1.2.0 ',
])('%j is read quickly as it is parsed', (tag) => {
  const parsed = parseTag(tag, '');
  const expected = parsed && {
    ...{ major: parsed.major, minor: parsed.minor, patch: parsed.patch },
    stable: parsed.prerelease.length === 0,
  };
  expect(readStrictly(tag, '')).toEqual(expected);
});
