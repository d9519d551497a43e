// What an operator must know between two releases: configuration keys that came, went or changed, and migrations.
import { count } from '../../report/quantities.ts';
import { codeSpan, inline } from '../markdown/markdown.ts';
import { type ConfigChange, compareConfig } from '../config/diff.ts';
import { hasDocuments, readConfig } from '../config/read.ts';
import type { MigrationFile } from './migration-files.ts';
import { migrationLines } from './migrations.ts';
import { cleanLine, cutLine } from '../markdown/text.ts';

export interface UpgradeInput {
  readonly previousTag: string;
  /** The sample configuration's text in the previous release and in this one; undefined where it does not exist. */
  readonly config?: {
    readonly path: string;
    readonly before: string | undefined;
    readonly after: string | undefined;
    /** Where the previous release had it, if at another path. */
    readonly formerPath?: string;
  };
  /** The files of the migrations at both releases; `blob` tells whether a file's content is the same. */
  readonly migrations: {
    readonly before: readonly MigrationFile[];
    readonly after: readonly MigrationFile[];
  };
}

/** How much of a value and of a comment one line shows. */
const longestValue = 80;
const longestComment = 300;
/** How much of a key or a path; Linux allows a path of 4,096 bytes. */
const longestName = 4096;

/** The section's Markdown, one block an item; empty when an operator need not do anything. */
export function describeUpgrade({ config, migrations, previousTag }: UpgradeInput): string[] {
  return [
    ...(config ? configLines(config, previousTag) : []),
    ...migrationLines(migrations.before, migrations.after),
  ];
}

function configLines(
  { path, before, after, formerPath = path }: NonNullable<UpgradeInput['config']>,
  previousTag: string,
): string[] {
  const file = codeSpan(cleanLine(path));
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [`${file} is new: it shows every configuration key with its default.`];
  if (after === undefined) return [`${file} is gone since ${inline(previousTag)}.`];
  const was = codeSpan(cleanLine(formerPath));
  const moved = formerPath === path ? [] : [`${was} is now ${file}.`];
  if (before === after) return moved;
  const inDocuments = hasDocuments(formerPath, before) || hasDocuments(path, after);
  const old = readConfig(formerPath, before, inDocuments);
  const now = readConfig(path, after, inDocuments);
  for (const [read, when] of [
    [old, `in ${inline(previousTag)}`],
    [now, 'in this release'],
  ] as const) {
    if (typeof read === 'string') {
      return [
        ...moved,
        `${read === old ? was : file} ${when} cannot be read (${inline(cutLine(cleanLine(read), 200))}): compare it by hand.`,
      ];
    }
  }
  if (typeof old === 'string' || typeof now === 'string') return [];
  const lines = compareConfig(old, now).map(changeLine);
  return lines.length === 0 ? moved : [...moved, `Configuration (${file}):`, ...lines];
}

function changeLine(change: ConfigChange): string {
  const key = codeSpan(name(change.key));
  const note = (comment: string): string =>
    comment === '' ? '' : `. ${inline(cutLine(cleanLine(comment), longestComment))}`;
  switch (change.kind) {
    case 'added':
      return `- Added ${key}, default ${value(change.value)}${note(change.comment)}`;
    case 'removed':
      return `- Removed ${key}, which was ${value(change.value)}`;
    case 'renamed': {
      const changed = change.from === change.to ? '' : `, default ${fromTo(change.from, change.to)}`;
      return `- Renamed ${codeSpan(name(change.oldKey))} → ${key}${changed}`;
    }
    case 'section':
      return `- Renamed the section ${codeSpan(name(change.oldKey))} → ${key}, with ${count(change.count, 'key')}`;
    case 'changed':
      return `- Changed ${key}: default ${fromTo(change.from, change.to)}${note(change.comment)}`;
    case 'list': {
      const list = (verb: string, elements: readonly string[]): string[] =>
        elements.length === 0 ? [] : [`${verb} ${someOf(elements)}`];
      const words = [...list('added', change.added), ...list('removed', change.removed)].join('; ');
      return `- Changed ${key}: ${words}${note(change.comment)}`;
    }
  }
}

/** How many elements of a list are named. */
const mostElements = 10;

function someOf(elements: readonly string[]): string {
  const named = elements.slice(0, mostElements).map(value).join(', ');
  const more = elements.length - mostElements;
  return more > 0 ? `${named} and ${more} more` : named;
}

/** Two values, of which long ones are shown from where they begin to differ. */
function fromTo(from: string, to: string): string {
  const [a, b] = [cleanLine(from), cleanLine(to)];
  if (value(a) !== value(b)) return `${value(a)} → ${value(b)}`;
  if (a === b) return `${value(a)}, in its white space`;
  let same = 0;
  while (a[same] === b[same]) same++;
  const tail = (text: string): string => value(`…${text.slice(Math.max(0, same - 20))}`);
  return `${tail(a)} → ${tail(b)}`;
}

/** A key or a path: whatever its bytes, one line that is not empty. */
function name(text: string): string {
  return cutLine(cleanLine(text), longestName) || '?';
}

function value(text: string): string {
  return text === '' ? 'empty' : codeSpan(cutLine(cleanLine(text), longestValue));
}
