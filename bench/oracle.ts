// Holds our reading of a history against conventional-changelog-core's: `node bench/oracle.ts --repo DIR [--from REV]`.
import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import conventionalChangelog from 'conventional-changelog-core';
import createPreset from 'conventional-changelog-conventionalcommits';
import type { Change, RawCommit } from '../src/changelog/commits/commit.ts';
import { isGenerated } from '../src/changelog/commits/merge-title.ts';
import { readCommit } from '../src/changelog/commits/parse.ts';
import { logFormat, logReader } from '../src/world/git/log.ts';

export interface Comparison {
  /** How many conventional commits both have read. */
  readonly compared: number;
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly hash: string;
  readonly subject: string;
  readonly field: 'type' | 'scope' | 'breaking' | 'references' | 'missing';
  readonly ours: string;
  readonly theirs: string;
  /** Why the two differ, for the differences that are meant. */
  readonly reason?: string;
}

/** What conventional-changelog-core makes of a commit, the fields in use. */
interface Theirs {
  readonly hash?: string;
  readonly header: string | null;
  readonly type?: string | null;
  readonly scope?: string | null;
  readonly notes: readonly { readonly title: string; readonly text: string }[];
  readonly references: readonly {
    readonly owner: string | null;
    readonly repository: string | null;
    readonly issue: string;
  }[];
}

/** Reads `from..HEAD` (or all) of the repository both ways and compares every commit that is no merge. */
export async function compareReadings(repo: string, from?: string): Promise<Comparison> {
  const theirs = await readTheirs(repo, from);
  const ours = readOurs(repo, from).filter(({ change }) => change.kind !== 'empty');
  const differences: Difference[] = [];
  let compared = 0;
  for (const { raw, change } of ours) {
    const other = theirs.get(change.hash);
    const found = other ? compare(raw, change, other) : [missing(raw, change)];
    if (other?.type != null || (change.type !== undefined && !change.undoes)) compared += 1;
    differences.push(...found);
  }
  return { compared, differences };
}

function readOurs(repo: string, from?: string): { raw: RawCommit; change: Change }[] {
  const range = from === undefined ? ['HEAD'] : [`${from}..HEAD`];
  const args = [
    '-C',
    repo,
    'log',
    '-z',
    '--no-merges',
    '--encoding=UTF-8',
    `--format=${logFormat}`,
    ...range,
  ];
  const commits: { raw: RawCommit; change: Change }[] = [];
  const reader = logReader((raw) => commits.push({ raw, change: readCommit(raw, true) }));
  reader.push(execFileSync('git', args, { maxBuffer: 2 ** 30 }));
  reader.end();
  return commits;
}

async function readTheirs(repo: string, from?: string): Promise<Map<string, Theirs>> {
  const commits = new Map<string, Theirs>();
  const { parser } = createPreset({}) as { parser: object };
  const stream = conventionalChangelog(
    {
      cwd: repo,
      releaseCount: 0,
      config: Promise.resolve({ parser }),
      transform: (commit: Theirs, done: (error: null, commit: Theirs) => void) => {
        if (commit.hash) commits.set(commit.hash.trim(), commit);
        done(null, commit);
      },
    } as never,
    {},
    from === undefined ? {} : { from },
    {},
    { mainTemplate: '', headerPartial: '', commitPartial: '', footerPartial: '' } as never,
  );
  // Reading to the end is what runs it; the text it writes is of no interest.
  await stream.resume().toArray();
  return commits;
}

function missing(raw: RawCommit, change: Change): Difference {
  const forged = /^-(?=.*\w).*-$/m.test(raw.message);
  return {
    hash: change.hash,
    subject: change.subject,
    field: 'missing',
    ours: change.subject,
    theirs: '',
    ...(forged
      ? { reason: 'a line of the body reads as one of their fields (`-hash-`)' }
      : (raw.message.match(/^BREAKING[ -]CHANGE:/gm) ?? []).length > 1
        ? { reason: 'after two footers in a row they lose the fields behind the message' }
        : {}),
  };
}

function compare(raw: RawCommit, change: Change, theirs: Theirs): Difference[] {
  const header = raw.message.replace(/^\s*\n/, '').split(/\r?\n/, 1)[0] ?? '';
  const found: Difference[] = [];
  const put = (field: Difference['field'], ours: string, other: string, reason?: string): void => {
    if (ours === other) return;
    found.push({
      hash: change.hash,
      subject: change.subject,
      field,
      ours,
      theirs: other,
      ...(reason === undefined ? {} : { reason }),
    });
  };
  const decorated = isGenerated(header)
    ? 'a squash under a made-up name is read by its body'
    : /^(?:\p{Extended_Pictographic}|:[\w+-]+:)/u.test(header)
      ? 'an emoji before the type'
      : header.startsWith(' ')
        ? 'a blank before the type'
        : /^\w+ ?(?:\([^()]*\))? ?:/.test(header) && theirs.type == null
          ? 'a slip around the colon'
          : undefined;
  const ourType = change.undoes && !/^revert(?:\(.*\))?!?: /i.test(header) ? '' : (change.type ?? '');
  put('type', ourType, (theirs.type ?? '').toLowerCase(), decorated);
  const brackets = /\(.*\).*\): /.test(header) ? 'their scope runs to the last bracket' : undefined;
  put('scope', change.scope ?? '', (theirs.scope ?? '').trim(), decorated ?? brackets);
  const lower = theirs.notes.some(({ title }) => title !== title.toUpperCase());
  const emptyNote = theirs.notes.every(({ text }) => text.trim() === '');
  put(
    'breaking',
    String(change.breaking),
    String(theirs.notes.length > 0),
    lower ? 'a title in lower case is prose' : emptyNote ? 'a footer without text' : decorated,
  );
  const list = (
    references: readonly { owner?: string | null; repository?: string | null; issue: string }[],
  ): string[] =>
    [...new Set(references.map((r) => `${r.owner ?? ''}/${r.repository ?? ''}#${r.issue}`))].sort();
  const [mine, yours] = [list(change.references), list(theirs.references)];
  put('references', mine.join(' '), yours.join(' '), referenceReason(raw.message, mine, yours));
  return found;
}

/** Parser 7 reads references at word starts, with a digit in them, and once; parser 6.4 did not. */
function referenceReason(
  message: string,
  mine: readonly string[],
  yours: readonly string[],
): string | undefined {
  const extra = yours.filter((r) => !mine.includes(r));
  const fewer = mine.filter((r) => !yours.includes(r));
  const number = (r: string): string => r.slice(r.indexOf('#') + 1);
  if (extra.some((r) => !/\d/.test(number(r)))) return 'a reference without a digit is a word';
  if (extra.length > 0 && extra.every((r) => fewer.some((other) => number(other) === number(r)))) {
    return 'the repository before the number is read otherwise';
  }
  if (extra.length === 0 && fewer.length > 0) return 'parser 6.4 wants a blank or a comma after a number';
  if (/https?:\/\//.test(message)) return 'a number in a web address is no reference';
  return fewer.length === 0 ? 'a number inside a word is no reference' : undefined;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: { repo: { type: 'string', default: '.' }, from: { type: 'string' } },
  });
  const { compared, differences } = await compareReadings(values.repo, values.from);
  const reasons = new Map<string, Difference[]>();
  for (const difference of differences) {
    const key = `${difference.field}: ${difference.reason ?? 'UNEXPLAINED'}`;
    reasons.set(key, [...(reasons.get(key) ?? []), difference]);
  }
  console.log(`${compared} conventional commits compared`);
  for (const [reason, list] of reasons) {
    console.log(`${list.length} × ${reason}`);
    for (const { hash, subject, ours, theirs } of list.slice(0, 4)) {
      console.log(`   ${hash.slice(0, 9)} ${subject.slice(0, 80)} | ours: ${ours} | theirs: ${theirs}`);
    }
  }
}
