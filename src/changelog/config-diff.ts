// Compares two sample configurations key by key.

/** A key of a sample configuration; `value` and `comment` are plain text as the file has them. */
export interface Setting {
  readonly value: string;
  /** The comment above it or behind it; empty when there is none. */
  readonly comment: string;
}

/** The settings by their full key (`server.port`), in the order of the file. */
export type Settings = ReadonlyMap<string, Setting>;

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
  | {
      readonly kind: 'changed';
      readonly key: string;
      readonly from: string;
      readonly to: string;
      readonly comment: string;
    };

/** The differences: added, removed, renamed, re-defaulted, each in the file's order. */
export function compareConfig(before: Settings, after: Settings): ConfigChange[] {
  const added = [...after.keys()].filter((key) => !before.has(key));
  const removed = [...before.keys()].filter((key) => !after.has(key));
  const renames = renamed(added, removed, before, after);
  const renamedFrom = new Set(renames.values());
  const changes: ConfigChange[] = [];
  for (const key of added) {
    if (!renames.has(key)) changes.push({ kind: 'added', key, ...setting(after, key) });
  }
  for (const key of removed) {
    if (!renamedFrom.has(key)) changes.push({ kind: 'removed', key, value: setting(before, key).value });
  }
  for (const [key, oldKey] of renames) {
    const from = setting(before, oldKey).value;
    changes.push({ kind: 'renamed', oldKey, key, from, to: setting(after, key).value });
  }
  for (const [key, { value, comment }] of after) {
    const old = before.get(key);
    if (old && old.value !== value)
      changes.push({ kind: 'changed', key, from: old.value, to: value, comment });
  }
  return changes;
}

/**
 * New key → old key, where it is certain: the new key's comment names the old key as what it was called, or the two
 * have the same comment and the same value and no other key that came or went has them.
 */
function renamed(
  added: readonly string[],
  removed: readonly string[],
  before: Settings,
  after: Settings,
): Map<string, string> {
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  for (const key of added) {
    const { comment } = setting(after, key);
    const named =
      /\b(?:renamed from|formerly|was called|previously|used to be)\s+[`'"]?([\w.-]+?)[`'".,;)]*(?:\s|$)/i.exec(
        comment.slice(0, 1000),
      )?.[1];
    const old = removed.find((name) => name === named || lastPart(name) === named);
    if (old !== undefined && !taken.has(old)) {
      renames.set(key, old);
      taken.add(old);
    }
  }
  const same = (settings: Settings, keys: readonly string[]): Map<string, string[]> => {
    const found = new Map<string, string[]>();
    for (const key of keys) {
      const { value, comment } = setting(settings, key);
      if (comment === '') continue;
      const both = `${value}\0${comment}`;
      found.set(both, [...(found.get(both) ?? []), key]);
    }
    return found;
  };
  const gone = same(
    before,
    removed.filter((key) => !taken.has(key)),
  );
  for (const [both, [key, ...others]] of same(
    after,
    added.filter((name) => !renames.has(name)),
  )) {
    const [old, ...rest] = gone.get(both) ?? [];
    if (key !== undefined && old !== undefined && others.length === 0 && rest.length === 0)
      renames.set(key, old);
  }
  return renames;
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}

function setting(settings: Settings, key: string): Setting {
  return settings.get(key) ?? { value: '', comment: '' };
}
