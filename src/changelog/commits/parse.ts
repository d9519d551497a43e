// Reads one commit message into what the notes need of it; the rest of the message is dropped.
import { CommitParser, type CommitReference } from 'conventional-commits-parser';
import type { Change, Header, Person, RawCommit, Reference } from './commit.ts';
import { breakingTexts, segments, textsOf } from './footers.ts';
import { parserOptions, readHeader, undecorated, withoutBullet } from './header.ts';
import { isGenerated, mergeTitle, squashTitle, squashType } from './merge-title.ts';
import { nearMiss } from './near-miss.ts';
import { cleanLine, cutSubject, longestSubject } from '../markdown/text.ts';
import { splitPull } from './pull-number.ts';
import { overridden } from './override.ts';
import { portedPulls } from './backport.ts';
import { coAuthors, pickedHashes } from './trailers.ts';
import { isRevert, mayUndo, readTitle, readUndoing, simplified } from './undoing.ts';
import { isUpdater, stepsIn } from './updates.ts';
import { compact } from '../../compact.ts';

let withReferences: CommitParser | undefined;

/** Longer lines and bodies are cut for the search for references: its time grows with the square of a line. */
const longestLine = 1000;
const longestBody = 64 * 1024;

/**
 * Reads one commit. Never throws, whatever the message holds; the time is linear in the message's length. The notes
 * leave references to GitHub, so they are searched for only when `references` asks for them: it costs as much as all else.
 */
export function readCommit(raw: RawCommit, references = false): Change {
  const message = raw.message.includes('\r') ? raw.message.replace(/\r\n?/g, '\n') : raw.message;
  const split = splitMessage(overridden(message));
  const { body } = split;
  const merge = raw.parents.length > 1;
  const pull = merge || isGenerated(split.subject) ? mergeTitle(split.subject, body) : undefined;
  // A squash under a made-up name is the change that its body names.
  const written = merge ? split.subject : (pull?.subject ?? squashTitle(split.subject, body));
  const own = ownWords(raw, split.subject, body);
  // The fork of an advisory is a fix, though its title does not say so.
  const read = merge
    ? readHeader(written)
    : typed(readHeader(written), pull?.type ?? squashType(written, body));
  const named = merge ? (pull?.subject ?? written) : written;
  const reverts = mayUndo(named, own);
  const title = reverts ? readTitle(named) : { core: named, depth: 0 };
  const undoes = reverts ? readUndoing(merge ? (pull ?? read) : read, title, own) : undefined;
  const header = merge
    ? read
    : reverts
      ? revertTyped(simplified(read, title), isRevert(read, title) && title.depth % 2 === 1)
      : read;
  const heads = own.includes('!: ') ? breakingHeads(own) : none;
  // What the title has been taken from says nothing more.
  const squashed = heads.filter((text) => !read.breaking || text !== splitPull(read.description).title);
  const notes = own.includes('BREAKING') ? [...breakingTexts(own), ...squashed] : squashed;
  const breaking = notes.length > 0 || header.breaking;
  const missed = breaking ? undefined : nearMiss(written, undecorated(written), own);
  const ports = portedPulls(split.subject, body);
  const updates = own !== body && isUpdater(raw) ? stepsIn(written, body) : none;
  return compact({
    hash: raw.hash,
    parents: raw.parents,
    author: person(raw),
    authored: raw.authored,
    ...header,
    breaking,
    notes,
    references: references ? referencesIn(undecorated(split.subject), body) : none,
    coAuthors: coAuthors(body),
    pickedFrom: pickedHashes(body),
    ports: ports.length > 0 ? ports : undefined,
    kind: kindOf(split.subject, merge),
    nearMiss: missed,
    outside: raw.outside === true ? true : undefined,
    pull: merge && pull ? pull : undefined,
    undoes,
    updates: updates.length > 0 ? updates : undefined,
  });
}

function typed(header: Header, type: string | undefined): Header {
  return type === undefined ? header : { ...header, type };
}

/** A revert has that type, where its first line names no other. */
function revertTyped(header: Header, reverts: boolean): Header {
  return reverts ? typed(header, header.type ?? 'revert') : header;
}

/**
 * The body, but for a bot's update, whoever merged it: it quotes the release notes of what it updates, and says nothing of this
 * project. `commitBody` of Renovate can set a footer, which then begins it; what stands behind Dependabot's list was added by hand.
 */
function ownWords(raw: RawCommit, subject: string, body: string): string {
  if (body === '' || /^BREAKING[ -]CHANGE:/.test(body)) return body;
  const list = body.indexOf('updated-dependencies:\n');
  const quotes =
    isUpdater(raw) ||
    list >= 0 ||
    /^(?:Bumps (?:\[|the )|This PR contains the following updates:)/.test(body) ||
    /^Merge pull request #\d+ from \S+?\/(?:dependabot|renovate)\//.test(subject);
  if (!quotes) return body;
  const end = list < 0 ? -1 : body.indexOf('\n...\n', list);
  return end < 0 ? '' : body.slice(end + 5).trimStart();
}

/** The commits of a squash that say `feat!: …`, by what they break. */
function breakingHeads(body: string): readonly string[] {
  return segments(body)
    .filter(
      ({ head, lines }) =>
        head.includes('!: ') && readHeader(head).breaking && textsOf({ lines }).length === 0,
    )
    .map(({ head }) => readHeader(cutSubject(cleanLine(head))).description);
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
  const subject = withoutBullet(cleanLine(body === '' ? line : detached(line)));
  // GitHub cuts a long title into `start…` and puts `…rest` into the body.
  const rest = /^…(.{1,300})(?:\n|$)/.exec(body)?.[1];
  const cut = rest === undefined ? null : /^(.*)…( \(#\d+\))?$/.exec(subject);
  if (!cut) return { subject: cutSubject(subject), body };
  return {
    subject: cutSubject(cleanLine(`${cut[1] ?? ''}${rest ?? ''}${cut[2] ?? ''}`)),
    body: body.slice(body.indexOf('\n') + 1 || body.length),
  };
}

/** A body is handed over only when it can hold a reference. */
function referencesIn(header: string, body: string): readonly Reference[] {
  if (header === '') return none;
  // Made when it is asked for: its patterns take longer to build than a hundred headers to read.
  withReferences ??= new CommitParser({ ...parserOptions, issuePrefixes: ['#'] });
  const lines = !body.includes('#')
    ? []
    : body
        .slice(0, longestBody)
        .split('\n')
        .filter((line) => line.includes('#'))
        .map((line) => line.slice(0, longestLine));
  const { references } = withReferences.parse([header, '', ...lines].join('\n').trimEnd());
  return references.length > 0 ? references.map(reference) : none;
}

function reference(found: CommitReference): Reference {
  return compact({
    action: found.action ?? undefined,
    owner: found.owner ?? undefined,
    repository: found.repository ?? undefined,
    issue: found.issue,
  });
}

function kindOf(subject: string, merge: boolean): Change['kind'] {
  if (merge) return 'merge';
  // A title that was edited away leaves `---` or a full stop.
  if (/^[!-/:-@[-`{-~\s]*$/.test(subject)) return 'empty';
  return /^(?:fixup|squash|amend)! /i.test(subject) ? 'fixup' : 'change';
}
