// A sample of the sweep; all of it runs every week, and by hand with `npm run rehearse:sweep`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Ground, type Grounds, openGrounds } from '../sweep/ground.ts';
import { likeness, type Moment } from '../sweep/points.ts';
import { TAG } from '../sweep/tag.ts';
import { tryPoint } from '../sweep/try-point.ts';
import { tagPush } from '../sweep/way.ts';
import { wayOf, ways } from '../sweep/ways.ts';
import { RELEASE_MS, SET_UP_MS } from './stage.ts';

let dir: string;
let grounds: Grounds;
let ground: Ground;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rehearsal-sweep-'));
  grounds = await openGrounds(dir, () => undefined);
  ground = await grounds.of(tagPush);
}, SET_UP_MS);
afterAll(async () => {
  await grounds.close();
  await rm(dir, { recursive: true, force: true });
}, 60_000);

/** The first call that matches `METHOD host/path` in an undisturbed release. */
async function callAt(pattern: RegExp, of = ground): Promise<Moment> {
  const { calls } = await of.undisturbed(TAG);
  const found = calls.find(({ method, host, path }) => pattern.test(`${method} ${host}${path}`));
  if (!found) throw new Error(`an undisturbed release makes no call like ${String(pattern)}`);
  return { like: likeness(found), nth: 1 };
}

test(
  'killed right after the first pointer moved, then run again: as if nothing had happened',
  async () => {
    const at = await callAt(/^PUT ghcr\.io\/v2\/octo-org\/signpost\/manifests\/v1\.2$/);
    const tried = await tryPoint(ground, { kind: 'kill', at, phase: 'after' });
    expect(tried).toMatchObject({ problems: [], runs: 2, extraLogEntries: 0, extraReferrers: 0 });
  },
  RELEASE_MS * 2,
);

test(
  'an upload whose answer is lost is looked for, not sent again',
  async () => {
    const at = await callAt(/^POST uploads\.github\.com/);
    const tried = await tryPoint(ground, { kind: 'fault', at, fault: 'lost' });
    expect(tried).toMatchObject({ problems: [], runs: 1, extraReferrers: 0 });
  },
  RELEASE_MS * 2,
);

test(
  'a list of releases that breaks off is not taken for none',
  async () => {
    const at = await callAt(/^GET api\.github\.com\/repos\/[^/]+\/[^/]+\/releases\?/);
    const tried = await tryPoint(ground, { kind: 'fault', at, fault: 'truncate' });
    expect(tried).toMatchObject({ problems: [], runs: 1, extraLogEntries: 0, extraReferrers: 0 });
    expect(tried.call).toBeGreaterThan(0);
  },
  RELEASE_MS * 2,
);

/** Of each other way a kill where it differs from a pushed tag. */
const killed: readonly [string, 'before' | 'after', RegExp][] = [
  ['browser', 'after', /^PATCH api\.github\.com\/repos\/[^/]+\/[^/]+\/releases\/\d+$/],
  ['draft', 'after', /^POST uploads\.github\.com\/.*name=release\.json$/],
  ['gate', 'after', /^POST api\.github\.com\/repos\/[^/]+\/[^/]+\/attestations$/],
  ['gate-fails', 'after', /^POST uploads\.github\.com\/.*name=gate\.log$/],
  ['promote', 'after', /^PUT ghcr\.io\/v2\/octo-org\/signpost\/manifests\/v1\.2\.0$/],
  ['layout', 'before', /^PUT ghcr\.io\/v2\/octo-org\/signpost\/manifests\/sha256:/],
  ['mode-tag', 'after', /^POST api\.github\.com\/repos\/[^/]+\/[^/]+\/git\/refs$/],
  ['tag-forms', 'after', /^PUT ghcr\.io\/v2\/octo-org\/signpost\/manifests\/1\.2\.0$/],
  ['archives', 'after', /^POST uploads\.github\.com\/.*name=signpost_1\.2\.0_windows_amd64\.zip$/],
];

test.each(killed)(
  'the way %s, killed %s the call in which it differs, then run again',
  async (name, phase, pattern) => {
    const own = await grounds.of(wayOf(name));
    const tried = await tryPoint(own, { kind: 'kill', at: await callAt(pattern, own), phase });
    expect(tried).toMatchObject({ problems: [], runs: 2 });
    expect(tried.call).toBeGreaterThan(0);
  },
  RELEASE_MS * 2,
);

test('no way is left out', () => {
  expect([tagPush.name, ...killed.map(([name]) => name)].sort()).toEqual(ways.map(({ name }) => name).sort());
});
