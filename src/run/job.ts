// What every step is given first: the plan, the world, the step runner, and what an earlier run left.
import type { ReleaseRecord } from '../plan/record/release-record.ts';
import type { BuiltElsewhere } from '../plan/handover/record.ts';
import type { Plan } from '../plan/plan.ts';
import type { GitHubRelease } from '../world/github/types.ts';
import type { World } from '../world/world.ts';
import type { Steps } from './step.ts';

/** A release under way. Steps before the tools are there have a smaller world; a branch has a smaller plan. */
export interface Job<P = Plan, W = World, E = EarlierRelease> {
  readonly plan: P;
  readonly world: W;
  readonly steps: Steps;
  readonly earlier: E;
  /** What other jobs of this release have built, where it was looked for. */
  readonly elsewhere?: BuiltElsewhere;
}

export interface EarlierRelease {
  /** The published release, or else the draft to continue: both have a record of this tag and commit. */
  readonly release?: GitHubRelease;
  /** Further drafts of the same tag, left by kills and races: deleted once the release exists. */
  readonly spare: readonly GitHubRelease[];
  /** Its release.json. */
  readonly manifest?: ReleaseRecord;
  /**
   * The page, draft or public, that a person or another tool made and this run completes: `release` too once it has a
   * record. Nothing that others put there is removed.
   */
  readonly prepared?: GitHubRelease;
}
