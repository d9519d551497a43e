// The titles that Git and the forges make up for merges and squashes, and where the change's own title stands then.
import type { MergeTitle } from './commit.ts';
import { readHeader, weight } from './header.ts';
import { segments } from './footers.ts';
import { splitPull } from './pull-number.ts';
import { cleanLine, cutSubject, longestSubject } from '../markdown/text.ts';
import { compact } from '../../compact.ts';

const generated =
  /^Merge (?:pull request |branch(?:es)? ['"]|remote-tracking branch(?:es)? ['"]|tags? ['"]|commits? ['"]|[0-9a-f]{7,64} into |commit from fork$|(?:https?:\/\/|git@|\.\.?\/)\S+$|HEAD,|(?:[\w.-]+\/[\w.-]+)?#\d+(?:: \S.*|(?: #\d+)*)$|".+"(?: into \S+)?$|changes? [I"0-9])|^Merged in \S+ \(pull request #\d+\)$|^Merged PR \d+: |^Pull request #\d+: |^(?:Auto|Rollup) merge of #\d+\b|^Squashed commit of the following:?$/;

/** Whether a subject says nothing of the change itself, as Git, GitHub, GitLab, Gitea, Bitbucket, Azure, Gerrit and bors write it. */
export function isGenerated(subject: string): boolean {
  return generated.test(subject);
}

/** The wordings that hold the title themselves. */
const titled: readonly (readonly [RegExp, 'title' | 'title, number' | 'number, title'])[] = [
  // Gitea, Forgejo
  [/^Merge pull request ['"‘](.+)['"’] \(#(\d+)\) from \S+(?: into \S+)?$/, 'title, number'],
  // Azure DevOps and Bitbucket Server: their numbers are not GitHub's.
  [/^Merged PR \d+: (.+)$/, 'title'],
  [/^Pull request #\d+: (.+)$/, 'title'],
  // github-merge.py, as in bitcoin/bitcoin
  [/^Merge (?:[\w.-]+\/[\w.-]+)?#(\d+): (.+)$/, 'number, title'],
  // Gerrit
  [/^Merge "(.+)"(?: into \S+)?$/, 'title'],
];

/** The wordings whose body begins with the title; the number is of the pull request. */
const untitled: readonly RegExp[] = [
  /^Merge pull request #(\d+) from /,
  /^Merged in \S+ \(pull request #(\d+)\)/,
  /^(?:Auto|Rollup) merge of #(\d+)\b/,
  /^Merge #(\d+)$/,
];

/** What a merge, or a squash under such a name, is by its own words; undefined when it has none. */
export function mergeTitle(subject: string, body: string): MergeTitle | undefined {
  if (!isGenerated(subject)) return ownTitle(subject);
  for (const [pattern, order] of titled) {
    const found = pattern.exec(subject);
    if (found && order === 'number, title') return made(found[2] ?? '', found[1]);
    if (found) return made(found[1] ?? '', order === 'title' ? undefined : found[2]);
  }
  const request = /^See merge request \S{0,200}!(\d+)$/m.exec(body)?.[1];
  const number =
    untitled.map((pattern) => pattern.exec(subject)?.[1]).find((one) => one !== undefined) ?? request;
  if (number !== undefined)
    return made(firstLine(body).replace(/^\d+: (.*?)(?: r=\S+)?(?: a=\S+)?$/, '$1'), number);
  if (subject === 'Merge commit from fork') return advisory(body);
  if (subject.startsWith('Squashed commit')) return made(weightiest(body) ?? firstLine(body), undefined);
  // `Merge branch 'topic'`: people put notes of any kind there, so only a conventional line is a title.
  const line = made(firstLine(body), undefined);
  return line && weight(line) > 0 ? line : undefined;
}

/**
 * What the fork of a security advisory brought in: GitHub merges it under this subject alone. Where its body is prose, the
 * first sentence is the title, of however many lines, and the change is a fix.
 */
function advisory(body: string): MergeTitle | undefined {
  const title = made(weightiest(body) ?? (firstLine(body) && firstSentence(body)), undefined);
  // `server: …` names a part of the program, and no type.
  const typed = title && (weight(title) > 1 || plainTypes.has(title.type ?? ''));
  return title && !typed ? { ...title, type: 'fix' } : title;
}

/** The conventional types that are no change of the program. */
const plainTypes = new Set(['build', 'chore', 'ci', 'docs', 'refactor', 'revert', 'style', 'test', 'tests']);

/** The header of a squash's list that says most: a fix that is named says more than the first line of work in progress. */
function weightiest(body: string): string | undefined {
  const heads = segments(body).flatMap(({ head }) => (head === '' ? [] : [readHeader(head)]));
  const most = heads.reduce((found, head) => Math.max(found, weight(head)), 0);
  return heads.find((head) => weight(head) === most)?.subject;
}

/** What GitHub makes of a branch called `patch-1`, `dev` or by its issue: nothing of the change. */
const namesNothing =
  /^(?:#?\d+|[A-Z][A-Z0-9]{1,19}[- ]\d+|(?:patch|issue)[- ]\d+|dev|develop|development|staging|wip|updates?|changes)$/i;

/** The title of a squash, the weightiest of its commits where its own says nothing: `175 (#176)`. */
export function squashTitle(subject: string, body: string): string {
  if (!body.startsWith('* ')) return subject;
  const { title, pull } = splitPull(subject);
  const head = namesNothing.test(title) ? weightiest(body) : undefined;
  return head === undefined || weight(readHeader(head)) < 2
    ? subject
    : (made(head, pull)?.subject ?? subject);
}

/** The type of a squash whose title has none: that of a feature or a repair among its commits. */
export function squashType(title: string, body: string): string | undefined {
  if (!body.startsWith('* ') || readHeader(title).type !== undefined) return undefined;
  const head = readHeader(weightiest(body) ?? '');
  const { type } = head;
  return weight({ ...head, breaking: false }) > 1 ? type : undefined;
}

/** The first sentence of a body's first paragraph, which people wrap at some 72 columns. */
function firstSentence(body: string): string {
  const paragraph =
    body
      .slice(0, 8 * longestSubject)
      .trimStart()
      .split(/\n[ \t]*\n|\n(?=[-*] )/, 1)[0] ?? '';
  let sentence = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(
    cleanLine(paragraph),
  )) {
    sentence += segment;
    // Without a blank behind it a period is a part of a name: `{http.request.header.*}`.
    if (segment.endsWith(' ')) break;
  }
  return sentence.trim().replace(/(?<!\.)[.:]$/, '');
}

/** A subject that somebody wrote, with the pull request's number behind it or without. */
function ownTitle(subject: string): MergeTitle | undefined {
  const [, title = subject, number] = /^(.*\S) \(#(\d+)\)$/.exec(subject) ?? [];
  return number === undefined && /^merg(?:e|es|ed|ing)\b/i.test(subject) ? undefined : made(title, number);
}

function made(text: string, number: string | undefined): MergeTitle | undefined {
  const title = cutSubject(cleanLine(text.slice(0, 4 * longestSubject)));
  if (title === '') return undefined;
  const stands = number !== undefined && !title.endsWith(`(#${number})`) ? `${title} (#${number})` : title;
  return compact({ ...readHeader(stands), number });
}

/** The first line of a body that can be a title: no list of conflicts or commits, no trailer, no rule, no comment. */
function firstLine(body: string): string {
  const line =
    body
      .slice(0, 8 * longestSubject)
      .split('\n')
      .find((one) => one.trim() !== '') ?? '';
  const text = line.trim().replace(/^\* (?!commit ')/, '');
  return /^(?:#? ?Conflicts:|\* commit '|See merge request |[A-Za-z]+(?:-[A-Za-z]+)+: |BREAKING[ -]CHANGE|-{3,}|<!--|\(cherry picked)/i.test(
    text,
  )
    ? ''
    : text;
}
