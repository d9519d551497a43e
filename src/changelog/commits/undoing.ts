// What a commit undoes: by the hash, the pull request or the subject that it names.
import type { Header, Title, Undoing } from './commit.ts';
import { readHeader, undecorated } from './header.ts';
import { splitPull } from './pull-number.ts';
import { hashesAfter } from './trailers.ts';
import { compact } from '../../compact.ts';

/** Deeper than anybody goes; a subject can hold hundreds. */
const deepest = 20;

/** Most commits undo nothing, which one look tells. */
export function mayUndo(subject: string, body: string): boolean {
  return /revert|re(?:apply|land)|back|undo|roll/i.test(subject) || body.includes('everts ');
}

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
    const quoting =
      /^(?:\w+(?:\([^()]*\))?!?: )?(revert(?:s|ed|ing)?|back(?:ed)? out|roll(?:ed)? ?back|undo|re(?:apply|land)):? (?:["“](.*)["”]|'(.*)')$/i.exec(
        rest,
      );
    const plain = quoting ? null : /^revert(?:\([^()]*\))?!?: (\S.*)$/i.exec(rest);
    if (!quoting && !plain) break;
    depth += /^re(?:apply|land)/i.test(quoting?.[1] ?? '') ? 2 : 1;
    rest = quoting?.[2] ?? quoting?.[3] ?? plain?.[1] ?? '';
  }
  const corePull = depth === 0 ? undefined : pulls.at(-1);
  return compact({ core: rest, depth, pull: pulls[0], quotedPull: pulls[1], corePull });
}

const revertWords =
  /^(?:revert(?:s|ed|ing)?|re(?:apply|land)|back(?:s|ed|ing)? ?out|undo(?:es)?|roll(?:s|ed)? ?back)\b/i;
/** `Reverts acme/app#8` as GitHub writes it, `This reverts merge request acme/app!8` as GitLab does. */
const pullLine =
  /^(?:Reverts|This reverts)(?: (?:PR|pull request|merge request))? (?:https:\/\/[\w.-]{1,100}\/)?([\w.-]{1,100}(?:\/[\w.-]{1,100}){1,5}?)?(?:\/pull\/|[#!])(\d{1,10})\.?$/im;
const pullSubject = /^revert(?:s|ed)?:? (?:PR |pull request )?#(\d{1,10})$/i;
/** `revert: 571fb71f`, `Revert commit 571fb71f`: a hash has a digit, so that no word is one. */
const hashSubject = /^revert(?:s|ed)?:? (?:commit )?(?=[a-f]*\d)([0-9a-f]{7,64})\.?$/i;

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

const reverting = ['This reverts commit', 'This reverts commits', 'Reverts commit', 'Reverts:'];

/** Undefined when the commit undoes nothing, or not the whole of anything. */
export function readUndoing(header: Header, title: Title, body: string): Undoing | undefined {
  const subject = undecorated(header.subject);
  if (/\bpartial/i.test(subject)) return undefined;
  const named = isRevert(header, title);
  const leads = header.type === 'revert' ? [...reverting, 'Refs'] : reverting;
  const inSubject = hashSubject.exec(splitPull(subject).title)?.[1];
  const hashes = [
    ...leads.flatMap((lead) => hashesAfter(body, lead, isWhole)),
    ...(inSubject === undefined ? [] : [inSubject.toLowerCase()]),
  ];
  // What undoes a part of a commit undoes no commit.
  if (leads.some((lead) => hashesAfter(body, lead).length > 0) && hashes.length === 0) return undefined;
  const line = body.includes('everts') ? pullLine.exec(body) : null;
  const number = line?.[2] ?? pullSubject.exec(subject)?.[1];
  if (!named && hashes.length === 0 && number === undefined) return undefined;
  const repository = line?.[1]?.toLowerCase();
  return compact({
    hashes,
    pull: number === undefined ? undefined : compact({ number, repository }),
    title: title.depth > 0 ? title : undefined,
    only: named || !doesMore(header, body),
  });
}

/** What follows the hashes; `except for the tests`, `in part` undo less than a whole commit. */
function isWhole(rest: string): boolean {
  return !/\b(?:partial(?:ly)?|except|in part|apart from|but (?:not|keep)|only)\b/i.test(rest.slice(0, 300));
}

/** Whether a commit that does not call itself a revert has something else to say than what it undoes. */
function doesMore({ type, description }: Header, body: string): boolean {
  if (/\b(?:revert|back(?:s|ed|ing)? out|undo(?:es)?|roll(?:s|ed)? ?back)/i.test(description)) return false;
  if (type !== undefined && type !== 'feat' && type !== 'feature' && type !== 'fix' && type !== 'perf')
    return false;
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  return lines.some(
    (line) => !/^(?:This reverts commit|Reverts |changes made to [0-9a-f]{7,64}|[A-Za-z-]+-by: )/i.test(line),
  );
}
