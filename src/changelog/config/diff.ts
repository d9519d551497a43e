// Compares two sample configurations key by key.
import { type Rename, renamedKeys, renamedSections } from './renames.ts';
import { pathInList } from './tree.ts';
import type { Setting, Settings } from './setting.ts';

export type ConfigChange =
  | { readonly kind: 'added'; readonly key: string; readonly value: string; readonly comment: string }
  | { readonly kind: 'removed'; readonly key: string; readonly value: string }
  | {
      readonly kind: 'renamed';
      readonly oldKey: string;
      readonly key: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'section'; readonly oldKey: string; readonly key: string; readonly count: number }
  | {
      readonly kind: 'changed';
      readonly key: string;
      readonly from: string;
      readonly to: string;
      readonly comment: string;
    }
  | {
      readonly kind: 'list';
      readonly key: string;
      readonly added: readonly string[];
      readonly removed: readonly string[];
      readonly comment: string;
    };

/** A list whose text is longer than this is told by what came and went. */
const longestList = 80;

/** The differences: added, removed, renamed, re-defaulted, each in the file's order. */
export function compareConfig(before: Settings, after: Settings): ConfigChange[] {
  const sections = renamedSections(before, after);
  const old = sections.length === 0 ? before : moved(before, sections);
  const added = [...after.keys()].filter((key) => !old.has(key));
  const removed = [...old.keys()].filter((key) => !after.has(key));
  const renames = renamedKeys(added, removed, old, after);
  const renamedFrom = new Set(renames.values());
  const changes: ConfigChange[] = [];
  for (const key of added) {
    if (renames.has(key)) continue;
    const { value, comment } = setting(after, key);
    changes.push({ kind: 'added', key, value, comment });
  }
  for (const key of removed) {
    if (!renamedFrom.has(key)) changes.push({ kind: 'removed', key, value: setting(old, key).value });
  }
  for (const section of sections) changes.push({ kind: 'section', ...section });
  for (const [key, oldKey] of renames) {
    const from = setting(old, oldKey).value;
    changes.push({ kind: 'renamed', oldKey, key, from, to: setting(after, key).value });
  }
  for (const [key, now] of after) {
    const was = old.get(key);
    if (!was || was.value === now.value) continue;
    for (const change of changed(key, was, now)) changes.push(change);
  }
  return changes;
}

/** The old settings, those of a renamed section under its new name. */
function moved(settings: Settings, sections: readonly Rename[]): Settings {
  return new Map(
    [...settings].map(([key, value]) => {
      const section = sections.find(({ oldKey }) => key.startsWith(`${oldKey}.`));
      return [section ? `${section.key}${key.slice(section.oldKey.length)}` : key, value];
    }),
  );
}

function changed(key: string, was: Setting, now: Setting): readonly ConfigChange[] {
  if (was.items && now.items) {
    // Where one of the two has names that the other has not, both go by numbers: `srv` and `srv[0]` are the same table.
    const [old, own] = was.doubled === now.doubled ? [was.items, now.items] : [numbered(was), numbered(now)];
    const inside = compareConfig(old, own).map((change) => below(key, change));
    // A list that only has another order has no key that changed.
    if (inside.length > 0) return inside;
  }
  const { comment } = now;
  if (was.elements && now.elements && Math.max(was.value.length, now.value.length) > longestList) {
    const [added, removed] = [without(now.elements, was.elements), without(was.elements, now.elements)];
    if (added.length + removed.length > 0) return [{ kind: 'list', key, added, removed, comment }];
  }
  return [{ kind: 'changed', key, from: was.value, to: now.value, comment }];
}

function numbered({ numbered: read }: Setting): Settings {
  return read?.() ?? new Map<string, Setting>();
}

function without(list: readonly string[], other: readonly string[]): string[] {
  const known = new Set(other);
  return list.filter((element) => !known.has(element));
}

function below(list: string, change: ConfigChange): ConfigChange {
  const key = pathInList(list, change.key);
  return 'oldKey' in change
    ? { ...change, key, oldKey: pathInList(list, change.oldKey) }
    : { ...change, key };
}

function setting(settings: Settings, key: string): Setting {
  return settings.get(key) ?? { value: '', comment: '' };
}
