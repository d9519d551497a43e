// What programs say of their version decides whether the one on PATH is used.
import { describe, expect, test } from '@jest/globals';
import { atLeast, upstreamVersion, versionIn } from './versions.ts';

describe('versionIn', () => {
  test.each([
    ['Docker version 28.5.2+dfsg4, build 9cc6dea', [28, 5, 2]],
    ['github.com/docker/buildx v0.29.1 1234567', [0, 29, 1]],
    ['github.com/docker/buildx 0.29.1+ds1 0.29.1+ds1-4', [0, 29, 1]],
    ['GitVersion:    v3.1.1\nGoVersion:     go1.27.3', [3, 1, 1]],
    ['gh version 2.99.0 (2026-11-01)', [2, 99, 0]],
    ['git version 2.39', [2, 39, 0]],
    ['docker-registry github.com/docker/distribution 2.8.3+ds1', [2, 8, 3]],
    ['GitVersion:    devel\nGitCommit:     unknown\nGoVersion:     go1.27.3', undefined],
    ['', undefined],
  ] as const)('%j', (text, version) => {
    expect(versionIn(text)).toEqual(version);
  });
});

test.each([
  [[3, 0, 0], [3, 0, 0], true],
  [[3, 0, 1], [3, 0, 0], true],
  [[2, 99, 9], [3, 0, 0], false],
  [[10, 0, 0], [9, 9, 9], true],
  [[2, 98, 0], [2, 98, 1], false],
] as const)('%j is at least %j: %j', (have, least, answer) => {
  expect(atLeast(have, least)).toBe(answer);
});

test.each([
  ['3.1.1-2', '3.1.1'],
  ['2.8.3+ds1-3', '2.8.3'],
  ['1:7.2+dfsg-7+deb12u18+b3', '7.2'],
  ['0.29.1+ds1-4', '0.29.1'],
])('Debian %s is upstream %s', (debian, upstream) => {
  expect(upstreamVersion(debian)).toBe(upstream);
});
