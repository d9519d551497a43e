// Which changes a lower release has already, by a copy: a hotfix that was picked from the main line, or to it.
import type { Change, RawCommit } from './commit.ts';
import { cleanLine, cutSubject } from '../markdown/text.ts';
import { bare, copiedKey, portedPulls, unported } from './backport.ts';
import { withoutBullet } from './header.ts';
import { splitPull } from './pull-number.ts';
import { pickedHashes } from './trailers.ts';

/** What of a commit tells its copies: Git keeps author, author date and subject when it copies one. */
export interface Origin {
  readonly hash: string;
  readonly key: string;
  readonly pickedFrom: readonly string[];
  /** The pull requests that it brings to its line, and the title of one whose number it repeats. */
  readonly pulls: readonly string[];
  readonly copied: string | undefined;
}

export function originOf({ hash, email, authored, message }: RawCommit): Origin {
  const first = message.slice(0, 2000).trimStart().split('\n', 1)[0] ?? '';
  const subject = cutSubject(withoutBullet(cleanLine(first)));
  return {
    hash,
    key: keyOf(email, authored, subject),
    pickedFrom: pickedHashes(message),
    pulls: portedPulls(subject, message.slice(first.length).trimStart()),
    copied: copiedKey(subject),
  };
}

function keyOf(email: string, authored: number, subject: string): string {
  // A pull request of a copy has a number of its own.
  return `${authored} ${email} ${unported(splitPull(subject).title)}`;
}

/** The commits, those marked as no line of their own that a lower release has; `lower` are its commits that are not in this one. */
export function withoutReleased(commits: readonly Change[], lower: readonly Origin[]): readonly Change[] {
  if (lower.length === 0) return commits;
  const keys = new Set(lower.map(({ key }) => key));
  const hashes = new Set(lower.flatMap(({ hash, pickedFrom }) => [hash, ...pickedFrom]));
  const pulls = new Set(lower.flatMap((one) => one.pulls));
  const copied = new Set(lower.flatMap((one) => one.copied ?? []));
  const has = ({ hash, kind, author, authored, subject, pickedFrom }: Change): boolean =>
    kind === 'change' &&
    (hashes.has(hash) ||
      pickedFrom.some((from) => hashes.has(from)) ||
      pulls.has(splitPull(subject).pull ?? '') ||
      copied.has(bare(subject)) ||
      keys.has(keyOf(author.email, authored, subject)));
  return commits.map((change) => (has(change) ? { ...change, outside: true } : change));
}
