// One point of the sweep: disturb a release, look, run it again, and compare with an undisturbed one.
import type { JobOptions, JobResult } from '../runner/job.ts';
import type { SiteOptions } from '../runner/site.ts';
import { type Call, parseFault } from '../standins/world.ts';
import { addTags, errorsOf, TAG, type Ground } from './ground.ts';
import { brokenRules, differences } from './judge.ts';
import { isAt, isPublic, likeness, nameOf, type Point } from './points.ts';
import { snapshot, type Snapshot } from './snapshot.ts';

/** One line of the state file. */
export interface Tried {
  readonly point: string;
  readonly kind: Point['kind'];
  /** The number that the disturbed call had; 0 when it did not come, and for a race. */
  readonly call: number;
  /** Rules broken at any moment, and differences in the end; empty when all is well. */
  readonly problems: readonly string[];
  /** How often a run had to be started before the release was finished; the disturbed run is the first. */
  readonly runs: number;
  /** Log entries beyond those of an undisturbed release. */
  readonly extraLogEntries: number;
  /** Signatures and attestations in the registry beyond those of an undisturbed release. */
  readonly extraReferrers: number;
  /** Wall seconds of the whole point. */
  readonly seconds: number;
  /** What the disturbed run said when it failed, first line. */
  readonly said: string;
}

/** How often a release is started again before the point counts as one that does not converge. */
const maxRuns = 3;

const assetNames = [
  'release.json',
  'provenance.sigstore.json',
  'checksums.txt',
  'checksums.txt.sigstore.json',
] as const;

export async function tryPoint(ground: Ground, point: Point): Promise<Tried> {
  const began = performance.now();
  const tags = point.kind === 'race' ? point.tags : [TAG];
  const wanted = await ground.undisturbed(...[...new Set(tags)].sort(versionOrder));
  const disturbance = disturbanceOf(point);
  const result = await ground.onCopy(disturbance.site, async (site) => {
    addTags(site, tags);
    const problems: string[] = [];
    const look = async (when: string): Promise<Snapshot> => {
      const now = await snapshot(site);
      for (const rule of brokenRules(now, ground.old, assetNames)) problems.push(`${when}: ${rule}`);
      return now;
    };
    // A kill at every call shows every state of one release; of two at once each change is looked at.
    const onCall = async (call: Call, phase: 'before' | 'after'): Promise<void> => {
      if (phase === 'after' && isPublic(call)) await look(`after ${likeness(call)}`);
    };
    const job = point.kind === 'race' ? { ...disturbance.job, onCall } : disturbance.job;
    const first = await Promise.all(
      tags.map(async (tag) => ({ tag, job: await ground.release(site, tag, job) })),
    );
    let now = await look('after the disturbed run');
    for (const { job } of first) {
      if (job.exitCode !== 0 && job.conclusion === 'failure' && !hasHint(job))
        problems.push(`the run failed without a clear error: ${errorsOf(job)}`);
      if (!hasSilence(point) && errorsOf(job).includes('longer than its timeout'))
        problems.push(`the run hung: ${errorsOf(job)}`);
    }
    let open = first.filter(({ job }) => job.exitCode !== 0).map(({ tag }) => tag);
    let runs = 1;
    const failures: string[] = first.filter(({ job }) => job.exitCode !== 0).map(({ job }) => errorsOf(job));
    while (open.length > 0 && runs < maxRuns) {
      runs += 1;
      const left: string[] = [];
      for (const tag of open) {
        const again = await ground.release(site, tag);
        if (again.exitCode === 0) continue;
        left.push(tag);
        failures.push(errorsOf(again));
      }
      now = await look(`after run ${runs}`);
      open = left;
    }
    if (open.length > 0) problems.push(`not finished after ${runs} runs: ${failures.join(' | ')}`);
    // Two runs of one tag that sign at the same moment leave two valid signatures; they are counted, not hidden.
    const sameTag = point.kind === 'race' && tags[0] === tags[1];
    const extraReferrers = referrersOf(now) - referrersOf(wanted.snapshot);
    problems.push(...differences(now, wanted.snapshot, sameTag), ...site.standIns.violations());
    const extraLogEntries = now.logEntries - wanted.snapshot.logEntries;
    const said = failures[0]?.split('\n', 1)[0] ?? '';
    return { call: disturbance.call(), problems, runs, extraLogEntries, extraReferrers, said };
  });
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { point: nameOf(point), kind: point.kind, ...result, seconds };
}

/** What disturbs a point's first run. */
interface Disturbance {
  readonly site: Pick<SiteOptions, 'faults' | 'latency'>;
  readonly job: Partial<JobOptions>;
  /** The number of the call that was disturbed; 0 until then. */
  readonly call: () => number;
}

/** Nothing but silence may take a run this long: what does so hangs, and is told as a problem. */
const bounded = { with: { timeout: '10m' } } as const;

function disturbanceOf(point: Point): Disturbance {
  if (point.kind === 'race')
    return { site: { latency: { seed: point.seed, maxMs: 150 } }, job: bounded, call: () => 0 };
  const isNow = isAt(point.at);
  let call = 0;
  const matches = (now: Call): boolean => {
    if (!isNow(now)) return false;
    call = now.n;
    return true;
  };
  if (point.kind === 'kill')
    return { site: {}, job: { killAfter: { matches, phase: point.phase } }, call: () => call };
  return {
    site: { faults: [{ ...parseFault(`* .=${point.fault}`), matches }] },
    // A program that waits for an answer for ever is ended by the action's own bound.
    job: point.fault === 'timeout' ? { with: { timeout: '5m' } } : bounded,
    call: () => call,
  };
}

function hasSilence(point: Point): boolean {
  return point.kind === 'fault' && point.fault === 'timeout';
}

/** A clear error says what to do next: the message, an empty line, the hint. */
function hasHint(job: JobResult): boolean {
  return job.annotations.some(({ level, message }) => level === 'error' && message.trim().includes('\n'));
}

function referrersOf({ referrers }: Snapshot): number {
  return Object.values(referrers).reduce((sum, types) => sum + types.length, 0);
}

function versionOrder(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
