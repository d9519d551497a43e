// One point of the sweep: disturb a release, look, run it again, and compare with an undisturbed one.
import { compact } from '../../src/compact.ts';
import type { JobResult } from '../runner/job.ts';
import type { Call } from '../standins/world.ts';
import { type Disturbance, disturbanceOf, hasSilence, severalOf } from './disturbance.ts';
import { errorsOf, type Ground } from './ground.ts';
import { brokenRules, differences } from './judge.ts';
import { addTags } from './more-tags.ts';
import { type FaultPoint, isPublic, likeness, nameOf, type Point } from './points.ts';
import { snapshot, type Snapshot } from './snapshot.ts';
import { settled } from './state-of.ts';
import { TAG } from './tag.ts';
import { isDone } from './way.ts';

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
  /** What each run said that failed, first lines. */
  readonly said: readonly string[];
  /** Of a kill: what it left, where a run has finished it; see stateOf. */
  readonly left?: string;
  /** Of a kill that left just that: the point whose next run finished it, and which is not made again. */
  readonly like?: string;
  /** Of a fault that came with others in one run: the first of them. */
  readonly with?: string;
}

/** A state that a kill left, and how a run has finished it. */
export type Finished = Pick<Tried, 'point' | 'runs' | 'extraLogEntries' | 'extraReferrers'>;

/** How often a release is started again before the point counts as one that does not converge. */
const maxRuns = 3;
/** How much of an error is kept: the first line often names a program alone. */
const saidLines = 8;

export const assetNames = [
  'release.json',
  'provenance.sigstore.json',
  'checksums.txt',
  'checksums.txt.sigstore.json',
] as const;

/**
 * Tries one point. `finished` holds, by state, what other points left and a run has finished; what this one leaves, and a
 * run finishes, comes to it.
 */
export async function tryPoint(
  ground: Ground,
  point: Point,
  finished?: Map<string, Finished>,
): Promise<Tried> {
  const { calls, ...tried } = await disturb(ground, point, disturbanceOf(point), finished);
  return { point: nameOf(point), kind: point.kind, call: calls[0] ?? 0, ...tried };
}

/** Lets several faults of one kind, as `together` groups them, meet one run. Answers those that came. */
export async function tryTogether(
  ground: Ground,
  points: readonly [FaultPoint, ...FaultPoint[]],
): Promise<readonly Tried[]> {
  const { calls, ...tried } = await disturb(ground, points[0], severalOf(points));
  return points.flatMap((point, at) => {
    const call = calls[at] ?? 0;
    const own = { point: nameOf(point), kind: point.kind, call, ...tried, with: nameOf(points[0]) };
    return call === 0 ? [] : [own];
  });
}

type Outcome = Omit<Tried, 'point' | 'kind' | 'call' | 'with'> & { readonly calls: readonly number[] };

async function disturb(
  ground: Ground,
  point: Point,
  disturbance: Disturbance,
  finished?: Map<string, Finished>,
): Promise<Outcome> {
  const began = performance.now();
  const { way } = ground;
  const further = { [TAG]: way.assets ?? [] };
  const tags = point.kind === 'race' ? point.tags : [TAG];
  const wanted = await ground.undisturbed(...[...new Set(tags)].sort(versionOrder));
  const result = await ground.onCopy(disturbance.site, async (site) => {
    addTags(site, tags);
    const problems: string[] = [];
    const look = async (when: string): Promise<Snapshot> => {
      const now = await snapshot(site);
      const own = (await way.rules?.({ site, now, old: ground.old })) ?? [];
      for (const rule of [...brokenRules(now, ground.old, assetNames, further), ...own])
        problems.push(`${when}: ${rule}`);
      return now;
    };
    // A kill at every call shows every state of one release; of two at once each change is looked at.
    const onCall = async (call: Call, phase: 'before' | 'after'): Promise<void> => {
      if (phase === 'after' && isPublic(call)) await look(`after ${likeness(call)}`);
    };
    const job = point.kind === 'race' ? { ...disturbance.job, onCall } : disturbance.job;
    const first = await Promise.all(
      tags.map(async (tag, at) => {
        const event = point.kind === 'race' ? way.events?.[at] : undefined;
        return { tag, job: await ground.release(site, tag, { ...job, ...compact({ event }) }) };
      }),
    );
    let now = await look('after the disturbed run');
    const isKilled = first.some(({ job }) => job.conclusion === 'killed');
    const left = finished !== undefined && isKilled ? await settled(site) : undefined;
    const same = left === undefined ? undefined : finished?.get(left);
    if (same !== undefined && problems.length === 0) {
      const { point: like, ...ending } = same;
      return { calls: disturbance.calls(), problems, ...ending, said: [], like };
    }
    const unfinished = first.filter(({ job }) => !isDone(way, job));
    for (const { job } of first) {
      if (job.exitCode !== 0 && job.conclusion === 'failure' && !hasHint(job))
        problems.push(`the run failed without a clear error: ${errorsOf(job)}`);
      if (!hasSilence(point) && errorsOf(job).includes('longer than its timeout'))
        problems.push(`the run hung: ${errorsOf(job)}`);
    }
    let open = unfinished.map(({ tag }) => tag);
    let runs = 1;
    const failures: string[] = unfinished.map(({ job }) => errorsOf(job));
    while (open.length > 0 && runs < maxRuns) {
      runs += 1;
      const left: string[] = [];
      for (const tag of open) {
        const again = await ground.release(site, tag);
        if (isDone(way, again)) continue;
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
    const said = failures.map((text) => text.split('\n').slice(0, saidLines).join('\n'));
    const ending = { runs, extraLogEntries, extraReferrers };
    if (left !== undefined && problems.length === 0) finished?.set(left, { point: nameOf(point), ...ending });
    const calls = disturbance.calls();
    return { calls, problems, ...ending, said, ...(left === undefined ? {} : { left }) };
  });
  return { ...result, seconds: Math.round((performance.now() - began) / 100) / 10 };
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
