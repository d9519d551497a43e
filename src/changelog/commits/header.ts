// Reads one line as a conventional header: type, scope, description, and whether it says that it breaks something.
import { CommitParser } from 'conventional-commits-parser';
import type { Header } from './commit.ts';
import { compact } from '../../compact.ts';

/** What never matches: for a null the parser would look at every place of every header, which takes twice the time. */
export const never = /(?!)/;

// The parser options of conventional-changelog-conventionalcommits, with two differences: the scope ends at the first
// `)` that a colon follows, and reverts are read in undoing.ts, since the preset's pattern takes quadratic time on blanks.
export const parserOptions = {
  headerPattern: /^(\w*)(?:\((.*?)\))?!?: (.*)$/,
  headerCorrespondence: ['type', 'scope', 'subject'],
  // Notes are read whole by breakingTexts(); here they would cost a recursion each.
  noteKeywords: ['BREAKING CHANGE', 'BREAKING-CHANGE'],
  notesPattern: () => never,
  // Only null switches these off, and the option's type does not say so: a body's `-hash-` line is no field.
  fieldPattern: null as unknown as RegExp,
  revertPattern: null as unknown as RegExp,
};
const parser = new CommitParser({ ...parserOptions, issuePrefixes: [never], referenceActions: [never] });

/** Emoji and `:shortcode:` before the type, as gitmoji writes them. */
const decoration =
  /^(?:(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\u200d|\ufe0f)*|:[a-z0-9_+-]{1,40}:) *)+/u;

/**
 * What stands in brackets before a header of a known type, or is the key of an issue: `[Backport release-1.2] fix: …`,
 * `[release-1.2] 🐛 fix: …`, `JIRA-12: feat: …`, `#12 fix: …`, as the bots that pick to release lines and trackers of issues want it.
 */
const leading =
  /^(?:(?:\[[^[\]]{1,100}\]:?|(?:[A-Z][A-Z0-9]{1,19}-|#)\d{1,10}:?(?= )) *){1,3}(?=(?:\W{0,20} )?(?:feat|feature|fix|security|perf|refactor|docs|test|tests|build|ci|chore|style|deps|revert)(?:\([^()]{1,100}\))?!?: )/iu;
const issueKey = /^[A-Z][A-Z0-9]{1,19}-\d/;

export function undecorated(subject: string): string {
  if (/^[A-Za-z]/.test(subject) && !issueKey.test(subject)) return subject;
  const bare = subject.replace(decoration, '');
  return /^[[#A-Z]/.test(bare) ? bare.replace(leading, '').replace(decoration, '') : bare;
}

/** `subject` is one clean line. Never throws. */
export function readHeader(subject: string): Header {
  const header = undecorated(subject);
  const parsed = header === '' ? undefined : parser.parse(header);
  const type = parsed?.['type']?.toLowerCase() ?? '';
  const scope = scopeOf(parsed?.['scope'] ?? '');
  return compact({
    subject,
    type: type !== '' ? type : undefined,
    scope: scope !== '' ? scope : undefined,
    description: type === '' ? subject : (parsed?.['subject'] ?? ''),
    breaking: (type !== '' && /^\w+(?:\(.*?\))?!: /.test(header)) || /^BREAKING[ -]CHANGE: /.test(header),
  });
}

/** Dependabot doubles a scope where its prefix has one already: `chore(deps)(deps-dev): …`. */
function scopeOf(written: string): string {
  const scopes = written.includes(')(') ? [...new Set(written.split(')('))].join(',') : written;
  return scopes.trim();
}

/** How much a header says about a release: nothing (0), some type, a repair, a feature, a breaking change (4). */
export function weight({ type, breaking }: Pick<Header, 'type' | 'breaking'>): number {
  if (breaking) return 4;
  if (type === undefined) return 0;
  if (type === 'feat' || type === 'feature') return 3;
  return ['fix', 'perf', 'security'].includes(type) ? 2 : 1;
}
