import { describe, expect, test } from '@jest/globals';
import { digest } from '../../../src/plan/brands.ts';
import { type Platform, parsePlatform } from '../../../src/plan/oci/image-name.ts';
import { type IndexEntry, isFor, parseIndex, renderIndex } from '../../../src/plan/oci/index.ts';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const entry = (letter: string, more: Partial<IndexEntry> = {}): IndexEntry => ({
  mediaType: manifestType,
  digest: digest(`sha256:${letter.repeat(64)}`),
  size: 7,
  ...more,
});

describe('the index', () => {
  test('has these bytes: its digest is the release', () => {
    const text = renderIndex(
      [entry('a', { platform: { os: 'linux', architecture: 'amd64' } })],
      [['org.opencontainers.image.version', '1.2.0']],
    );
    expect(text).toBe(`{
  "schemaVersion": 2,
  "mediaType": "application/vnd.oci.image.index.v1+json",
  "manifests": [
    {
      "mediaType": "${manifestType}",
      "digest": "sha256:${'a'.repeat(64)}",
      "size": 7,
      "platform": {
        "os": "linux",
        "architecture": "amd64"
      }
    }
  ],
  "annotations": {
    "org.opencontainers.image.version": "1.2.0"
  }
}`);
  });

  test('does not depend on the order of an entry’s keys, nor carry what is no descriptor', () => {
    const { mediaType, digest: name, size } = entry('a');
    const shuffled = { size, extra: 1, digest: name, mediaType } as IndexEntry;
    expect(renderIndex([shuffled], [])).toBe(renderIndex([entry('a')], []));
  });

  test('is read as it was written, attestations of BuildKit included', () => {
    const entries = [
      entry('a', { platform: { os: 'linux', architecture: 'arm', variant: 'v7' } }),
      entry('b', {
        platform: { os: 'unknown', architecture: 'unknown' },
        annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
      }),
    ];
    expect(parseIndex(renderIndex(entries, []))).toEqual(entries);
  });

  const good = { mediaType: 'm', digest: `sha256:${'a'.repeat(64)}`, size: 1 };
  test.each<[unknown, string]>([
    [null, 'its manifests are missing'],
    [[], 'its manifests are missing'],
    ['text', 'its manifests are missing'],
    [{}, 'its manifests are missing'],
    [{ manifests: null }, 'its manifests are not a list'],
    [{ manifests: {} }, 'its manifests are not a list'],
    [{ manifests: 'sha256:a' }, 'its manifests are not a list'],
    [{ manifests: [null] }, 'manifests[0] is not an object'],
    [{ manifests: [good, [good]] }, 'manifests[1] is not an object'],
    [{ manifests: [{ ...good, mediaType: 1 }] }, 'manifests[0].mediaType is not text'],
    [{ manifests: [{ ...good, digest: undefined }] }, 'manifests[0].digest is not a digest'],
    [{ manifests: [good, { ...good, digest: 'sha256:../../x' }] }, 'manifests[1].digest is not a digest'],
    [{ manifests: [{ ...good, size: '1' }] }, 'manifests[0].size is not a number'],
    [{ manifests: [{ ...good, platform: null }] }, 'manifests[0].platform is not an object'],
    [{ manifests: [{ ...good, platform: 'linux/amd64' }] }, 'manifests[0].platform is not an object'],
    [{ manifests: [{ ...good, platform: {} }] }, 'manifests[0].platform.os is not text'],
    [
      { manifests: [{ ...good, platform: { os: 'linux' } }] },
      'manifests[0].platform.architecture is not text',
    ],
    [
      { manifests: [{ ...good, platform: { os: 'linux', architecture: 'arm', variant: 7 } }] },
      'manifests[0].platform.variant is not text',
    ],
  ])('%j is no index', (json, why) => {
    expect(() => parseIndex(JSON.stringify(json))).toThrow(new TypeError(`not an image index: ${why}`));
  });
});

describe('an entry is for a platform', () => {
  const platform = (text: string): Platform => {
    const result = parsePlatform(text);
    if ('fault' in result) throw new Error(result.fault.message);
    return result.platform;
  };
  test.each<[string, IndexEntry['platform'], boolean]>([
    ['linux/amd64', { os: 'linux', architecture: 'amd64' }, true],
    ['linux/amd64', { os: 'linux', architecture: 'amd64', variant: 'v3' }, false],
    ['linux/amd64', { os: 'windows', architecture: 'amd64' }, false],
    ['linux/arm64', { os: 'linux', architecture: 'arm64' }, true],
    ['linux/arm64', { os: 'linux', architecture: 'arm64', variant: 'v8' }, true],
    ['linux/arm64', { os: 'linux', architecture: 'arm64', variant: 'v9' }, false],
    ['linux/arm', { os: 'linux', architecture: 'arm', variant: 'v7' }, true],
    ['linux/arm/v6', { os: 'linux', architecture: 'arm', variant: 'v7' }, false],
    ['linux/amd64', undefined, false],
  ])('%s and %j: %s', (text, has, expected) => {
    expect(isFor(entry('a', has === undefined ? {} : { platform: has }), platform(text))).toBe(expected);
  });
});
