// The ground of the killed jobs: that of the sweep, an undisturbed run of the called workflow, and one machine's release to compare with.
import { type CallOptions, type WorkflowRun, calledRef, callWorkflow } from '../runner/workflow.ts';
import type { Site } from '../runner/site.ts';
import type { Call } from '../standins/world.ts';
import { errorsOf, type Ground, openGround } from '../sweep/ground.ts';
import { differences } from '../sweep/judge.ts';
import { snapshot, type Snapshot } from '../sweep/snapshot.ts';
import { TAG } from '../sweep/tag.ts';
import type { Progress } from '../runner/world.ts';

/** What the release ships beside its image, which the build jobs hand over, too. */
const shipped = { binaries: 'binary' };
const version = TAG.replace(/^v/, '');
/** The archives of it, one a platform. */
export const archiveNames: readonly string[] = ['amd64', 'arm64'].map(
  (architecture) => `signpost_${version}_linux_${architecture}.tar.gz`,
);

/** A state in which every build has handed its record over, and the releasing job has died at its first call. */
const BUILT = 'built';

export interface JobsGround extends Pick<Ground, 'old' | 'close'> {
  /** What one machine leaves. */
  readonly alone: Snapshot;
  /** What the called workflow leaves. */
  readonly spread: Snapshot;
  /** The calls of each job, undisturbed, by its name on the run's page. */
  readonly calls: ReadonlyMap<string, readonly Call[]>;
  /**
   * Opens a site for a run in which `job` is to die: with nothing done, or for the releasing job with the builds done, which
   * `first` then are.
   */
  readonly onCopy: <T>(job: string, work: (site: Site, first?: WorkflowRun) => Promise<T>) => Promise<T>;
  readonly call: (site: Site, options?: Partial<CallOptions>) => Promise<WorkflowRun>;
}

export function faultsOf({ jobs }: WorkflowRun): readonly string[] {
  return jobs.flatMap(({ name, conclusion, result }) =>
    result === undefined || conclusion === 'success' || result.conclusion === 'killed'
      ? []
      : [`${name}: ${errorsOf(result)}`],
  );
}

export async function openJobsGround(dir: string, say: Progress, actionDir?: string): Promise<JobsGround> {
  const ground = await openGround(dir, say, actionDir);
  const call: JobsGround['call'] = (site, options = {}) =>
    callWorkflow(
      site,
      {
        ref: `refs/tags/${TAG}`,
        ...{ with: shipped, ...options },
        job: (name) => ({ builders: ground.builders, actionDir, ...options.job?.(name) }),
      },
      () => undefined,
    );
  try {
    say('one machine');
    const alone = await ground.onCopy({}, async (site) => {
      // The page names who signs: here it is the same workflow, called with one job.
      const one = await ground.release(site, TAG, {
        with: { ...shipped, builds: 'here' },
        jobWorkflowRef: calledRef,
      });
      if (one.exitCode !== 0) throw new Error(`the release on one machine failed:\n${errorsOf(one)}`);
      return snapshot(site);
    });
    say('the called workflow');
    const { spread, run } = await ground.onCopy({}, async (site) => {
      const run = await call(site);
      if (run.jobs.some(({ conclusion }) => conclusion !== 'success'))
        throw new Error(`the undisturbed run failed:\n${faultsOf(run).join('\n')}`);
      return { spread: await snapshot(site), run };
    });
    const other = differences(spread, alone, true);
    if (other.length > 0) throw new Error(`it leaves something else than one machine:\n${other.join('\n')}`);
    const built = await ground.keep(BUILT, (site) =>
      call(site, {
        job: (name) => (name === 'Release' ? { killAfter: { phase: 'before', matches: () => true } } : {}),
      }),
    );
    return {
      ...{ old: ground.old, close: ground.close, alone, spread, call },
      calls: new Map(run.jobs.map(({ name, result }) => [name, result?.calls ?? []])),
      onCopy: (job, work) =>
        job === 'Release'
          ? ground.onCopy({}, (site) => work(site, built), BUILT)
          : ground.onCopy({}, (site) => work(site)),
    };
  } catch (error) {
    await ground.close();
    throw error;
  }
}
