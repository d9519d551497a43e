import { indexAnnotations, manifestAnnotations } from '../../src/plan/annotations.ts';
import { describe, expect, test } from '@jest/globals';
import { type BuildPlan, scannedBuild } from '../../src/plan/build.ts';
import { buildArgs } from '../../src/world/docker/buildx-args.ts';
import { contextOf, planOf } from '../support/samples.ts';

const buildOf = (
  raw: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): BuildPlan => planOf('v1.2.0', { raw, context: contextOf(env) }).build;

const standard = [
  ['org.opencontainers.image.created', '2024-01-02T03:04:05Z'],
  ['org.opencontainers.image.description', 'An app'],
  ['org.opencontainers.image.licenses', 'MIT'],
  ['org.opencontainers.image.revision', 'c0ffee0000000000000000000000000000000000'],
  ['org.opencontainers.image.source', 'https://github.com/Octo-Org/App'],
  ['org.opencontainers.image.title', 'App'],
  ['org.opencontainers.image.url', 'https://github.com/Octo-Org/App'],
  ['org.opencontainers.image.version', '1.2.0'],
];

describe('labels and annotations', () => {
  test('are the standard ones, by the commit and not by the clock', () => {
    const { labels, annotations, sourceDateEpoch } = buildOf();
    expect(labels).toEqual(standard);
    expect(indexAnnotations(annotations)).toEqual(standard);
    expect(manifestAnnotations(annotations, 'linux/arm64')).toEqual(standard);
    expect(sourceDateEpoch).toBe(1_704_164_645);
  });

  test('what is not known of the repository is left out', () => {
    const keys = planOf('v1.2.0', { context: contextOf({}, {}) }).build.labels.map(([key]) =>
      key.split('.').at(-1),
    );
    expect(keys).toEqual(['created', 'revision', 'source', 'title', 'url', 'version']);
  });

  test('what is given stands, also empty', () => {
    const { labels } = buildOf({ labels: 'org.opencontainers.image.title=\ncom.example=1' });
    expect(labels).toEqual([
      ...standard.filter(([key]) => key !== 'org.opencontainers.image.title'),
      ['org.opencontainers.image.title', ''],
      ['com.example', '1'],
    ]);
  });

  test.each<[string, string, readonly unknown[]]>([
    ['no level: both', 'com.example=https://x', ['https://x', 'https://x', 'https://x']],
    ['of manifests', 'manifest:com.example=1', [undefined, '1', '1']],
    ['of the index', 'index:com.example=1', ['1', undefined, undefined]],
    ['of both, said so', 'index,manifest:com.example=a:b=c', ['a:b=c', 'a:b=c', 'a:b=c']],
    ['of one platform', 'manifest[linux/arm64]:com.example=1', [undefined, undefined, '1']],
    ['of two platforms', 'manifest[linux/amd64],manifest[linux/arm64]:com.example=1', [undefined, '1', '1']],
    ['of a platform by another name', 'manifest[linux/aarch64]:com.example=1', [undefined, undefined, '1']],
    ['of a platform in full', 'manifest[linux/arm64/v8]:com.example=1', [undefined, undefined, '1']],
    ['of all platforms and one', 'manifest,manifest[linux/arm64]:com.example=1', [undefined, '1', '1']],
    ['of the index and one platform', 'index,manifest[linux/amd64]:com.example=1', ['1', '1', undefined]],
    ['quoted, as labels are', '"com.example=Hello, ""world"""', Array<string>(3).fill('Hello, "world"')],
    ['a later one stands', 'com.example=1\nindex:com.example=2', ['2', '1', '1']],
  ])('an annotation %s', (_, annotations, expected) => {
    const build = buildOf({ annotations });
    const places = [
      indexAnnotations(build.annotations),
      manifestAnnotations(build.annotations, 'linux/amd64'),
      manifestAnnotations(build.annotations, 'linux/arm64'),
    ];
    expect(places.map((pairs) => new Map(pairs).get('com.example'))).toEqual(expected);
  });
});

test('a scan builds the same under one name, reads the cache and leaves it alone', () => {
  const build = buildOf({ image: 'ghcr.io/o/a\nghcr.io/o/b', 'buildkit-provenance': 'max' });
  const { images, cache, provenance, scanner, ...rest } = scannedBuild(build);
  expect({ images, provenance, scanner }).toEqual({
    images: ['ghcr.io/o/a'],
    provenance: 'none',
    scanner: 'docker/buildkit-syft-scanner:stable-1',
  });
  expect(Object.values(cache)).toEqual(Object.values(build.cache).map(({ from }) => ({ from, to: [] })));
  expect(build).toMatchObject(rest);
});

describe('cache', () => {
  const registry = (platform: string): object => ({
    from: [`type=registry,ref=ghcr.io/octo-org/app-buildcache:${platform}`],
    to: [
      `type=registry,ref=ghcr.io/octo-org/app-buildcache:${platform},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true`,
    ],
  });
  const gha = (platform: string): object => ({
    from: [`type=gha,scope=octo-org-app-${platform}`],
    to: [`type=gha,scope=octo-org-app-${platform},mode=max,ignore-error=true`],
  });
  const none = (): object => ({ from: [], to: [] });
  const both = (make: (platform: string) => object): object => ({
    'linux/amd64': make('linux-amd64'),
    'linux/arm64': make('linux-arm64'),
  });

  test.each<[string, string, Readonly<Record<string, string>>, object]>([
    ['a hosted runner', 'auto', {}, both(gha)],
    ['a runner of one’s own', 'auto', { RUNNER_ENVIRONMENT: 'self-hosted' }, both(none)],
    ['a hosted runner without the cache service', 'auto', { ACTIONS_RUNTIME_TOKEN: '' }, both(none)],
    ['gha asked for', 'gha', { RUNNER_ENVIRONMENT: 'self-hosted' }, both(gha)],
    ['registry asked for', 'registry', {}, both(registry)],
    ['none', 'none', {}, both(none)],
    [
      'a gha spec',
      'type=gha,scope=mine,mode=max',
      {},
      both((p) => ({
        from: [`type=gha,scope=mine-${p}`],
        to: [`type=gha,scope=mine-${p},mode=max`],
      })),
    ],
    [
      'a gha spec without scope',
      'type=gha',
      {},
      both((p) => ({ from: [`type=gha,scope=${p}`], to: [`type=gha,scope=${p}`] })),
    ],
    [
      'a bucket, with a name and without',
      'type=s3,bucket=b,name=mine,mode=max\ntype=azblob,account_url=u',
      {},
      both((p) => ({
        from: [`type=s3,bucket=b,name=mine-${p}`, `type=azblob,account_url=u,name=${p}`],
        to: [`type=s3,bucket=b,name=mine-${p},mode=max`, `type=azblob,account_url=u,name=${p}`],
      })),
    ],
    [
      'a registry spec',
      'type=registry,ref=r.io/c:main,mode=max,image-manifest=true',
      {},
      both((p) => ({
        from: [`type=registry,ref=r.io/c:main-${p}`],
        to: [`type=registry,ref=r.io/c:main-${p},mode=max,image-manifest=true`],
      })),
    ],
    [
      'directions',
      'from:type=local,src=/a\nto:type=local,dest=/b,mode=max',
      {},
      both((p) => ({
        from: [`type=local,src=/a-${p}`],
        to: [`type=local,dest=/b-${p},mode=max`],
      })),
    ],
  ])('%s', (_name, cache, env, expected) => {
    expect(buildOf({ cache }, env).cache).toEqual(expected);
  });

  test('with cache: none a build neither reads a cache nor writes one', () => {
    const { build, platforms } = planOf('v1.2.0', { raw: { cache: 'none' } });
    for (const platform of platforms) {
      const where = { builder: 'b', metadataFile: '/t/m', secretNames: [] };
      expect(buildArgs(build, platform, where).join(' ')).not.toMatch(/--cache|type=(?:gha|registry)/);
    }
  });

  test.each([{}, { RUNNER_ENVIRONMENT: 'self-hosted' }, { ACTIONS_RUNTIME_TOKEN: '' }])(
    'a release reads no cache of a registry, which any branch may write, unless it is asked to: %j',
    (env) => {
      const { cache } = buildOf({}, env);
      expect(Object.keys(cache)).toHaveLength(2);
      expect(JSON.stringify(cache)).not.toContain('type=registry');
    },
  );

  test('no two platforms ever write one scope', () => {
    const { cache } = buildOf({ platforms: 'linux/arm/v6,linux/arm/v7,linux/arm64', cache: 'registry' });
    const targets = Object.values(cache).flatMap(({ to }) => to);
    expect(new Set(targets).size).toBe(3);
  });
});

test('what is not reproducible has no epoch', () => {
  expect(buildOf({ reproducible: 'false' })).not.toHaveProperty('sourceDateEpoch');
});

test('every name is built, the first is asked', () => {
  expect(buildOf({ image: 'ghcr.io/o/a\nocto/b', cache: 'registry' })).toMatchObject({
    images: ['ghcr.io/o/a', 'docker.io/octo/b'],
    cache: { 'linux/amd64': { from: ['type=registry,ref=ghcr.io/o/a-buildcache:linux-amd64'] } },
  });
});

test('H14 a cache that the service refuses to write fails no build', () => {
  for (const kind of ['gha', 'registry']) {
    const targets = Object.values(buildOf({ cache: kind }).cache).flatMap(({ to }) => to);
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) expect(target).toContain('ignore-error=true');
  }
});
