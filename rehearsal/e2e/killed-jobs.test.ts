// A sample of the killed jobs; all of them are tried by `npm run rehearse:jobs`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type JobsGround, openJobsGround } from '../jobs/ground.ts';
import { likeness } from '../sweep/points.ts';
import { tryKill } from '../jobs/try-kill.ts';
import { RELEASE_MS, SET_UP_MS } from './stage.ts';

let dir: string;
let ground: JobsGround;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rehearsal-jobs-'));
  ground = await openJobsGround(dir, () => undefined);
}, SET_UP_MS);
afterAll(async () => {
  await ground.close();
  await rm(dir, { recursive: true, force: true });
}, 60_000);

/** The last call of a job that matches `METHOD host/path`, undisturbed. */
function lastAt(job: string, pattern: RegExp): { readonly like: string; readonly nth: number } {
  const calls = [...(ground.calls.get(job) ?? [])].sort((a, b) => a.n - b.n);
  const found = calls.findLast(({ method, host, path }) => pattern.test(`${method} ${host}${path}`));
  if (!found) throw new Error(`${job} makes no call like ${String(pattern)}`);
  const like = likeness(found);
  return { like, nth: calls.filter((call) => likeness(call) === like && call.n <= found.n).length };
}

test(
  'a build job that is killed when its record stands builds nothing when it runs again',
  async () => {
    const at = lastAt('Build linux/arm64', /^PUT ghcr\.io\/v2\/octo-org\/signpost\/manifests\/sha256-/);
    const tried = await tryKill(ground, { job: 'Build linux/arm64', at, phase: 'after' }, new Map());
    expect(tried).toMatchObject({
      came: true,
      problems: [],
      attempts: 2,
      recorded: 2,
      rebuilt: 0,
      builtAgain: 0,
    });
  },
  RELEASE_MS * 3,
);

test(
  'a build job that is killed when its archive stands and its record does not hands over both when it runs again',
  async () => {
    const like = /^PUT ghcr\.io\/v2\/octo-org\/signpost\/blobs\/upload/;
    const at = lastAt('Build linux/arm64', like);
    const tried = await tryKill(ground, { job: 'Build linux/arm64', at, phase: 'after' }, new Map());
    expect(tried).toMatchObject({ came: true, problems: [], attempts: 2, recorded: 1, rebuilt: 0 });
  },
  RELEASE_MS * 3,
);

test(
  'a releasing job that is killed when a pointer moved finishes without a build',
  async () => {
    const at = lastAt('Release', /^PUT ghcr\.io\/v2\/octo-org\/signpost\/manifests\/v1\.2$/);
    const tried = await tryKill(ground, { job: 'Release', at, phase: 'after' }, new Map());
    expect(tried).toMatchObject({ came: true, problems: [], attempts: 2, recorded: 2, rebuilt: 0 });
  },
  RELEASE_MS * 3,
);
