import { describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import { type ToolName, catalogue } from '../../../src/world/tools/catalogue.ts';
import { fits, parseToolVersion, rangeOf, releaseFor } from '../../../src/world/tools/version.ts';

const cosign = (version: string): string => JSON.stringify({ gitVersion: version, compiler: 'gc' }, null, 2);

describe('what a tool says of itself', () => {
  test.each<[ToolName, string, string, string | undefined]>([
    ['buildx', 'github.com/docker/buildx v0.36.1 bb05cc7be5ad\n', 'v0.36.1', '0.36.1'],
    ['buildx', 'github.com/docker/buildx 0.29.1+ds1 0.29.1+ds1-4\n', '0.29.1+ds1', '0.29.1'],
    ['buildx', 'github.com/docker/buildx v0.30.0-rc1 abc\n', 'v0.30.0-rc1', '0.30.0-rc1'],
    ['buildx', 'github.com/docker/buildx v0.30.0-12-g1234567 1234567\n', 'v0.30.0-12-g1234567', '0.30.0'],
    ['cosign', cosign('v3.0.6'), 'v3.0.6', '3.0.6'],
    ['cosign', cosign('3.1.1-2+b1'), '3.1.1-2+b1', '3.1.1'],
    ['cosign', cosign('devel'), 'devel', undefined],
    ['cosign', cosign('(devel)'), '(devel)', undefined],
    [
      'gh',
      'gh version 2.98.0 (2026-08-20)\nhttps://github.com/cli/cli/releases/tag/v2.98.0\n',
      '2.98.0',
      '2.98.0',
    ],
    ['gh', 'gh version 2.46.0 (2025-12-13 Debian 2.46.0-4)\n', '2.46.0', '2.46.0'],
    ['gh', 'gh version 2.98.0-1 (2026-09-01)\n', '2.98.0-1', '2.98.0'],
    ['gh', 'gh version DEV\n', 'DEV', undefined],
    ['gh', 'gh version 2.99.0~rc1\n', '2.99.0~rc1', undefined],
  ])('%s: %j', (name, output, text, version) => {
    expect(parseToolVersion(name, output)).toEqual(
      version === undefined ? { text } : { text, semver: version },
    );
  });

  test.each<[ToolName, string]>([
    ['buildx', 'docker-compose version 2.0.0'],
    ['cosign', '{"version":"v3.0.6"}'],
    ['gh', 'usage: gh'],
    ['gh', ''],
  ])('%s: %j is not an answer of it', (name, output) => {
    expect(parseToolVersion(name, output)).toBeUndefined();
  });
});

describe('a fit', () => {
  test.each<[string | undefined, string, boolean]>([
    ['3.0.6', '>=3.0.4 <4', true],
    ['3.0.3', '>=3.0.4 <4', false],
    ['4.0.0', '>=3.0.4 <4', false],
    ['3.1.0-rc.1', '>=3.0.4 <4', false],
    ['3.1.0-rc.1', '3.1.0-rc.1', true],
    [undefined, '>=3.0.4 <4', false],
    [undefined, '*', true],
    ['1.0.0', '*', true],
  ])('%s in %s: %s', (version, range, expected) => {
    expect(fits(version === undefined ? { text: 'devel' } : { text: version, semver: version }, range)).toBe(
      expected,
    );
  });
});

describe('the range and the release to install', () => {
  test('no range is the tool’s own', () => {
    expect(rangeOf(catalogue.buildx, ' ')).toBe('>=0.21.3');
    expect(rangeOf(catalogue.cosign, '')).toBe('>=3.0.4 <4');
    expect(rangeOf(catalogue.gh, '>=2.99')).toBe('>=2.99');
  });

  test('what is no range is refused', () => {
    expect(() => rangeOf(catalogue.gh, 'newest')).toThrow(
      new ReleaseError('gh-version is not a version range: newest', { hint: '' }),
    );
  });

  test.each<[ToolName, string, string]>([
    ['buildx', '>=0.21.3', '0.36.1'],
    ['cosign', '3.x', '3.0.6'],
    ['cosign', 'v3.1.3', '3.1.3'],
    ['gh', '*', '2.98.0'],
  ])('%s %s installs %s', (name, range, version) => {
    expect(releaseFor(catalogue[name], range).version).toBe(version);
  });

  test('an exact version that is not pinned has no sum known here', () => {
    expect(releaseFor(catalogue.cosign, '3.1.3')).toEqual({ version: '3.1.3' });
    expect(releaseFor(catalogue.cosign, '3.0.6').sums?.x64).toMatch(/^c956e5df/);
  });

  test('a range without a pinned release is refused', () => {
    expect(() => releaseFor(catalogue.cosign, '>=3.1')).toThrow(
      new ReleaseError('No release of cosign that this action knows (3.0.6) fits >=3.1', { hint: '' }),
    );
  });

  test.each(Object.values(catalogue))(
    '$name: the pinned releases are in its own range, their sums well-formed',
    (tool) => {
      for (const { version, sums } of tool.pinned) {
        expect(fits({ text: version, semver: version }, tool.defaultRange)).toBe(true);
        expect(Object.values(sums).join(' ')).toMatch(/^[0-9a-f]{64} [0-9a-f]{64}$/);
      }
    },
  );

  test('the files of each release', () => {
    expect(
      Object.values(catalogue).map((tool) => [
        tool.asset('1.2.3', 'arm64'),
        tool.checksums('1.2.3'),
        tool.member?.('1.2.3', 'arm64'),
      ]),
    ).toEqual([
      ['buildx-v1.2.3.linux-arm64', 'checksums.txt', undefined],
      ['cosign-linux-arm64', 'cosign_checksums.txt', undefined],
      ['gh_1.2.3_linux_arm64.tar.gz', 'gh_1.2.3_checksums.txt', 'gh_1.2.3_linux_arm64/bin/gh'],
    ]);
  });
});
