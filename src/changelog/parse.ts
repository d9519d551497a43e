// Reads one commit message into what the notes need of it; the rest of the message is dropped.
import { type Commit, CommitParser, type CommitReference } from 'conventional-commits-parser';
import type { Change, Person, RawCommit, Reference, Undoing } from './commit.ts';
import { cleanLine, cutSubject, longestSubject } from './text.ts';
import { breakingTexts, coAuthors, hashesAfter } from './trailers.ts';

/** What never matches: for a null the parser would look at every place of every header, which takes twice the time. */
const never = /(?!)/;

// The parser options of conventional-changelog-conventionalcommits, with two differences: the scope ends at the first
// `)` that a colon follows, and reverts are read below, since the preset's pattern takes quadratic time on blanks.
const options = {
  headerPattern: /^(\w*)(?:\((.*?)\))?!?: (.*)$/,
  headerCorrespondence: ['type', 'scope', 'subject'],
  // Notes are read whole by breakingTexts(); here they would cost a recursion each.
  noteKeywords: ['BREAKING CHANGE', 'BREAKING-CHANGE'],
  notesPattern: () => never,
  // Only null switches these off, and the option's type does not say so: a body's `-hash-` line is no field.
  fieldPattern: null as unknown as RegExp,
  revertPattern: null as unknown as RegExp,
};
const withoutReferences = new CommitParser({ ...options, issuePrefixes: [never], referenceActions: [never] });
let withReferences: CommitParser | undefined;

/** Longer lines and bodies are cut for the search for references: its time grows with the square of a line. */
const longestLine = 1000;
const longestBody = 64 * 1024;

/** Emoji and `:shortcode:` before the type, as gitmoji writes them. */
const decoration =
  /^(?:(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\u200d|\ufe0f)*|:[a-z0-9_+-]{1,40}:) *)+/u;
const mergeSubject =
  /^Merge (?:pull request #\d+ from |branch(?:es)? ['"]|remote-tracking branch(?:es)? ['"]|tag ['"]|commit ['"]|[0-9a-f]{7,64} into )|^Merged in \S+ \(pull request #\d+\)/;

/**
 * Reads one commit. Never throws, whatever the message holds; the time is linear in the message's length. The notes
 * leave references to GitHub, so they are searched for only when `references` asks for them: it costs as much as all else.
 */
export function readCommit(raw: RawCommit, references = false): Change {
  const message = raw.message.includes('\r') ? raw.message.replaceAll('\r\n', '\n') : raw.message;
  const { subject, body } = splitMessage(message);
  const header = /^[A-Za-z]/.test(subject) ? subject : subject.replace(decoration, '');
  const parsed = header === '' ? undefined : parse(header, body, references);
  const type = parsed?.['type']?.toLowerCase() ?? '';
  const scope = parsed?.['scope']?.trim() ?? '';
  const notes = body.includes('BREAKING') ? breakingTexts(body) : none;
  const undoes = undoing(header, type, body);
  const pull = raw.parents.length > 1 || mergeSubject.test(subject) ? pullRequest(subject, body) : undefined;
  return {
    hash: raw.hash,
    parents: raw.parents,
    author: person(raw),
    authored: raw.authored,
    subject,
    ...(type !== '' ? { type } : undoes ? { type: 'revert' } : {}),
    ...(scope !== '' ? { scope } : {}),
    description: type === '' ? subject : (parsed?.['subject'] ?? ''),
    breaking:
      notes.length > 0 ||
      (type !== '' && /^\w+(?:\(.*?\))?!: /.test(header)) ||
      /^BREAKING[ -]CHANGE: /.test(header),
    notes,
    references: parsed && parsed.references.length > 0 ? parsed.references.map(reference) : none,
    coAuthors: coAuthors(body),
    pickedFrom: hashesAfter(body, '(cherry picked from commit '),
    kind: kindOf(subject, raw.parents.length),
    ...(pull ? { pull } : {}),
    ...(undoes ? { undoes } : {}),
    reapplies: /^reapply\b/i.test(header),
  };
}

/** Shared by all commits that have nothing of a kind, which most have. */
const none: readonly never[] = [];

/** One object for each person: a history of many commits has few authors. */
const people = new Map<string, Person>();

function person({ author, email }: RawCommit): Person {
  const key = `${author}\0${email}`;
  let known = people.get(key);
  if (!known) {
    // A history can also be made of authors who each come once: such a store would only grow.
    if (people.size > 5000) people.clear();
    known = { name: cleanLine(author), email };
    people.set(key, known);
  }
  return known;
}

/** A copy that does not hold the text it was cut from in memory, as a slice does. */
function detached(text: string): string {
  return Buffer.from(text).toString();
}

function splitMessage(message: string): { subject: string; body: string } {
  const start = message.search(/\S/);
  if (start < 0) return { subject: '', body: '' };
  const newline = message.indexOf('\n', start);
  const first = newline < 0 ? message.slice(start) : message.slice(start, newline);
  const body = newline < 0 ? '' : message.slice(newline + 1).replace(/^\n+/, '');
  // Only the start of an endless subject is looked at, and its last word for the sake of a `(#123)`.
  const most = 4 * longestSubject;
  const line = first.length > most ? `${first.slice(0, most)} ${first.slice(-20)}` : first;
  const subject = cleanLine(body === '' ? line : detached(line));
  // GitHub cuts a long title into `start…` and puts `…rest` into the body.
  const rest = /^…(.{1,300})(?:\n|$)/.exec(body)?.[1];
  const cut = rest === undefined ? null : /^(.*)…( \(#\d+\))?$/.exec(subject);
  if (!cut) return { subject: cutSubject(subject), body };
  return {
    subject: cutSubject(cleanLine(`${cut[1] ?? ''}${rest ?? ''}${cut[2] ?? ''}`)),
    body: body.slice(body.indexOf('\n') + 1 || body.length),
  };
}

function parse(header: string, body: string, references: boolean): Commit {
  if (!references) return withoutReferences.parse(header);
  // Made when it is asked for: its patterns take longer to build than a hundred headers to read.
  withReferences ??= new CommitParser({ ...options, issuePrefixes: ['#'] });
  return withReferences.parse(parserInput(header, body));
}

/** The text for the parser: a body is handed over only when it can hold a reference. */
function parserInput(header: string, body: string): string {
  if (!body.includes('#')) return header;
  const lines = body
    .slice(0, longestBody)
    .split('\n')
    .filter((line) => line.includes('#'))
    .map((line) => line.slice(0, longestLine));
  return `${header}\n\n${lines.join('\n')}`;
}

function reference(found: CommitReference): Reference {
  return {
    ...(found.action ? { action: found.action } : {}),
    ...(found.owner ? { owner: found.owner } : {}),
    ...(found.repository ? { repository: found.repository } : {}),
    issue: found.issue,
  };
}

function kindOf(subject: string, parents: number): Change['kind'] {
  if (subject === '') return parents > 1 ? 'merge' : 'empty';
  if (parents > 1 || mergeSubject.test(subject)) return 'merge';
  return /^(?:fixup|squash|amend)! /i.test(subject) ? 'fixup' : 'change';
}

/** The pull request that a merge commit brought in: GitHub's, GitLab's and Bitbucket's wording, or a title with its number. */
function pullRequest(subject: string, body: string): Change['pull'] {
  const title = cutSubject(cleanLine(body.split('\n', 1)[0]?.slice(0, 4 * longestSubject) ?? ''));
  const number =
    /^Merge pull request #(\d+) from /.exec(subject)?.[1] ??
    /^Merged in \S+ \(pull request #(\d+)\)/.exec(subject)?.[1];
  if (number !== undefined) return title === '' ? undefined : { number, title };
  const request = /^See merge request \S{0,200}!(\d+)$/m.exec(body)?.[1];
  if (request !== undefined) return title === '' ? undefined : { number: request, title };
  const titled = mergeSubject.test(subject) ? null : /^(.*\S) \(#(\d+)\)$/.exec(subject);
  return titled ? { number: titled[2] ?? '', title: titled[1] ?? '' } : undefined;
}

function undoing(header: string, type: string, body: string): Undoing | undefined {
  if (!/^(?:revert|reapply|back ?out)\b/i.test(header)) return undefined;
  const leads =
    type === 'revert' ? ['This reverts commit', 'Refs', 'Reverts commit'] : ['This reverts commit'];
  const hashes = leads.flatMap((lead) => hashesAfter(body, lead));
  const pull = /^Reverts (?:[\w.-]{1,100}\/[\w.-]{1,100})?#(\d+)/m.exec(body)?.[1];
  const quoted = /^(?:Revert|Reapply) "(.+)"/i.exec(header)?.[1];
  return { hashes, ...(pull ? { pull } : {}), ...(quoted ? { quoted } : {}) };
}
