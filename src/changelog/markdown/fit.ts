// Makes the notes fit: whole lines go, from the least important section first, and the notes say how many.
import { closeMarkdown } from './blocks.ts';

/** Markdown blocks, made when they are asked for: of a history of many thousand lines, most are never shown. */
export interface Items {
  readonly length: number;
  at(index: number): string | undefined;
}

export interface Section {
  /** The more, the longer it is kept: lines of a lower rank go first. */
  readonly rank: number;
  readonly heading?: string;
  /** One Markdown block each. */
  readonly items: Items;
  /** The items are changes: those that go are counted. */
  readonly counted?: boolean;
  /** The items are texts of the user's own, which are cut at a line. */
  readonly whole?: boolean;
  /** How many lines or changes are left out of the items already. */
  readonly gone?: number;
}

/** A section with its text: the first items, and how many are left out behind them. */
interface Shown {
  readonly section: Section;
  readonly items: readonly string[];
  readonly gone: number;
}

/** The first half of what UTF-16 needs two units for. */
const half = /[\ud800-\udbff]/;

/** Characters as GitHub counts them: Unicode code points, not UTF-16 units. */
export function countCharacters(text: string): number {
  let count = text.length;
  if (!half.test(text)) return count;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) count -= 1;
  }
  return count;
}

/**
 * The sections as one text of at most `limit` characters. When lines had to go, `full` makes the whole text, and each
 * shortened section ends with a line that counts them and names `fullNotes` (Markdown).
 */
export function fit(
  sections: readonly Section[],
  limit: number,
  fullNotes: string,
): { readonly body: string; readonly full?: () => string } {
  const all = layOut(sections, limit);
  if (all.room >= 0) return { body: join(sections.map((section) => all.whole.get(section) ?? '')) };
  // One change with a text like a book must not cost all others their lines, nor must a long text of the user's own.
  const most = Math.max(2000, Math.floor(limit / 10));
  const cut = sections.map((section) => {
    if (section.counted === true) {
      const { items } = all.shown.get(section) ?? { items: [] };
      return items.some((item) => item.length > most)
        ? { ...section, items: cutItems(section.items, most, fullNotes) }
        : section;
    }
    return section.whole === true ? cutWhole(section, sections, { limit, fullNotes }) : section;
  });
  const { byRank, shown } = cut.every((section, i) => section === sections[i]) ? all : layOut(cut, limit);
  const text = (): string => join(cut.map((section) => textOf(shown.get(section), fullNotes)));

  let excess = countCharacters(text()) - limit;
  for (const section of byRank.toReversed()) {
    if (excess <= 0) break;
    const before = shown.get(section);
    if (before === undefined || before.items.length === 0) continue;
    const after = shorten(before, excess, fullNotes);
    shown.set(section, after);
    excess -= countCharacters(textOf(before, fullNotes)) - countCharacters(textOf(after, fullNotes));
  }
  return { body: text(), full: () => join(sections.map((section) => textOf(take(section, Infinity), ''))) };
}

/** What is shown of each section, the highest rank first, and how much room is left: below nothing where it is too much. */
function layOut(
  sections: readonly Section[],
  limit: number,
): {
  readonly byRank: readonly Section[];
  readonly shown: Map<Section, Shown>;
  readonly whole: ReadonlyMap<Section, string>;
  readonly room: number;
} {
  const byRank = sections
    .map((section, i) => ({ section, i }))
    .sort((a, b) => b.section.rank - a.section.rank || a.i - b.i)
    .map(({ section }) => section);
  const shown = new Map<Section, Shown>();
  // The line feed at the end of the last section stands for the two that part the first from nothing.
  let room = limit + 1;
  const whole = new Map<Section, string>();
  for (const section of byRank) {
    const taken: Shown = room < 0 ? allGone(section) : take(section, room);
    shown.set(section, taken);
    const text = textOf(taken, '');
    whole.set(section, text);
    room -= countCharacters(text) + 2;
  }
  return { byRank, shown, whole, room };
}

/** A text of the user's own with four fifths of the room, or more where the others need less. */
function cutWhole(
  section: Section,
  sections: readonly Section[],
  { limit, fullNotes }: { readonly limit: number; readonly fullNotes: string },
): Section {
  const lines = linesOf(take(section, Infinity).items);
  const length = countCharacters(lines.join('\n'));
  if (length <= (limit * 4) / 5) return section;
  const others = sections
    .filter((one) => one !== section)
    .reduce((sum, one) => sum + countCharacters(textOf(take(one, limit), '')) + 2, 0);
  const said = countCharacters(goneLine(section, lines.length, fullNotes)) + 4;
  const room = Math.max((limit * 4) / 5, limit - others) - said;
  if (length <= room) return section;
  const cutTo = (most: number): { readonly kept: string; readonly gone: number } => {
    let keep = lines.length;
    for (let size = length; keep > 0 && size > most;) size -= countCharacters(lines[--keep] ?? '') + 1;
    return { kept: closeMarkdown(lines.slice(0, keep).join('\n')), gone: lines.length - keep };
  };
  const first = cutTo(room);
  // What closes the text takes room, too.
  const over = countCharacters(first.kept) - room;
  const { kept, gone } = over > 0 ? cutTo(room - over) : first;
  return { ...section, items: kept === '' ? [] : [kept], gone };
}

/** Items of at most about `most` characters, cut at a line; what is below the first line of one is its text. */
function cutItems(items: Items, most: number, fullNotes: string): Items {
  const cut = (item: string): string => {
    if (item.length <= most) return item;
    const lines = item.split('\n');
    let keep = 0;
    for (let size = 0; keep < lines.length; keep++) {
      size += (lines[keep] ?? '').length + 1;
      if (size > most) break;
    }
    if (keep === 0) return item;
    const left = lines.length - keep;
    const text = closeFence(lines.slice(0, keep).join('\n').trimEnd());
    return `${text}\n\n  … ${left} more ${left === 1 ? 'line' : 'lines'}: see ${fullNotes}`;
  };
  return {
    length: items.length,
    at: (index) => {
      const item = items.at(index);
      return item === undefined ? undefined : cut(item);
    },
  };
}

/** As many first items as have `room` characters, and one more. */
function take(section: Section, room: number): Shown {
  const items: string[] = [];
  for (let left = room; left >= 0 && items.length < section.items.length;) {
    const item = section.items.at(items.length) ?? '';
    items.push(item);
    left -= countCharacters(item) + 1;
  }
  return { section, items, gone: section.items.length - items.length + (section.gone ?? 0) };
}

function allGone(section: Section): Shown {
  const gone = section.whole ? linesOf(take(section, Infinity).items).length : section.items.length;
  return { section, items: [], gone: gone + (section.gone ?? 0) };
}

const linesOf = (items: readonly string[]): string[] => items.flatMap((item) => item.split('\n'));

/** Without as many of the last lines as it takes to save `excess` characters, the line that says so paid. */
function shorten({ section, items, gone }: Shown, excess: number, fullNotes: string): Shown {
  const lines = section.whole ? linesOf(items) : items;
  const cost = (left: number): number =>
    left === 0 ? 0 : countCharacters(goneLine(section, left, fullNotes)) + 2;
  let saved = cost(gone) - cost(gone + lines.length);
  let keep = lines.length;
  while (keep > 0 && saved < excess) {
    keep -= 1;
    saved += countCharacters(lines[keep] ?? '') + 1;
  }
  const left = lines.slice(0, keep);
  const kept = section.whole ? [closeMarkdown(left.join('\n'))].filter((item) => item !== '') : left;
  const after = { section, items: kept, gone: gone + lines.length - keep };
  if (!section.whole || keep === 0) return after;
  // What closes the text takes room, too.
  const missing = excess - (sizeOf(items) - sizeOf(kept)) - cost(gone) + cost(after.gone);
  return missing <= 0 ? after : shorten({ section, items, gone }, excess + missing, fullNotes);
}

const sizeOf = (items: readonly string[]): number => countCharacters(items.join('\n'));

function goneLine(section: Section, gone: number, fullNotes: string): string {
  if (section.counted) return `- … and ${gone} more ${gone === 1 ? 'change' : 'changes'}: see ${fullNotes}`;
  return `${section.whole ? '' : '- '}… ${gone} more ${gone === 1 ? 'line' : 'lines'}: see ${fullNotes}`;
}

/** A text cut in the middle of a code block gets its fence back. */
function closeFence(text: string): string {
  const fences = text.split('\n').filter((line) => /^ {0,3}(?:`{3}|~{3})/.test(line));
  return fences.length % 2 === 1 ? `${text}\n${/^ *[`~]{3,}/.exec(fences.at(-1) ?? '')?.[0] ?? '```'}` : text;
}

function join(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function textOf(shown: Shown | undefined, fullNotes: string): string {
  if (shown === undefined) return '';
  const { section, items, gone } = shown;
  const parts = section.heading === undefined ? [] : [section.heading];
  const all = gone === 0 || fullNotes === '' ? items : [...items, goneLine(section, gone, fullNotes)];
  let closeBefore = false;
  for (const item of all) {
    // List items stand close, unless one of them has several paragraphs; anything else is a paragraph of its own.
    const listItem = isListItem(item);
    if (parts.length > 0) parts.push(closeBefore && listItem ? '\n' : '\n\n');
    parts.push(item);
    closeBefore = listItem && !item.includes('\n\n');
  }
  return parts.join('');
}

function isListItem(item: string): boolean {
  return /^(?:- |\d+\. )/.test(item);
}
