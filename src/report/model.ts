// What the report room is told: plain facts of a finished, planned or failed run, before any Markdown.
import type { Fault } from '../errors.ts';

/** One step of the run. Times are milliseconds since the epoch. A step that never began is no step here. */
export interface StepReport {
  readonly title: string;
  /** The timeline's section: `prepare`, `prove`, `publish` … */
  readonly phase: string;
  readonly start: number;
  readonly end: number;
  /** `found`: its finished thing was there already and was reused. */
  readonly outcome: 'found' | 'made' | 'checked' | 'skipped' | 'failed';
  /** What was found or made, or why it was skipped or failed: one line. */
  readonly detail?: string;
}

/** One platform of the image index. Sizes are compressed bytes: config and layers, as a pull downloads them. */
export interface PlatformReport {
  readonly platform: string;
  readonly digest: string;
  readonly bytes: number;
  /** The same platform in the previous release; absent when that had none. */
  readonly previousBytes?: number;
}

/** A moving name after the run. */
export interface PointerReport {
  readonly kind: 'image' | 'git' | 'github-latest';
  readonly name: string;
  readonly moved: boolean;
  /** What it named before (a release's tag where known, else a digest or commit); absent when it is new. */
  readonly from?: string;
  /** What it names now. */
  readonly to?: string;
  readonly why: string;
}

/** A file of the GitHub release. `sha256` is 64 hex digits. */
export interface AssetReport {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly url?: string;
}

/** One line of the post-release checklist. */
export interface CheckReport {
  readonly text: string;
  /** `to-do` is nothing wrong: a person has it still before them. */
  readonly state: 'passed' | 'failed' | 'not-run' | 'to-do';
  readonly detail?: string;
  /** Shell lines with which anybody can repeat the check, or mend what it found. */
  readonly commands: readonly string[];
  /** Of a line that is to do: where a person does it. Such lines stand at the top of the summary. */
  readonly todoUrl?: string;
  /** Of a line that is to do: nothing vouches for what was seen until a person has looked, so that `verified` is false. */
  readonly unproven?: true;
}

/** A failure that did not stop the run. */
export interface ToleratedReport {
  readonly what: string;
  readonly why: string;
  readonly hint: string;
}

/** A run that reached its end. */
export interface ReleaseReport {
  readonly tag: string;
  readonly commit: string;
  readonly prerelease: boolean;
  readonly draft: boolean;
  /** False when everything was found finished: a rerun. */
  readonly changed: boolean;
  readonly previousTag?: string;
  /** Of a first stable release, the last prerelease before it. */
  readonly after?: string;
  readonly releaseUrl?: string;
  /** Image names without tag; all of them hold `digest`. Empty for a release without an image. */
  readonly images: readonly string[];
  readonly digest?: string;
  /** The image tags that name this release: `v1.2.0`, `sha-860c190`, `v1.2` … */
  readonly imageTags: readonly string[];
  readonly platforms: readonly PlatformReport[];
  readonly pointers: readonly PointerReport[];
  readonly assets: readonly AssetReport[];
  readonly checks: readonly CheckReport[];
  readonly steps: readonly StepReport[];
  /** Markdown, safe already: the release notes as published. */
  readonly notes: string;
  readonly tolerated: readonly ToleratedReport[];
  readonly warnings: readonly string[];
}

/** A permission of the token, as far as it could be found out without writing. */
export interface PermissionReport {
  /** As in a workflow: `contents: write`. */
  readonly permission: string;
  readonly state: 'present' | 'missing' | 'unknown';
  readonly neededFor: string;
}

/** A program the run needs. */
export interface ToolReport {
  readonly name: string;
  /** What will be used, e.g. `3.1.1`; absent when none fits. */
  readonly version?: string;
  readonly source: 'runner' | 'install' | 'missing';
}

/** What a rerun would find finished, and what it would still make. */
export interface FindingReport {
  readonly what: string;
  /** `unknown`: the job may not look. */
  readonly state: 'found' | 'to-make' | 'conflict' | 'unknown';
  readonly detail?: string;
}

/** What a release of this tag would do. */
export interface PlanReport {
  readonly tag: string;
  readonly commit: string;
  readonly prerelease: boolean;
  /** Why this version: `the tag v1.2.0`, or for `tag: next` the commit that decided. */
  readonly why: string;
  readonly previousTag?: string;
  /** Of a first stable release, the last prerelease before it. */
  readonly after?: string;
  readonly images: readonly string[];
  readonly imageTags: readonly string[];
  readonly platforms: readonly string[];
  readonly pointers: readonly PointerReport[];
  /** Expected asset names; sizes and sums are known only once they are made. */
  readonly assets: readonly string[];
  /** Subjects of the commits that the notes hold, newest first. */
  readonly commits: readonly { readonly sha: string; readonly subject: string }[];
  readonly permissions: readonly PermissionReport[];
  readonly tools: readonly ToolReport[];
  readonly findings: readonly FindingReport[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly string[];
  readonly notes: string;
}

/** A run that stopped. */
export interface FailureReport {
  /** Absent when the run stopped before it knew its tag. */
  readonly tag?: string;
  /** The title of the step that failed, where one did. */
  readonly step?: string;
  readonly what: string;
  /** The cause, in one line. */
  readonly why?: string;
  /** A command, a line of YAML, or a sentence. */
  readonly hint: string;
  /** Several faults found together; then `what` says how many, and each has its own hint. */
  readonly faults: readonly Fault[];
  /** What the public sees now: the whole previous release, or the whole new one. */
  readonly visible?: string;
  /** How to go on once it is mended, as a command. */
  readonly resume?: string;
  /** What to know before that; absent: what is finished is found and reused. */
  readonly resumeWhy?: string;
  /** The end of the failed command's output. */
  readonly output?: string;
  readonly docsUrl?: string;
  readonly steps: readonly StepReport[];
}
