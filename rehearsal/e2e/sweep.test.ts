// A sample of the sweep; all of it runs every week, and by hand with `npm run rehearse:sweep`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Ground, openGround, TAG } from '../sweep/ground.ts';
import { likeness, type Moment } from '../sweep/points.ts';
import { tryPoint } from '../sweep/try-point.ts';
import { RELEASE_MS, SET_UP_MS } from './stage.ts';

let dir: string;
let ground: Ground;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rehearsal-sweep-'));
  ground = await openGround(dir, () => undefined);
}, SET_UP_MS);
afterAll(async () => {
  await ground.close();
  await rm(dir, { recursive: true, force: true });
}, 60_000);

/** The first call that matches `METHOD host/path` in an undisturbed release. */
async function callAt(pattern: RegExp): Promise<Moment> {
  const { calls } = await ground.undisturbed(TAG);
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
