// A commit, as Git gives it and as the notes see it.

/** A commit as git log gave it. `authored` is in Unix seconds; `message` is the raw body, decoded. */
export interface RawCommit {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly email: string;
  readonly authored: number;
  readonly message: string;
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

/** What a commit undoes: the hashes it names, the pull request it names, and the subject it quotes. */
export interface Undoing {
  readonly hashes: readonly string[];
  readonly pull?: string;
  readonly quoted?: string;
}

/** A commit as the notes see it. Texts are cleaned, not yet escaped for Markdown. */
export interface Change {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly authored: number;
  /** The message's first line, cut with an ellipsis when it is too long for a line. */
  readonly subject: string;
  /** Lower case; absent when the subject is not conventional. */
  readonly type?: string;
  readonly scope?: string;
  /** The subject without type and scope. */
  readonly description: string;
  readonly breaking: boolean;
  /** The BREAKING CHANGE footers' texts in full, lines joined by `\n`. */
  readonly notes: readonly string[];
  /** Empty unless `readCommit` was asked for them. */
  readonly references: readonly Reference[];
  readonly coAuthors: readonly Person[];
  /** The commits this one says it was cherry-picked from. */
  readonly pickedFrom: readonly string[];
  readonly kind: 'change' | 'merge' | 'fixup' | 'empty';
  /** A merge's pull request, when the message names one. */
  readonly pull?: { readonly number: string; readonly title: string };
  readonly undoes?: Undoing;
  readonly reapplies: boolean;
}
