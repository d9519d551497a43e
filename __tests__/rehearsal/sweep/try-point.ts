// One point of the sweep: disturb a release, look, run it again, and compare with an undisturbed one.
import type { JobResult } from '../runner/job.ts';
import type { Site, SiteOptions } from '../runner/site.ts';
import { addTags, errorsOf, TAG, type Ground } from './ground.ts';
import { brokenRules, differences } from './judge.ts';
import { likeness, nameOf, type Point } from './points.ts';
import { snapshot, type Snapshot } from './snapshot.ts';

/** One line of the state file. */
export interface Tried {
  readonly point: string;
  readonly kind: Point['kind'];
  /** What the disturbed call asked for; empty for a race. */
  readonly at: string;
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
  const result = await ground.onCopy(siteOptions(point), async (site) => {
    addTags(site, tags);
    const problems: string[] = [];
    const look = async (when: string): Promise<Snapshot> => {
      const now = await snapshot(site);
      for (const rule of brokenRules(now, ground.old, assetNames)) problems.push(`${when}: ${rule}`);
      return now;
    };
    const first = await disturbed(ground, site, point, tags);
    let now = await look('after the disturbed run');
    for (const { job } of first) {
      if (job.exitCode !== 0 && job.conclusion === 'failure' && !hasHint(job))
        problems.push(`the run failed without a clear error: ${errorsOf(job)}`);
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
    const call = point.kind === 'race' ? undefined : first[0]?.job.calls.find(({ n }) => n === point.call);
    const at = call === undefined ? '' : likeness(call);
    const said = failures[0]?.split('\n', 1)[0] ?? '';
    return { at, problems, runs, extraLogEntries, extraReferrers, said };
  });
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { point: nameOf(point), kind: point.kind, ...result, seconds };
}

function siteOptions(point: Point): Pick<SiteOptions, 'faults' | 'latency'> {
  switch (point.kind) {
    case 'kill':
      return {};
    case 'fault':
      return { faults: [`#${point.call}=${point.fault}`] };
    case 'race':
      return { latency: { seed: point.seed, maxMs: 150 } };
  }
}

async function disturbed(
  ground: Ground,
  site: Site,
  point: Point,
  tags: readonly string[],
): Promise<readonly { readonly tag: string; readonly job: JobResult }[]> {
  const killAfter = point.kind === 'kill' ? { killAfter: { call: point.call, phase: point.phase } } : {};
  // A program that waits for an answer for ever is ended by the action's own bound.
  const bound = point.kind === 'fault' && point.fault === 'timeout' ? { with: { timeout: '5m' } } : {};
  const options = { ...killAfter, ...bound };
  return Promise.all(tags.map(async (tag) => ({ tag, job: await ground.release(site, tag, options) })));
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
