// Which keys and sections of a sample configuration have another name now: only where that is certain.
import type { Setting, Settings } from './setting.ts';

/** A section's old and new path, and how many of its keys went along. */
export interface Rename {
  readonly oldKey: string;
  readonly key: string;
  readonly count: number;
}

/**
 * Sections that are gone and come again under another name: at least two keys, three quarters of all, have the same names
 * and half of these the same values, and no other section is as like.
 */
export function renamedSections(before: Settings, after: Settings): Rename[] {
  const gone = newSections(before, after);
  const come = newSections(after, before);
  const pairs = [...gone].flatMap(([oldKey, old]) =>
    [...come].flatMap(([key, now]): Rename[] => {
      const shared = [...old].filter(([name]) => now.has(name));
      const equal = shared.filter(([name, value]) => now.get(name) === value);
      const enough =
        shared.length >= 2 &&
        shared.length * 4 >= Math.max(old.size, now.size) * 3 &&
        equal.length * 2 >= shared.length;
      return enough ? [{ oldKey, key, count: shared.length }] : [];
    }),
  );
  const certain = pairs.filter(
    ({ oldKey, key }) =>
      pairs.filter((other) => other.oldKey === oldKey).length === 1 &&
      pairs.filter((other) => other.key === key).length === 1,
  );
  // The outermost says it all.
  return certain.filter(({ oldKey }) => !certain.some((other) => oldKey.startsWith(`${other.oldKey}.`)));
}

/** So many sections are compared at most, each with each. */
const mostSections = 50;

/** The sections that only one of two files has, each with the keys below it and their values. */
function newSections(settings: Settings, other: Settings): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const known = new Set<string>();
  for (const key of other.keys()) for (const section of sectionsOf(key)) known.add(section);
  const found = new Map<string, Map<string, string>>();
  for (const [key, { value }] of settings) {
    for (const section of sectionsOf(key)) {
      if (known.has(section)) continue;
      const keys = found.get(section);
      const name = key.slice(section.length + 1);
      if (keys) keys.set(name, value);
      else found.set(section, new Map([[name, value]]));
    }
  }
  return found.size > mostSections ? new Map() : found;
}

/** `a.b.c` is in `a` and in `a.b`; a dot in a name in quotes, or in a list's label, parts nothing. */
function sectionsOf(key: string): string[] {
  const sections: string[] = [];
  let quoted = false;
  let depth = 0;
  for (let at = 0; at < key.length && sections.length < 20; at++) {
    const char = key[at];
    if (char === '"') quoted = !quoted;
    else if (!quoted && char === '[') depth++;
    else if (!quoted && char === ']') depth--;
    else if (char === '.' && !quoted && depth === 0) sections.push(key.slice(0, at));
  }
  return sections;
}

/**
 * New key → old key, where it is certain: the new key's comment names the old key as what it was called; the two have the
 * same comment and the same value; or the key went into a section, or out of one, with its value. Each time no other key
 * that came or went is as like.
 */
export function renamedKeys(
  added: readonly string[],
  removed: readonly string[],
  before: Settings,
  after: Settings,
): Map<string, string> {
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  const take = (key: string, old: string): void => {
    renames.set(key, old);
    taken.add(old);
  };
  for (const key of added) {
    const named = formerName(after.get(key)?.comment ?? '');
    const old =
      named === undefined ? undefined : removed.find((name) => name === named || lastPart(name) === named);
    if (old !== undefined && !taken.has(old)) take(key, old);
  }
  const alike = (
    of: (key: string, setting: Setting) => string | undefined,
    fits: (a: string, b: string) => boolean = () => true,
  ): void => {
    const gone = groupBy(
      removed.filter((key) => !taken.has(key)),
      before,
      of,
    );
    const come = groupBy(
      added.filter((key) => !renames.has(key)),
      after,
      of,
    );
    for (const [mark, [key, ...others]] of come) {
      const [old, ...rest] = gone.get(mark) ?? [];
      if (
        key !== undefined &&
        old !== undefined &&
        others.length === 0 &&
        rest.length === 0 &&
        fits(key, old)
      )
        take(key, old);
    }
  };
  alike((_, { value, comment }) => (comment === '' ? undefined : `${value}\0${comment}`));
  alike((key, { value }) => `${lastPart(key)}\0${value}`, isWithin);
  return renames;
}

function formerName(comment: string): string | undefined {
  return /\b(?:renamed from|formerly|was called|previously|used to be)\s+[`'"]?([\w.-]+?)[`'".,;)]*(?:\s|$)/i.exec(
    comment.slice(0, 1000),
  )?.[1];
}

function groupBy(
  keys: readonly string[],
  settings: Settings,
  of: (key: string, setting: Setting) => string | undefined,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const key of keys) {
    const setting = settings.get(key);
    const mark = setting && of(key, setting);
    if (mark === undefined) continue;
    const list = found.get(mark);
    if (list) list.push(key);
    else found.set(mark, [key]);
  }
  return found;
}

/** Whether the section of one key lies in the section of the other: `port` and `server.port`. */
function isWithin(a: string, b: string): boolean {
  const [one, other] = [sectionOf(a), sectionOf(b)];
  return one === '' || other === '' || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}

function sectionOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('.')));
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}
