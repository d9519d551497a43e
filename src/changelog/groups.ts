// Sorts changes into the sections of the notes, and folds the bots' dependency updates into one line.
import type { Change } from './commit.ts';

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
];

/** One line of a section: a change, or several dependency updates folded into one. */
export type Entry =
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'updates'; readonly updates: readonly Update[]; readonly count: number };

/** One dependency's way through the release; `from` and `to` are absent when the subject does not name them. */
export interface Update {
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
  readonly pulls: readonly string[];
}

export interface Group {
  readonly title: string;
  readonly kind: 'breaking' | 'typed' | 'other';
  readonly entries: readonly Entry[];
}

const breakingTitle = '⚠ Breaking Changes';
const otherTitle = 'Other Changes';

/**
 * Breaking changes first, whatever their type, hidden ones too; then the sections in the order of `types`; then all
 * else. Every change is in one section only. Sections without a change are left out.
 */
export function group(changes: readonly Change[], types: readonly ChangelogType[]): Group[] {
  const breaking: Entry[] = [];
  const sections = new Map<string, Entry[]>();
  for (const { section, hidden } of types) if (section !== undefined && !hidden) sections.set(section, []);
  const other: Entry[] = [];
  const updates = changes.filter(isBotUpdate);
  const folded = new Set(updates.length > 1 ? updates : []);
  const lookUp = typeFinder(types);
  for (const change of changes) {
    if (folded.has(change)) continue;
    const entry = { kind: 'change', change } as const;
    if (change.breaking) {
      breaking.push(entry);
      continue;
    }
    const type = lookUp(change);
    if (type?.hidden) continue;
    (sections.get(type?.section ?? '') ?? other).push(entry);
  }
  if (folded.size > 0) other.push({ kind: 'updates', updates: foldUpdates(updates), count: folded.size });
  const groups: Group[] = [
    { title: breakingTitle, kind: 'breaking', entries: breaking },
    ...[...sections].map(([title, entries]) => ({ title, kind: 'typed', entries }) as const),
    { title: otherTitle, kind: 'other', entries: other },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

function typeFinder(types: readonly ChangelogType[]): (change: Change) => ChangelogType | undefined {
  const wanted = new Map<string, ChangelogType[]>();
  for (const entry of types) {
    const key = entry.type.toLowerCase();
    wanted.set(key, [...(wanted.get(key) ?? []), entry]);
  }
  return ({ type, scope, reapplies, subject }) => {
    // `Reapply "feat: …"` is a feature again.
    const inner = reapplies
      ? /^Reapply "(\w+)(?:\(.*?\))?!?: /i.exec(subject)?.[1]?.toLowerCase()
      : undefined;
    const list = wanted.get(inner ?? type ?? '') ?? [];
    return (
      list.find((t) => t.scope !== undefined && t.scope === scope) ?? list.find((t) => t.scope === undefined)
    );
  };
}

/** Bots that do nothing else, and bots of any kind: GitHub ends an app's login with `[bot]`. */
const updater =
  /\b(?:dependabot|renovate|greenkeeper|depfu|pyup|snyk|scala[ -]steward)\b|^bot@(?:renovateapp\.com|mend\.io)$/i;
const bot = /\[bot\](?:@|$)|(?:^|[ -])(?:ro)?bot(?:$|@)/i;
const updating = /\b(?:bumps?|updates?|upgrades?|pin|replace|lock file maintenance)\b/i;
const dependencies = /\b(?:bumps?|dependenc(?:y|ies)|lock ?file|deps)\b|\bto v?\d/i;

function isBotUpdate({ author, breaking, undoes, scope, description }: Change): boolean {
  if (breaking || undoes || !updating.test(description)) return false;
  const is = (kind: RegExp): boolean => kind.test(author.name) || kind.test(author.email);
  return is(updater) || (is(bot) && dependencies.test(`${scope ?? ''} ${description}`));
}

/** The updates by name, in order; two steps of one dependency become one, from the first version to the last. */
function foldUpdates(changes: readonly Change[]): Update[] {
  const byName = new Map<string, { name: string; from?: string; to?: string; pulls: string[] }>();
  for (const change of changes) {
    const { name, from, to } = readUpdate(change.description);
    const known = byName.get(name);
    const pull = /\(#(\d+)\)$/.exec(change.subject)?.[1];
    const update = known ?? { name, pulls: [], ...(from === undefined ? {} : { from }) };
    if (to !== undefined) update.to = to;
    if (pull !== undefined) update.pulls.push(pull);
    byName.set(name, update);
  }
  return [...byName.values()];
}

function readUpdate(description: string): { name: string; from?: string; to?: string } {
  const text = description.replace(/ \(#\d+\)$/, '');
  // Dependabot's groups: the number of updates is of that one pull request.
  const name = /^bump the (\S.*? group)(?: across .+)? with \d+ updates?$/i.exec(text)?.[1];
  if (name !== undefined) return { name };
  const bump = /\b(?:bumps?|upgrade|update) (.+?) from (\S+) to (\S+)/i.exec(text);
  if (bump) return { name: bump[1] ?? '', from: bump[2] ?? '', to: bump[3] ?? '' };
  const update =
    /\b(?:bumps?|update|upgrade|pin) (?:dependency |module |action |docker tag )?(.+?)(?: (?:docker tag|digest|action))? to (\S+)/i.exec(
      text,
    );
  if (update) return { name: update[1] ?? '', to: update[2] ?? '' };
  return { name: text };
}
