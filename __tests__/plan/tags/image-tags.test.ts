import { describe, expect, test } from '@jest/globals';
import * as fc from '../../support/property.ts';
import { commitSha } from '../../../src/plan/brands.ts';
import { exactImageTag, extraImageTags, imageTagFaults } from '../../../src/plan/tags/image-tags.ts';
import { parseTag } from '../../../src/plan/version/version.ts';

const COMMIT = commitSha('860c1904a1ce19322e91ac35af1ab07466440c37');
const policy = (extra: readonly string[], imageTagPrefix = 'v', tagPrefix = '') => ({
  imageTagPrefix,
  tagPrefix,
  extraImageTags: extra,
});

test.each([
  ['v1.2.0', 'v', 'v1.2.0'],
  ['v1.2.0', '', '1.2.0'],
  ['v1.2.0-rc.1', 'v', 'v1.2.0-rc.1'],
  ['v1.2.0-rc.1+build.7', 'v', 'v1.2.0-rc.1_build.7'],
  ['v1.2.0', 'server-', 'server-1.2.0'],
])('%s with image-tag-prefix "%s" is pushed as %s', (tag, prefix, name) => {
  expect(exactImageTag(parseTag(tag, '')!, prefix)).toBe(name);
});

test('two versions never share an exact image tag', () => {
  const identifier = fc.stringMatching(/^[a-z][0-9a-z-]{0,3}$/);
  const text = fc
    .tuple(fc.nat(3), fc.option(identifier), fc.option(identifier))
    .map(([patch, pre, build]) => `v1.0.${patch}${pre ? `-${pre}` : ''}${build ? `+${build}` : ''}`);
  fc.assert(
    fc.property(text, text, (a, b) => {
      const same = exactImageTag(parseTag(a, '')!, 'v') === exactImageTag(parseTag(b, '')!, 'v');
      expect(same).toBe(a === b);
    }),
  );
});

test.each([
  [['sha'], ['sha-860c190']],
  [
    ['edge', 'sha', 'edge'],
    ['edge', 'sha-860c190'],
  ],
  [['v1.2.0', 'stable_1'], ['stable_1']],
  [[], []],
])('image-tags %j are %j', (entries, names) => {
  const version = parseTag('v1.2.0', '')!;
  expect(extraImageTags(version, policy(entries), COMMIT)).toEqual(names);
  expect(imageTagFaults(version, ['v1.2.0'], policy(entries), COMMIT)).toEqual([]);
});

describe('faults', () => {
  const version = parseTag('v1.2.0', '')!;
  const messages = (entries: readonly string[], prefix = 'v', tags = ['v1.1.0', 'v1.2.0', 'v0.9.0']) =>
    imageTagFaults(version, tags, policy(entries, prefix), COMMIT).map((fault) => fault.message);

  test.each([
    ['latest', 'image-tags: latest is the name of the pointer `latest`, and tags of `image-tags` never move'],
    ['v1', 'image-tags: v1 is the name of the pointer `v1`, and tags of `image-tags` never move'],
    ['v1.2', 'image-tags: v1.2 is the name of the pointer `v1.2`, and tags of `image-tags` never move'],
    ['v0.9', 'image-tags: v0.9 is the name of the pointer `v0.9`, and tags of `image-tags` never move'],
    ['v1.1.0', 'image-tags: v1.1.0 is the name of the release v1.1.0, and tags of `image-tags` never move'],
    ['.hidden', 'image-tags: ".hidden" cannot be an image tag'],
    ['-x', 'image-tags: "-x" cannot be an image tag'],
    ['a b', 'image-tags: "a b" cannot be an image tag'],
    ['a/b', 'image-tags: "a/b" cannot be an image tag'],
    ['type=sha', 'image-tags: "type=sha" cannot be an image tag'],
    ['', 'image-tags: "" cannot be an image tag'],
    ['edge\n', 'image-tags: "edge\\n" cannot be an image tag'],
    ['ü', 'image-tags: "ü" cannot be an image tag'],
    ['x'.repeat(129), `image-tags: ${'x'.repeat(40)}… has 129 characters; a registry takes 128`],
  ])('image-tags %j', (entry, message) => {
    expect(messages([entry])).toEqual([message]);
  });

  test.each([['x'.repeat(128)], ['_'], ['V1'], ['v3'], ['v1.1.1'], ['1.2'], ['20261120']])(
    'image-tags %s is a name of its own',
    (entry) => {
      expect(messages([entry])).toEqual([]);
    },
  );

  test('without a prefix, bare numbers are pointers where a release has them', () => {
    expect(messages(['1.2'], '')).toHaveLength(1);
    expect(messages(['7'], '')).toEqual([]);
    expect(messages(['7'], '', ['v7.0.0'])).toHaveLength(1);
  });

  test.each([
    ['-', '"-1.2.0" cannot be an image tag: image-tag-prefix is "-"'],
    ['a/', '"a/1.2.0" cannot be an image tag: image-tag-prefix is "a/"'],
    ['p'.repeat(124), `The image tag ${'p'.repeat(40)}… has 129 characters; a registry takes 128`],
  ])('image-tag-prefix %j', (prefix, message) => {
    expect(messages([], prefix)).toEqual([message]);
  });

  test('a version of 129 characters is refused, one of 128 is not', () => {
    const long = (n: number) => parseTag(`v1.2.0-${'a'.repeat(n - 'v1.2.0-'.length)}`, '')!;
    expect(imageTagFaults(long(128), [], policy([]), COMMIT)).toEqual([]);
    expect(imageTagFaults(long(129), [], policy([]), COMMIT)).toHaveLength(1);
  });

  test('all faults come at once, each with its hint', () => {
    const faults = imageTagFaults(version, [], policy(['latest', 'a b'], '.'), COMMIT);
    expect(faults).toHaveLength(3);
    for (const fault of faults) expect(fault.hint).not.toBe('');
  });

  describe('tags that move', () => {
    const moving = (names: readonly string[], entries: readonly string[] = [], prefix = 'v') =>
      imageTagFaults(version, ['v1.1.0'], { ...policy(entries, prefix), movingImageTags: names }, COMMIT).map(
        ({ message }) => message,
      );

    test.each([['stable'], ['lts'], ['alpine-3'], ['edge']])('%s can', (name) => {
      expect(moving([name])).toEqual([]);
    });

    test.each([
      ['latest', 'image-tags: latest=moves cannot be, since latest is the name of the pointer `latest`'],
      ['v1', 'image-tags: v1=moves cannot be, since v1 is the name of the pointer `v1`'],
      ['v2.0', 'image-tags: v2.0=moves cannot be, since v2.0 is the name of a version'],
      ['sha', 'image-tags: sha=moves cannot be, since sha is the name of one commit, which does not move'],
      ['a b', 'image-tags: "a b" cannot be an image tag'],
    ])('%s cannot', (name, message) => {
      expect(moving([name])).toEqual([message]);
    });

    test('not what stands there once more, to stay', () => {
      expect(moving(['stable'], ['stable'])).toEqual([
        'image-tags: stable=moves cannot be, since stable is the name of a tag that is given twice, once to stay',
      ]);
    });
  });

  test('names are those of the component alone', () => {
    const api = parseTag('api/v1.2.0', 'api/')!;
    const tags = ['api/v1.2.0', 'web/v3.0.0', 'v4.0.0'];
    expect(imageTagFaults(api, tags, policy(['v3', 'v4'], 'v', 'api/'), COMMIT)).toEqual([]);
    expect(imageTagFaults(api, tags, policy(['v1'], 'v', 'api/'), COMMIT)).toHaveLength(1);
  });
});
