// Builds the commits of a test: messages in the order in which they were made, the rest filled in.
import type { Change } from '../../../src/changelog/commits/commit.ts';
import { readCommit } from '../../../src/changelog/commits/parse.ts';

export interface TestCommit {
  readonly message: string;
  /** Its number names it in other messages as `<hash:N>`, N counted from 1. */
  readonly parents?: readonly number[];
  readonly author?: string;
  readonly email?: string;
  readonly authored?: number;
}

export function hashOf(number: number): string {
  return (number * 7919).toString(16).padStart(8, 'a').padEnd(40, '0');
}

/** Newest first, as git log gives them. */
export function historyOf(commits: readonly (string | TestCommit)[]): Change[] {
  return commits
    .map((given, i) => {
      const commit = typeof given === 'string' ? { message: given } : given;
      const parents = commit.parents ?? (i === 0 ? [] : [i]);
      return readCommit({
        hash: hashOf(i + 1),
        parents: parents.map(hashOf),
        author: commit.author ?? 'Dev',
        email: commit.email ?? 'dev@example.com',
        authored: commit.authored ?? 1_700_000_000 + i,
        message: commit.message.replace(/<hash:(\d+)>/g, (_, number: string) => hashOf(Number(number))),
      });
    })
    .reverse();
}
