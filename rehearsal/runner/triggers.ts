// Which events start a workflow: what its `on:` says, as GitHub reads it.
import type { EventName } from './event.ts';

/** What `on:` holds of one event. */
export type Filter = Readonly<Record<string, unknown>> | readonly unknown[] | null | undefined;

/** `on:` as a mapping from events to their filters. */
export type Triggers = Readonly<Record<string, Filter>>;

/** A filter pattern as GitHub reads it: docs.github.com, "Workflow syntax", filter pattern cheat sheet. */
function matches(pattern: string, name: string): boolean {
  const source = pattern.replace(/\*\*|[*.?+()|^$\\{}]/g, (part) => {
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    return part === '?' || part === '+' ? part : `\\${part}`;
  });
  return new RegExp(`^${source}$`).test(name);
}

export const wordsOf = (value: unknown): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : (value as readonly string[]);

/** Whether a workflow's `on:` starts a run for this event. */
export function starts({ on }: { readonly on: Triggers }, event: EventName, ref: string): boolean {
  if (!(event in on)) return false;
  const filter = on[event];
  if (filter === null || filter === undefined || Array.isArray(filter)) return true;
  const { tags, branches, types } = filter as Readonly<Record<string, unknown>>;
  if (event === 'release') return types === undefined || wordsOf(types).includes('published');
  if (event !== 'push' || (tags === undefined && branches === undefined)) return true;
  const [, kind, name = ''] = /^refs\/(tags|heads)\/(.*)$/.exec(ref) ?? [];
  return wordsOf(kind === 'tags' ? tags : branches).some((pattern) => matches(pattern, name));
}
