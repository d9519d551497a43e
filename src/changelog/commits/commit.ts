// A commit, as Git gives it and as the notes see it.

/** A commit as git log gave it. `authored` is in Unix seconds; `message` is the raw body, decoded. */
export interface RawCommit {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly email: string;
  readonly authored: number;
  readonly message: string;
  /** Whether none of the paths that were asked for is touched by it. */
  readonly outside?: boolean;
  /** Whether it is not a commit of the range, but one of the release that the range was asked to be held against. */
  readonly beside?: boolean;
}

export interface Reference {
  /** The closing keyword before it as written, e.g. `Closes`; absent for a plain mention. */
  readonly action?: string;
  readonly owner?: string;
  readonly repository?: string;
  readonly issue: string;
}

export interface Person {
  readonly name: string;
  readonly email: string;
}

/** A conventional header, or a subject that is none. Texts are cleaned, not yet escaped for Markdown. */
export interface Header {
  /** The whole line, cut with an ellipsis when it is too long for one. */
  readonly subject: string;
  /** Lower case; absent when the subject is not conventional. */
  readonly type?: string;
  readonly scope?: string;
  /** The subject without type and scope. */
  readonly description: string;
  readonly breaking: boolean;
}

/** A subject by how often it is reverted: `Revert "Reapply "feat: a (#1)""` is the third undoing of `feat: a`. */
export interface Title {
  readonly core: string;
  readonly depth: number;
  /** The number of the commit's own pull request, where its subject ends with it. */
  readonly pull?: string;
  /** The pull request of what it undoes, where the quoted subject ends with it. */
  readonly quotedPull?: string;
  /** The pull request behind `core`, in the innermost quotation. */
  readonly corePull?: string;
}

/** What a commit undoes: the hashes it names, the pull request it names, and the subject it quotes. */
export interface Undoing {
  readonly hashes: readonly string[];
  /** `repository` is `owner/name` as written, lower case. */
  readonly pull?: { readonly number: string; readonly repository?: string };
  readonly title?: Title;
  /** Whether it does nothing else, so that it goes together with what it undoes. */
  readonly only: boolean;
}

/** What a merge says of itself, by its pull request's title or its own. */
export interface MergeTitle extends Header {
  readonly number?: string;
}

/** One dependency from a version to another. */
export interface VersionStep {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** A commit as the notes see it. */
export interface Change extends Header {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly authored: number;
  /** The BREAKING CHANGE footers' texts in full, lines joined by `\n`. */
  readonly notes: readonly string[];
  /** What reads as the mark of a breaking change and is none, as written. */
  readonly nearMiss?: string;
  /** Empty unless `readCommit` was asked for them. */
  readonly references: readonly Reference[];
  readonly coAuthors: readonly Person[];
  /** The commits this one says it was cherry-picked from. */
  readonly pickedFrom: readonly string[];
  /** The numbers of the pull requests that it brings to another line. */
  readonly ports?: readonly string[];
  readonly kind: 'change' | 'merge' | 'fixup' | 'empty';
  /** Outside of the paths that were asked for, or in a lower release too: a part of the graph, and no line of the notes. */
  readonly outside?: boolean;
  /** A merge's title, when it has one. */
  readonly pull?: MergeTitle;
  /** What a bot's update changes, by its body, where its subject does not say. */
  readonly updates?: readonly VersionStep[];
  readonly undoes?: Undoing;
}
