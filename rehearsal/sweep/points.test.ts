import { describe, expect, test } from '@jest/globals';
import type { Call } from '../standins/world.ts';
import { brokenRules, differences } from './judge.ts';
import {
  allPoints,
  type FaultName,
  faultNames,
  type FaultPoint,
  isAt,
  isPublic,
  likeness,
  nameOf,
  placesOf,
  racesOf,
  shifted,
  together,
} from './points.ts';
import type { Snapshot } from './snapshot.ts';
import { table } from './table.ts';
import type { Tried } from './try-point.ts';

const call = (n: number, userAgent: string, path: string): Call => ({
  n,
  run: 'r',
  time: '',
  method: 'GET',
  host: 'ghcr.io',
  path,
  userAgent,
});
const own = [1, 2].map((n) => call(n, 'release-action', '/v2/o/r/manifests/v1'));
const blobs = Array.from({ length: 16 }, (_, at) => call(at + 3, 'buildkit/v0.29', '/v2/o/r/blobs/sha256:a'));

describe('the points', () => {
  test('are every call of the action and its tools, and one in eight of moved layers', () => {
    expect(placesOf([...blobs, ...own]).map(({ at }) => at)).toEqual([
      { like: 'release-action GET ghcr.io/v2/o/r/manifests/v1', nth: 1 },
      { like: 'release-action GET ghcr.io/v2/o/r/manifests/v1', nth: 2 },
      { like: 'buildkit GET ghcr.io/v2/o/r/blobs/sha256:a', nth: 1 },
      { like: 'buildkit GET ghcr.io/v2/o/r/blobs/sha256:a', nth: 9 },
    ]);
  });

  test('are both kills and every fault at each, and the races, kinds taking turns', () => {
    const points = allPoints([...own, ...blobs], racesOf(4));
    const count = (kind: string): number => points.filter((point) => point.kind === kind).length;
    expect([count('kill'), count('fault'), count('race')]).toEqual([8, 2 * faultNames.length, 4]);
    expect(new Set(points.map(nameOf)).size).toBe(points.length);
    expect(points.slice(0, 3).map(({ kind }) => kind)).toEqual(['kill', 'fault', 'race']);
  });

  test('are tried at every likeness before any comes again, the first, then the last', () => {
    const calls = ['a', 'a', 'a', 'a', 'b'].map((name, at) => call(at + 1, 'x', `/v2/o/r/manifests/${name}`));
    const names = allPoints(calls, [])
      .map(nameOf)
      .filter((name) => name.startsWith('kill after'))
      .map((name) => name.slice(-4));
    expect(names.slice(0, 2).sort()).toEqual(['a #1', 'b #1']);
    expect(names.slice(2)).toEqual(['a #4', 'a #3', 'a #2']);
  });

  test('are tried first where a release comes into a new state', () => {
    const first = { like: likeness(own[1]!), nth: 2 };
    expect(allPoints([...own, ...blobs], [], [first]).map(nameOf)[0]).toBe(`kill after ${first.like} #2`);
  });

  test('are tried at what changes something before what only asks', () => {
    const methods = ['GET', 'PUT', 'GET', 'POST'];
    const calls = methods.map((method, at) => ({ ...call(at + 1, 'x', `/v2/${at}`), method }));
    const names = allPoints(calls, [])
      .map(nameOf)
      .filter((name) => name.startsWith('kill'));
    expect(names.slice(0, 4).filter((name) => name.includes('GET'))).toEqual([]);
  });
});

test('faults that meet one run are of one kind, far apart where calls are alike, and none that only the timeout ends', () => {
  const fault = (like: string, nth: number, kind: FaultName = '500'): FaultPoint => {
    return { kind: 'fault', at: { like, nth }, fault: kind };
  };
  const points = [
    ...[fault('a', 1), fault('a', 2), fault('b', 1), fault('a', 5), fault('b', 2)],
    ...[fault('a', 1, 'timeout'), fault('buildkit GET x', 1, 'timeout'), fault('buildkit GET x', 1)],
  ];
  const groups = together(points, 3).map((group) => group.map(nameOf));
  expect(groups).toEqual([
    ['fault 500 a #1', 'fault 500 b #1', 'fault 500 a #5'],
    ['fault 500 a #2', 'fault 500 b #2', 'fault 500 buildkit GET x #1'],
    ['fault timeout a #1'],
  ]);
  expect(shifted(fault('a', 5), points)).toEqual({ like: 'a', nth: 8 });
});

describe('a moment', () => {
  const digest = (char: string): string => `sha256:${char.repeat(64)}`;

  test.each<[string, string, boolean]>([
    ['in a digest', `/v2/o/r/manifests/${digest('a')}|/v2/o/r/manifests/${digest('b')}`, true],
    ['in an id', '/repos/o/r/releases/1009/assets|/repos/o/r/releases/1010/assets', true],
    ['in a tag', '/v2/o/r/manifests/v1.2|/v2/o/r/manifests/v1', false],
  ])('is the same for calls that differ %s', (_, paths, alike) => {
    const [one = '', other = ''] = paths.split('|');
    expect(likeness(call(1, 'cosign/3', one)) === likeness(call(2, 'cosign/3', other))).toBe(alike);
  });

  test('is the nth call of its likeness, whatever comes between, asked before and after', () => {
    const isNow = isAt({ like: likeness(call(0, 'cosign/3', '/v2/')), nth: 2 });
    const calls = [1, 2, 3, 4].map((n) => call(n, n === 2 ? 'gh' : 'cosign/3', '/v2/'));
    expect(calls.map(isNow)).toEqual([false, false, true, false]);
    expect(calls.map(isNow)).toEqual([false, false, true, false]);
  });
});

const signature = 'https://sigstore.dev/cosign/sign/v1';
const provenance = 'https://slsa.dev/provenance/v1';
const empty: Snapshot = {
  tags: {},
  platforms: {},
  referrers: {},
  releases: [],
  gitTags: {},
  attestations: {},
  dispatches: {},
  logEntries: 0,
};
const whole: Snapshot = {
  ...empty,
  tags: { 'v1.0.0': 'sha256:a' },
  referrers: { 'sha256:a': [signature, provenance] },
  releases: [
    {
      tag: 'v1.0.0',
      draft: false,
      prerelease: false,
      latest: true,
      notes: 'n',
      assets: [{ name: 'release.json', state: 'uploaded', matches: true }],
    },
  ],
};
/** As a person has published it, before the run. */
const page: Snapshot = {
  ...whole,
  tags: {},
  referrers: {},
  releases: whole.releases.map((release) => ({ ...release, assets: [] })),
};

test.each<[string, string, boolean]>([
  ['PUT', 'ghcr.io/v2/o/r/manifests/v1.2', true],
  ['PUT', 'ghcr.io/v2/o/r/manifests/sha256:ab', false],
  ['PUT', 'ghcr.io/v2/o/r/manifests/sha256-ab', false],
  ['GET', 'ghcr.io/v2/o/r/manifests/v1.2', false],
  ['PATCH', 'api.github.com/repos/o/r/releases/7', true],
  ['DELETE', 'api.github.com/repos/o/r/releases/assets/7', true],
  ['POST', 'uploads.github.com/repos/o/r/releases/7/assets', false],
])('%s %s changes what the public sees: %s', (method, url, expected) => {
  const [host = ''] = url.split('/', 1);
  expect(isPublic({ method, host, path: url.slice(host.length) })).toBe(expected);
});

describe('the judge', () => {
  test.each<[string, Snapshot, Snapshot, readonly string[]]>([
    ['finds nothing in a whole release', whole, empty, []],
    [
      'sees a tag on what is not signed',
      { ...whole, referrers: { 'sha256:a': [provenance] } },
      empty,
      ['v1.0.0 names sha256:a, which is not signed'],
    ],
    [
      'sees a platform that is not proven',
      { ...whole, platforms: { 'sha256:a': ['sha256:p'] } },
      empty,
      [
        'v1.0.0 names sha256:p, a platform of sha256:a, which is not signed',
        'v1.0.0 names sha256:p, a platform of sha256:a, which has no provenance',
      ],
    ],
    [
      'sees a promoted image that its builder alone has signed',
      { ...whole, tags: { ...whole.tags, 'v1.1.0': 'sha256:a' } },
      whole,
      ['v1.1.0 names sha256:a, which is not signed', 'v1.1.0 names sha256:a, which has no provenance'],
    ],
    ['lets a page that was public first wait for its image', page, { ...page, tags: {} }, []],
    [
      'sees a page that was public first and is not whole when the image has its tag',
      { ...page, tags: whole.tags, referrers: whole.referrers },
      page,
      ['the published v1.0.0 lacks release.json, or has other bytes than its record says'],
    ],
    ['leaves what stood before alone', { ...whole, referrers: { 'sha256:a': [] } }, whole, []],
    [
      'sees a released tag that moved',
      { ...whole, tags: { 'v1.0.0': 'sha256:b' }, referrers: { 'sha256:b': [signature, provenance] } },
      whole,
      ['v1.0.0 named sha256:a and now names sha256:b'],
    ],
    [
      'sees an asset that is not whole',
      { ...whole, releases: whole.releases.map((release) => ({ ...release, assets: [] })) },
      empty,
      ['the published v1.0.0 lacks release.json, or has other bytes than its record says'],
    ],
  ])('%s', (_, now, old, broken) => {
    expect(brokenRules(now, old, ['release.json'])).toEqual(broken);
  });

  test('tells in what two ends differ, and lets signatures repeat where asked to', () => {
    const twice = { ...whole, referrers: { 'sha256:a': [signature, provenance, provenance] } };
    expect(differences(whole, whole)).toEqual([]);
    expect(differences(twice, whole, true)).toEqual([]);
    expect(differences(twice, whole)).toHaveLength(1);
    expect(differences({ ...whole, releases: [] }, whole)[0]).toMatch(
      /^releases v1\.0\.0: nothing instead of/,
    );
  });
});

test('the table names every point with a problem, and the slowest', () => {
  const tried = (point: string, kind: Tried['kind'], more: Partial<Tried> = {}): Tried => ({
    point,
    kind,
    call: 0,
    problems: [],
    runs: 2,
    extraLogEntries: 0,
    extraReferrers: 0,
    seconds: 1,
    said: [],
    ...more,
  });
  const text = table(
    [
      tried('kill after a #1', 'kill', { call: 7 }),
      tried('kill after b #1', 'kill', { call: 8, like: 'kill after a #1' }),
      tried('kill after gone #1', 'kill', { problems: ['of another release'] }),
      tried('fault 500 a #1', 'fault', { problems: ['it broke'], runs: 1, seconds: 9 }),
      tried('fault 429 a #1', 'fault', { call: 1, extraLogEntries: 2, runs: 1, with: 'fault 429 a #1' }),
    ],
    [
      ...['kill after a #1', 'kill after a #2', 'kill after b #1', 'fault 500 a #1', 'fault 429 a #1'],
      'race v1,v2 seed 1',
    ],
  );
  expect(text).toContain('| kill after | 2 of 3 | 0 | 1 | 2 | 0 | 0 | 2 | 0 | 0 | 0 | 1.0 |');
  expect(text).toContain('| fault 500 | 1 of 1 | 0 | 0 | 0 | 1 | 1 | 1 | 0 | 0 | 0 | 9.0 |');
  expect(text).toContain('| fault 429 | 1 of 1 | 1 | 0 | 1 | 1 | 0 | 1 | 0 | 0 | 0 | 1.0 |');
  expect(text).toContain('| race | 0 of 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0.0 |');
  expect(text).not.toContain('of another release');
  expect(text).toContain('fault 500 a #1:\n  - it broke\n');
  expect(text).toContain('slowest: fault 500 a #1, 1 runs, 9.0 s');
});
