// `mode: plan`: the same decisions as a release, shown with what is there already; nothing is written.
import { FaultsError } from '../errors.ts';
import type { Notes } from '../changelog/notes.ts';
import { type ResolvedPlan, resolvePlan } from './resolve-plan.ts';
import { matrixOf } from '../plan/matrix.ts';
import type { Plan } from '../plan/plan.ts';
import type { FindingReport, PlanReport } from '../report/model.ts';
import { findings, hiddenPackages, leftoverWarnings, pointersNow } from '../steps/preflight/findings.ts';
import { type ReleaseNotes, releaseNotes } from '../steps/notes/release-notes.ts';
import type { Run } from '../run/run.ts';
import { compact } from '../compact.ts';

export interface PlannedRelease {
  readonly plan: Plan;
  readonly gathered: ReleaseNotes;
  readonly notes: Notes;
  readonly report: PlanReport;
  /** The jobs that would build it over native runners. */
  readonly matrix: ReturnType<typeof matrixOf>;
}

/**
 * Decides, gathers the notes, and looks what a run would find. Faults are part of the answer.
 * @throws FaultsError when no version can be read, so that there is nothing to plan.
 */
export async function planMode(run: Run): Promise<PlannedRelease> {
  const { inputs, context, outside, steps } = run;
  const decision = await resolvePlan(run);
  const { plan } = decision;
  if (!plan) throw new FaultsError(decision.faults);
  const [gathered, found, pointers, tools, hidden, leftover] = await Promise.all([
    releaseNotes({ plan, world: outside, steps }, decision.tags, inputs, context),
    findings({ plan, world: outside, steps }, decision.listed.files),
    pointersNow({ plan, world: outside, steps }),
    steps.run({
      title: 'Look for buildx, cosign and gh',
      make: run.findTools,
      outcome: 'checked',
      describe: (list) =>
        list.map(({ name, version, source }) => `${name} ${version} (${source})`).join(', '),
    }),
    hiddenPackages(plan, outside),
    leftoverWarnings(plan, outside),
  ]);
  const notes = gathered.write();
  const report: PlanReport = compact({
    tag: plan.tag,
    commit: plan.commit,
    prerelease: plan.release.prerelease,
    why: decision.why,
    previousTag: gathered.previousTag,
    after: gathered.after,
    images: plan.images.map(({ name }) => name),
    imageTags: [plan.pointers.exact, ...plan.pointers.extra],
    platforms: plan.platforms.map(({ name }) => name),
    pointers,
    assets: found.assets,
    commits: gathered.commits,
    permissions: decision.permissions,
    tools,
    findings: [tagFinding(decision, plan), ...found.findings],
    faults: [...decision.faults, ...found.faults],
    warnings: [...plan.warnings, ...found.warnings, ...hidden, ...leftover, ...notes.warnings],
    notes: notes.body,
  });
  return {
    plan,
    gathered,
    notes,
    report,
    matrix: matrixOf(plan.promoted ? [] : plan.platforms, inputs.runners),
  };
}

function tagFinding({ tag }: ResolvedPlan, plan: Plan): FindingReport {
  const what = `Git tag ${plan.tag}`;
  if (!tag)
    return {
      what,
      state: 'to-make',
      detail: 'the version is proposed; push the tag to release it, or have mode: tag make it',
    };
  return {
    what,
    state: 'found',
    detail: `${tag.annotated ? 'annotated' : 'lightweight'}, of commit ${tag.commit.slice(0, 7)}`,
  };
}
