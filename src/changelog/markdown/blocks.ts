// Texts of several lines as Markdown: those of commits with all structure escaped, those of the user closed off.
import { inline, longestRun } from './markdown.ts';
import { cleanLine, cleanLines } from './text.ts';

/** Finished Markdown: one line or one block. */
export type Line = string;

/**
 * A text from a commit as Markdown, every line begun with `indent`. Paragraphs, bullets and code blocks that people
 * meant stay; a code block is fenced anew, so that nothing in it can end it.
 */
export function block(text: string, indent: string): string {
  const lines = cleanLines(text).split('\n');
  const out: string[] = [];
  const put = (line: string): void => {
    out.push(line === '' ? '' : indent + line);
  };
  const closing = closingFences(lines);
  /** The items that are open, the innermost last: where each begins in the text, and where what is in it stands in Markdown. */
  const list: { readonly indent: number; readonly pad: string }[] = [];
  for (let i = 0; i < lines.length;) {
    const line = lines[i] ?? '';
    const code = fenced(lines, i, closing) ?? indented(lines, i);
    if (code) {
      const fence = '`'.repeat(Math.max(3, longestRun(code.lines.join('\n')) + 1));
      if (out.length > 0 && out.at(-1) !== '') out.push('');
      put(`${fence}${code.language}`);
      for (const codeLine of code.lines) put(codeLine.trimEnd());
      put(fence);
      list.length = 0;
      i = code.end;
      if (i < lines.length && lines[i]?.trim() !== '') out.push('');
      continue;
    }
    const above = out.at(-1) ?? '';
    const item = listItem(line, list.length > 0, above === '');
    const content = cleanLine(item === undefined ? line : item.text);
    if (item !== undefined && content !== '') {
      if (list.length === 0 && above !== '') out.push('');
      while (list.length > 0 && item.indent < (list.at(-1)?.indent ?? 0) + 2) list.pop();
      const pad = list.at(-1)?.pad ?? '';
      put(`${pad}${item.mark} ${inline(content)}`);
      list.push({ indent: item.indent, pad: `${pad}${' '.repeat(item.mark.length + 1)}` });
    } else if (content !== '') {
      // Behind a blank line only what is indented still belongs to the item.
      if (above === '' && !/^ {2}/.test(line)) list.length = 0;
      put(`${list.at(-1)?.pad ?? ''}${inline(content)}`);
    } else if (above !== '') put('');
    i += 1;
  }
  while (out.at(-1) === '') out.pop();
  return out.join('\n');
}

/** `- a`, `* a`, `1. a`; a number at the start of a line of prose is none, unless it begins to count. */
function listItem(
  line: string,
  inList: boolean,
  apart: boolean,
): { readonly indent: number; readonly mark: string; readonly text: string } | undefined {
  const [whole = '', blanks = '', mark = ''] = /^( {0,20})([*+-]|\d{1,2}[.)]) +(?=\S)/.exec(line) ?? [];
  if (mark === '' || (!inList && blanks.length > 3)) return undefined;
  const counts = /^\d/.test(mark);
  if (counts && !inList && !apart && !/^1\D/.test(mark)) return undefined;
  return {
    indent: blanks.length,
    mark: counts ? mark.replace(')', '.') : '-',
    text: line.slice(whole.length),
  };
}

interface Code {
  readonly language: string;
  readonly lines: readonly string[];
  /** The index of the first line after it. */
  readonly end: number;
}

/** For each line the longest fence of that character which stands alone on a line from there on. */
type Closing = ReadonlyMap<string, readonly number[]>;

function closingFences(lines: readonly string[]): Closing {
  const closing = new Map<string, number[]>();
  for (const character of ['`', '~']) {
    const longest = new Array<number>(lines.length + 1).fill(0);
    for (let i = lines.length - 1; i >= 0; i -= 1) {
      const run = closingFence.exec(lines[i] ?? '')?.[1] ?? '';
      longest[i] = Math.max(longest[i + 1] ?? 0, run.startsWith(character) ? run.length : 0);
    }
    closing.set(character, longest);
  }
  return closing;
}

const closingFence = /^ {0,3}(`{3,}|~{3,})\s*$/;

/** A fenced code block that begins at line `start` and is closed further down. */
function fenced(lines: readonly string[], start: number, closing: Closing): Code | undefined {
  const open = /^ {0,3}(`{3,}|~{3,}) {0,3}([\w+#.-]{0,30})\s*$/.exec(lines[start] ?? '');
  if (!open) return undefined;
  const [, fence = '', language = ''] = open;
  const longest = closing.get(fence.charAt(0))?.[start + 1] ?? 0;
  if (longest < fence.length) return undefined;
  let end = start + 1;
  while (!closingFence.exec(lines[end] ?? '')?.[1]?.startsWith(fence)) end += 1;
  return { language, lines: dedent(lines.slice(start + 1, end)), end: end + 1 };
}

/** An indented code block: after a blank line, every line by four blanks or a tab. */
function indented(lines: readonly string[], start: number): Code | undefined {
  const isCode = (line: string | undefined): boolean => line !== undefined && /^(?: {4}|\t)\s*\S/.test(line);
  if (!isCode(lines[start]) || (start > 0 && lines[start - 1]?.trim() !== '')) return undefined;
  let end = start + 1;
  while (isCode(lines[end])) end += 1;
  return { language: '', lines: dedent(lines.slice(start, end)), end };
}

function dedent(lines: readonly string[]): string[] {
  const spaced = lines.map((line) => line.replaceAll('\t', '    '));
  const depths = spaced.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const depth = depths.reduce((least, one) => Math.min(least, one), Infinity);
  return spaced.map((line) => line.slice(depth));
}

/**
 * The user's own Markdown, with what it leaves open closed, so that it cannot swallow what follows: a code fence, an
 * HTML comment, `<details>`.
 */
export function closeMarkdown(markdown: string): string {
  let text = markdown.replace(/\r\n?/g, '\n').trim();
  let fence: Fence | undefined;
  /** Where the text of the list item begins that is open. */
  let item = 0;
  const outside: string[] = [];
  for (const line of text.split('\n')) {
    const indent = line.search(/\S/);
    if (fence !== undefined && endsWithContainer(fence, line, indent)) fence = undefined;
    const mark = /^( {0,20}(?:(?:[-*+]|\d+[.)]) +|> ?)*)(`{3,}|~{3,})(.*)$/.exec(line);
    const [, lead = '', run = '', info = ''] = mark ?? [];
    if (fence !== undefined) {
      if (mark && /^[ >]*$/.test(lead) && run.startsWith(fence.run) && info.trim() === '') fence = undefined;
      continue;
    }
    if (indent >= 0 && indent < item) item = 0;
    const own = /^ *(?:[-*+]|\d{1,9}[.)]) +(?=\S)/.exec(line)?.[0].length;
    if (own !== undefined && indent <= item + 3) item = own;
    const opens = mark && !(run.startsWith('`') && info.includes('`')) && lead.search(/\S|$/) <= item + 3;
    if (opens) fence = { run, lead: lead.replace(/[^ >]/g, ' '), quoted: lead.includes('>'), item };
    else outside.push(line);
  }
  if (fence !== undefined) text += `\n${fence.lead}${fence.run}`;
  const prose = outside.join('\n').replace(/`[^`\n]*`/g, '');
  if (prose.lastIndexOf('<!--') > prose.lastIndexOf('-->')) text += '\n-->';
  const open = (prose.match(/<details\b/gi) ?? []).length - (prose.match(/<\/details\s*>/gi) ?? []).length;
  return open > 0 ? `${text}\n${'\n</details>'.repeat(open)}` : text;
}

interface Fence {
  readonly run: string;
  /** What the line that closes it begins with. */
  readonly lead: string;
  readonly quoted: boolean;
  /** Where the text of the list item begins that it is in; 0 where it is in none. */
  readonly item: number;
}

/** What is in a list item or a quotation ends with it, closed or not. */
function endsWithContainer({ quoted, item }: Fence, line: string, indent: number): boolean {
  return quoted ? !/^ *(?:[-*+] +|\d+[.)] +)*>/.test(line) : indent >= 0 && indent < item;
}
