// One job of the called workflow dies at one call; what failed is run again, and the end compared with undisturbed releases.
import type { CalledJob, WorkflowRun } from '../runner/workflow.ts';
import type { Site } from '../runner/site.ts';
import { brokenRules, differences } from '../sweep/judge.ts';
import { isAt } from '../sweep/points.ts';
import { snapshot, type Snapshot } from '../sweep/snapshot.ts';
import { settled } from '../sweep/state-of.ts';
import { assetNames } from '../sweep/try-point.ts';
import { TAG } from '../sweep/tag.ts';
import { archiveNames, faultsOf, type JobsGround } from './ground.ts';
import { type Kill, nameOf } from './kills.ts';
import { hasBuilt, recordedPlatforms } from './records.ts';

/** One line of the state file. */
export interface TriedKill extends Ending {
  readonly kill: string;
  readonly job: string;
  /** False: the job ended before the call came. */
  readonly came: boolean;
  /** Rules broken after any attempt, differences in the end, and platforms that were built although their record stood. */
  readonly problems: readonly string[];
  /** How many platforms had a record when the job died. */
  readonly recorded: number;
  /** What the kill left; see stateOf. */
  readonly left: string;
  /** The kill that had left the same, and whose rerun is not made again. */
  readonly like?: string;
  readonly seconds: number;
}

/** How a rerun has ended. */
export interface Ending {
  /** Attempts of the run, with the disturbed one. */
  readonly attempts: number;
  /** Platforms that were built again although their record stood. */
  readonly rebuilt: number;
  /** Platforms whose job had built, and died before its record stood; from BuildKit's cache, where it lives on. */
  readonly builtAgain: number;
  readonly extraLogEntries: number;
}

export type Finished = Map<string, Ending & { readonly kill: string }>;

const maxAttempts = 3;

/** The platforms that jobs of one attempt have built; a job that an earlier attempt finished is not one of these. */
function builtIn(site: Site, jobs: readonly CalledJob[], earlier: readonly CalledJob[]): readonly string[] {
  return jobs
    .filter((job) => !earlier.includes(job) && hasBuilt(job.result, site))
    .map(({ name }) => name.replace(/^Build /, ''));
}

export async function tryKill(ground: JobsGround, kill: Kill, finished: Finished): Promise<TriedKill> {
  const began = performance.now();
  const { job } = kill;
  const isNow = isAt(kill.at);
  const tried = await ground.onCopy(job, async (site, first) => {
    const problems: string[] = [];
    const look = async (when: string): Promise<Snapshot> => {
      const now = await snapshot(site);
      for (const rule of brokenRules(now, ground.old, assetNames, { [TAG]: archiveNames }))
        problems.push(`${when}: ${rule}`);
      return now;
    };
    let came = false;
    const matches = (call: Parameters<typeof isNow>[0]): boolean => {
      const is = isNow(call);
      came ||= is;
      return is;
    };
    let run: WorkflowRun = await ground.call(site, {
      ...(first === undefined ? {} : { rerun: first }),
      job: (name) => (name === job ? { killAfter: { phase: kill.phase, matches } } : {}),
    });
    problems.push(...faultsOf(run));
    const left = `${job} ${await settled(site)}`;
    const now = await look('after the kill');
    const recorded = await recordedPlatforms(site);
    const ended = { came, recorded: recorded.size, left };
    const same = finished.get(left);
    if (same !== undefined && problems.length === 0) {
      const { kill: like, ...ending } = same;
      return { ...ended, problems, ...ending, like };
    }
    const before = builtIn(site, run.jobs, first?.jobs ?? []);
    const again: string[] = [];
    let attempts = 1;
    let end = now;
    while (run.jobs.some(({ conclusion }) => conclusion !== 'success') && attempts < maxAttempts) {
      attempts += 1;
      const next = await ground.call(site, { rerun: run });
      problems.push(...faultsOf(next));
      again.push(...builtIn(site, next.jobs, run.jobs));
      run = next;
      end = await look(`after attempt ${attempts}`);
    }
    // The releasing job has nothing to build once all build jobs have handed over.
    const rebuilt = again.filter((platform) => recorded.has(platform) || platform === 'Release');
    problems.push(
      ...rebuilt.map((platform) => `${platform} was built again although its record stood`),
      ...run.jobs.flatMap(({ name, conclusion }) =>
        conclusion === 'success' ? [] : [`${name} is not finished after ${attempts} attempts`],
      ),
      ...differences(end, ground.spread),
      ...differences(end, ground.alone, true).map((text) => `other than one machine: ${text}`),
      ...site.standIns.violations(),
    );
    const ending: Ending = {
      attempts,
      rebuilt: rebuilt.length,
      builtAgain: again.filter((platform) => before.includes(platform) && !recorded.has(platform)).length,
      extraLogEntries: end.logEntries - ground.spread.logEntries,
    };
    if (problems.length === 0) finished.set(left, { kill: nameOf(kill), ...ending });
    return { ...ended, problems, ...ending };
  });
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { kill: nameOf(kill), job, ...tried, seconds };
}
