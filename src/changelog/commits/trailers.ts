// Trailers at the end of a commit message: co-authors, references, hashes of other commits.
import type { Person } from './commit.ts';
import { cleanLine } from '../markdown/text.ts';

const none: readonly never[] = [];

/** `Signed-off-by`, `Change-Id` …: `Token: value` with a hyphen in the token, as Git and the review tools write it. */
const hyphenated = /^(?!BREAKING-CHANGE)[A-Za-z]+(?:-[A-Za-z]+)+: *\S/;
/** Headers of HTTP look the same, and stand in explanations. */
const httpHeader = /^(?:accept|access|cache|content|if|proxy|set|transfer|user|www|x)-/i;
const known =
  /^(?:Refs?|References?|Close[sd]?|Fix(?:e[sd])?|Resolve[sd]?|Issues?|Bug|PR|Jira|Ticket|Related|See|Link|Cc)(?::\s|:?\s+[#!])/i;
const referring =
  /^(?:Refs?|References?|Close[sd]?|Fix(?:e[sd])?|Resolve[sd]?|Issues?|Bug|PR|Jira|Ticket|Related)(?::\s|\s+(?=[#!]))/i;
const reference =
  /^(?:(?:[\w.-]{1,100}\/[\w.-]{1,100})?[#!]\d+|[A-Z][A-Z0-9]{1,20}-\d+|https?:\/\/\S+|[0-9a-f]{7,64}|and|&|close[sd]?|fix(?:e[sd])?|resolve[sd]?)[.;]?$/i;

/** Whether a line reads as a trailer, where trailers stand. A prose line such as `After: …` is none. */
export function isTrailer(line: string): boolean {
  return (
    (hyphenated.test(line) && !httpHeader.test(line)) ||
    known.test(line) ||
    line.startsWith('(cherry picked from commit ')
  );
}

/** Whether a line is a trailer wherever it stands: somebody's signature, an identifier, a reference and nothing else. */
export function isUnmistakable(line: string): boolean {
  if (/^(?:[A-Za-z]+-)+(?:by|id|on|url): *\S/i.test(line)) return !httpHeader.test(line);
  const lead = referring.exec(line)?.[0];
  if (lead === undefined || line.length > 1000) return false;
  const words = line
    .slice(lead.length)
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  return words.length > 0 && words.every((word) => reference.test(word));
}

/** The people of the `Co-authored-by` trailers, each once. */
export function coAuthors(body: string): readonly Person[] {
  // Sooner than a pattern for any case.
  if (!body.includes('uthored-') && !body.includes('UTHORED-')) return none;
  const people = new Map<string, Person>();
  for (const line of body.split('\n')) {
    const match = /^co-authored-by: ?([^<]{1,200})<([^<>\s]{1,200})>/i.exec(line.trim());
    const [, name = '', email = ''] = match ?? [];
    if (match) people.set(email.toLowerCase(), { name: cleanLine(name), email });
  }
  return [...people.values()];
}

/**
 * The commit hashes that follow `lead` at the start of a line, lists (`a, b and c`) included. `accept` is asked about
 * what follows them on the line.
 */
export function hashesAfter(
  body: string,
  lead: string,
  accept: (rest: string) => boolean = () => true,
): readonly string[] {
  if (!body.includes(lead)) return none;
  const hashes: string[] = [];
  for (const line of body.split('\n')) {
    if (!line.startsWith(lead)) continue;
    const rest = line.slice(lead.length);
    const list = /^s?:? *((?:[0-9a-f]{7,64}(?:, *(?:and +)?| and +)?){1,50})/i.exec(rest);
    if (!list || !accept(rest.slice(list[0].length))) continue;
    for (const hash of list[1]?.match(/[0-9a-f]{7,64}/gi) ?? []) hashes.push(hash.toLowerCase());
  }
  return hashes;
}

/**
 * The commits that a message says it is a copy of: `(cherry picked from commit …)` of Git, `Rebased-From: …` of Bitcoin,
 * `[ Upstream commit … ]` and `commit … upstream.` of Linux.
 */
export function pickedHashes(body: string): readonly string[] {
  const named = hashesAfter(body, '(cherry picked from commit ');
  if (!/Rebased-From: |pstream/.test(body)) return named;
  const upstream = body
    .slice(0, 4000)
    .matchAll(/^(?:\[ ?Upstream commit ([0-9a-f]{40}) ?\]|commit ([0-9a-f]{40}) upstream\.?)$/gm);
  return [
    ...named,
    ...hashesAfter(body, 'Rebased-From: '),
    ...[...upstream].map((found) => found[1] ?? found[2] ?? ''),
  ];
}

export function withoutBlankLines(lines: readonly string[]): readonly string[] {
  let start = 0;
  let end = lines.length;
  while (start < end && lines[start]?.trim() === '') start += 1;
  while (end > start && lines[end - 1]?.trim() === '') end -= 1;
  return lines.slice(start, end);
}
