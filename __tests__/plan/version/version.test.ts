import { describe, expect, test } from '@jest/globals';
import { comparePrecedence, isStable, parseTag, tagAfter } from '../../../src/plan/version/version.ts';

describe('parseTag', () => {
  test.each([
    ['v1.2.0', '', '1.2.0'],
    ['v1.2.0-rc.1', '', '1.2.0-rc.1'],
    ['v1.2.0+linux.1', '', '1.2.0+linux.1'],
    ['v0.0.0-0.a-b+01', '', '0.0.0-0.a-b+01'],
    ['api/v1.2.0', 'api/', '1.2.0'],
  ])('%s with prefix "%s" is %s', (tag, prefix, text) => {
    expect(parseTag(tag, prefix)).toMatchObject({ tag, text });
  });

  test.each([
    ['1.2.0', ''],
    ['v1.2', ''],
    ['v01.2.0', ''],
    ['v1.2.0-01', ''],
    ['vv1.2.0', ''],
    ['v=1.2.0', ''],
    ['v 1.2.0', ''],
    ['v1.2.0 ', ''],
    ['V1.2.0', ''],
    ['latest', ''],
    ['api/v1.2.0', ''],
    ['v1.2.0', 'api/'],
    ['v99999999999999999999.0.0', ''],
  ])('%s with prefix "%s" is not a version', (tag, prefix) => {
    expect(parseTag(tag, prefix)).toBeUndefined();
  });

  test('parts are numbers where SemVer says so', () => {
    expect(parseTag('v1.20.3-rc.1.x+7', '')).toEqual({
      tag: 'v1.20.3-rc.1.x+7',
      text: '1.20.3-rc.1.x+7',
      major: 1,
      minor: 20,
      patch: 3,
      prerelease: ['rc', 1, 'x'],
      build: ['7'],
    });
  });
});

test('precedence follows SemVer item 11 and ignores build metadata', () => {
  const order = [
    'v1.0.0-alpha',
    'v1.0.0-alpha.1',
    'v1.0.0-beta.2',
    'v1.0.0-beta.11',
    'v1.0.0-rc.1',
    'v1.0.0',
    'v1.0.1',
  ];
  const versions = order.map((tag) => parseTag(tag, '')!);
  expect(
    [...versions]
      .reverse()
      .sort(comparePrecedence)
      .map((v) => v.tag),
  ).toEqual(order);
  expect(comparePrecedence(parseTag('v1.0.0+a', '')!, parseTag('v1.0.0+b', '')!)).toBe(0);
  expect(versions.map(isStable)).toEqual([false, false, false, false, false, true, true]);
});

test.each([
  ['v1.2.0', 'v1.2.1'],
  ['v1.2.0-rc.1', 'v1.2.0-rc.2'],
  ['v1.2.0+build.7', 'v1.2.1'],
  ['server/v0.9.9', 'server/v0.9.10'],
])('after %s comes %s', (tag, after) => {
  expect(tagAfter(tag)).toBe(after);
});
