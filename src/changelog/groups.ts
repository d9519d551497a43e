// Sorts changes into the sections of the notes, and folds the bots' dependency updates into one line.
import type { Change } from './commits/commit.ts';
import { splitPull } from './commits/pull-number.ts';
import { type Update, foldUpdates, isBotUpdate } from './commits/updates.ts';

/** As in conventional-changelog-conventionalcommits: what a type's section is called, or that it is left out. */
export interface ChangelogType {
  readonly type: string;
  readonly scope?: string;
  readonly section?: string;
  readonly hidden?: boolean;
}

export const defaultTypes: readonly ChangelogType[] = [
  { type: 'feat', section: 'Features' },
  { type: 'feature', section: 'Features' },
  { type: 'fix', section: 'Bug Fixes' },
  { type: 'security', section: 'Bug Fixes' },
];

/** One line of a section: a change, or several dependency updates folded into one. */
export type Entry =
  | {
      readonly kind: 'change';
      readonly change: Change;
      /** How many have this very line. */ readonly count: number;
    }
  | { readonly kind: 'updates'; readonly updates: readonly Update[]; readonly count: number };

export interface Group {
  readonly title: string;
  readonly kind: 'breaking' | 'typed' | 'other';
  readonly entries: readonly Entry[];
}

const breakingTitle = '⚠ Breaking Changes';
const otherTitle = 'Other Changes';

/**
 * Breaking changes first, whatever their type, hidden ones too; then the sections in the order of `types`; then all
 * else. Every change is in one section only. Sections without a change are left out. Updates by bots are folded where
 * they stand; with the default types, which know nothing of them, that is with the other changes.
 */
export function group(changes: readonly Change[], types: readonly ChangelogType[]): Group[] {
  const breaking: Change[] = [];
  const sections = new Map<string, Change[]>();
  for (const { section, hidden } of types) if (section !== undefined && !hidden) sections.set(section, []);
  const other: Change[] = [];
  const lookUp = typeFinder(types);
  for (const change of changes) {
    const type = change.breaking ? undefined : lookUp(change);
    if (change.breaking) breaking.push(change);
    else if (type?.hidden) continue;
    else (sections.get(type?.section ?? '') ?? other).push(change);
  }
  const updates = new Set(changes.filter(isBotUpdate));
  // One alone stands under its type.
  if (types === defaultTypes && updates.size > 1) {
    const known = new Set(other);
    for (const [title, list] of sections) {
      const left = list.filter((change) => !updates.has(change));
      sections.set(title, left);
    }
    for (const change of updates) if (!known.has(change) && !change.breaking) other.push(change);
  }
  const groups: Group[] = [
    { title: breakingTitle, kind: 'breaking', entries: entriesOf(breaking) },
    ...[...sections].map(
      ([title, list]) => ({ title, kind: 'typed', entries: folded(list, updates) }) as const,
    ),
    { title: otherTitle, kind: 'other', entries: folded(other, updates) },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

/**
 * The changes as entries. Those whose lines are the same, such as `docs: update`, are one, with a count; those that only
 * differ by their pull request, such as a bot's `chore: update generated files (#7)`, are one with all the numbers.
 */
function entriesOf(changes: readonly Change[]): readonly Entry[] {
  const alike = new Map<string, { count: number; readonly pulls: Set<string> }>();
  const titles = changes.map(({ subject, notes }) => {
    if (notes.length > 0) return '';
    const { title, pull } = splitPull(subject);
    const known = alike.get(title) ?? { count: 0, pulls: new Set() };
    known.count += 1;
    if (pull !== undefined) known.pulls.add(pull);
    alike.set(title, known);
    return title;
  });
  return changes.flatMap((change, at): Entry[] => {
    if (change.notes.length > 0) return [{ kind: 'change', change, count: 1 }];
    const title = titles[at] ?? '';
    const known = alike.get(title);
    alike.delete(title);
    if (!known) return [];
    if (known.count === 1 || known.pulls.size === 0) return [{ kind: 'change', change, count: known.count }];
    const numbers = numbered([...known.pulls]);
    const subject = `${title} ${numbers}`;
    const description = `${splitPull(change.description).title} ${numbers}`;
    return [{ kind: 'change', change: { ...change, subject, description }, count: 1 }];
  });
}

/** More numbers than these are counted. */
const mostNumbers = 20;

function numbered(pulls: readonly string[]): string {
  const named = pulls.slice(0, mostNumbers).map((pull) => `#${pull}`);
  const rest = pulls.length - named.length;
  return `(${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''})`;
}

/** A section's entries, the bots' updates as one line at its end when they are several. */
function folded(changes: readonly Change[], updates: ReadonlySet<Change>): readonly Entry[] {
  const own = updates.size > 1 ? changes.filter((change) => updates.has(change)) : [];
  if (own.length < 2) return entriesOf(changes);
  return [
    ...entriesOf(changes.filter((change) => !updates.has(change))),
    { kind: 'updates', updates: foldUpdates(own), count: own.length },
  ];
}

function typeFinder(types: readonly ChangelogType[]): (change: Change) => ChangelogType | undefined {
  const wanted = new Map<string, ChangelogType[]>();
  for (const entry of types) {
    const key = entry.type.toLowerCase();
    wanted.set(key, [...(wanted.get(key) ?? []), entry]);
  }
  return ({ type, scope }) => {
    const list = wanted.get(type ?? '') ?? [];
    const named = (one: string): ChangelogType | undefined =>
      list.find((t) => t.scope !== undefined && t.scope === one);
    // Of several, `feat(api,ui): …`, the first that has a section of its own.
    const several = scope?.includes(',') ? scope.split(',').map((one) => named(one.trim())) : [];
    return (
      (scope === undefined ? undefined : named(scope)) ??
      several.find((found) => found !== undefined) ??
      list.find((t) => t.scope === undefined)
    );
  };
}
