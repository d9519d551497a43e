// One entry of a section as Markdown: the change's line, and under it what it breaks.
import { block } from './blocks.ts';
import type { Change } from '../commits/commit.ts';
import type { Entry, Group } from '../groups.ts';
import { codeSpan, inline } from './markdown.ts';
import type { Update } from '../commits/updates.ts';

/** `full`: the commit's whole subject. `short`: no type where the heading says it, the scope in bold. */
export type Style = 'full' | 'short';

/** How many dependencies one folded line names. */
const mostNamed = 20;

export function entryLine(entry: Entry, kind: Group['kind'], style: Style): string {
  if (entry.kind === 'updates') return updatesLine(entry.updates, entry.count);
  const { change } = entry;
  const subject = style === 'short' ? shortSubject(change, kind === 'typed') : inline(change.subject);
  const texts = change.notes.filter((text) => text !== change.description);
  const times = entry.count > 1 ? ` (${entry.count} commits)` : '';
  return [`- ${subject}${times}`, ...texts.map((text) => block(text, '  '))].join('\n\n');
}

function shortSubject(change: Change, headingSaysType: boolean): string {
  const { type, scope, description, subject } = change;
  if (type === undefined || description === subject || description === '') return inline(subject);
  if (headingSaysType) {
    return scope === undefined ? inline(description) : `**${inline(scope)}:** ${inline(description)}`;
  }
  const bold = scope === undefined ? '' : `(**${inline(scope)}**)`;
  const bang = change.breaking && /^\S*!: |\)!: /.test(subject) ? '!' : '';
  return `${type}${bold}${bang}: ${inline(description)}`;
}

function updatesLine(updates: readonly Update[], count: number): string {
  const named = updates.slice(0, mostNamed).map(({ name, from, to, pulls }) => {
    const versions = [from, to].filter((v) => v !== undefined).map((v) => inline(v));
    const references = pulls.length === 0 ? '' : ` (${pulls.map((pull) => `#${pull}`).join(', ')})`;
    return `${nameOf(name)}${versions.length === 0 ? '' : ` ${versions.join(' → ')}`}${references}`;
  });
  const rest = updates.length - named.length;
  return `- ${count} dependency updates: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** A name is copied: one that holds a scope (`ghcr.io/acme/@web/app`) stays in one piece. */
function nameOf(name: string): string {
  return /^\S*@\S*$/.test(name) && !name.includes('`') ? codeSpan(name) : inline(name);
}
