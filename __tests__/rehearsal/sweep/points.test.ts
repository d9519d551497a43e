import { describe, expect, test } from '@jest/globals';
import type { Call } from '../standins/world.ts';
import { brokenRules, differences } from './judge.ts';
import { allPoints, callsThatCount, faultNames, likeness, nameOf, spread } from './points.ts';
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
    expect(callsThatCount([...blobs, ...own])).toEqual([1, 2, 3, 11]);
  });

  test('are both kills and every fault at each, and the races', () => {
    const points = allPoints([...own, ...blobs], 4);
    const count = (kind: string): number => points.filter((point) => point.kind === kind).length;
    expect([count('kill'), count('fault'), count('race')]).toEqual([8, 2 * faultNames.length, 4]);
    expect(new Set(points.map(nameOf)).size).toBe(points.length);
  });

  test('are tried in an order that loses none, kinds taking turns', () => {
    const points = allPoints(own, 3);
    const order = spread(points, own);
    expect(order.map(nameOf).sort()).toEqual(points.map(nameOf).sort());
    expect(order.slice(0, 3).map(({ kind }) => kind)).toEqual(['kill', 'fault', 'race']);
  });
});

const signature = 'https://sigstore.dev/cosign/sign/v1';
const provenance = 'https://slsa.dev/provenance/v1';
const empty: Snapshot = {
  tags: {},
  referrers: {},
  releases: [],
  gitTags: {},
  attestations: {},
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

describe('calls', () => {
  const digest = (char: string): string => `sha256:${char.repeat(64)}`;

  test.each<[string, string, boolean]>([
    ['in a digest', `/v2/o/r/manifests/${digest('a')}|/v2/o/r/manifests/${digest('b')}`, true],
    ['in an id', '/repos/o/r/releases/1009/assets|/repos/o/r/releases/1010/assets', true],
    ['in a tag', '/v2/o/r/manifests/v1.2|/v2/o/r/manifests/v1', false],
  ])('that differ %s', (_, paths, alike) => {
    const [one = '', other = ''] = paths.split('|');
    expect(likeness(call(1, 'cosign/3', one)) === likeness(call(2, 'cosign/3', other))).toBe(alike);
  });

  test('of every likeness are disturbed before any is disturbed again, the first, then the last', () => {
    const calls = ['a', 'a', 'a', 'a', 'b'].map((name, at) =>
      call(at + 1, 'release-action', `/v2/o/r/manifests/${name}`),
    );
    const kills = spread(allPoints(calls, 0), calls).filter(
      ({ kind, ...point }) => kind === 'kill' && 'phase' in point && point.phase === 'after',
    );
    const order = kills.map((point) => nameOf(point));
    expect(order.slice(0, 2).sort()).toEqual(['kill 1+', 'kill 5+']);
    expect(order.slice(2)).toEqual(['kill 4+', 'kill 3+', 'kill 2+']);
  });
});

test('calls that change something come before those that only ask', () => {
  const calls = ['GET', 'PUT', 'GET', 'POST'].map((method, at) => ({
    ...call(at + 1, 'release-action', `/v2/o/r/manifests/${at}`),
    method,
  }));
  const kills = spread(allPoints(calls, 0), calls).filter(({ kind }) => kind === 'kill');
  expect(
    kills
      .slice(0, 4)
      .map((point) => nameOf(point))
      .sort(),
  ).toEqual(['kill 2', 'kill 2+', 'kill 4', 'kill 4+']);
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
    at: '',
    problems: [],
    runs: 2,
    extraLogEntries: 0,
    extraReferrers: 0,
    seconds: 1,
    said: '',
    ...more,
  });
  const text = table(
    [
      tried('kill 1', 'kill'),
      tried('fault #1=500', 'fault', { problems: ['it broke'], runs: 1, seconds: 9 }),
    ],
    { kill: 2, fault: 6, race: 1 },
  );
  expect(text).toContain('| kill | 1 of 2 | 1 | 0 | 2 | 0 | 0 | 0 | 1.0 |');
  expect(text).toContain('| fault | 1 of 6 | 0 | 1 | 1 | 0 | 0 | 0 | 9.0 |');
  expect(text).toContain('fault #1=500:\n  - it broke\n');
  expect(text).toContain('slowest: fault #1=500, 1 runs, 9.0 s');
});
