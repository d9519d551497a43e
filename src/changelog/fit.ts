// Makes the notes fit: whole lines go, from the least important section first, and the notes say how many.

export interface Section {
  /** The more, the longer it is kept: lines of a lower rank go first. */
  readonly rank: number;
  readonly heading?: string;
  /** One Markdown block each. */
  readonly items: readonly string[];
  /** The items are changes: those that go are counted. */
  readonly counted?: boolean;
  /** The items are texts of the user's own, which are cut at a line. */
  readonly whole?: boolean;
}

/** Characters as GitHub counts them: Unicode code points, not UTF-16 units. */
export function countCharacters(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) count -= 1;
  }
  return count;
}

/**
 * The sections as one text of at most `limit` characters. When lines had to go, `full` is the whole text, and each
 * shortened section ends with a line that counts them and names `fullNotes` (Markdown).
 */
export function fit(
  sections: readonly Section[],
  limit: number,
  fullNotes: string,
): { readonly body: string; readonly full?: string } {
  const full = join(sections);
  if (full.length <= limit || countCharacters(full) <= limit) return { body: full };
  let excess = countCharacters(full) - limit;
  const kept = new Map<Section, Section>();
  const byRank = sections
    .map((section, i) => ({ section, i }))
    .sort((a, b) => a.section.rank - b.section.rank || b.i - a.i);
  for (const { section } of byRank) {
    if (excess <= 0) break;
    const shorter = shorten(section, excess, fullNotes);
    kept.set(section, shorter);
    excess -= countCharacters(joinSection(section)) - countCharacters(joinSection(shorter));
  }
  return { body: join(sections.map((section) => kept.get(section) ?? section)), full };
}

/** The section without as many of its last lines as it takes to save `excess` characters, the line that says so paid. */
function shorten(section: Section, excess: number, fullNotes: string): Section {
  const items = section.whole ? section.items.flatMap((item) => item.split('\n')) : [...section.items];
  let saved = -countCharacters(goneLine(section, items.length, fullNotes)) - 2;
  let keep = items.length;
  while (keep > 0 && saved < excess) {
    keep -= 1;
    saved += countCharacters(items[keep] ?? '') + 1;
  }
  const gone = items.length - keep;
  if (gone === 0) return section;
  const left = section.whole ? [closeFence(items.slice(0, keep).join('\n'))] : items.slice(0, keep);
  return {
    ...section,
    items: [...left.filter((item) => item !== ''), goneLine(section, gone, fullNotes)],
    whole: false,
  };
}

function goneLine(section: Section, gone: number, fullNotes: string): string {
  if (section.counted) return `- … and ${gone} more ${gone === 1 ? 'change' : 'changes'}: see ${fullNotes}`;
  return `${section.whole ? '' : '- '}… ${gone} more ${gone === 1 ? 'line' : 'lines'}: see ${fullNotes}`;
}

/** A text cut in the middle of a code block gets its fence back. */
function closeFence(text: string): string {
  const fences = text.split('\n').filter((line) => /^ {0,3}(?:`{3}|~{3})/.test(line));
  return fences.length % 2 === 1 ? `${text}\n${/[`~]{3,}/.exec(fences.at(-1) ?? '')?.[0] ?? '```'}` : text;
}

function join(sections: readonly Section[]): string {
  const parts = sections.map(joinSection).filter((part) => part !== '');
  return `${parts.join('\n\n')}\n`;
}

function joinSection({ heading, items }: Section): string {
  const parts = heading === undefined ? [] : [heading];
  for (const [i, item] of items.entries()) {
    const previous = items[i - 1];
    // List items stand close, unless one of them has several paragraphs; anything else is a paragraph of its own.
    const close =
      previous !== undefined && isListItem(previous) && isListItem(item) && !previous.includes('\n\n');
    if (parts.length > 0) parts.push(close ? '\n' : '\n\n');
    parts.push(item);
  }
  return parts.join('');
}

function isListItem(item: string): boolean {
  return /^(?:- |\d+\. )/.test(item);
}
