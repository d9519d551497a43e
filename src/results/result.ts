// How each mode ends: outputs, summary, warnings, and whether it failed, as plain data that index.ts applies.

export interface Ending {
  readonly outputs: Readonly<Record<string, string>>;
  /** Markdown for the job summary. */
  readonly summary: string;
  readonly warnings: readonly string[];
  /** Why the run fails although the mode finished. */
  readonly failure?: string;
  /** Markdown for a comment on the pull request. */
  readonly comment?: string;
}

/** Where `index.ts` puts the files that outputs name. */
export interface Paths {
  readonly manifest: string;
  readonly notes: string;
}

export interface RunResult extends Ending {
  /** Path → text. */
  readonly files: Readonly<Record<string, string>>;
}
