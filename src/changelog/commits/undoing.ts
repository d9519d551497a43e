// What a commit undoes: by the hash, the pull request or the subject that it names.
import type { Header, Title, Undoing } from './commit.ts';
import { readHeader, undecorated } from './header.ts';
import { splitPull } from './pull-number.ts';
import { hashesAfter } from './trailers.ts';
import { revertedHashes } from './reverted-hashes.ts';
import { compact } from '../../compact.ts';

/** Deeper than anybody goes; a subject can hold hundreds. */
const deepest = 20;

/** Most commits undo nothing, which one look tells. */
export function mayUndo(subject: string, body: string): boolean {
  return /revert|re(?:apply|land|wind)|back|undo|roll|\u23ea/i.test(subject) || /\breverts\b/i.test(body);
}

const verb = 'revert(?:s|ed|ing)?|back(?:ed)? ?out|roll(?:ed)? ?back|undo|re(?:apply|land)';
const type = String.raw`\w+(?:\([^()]*\))?!?: `;
/** What people put behind the subject that they quote: why, or a word for CI. */
const reason = String.raw`(?:[.,:;]? (?:because|due to|since|as (?:it|this)|for now|temporarily|until|to (?:fix|unblock)|[-–—(]|\[).*)?`;
/** `Revert "feat: a"`, `fix: revert of 'feat: a'`, `revert(api): "feat: a"`. */
const quoting = new RegExp(
  String.raw`^(?:(?:${type})?(${verb})(?: of)?:?|(revert)(?:\([^()]*\))?!?:) (?:["“„](.*)["”“]|'(.*)'|\x60(.*)\x60|«(.*)»)${reason}$`,
  'i',
);
/** `revert: a`, and without quotes what is a header of its own: `chore: revert feat: a`, `Rollback of feat: a`. */
const plain = new RegExp(
  String.raw`^(?:revert(?:\([^()]*\))?!?: (\S.*)|(?:${type})?(${verb})(?: of)?:? (${type}\S.*))$`,
  'i',
);

/**
 * A subject without its reverts, and how many they were. `Reapply "…"` (Git 2.43) and `Reland "…"` are two: they undo a
 * revert. The pull requests' numbers that GitHub puts behind each are left out of `core`.
 */
export function readTitle(subject: string): Title {
  let rest = undecorated(subject);
  let depth = 0;
  const pulls: (string | undefined)[] = [];
  for (;;) {
    const { title, pull } = splitPull(rest);
    pulls.push(pull);
    rest = title;
    if (depth >= deepest) break;
    const quoted = quoting.exec(rest);
    const found = quoted ?? plain.exec(rest);
    if (!found) break;
    const [, ...parts] = found;
    const word = quoted ? (parts[0] ?? parts[1]) : parts[1];
    const inner = quoted ? parts.slice(2) : [parts[0], parts[2]];
    depth += /^re(?:apply|land)/i.test(word ?? '') ? 2 : 1;
    rest = inner.find((part) => part !== undefined) ?? '';
  }
  const corePull = depth === 0 ? undefined : pulls.at(-1);
  return compact({ core: rest, depth, pull: pulls[0], quotedPull: pulls[1], corePull });
}

const revertWords =
  /^(?:revert(?:s|ed|ing)?|re(?:apply|land)|back(?:s|ed|ing)? ?out|undo(?:es)?|roll(?:s|ed)? ?back)\b/i;
/** `Reverts acme/app#8` as GitHub writes it, `This reverts merge request acme/app!8` as GitLab does. */
const pullLine =
  /^(?:(?:This (?:(?:PR|pull request|merge request|commit) )?)?reverts)(?::|(?::? (?:PR|pull request|merge request)))? (?:https:\/\/[\w.-]{1,100}\/)?([\w.-]{1,100}(?:\/[\w.-]{1,100}){1,5}?)?(?:\/pull\/|[#!])(\d{1,10})\.?$/im;
const subjectLead = String.raw`^(?:${type})?(?:${verb})(?: of)?:? `;
const pullSubject = new RegExp(
  String.raw`${subjectLead}(?:changes (?:from|of|in) )?(?:PR |pull request )?#(\d{1,10})${reason}$|${subjectLead}#(\d{1,10}): \S`,
  'i',
);
/** `revert: 571fb71f`, `Backed out changeset 571fb71f (feat: a)`: a hash has a digit, so that no word is one. */
const hashSubject = new RegExp(
  String.raw`${subjectLead}(?:commit |changeset )?(?=[a-f]*\d)([0-9a-f]{7,64})(?:\.|:? ["'(].*|: \S.*|${reason})$`,
  'i',
);

/** Whether a commit says in its first line that it undoes something, or brings it back. */
export function isRevert({ subject, type }: Header, { depth }: Title): boolean {
  return depth > 0 || type === 'revert' || revertWords.test(undecorated(subject));
}

/**
 * What a subject is that reverts a revert: the change that is back, with its type. `Revert "Revert "feat: a""` is written
 * as Git has written it since 2.43, `Reapply "feat: a"`.
 */
export function simplified(header: Header, title: Title): Header {
  const { core, depth, pull, corePull } = title;
  if (depth < 2) return header;
  const inner = readHeader(corePull === undefined ? core : `${core} (#${corePull})`);
  const verb = depth % 2 === 0 ? 'Reapply' : 'Revert';
  const nested = /^revert "re(?:vert|apply|land)/i.test(undecorated(header.subject));
  const subject = nested
    ? `${verb} "${inner.subject}"${pull === undefined ? '' : ` (#${pull})`}`
    : header.subject;
  if (depth % 2 === 1) return { ...header, subject, description: subject };
  const { type, scope } = inner;
  return compact({ subject, description: subject, breaking: inner.breaking, type, scope });
}

/** Undefined when the commit undoes nothing, or not the whole of anything. */
export function readUndoing(header: Header, title: Title, body: string): Undoing | undefined {
  const subject = undecorated(header.subject);
  if (/\bpartial/i.test(subject)) return undefined;
  const named = isRevert(header, title);
  const inSubject = hashSubject.exec(splitPull(subject).title)?.[1];
  const inBody = revertedHashes(body);
  const referred = header.type === 'revert' ? hashesAfter(body, 'Refs') : [];
  const hashes = [
    ...inBody.whole,
    ...referred,
    ...(inSubject === undefined ? [] : [inSubject.toLowerCase()]),
  ];
  // What undoes a part of a commit undoes no commit.
  if (inBody.inPart && hashes.length === 0) return undefined;
  const line = /reverts/i.test(body) ? pullLine.exec(body) : null;
  const inTitle = pullSubject.exec(splitPull(subject).title);
  const number = line?.[2] ?? inTitle?.[1] ?? inTitle?.[2];
  if (!named && hashes.length === 0 && number === undefined) return undefined;
  const repository = line?.[1]?.toLowerCase();
  return compact({
    hashes,
    pull: number === undefined ? undefined : compact({ number, repository }),
    title: title.depth > 0 ? title : undefined,
    only: named || !doesMore(header, body),
  });
}

/** Whether a commit that does not call itself a revert has something else to say than what it undoes. */
function doesMore({ type, description }: Header, body: string): boolean {
  if (/\b(?:revert|back(?:s|ed|ing)? out|undo(?:es)?|roll(?:s|ed)? ?back)/i.test(description)) return false;
  if (type !== undefined && type !== 'feat' && type !== 'feature' && type !== 'fix' && type !== 'perf')
    return false;
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  return lines.some(
    (line) =>
      !/^(?:This reverts commit|Reverts |(?:[-*] )?[0-9a-f]{7,64}[.,]?$|changes made to [0-9a-f]{7,64}|[A-Za-z-]+-by: )/i.test(
        line,
      ),
  );
}
