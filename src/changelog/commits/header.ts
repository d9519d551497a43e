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
  /^(?:(?:\[[^[\]]{1,100}\]:?|(?:[A-Z][A-Z0-9]{1,19}-|#)\d{1,10}:?(?= )) *){1,3}(?=(?:\W{0,20} )?(?:feat|feature|fix|security|perf|refactor|docs|test|tests|build|ci|chore|style|deps|revert)(?:\([^()]{1,100}\))?!?:)/iu;
const issueKey = /^[A-Z][A-Z0-9]{1,19}-\d/;

/** `[Revert] feat: a`, `⏪️ feat: a`: the mark says that what stands behind it is undone. */
const undoingMark =
  /^(?:\[revert(?:ed)?\]:?|\u23ea\ufe0f?|:rewind:) *(?!\[|\W{0,3}(?:revert|re(?:apply|land)))(?=\S)/iu;

export function undecorated(subject: string): string {
  if (undoingMark.test(subject)) return subject.replace(undoingMark, 'revert: ');
  if (/^[A-Za-z]/.test(subject) && !issueKey.test(subject)) return subject;
  const bare = subject.replace(decoration, '');
  return /^[[#A-Z]/.test(bare) ? bare.replace(leading, '').replace(decoration, '') : bare;
}

const someType = 'feat|feature|fix|security|perf|refactor|chore';
const anyType = `${someType}|docs|test|tests|build|ci|style|deps|revert`;
/**
 * A known type with a slip around its colon: `feat:add`, `feat (api): add`, `fix : mend`, `feat（api）：add`. A word right behind
 * the colon may be a script's name instead, `test:unit is faster`, where no scope stands before it.
 */
const slip = new RegExp(
  String.raw`^(?:(${anyType}) ?[(（]([^()（）]{1,100})[)）] ?[:：]|(${anyType}) ?(?:[:：] |：)|(${someType}) ?:)(?![:/]) *(?=\S)`,
  'i',
);

/** A title that GitHub made of the branch's name: `Feature/add a flag`, `fix/crash-on-start`. */
const ofBranch = /^(?:(feat|feature)|fix|bugfix|hotfix)\/(?=[\p{L}\d][^:]*$)/iu;

/** Without a slip, as nearly all are. */
const plain = /^\w+(?:\([^()（）]*\))?!?: \S/;

function withoutSlip(header: string): string {
  if (plain.test(header)) return header;
  const branch = ofBranch.exec(header);
  if (branch) return `${branch[1] === undefined ? 'fix' : 'feat'}: ${header.slice(branch[0].length)}`;
  const found = slip.exec(header);
  if (!found) return header;
  const [whole, scoped, scope = '', spaced, close = ''] = found;
  const lead = scoped === undefined ? (spaced ?? close) : `${scoped}(${scope})`;
  return `${lead}: ${header.slice(whole.length)}`;
}

const bullet = new RegExp(String.raw`^[*•+-] +(?=(?:${anyType})(?:\([^()]{1,100}\))?!?: )`, 'i');

/** `- fix: a`, copied out of a list: the mark says nothing. */
export function withoutBullet(subject: string): string {
  return subject.replace(bullet, '');
}

/** `subject` is one clean line. Never throws. */
export function readHeader(subject: string): Header {
  const header = withoutSlip(undecorated(subject));
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
