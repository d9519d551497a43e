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
  for (let i = 0; i < lines.length;) {
    const line = lines[i] ?? '';
    const code = fenced(lines, i, closing) ?? indented(lines, i);
    if (code) {
      const fence = '`'.repeat(Math.max(3, longestRun(code.lines.join('\n')) + 1));
      if (out.length > 0 && out.at(-1) !== '') out.push('');
      put(`${fence}${code.language}`);
      for (const codeLine of code.lines) put(codeLine.trimEnd());
      put(fence);
      i = code.end;
      if (i < lines.length && lines[i]?.trim() !== '') out.push('');
      continue;
    }
    const bullet = /^ {0,3}[*+-] +(?=\S)/.exec(line)?.[0];
    const content = cleanLine(bullet === undefined ? line : line.slice(bullet.length));
    if (bullet !== undefined && content !== '') {
      if (out.length > 0 && out.at(-1) !== '' && !/^\s*- /.test(out.at(-1) ?? '')) out.push('');
      put(`- ${inline(content)}`);
    } else if (content !== '' || out.at(-1) !== '') {
      const inList = content !== '' && /^\s*- /.test(out.at(-1) ?? '');
      put(inList ? `  ${inline(content)}` : inline(content));
    }
    i += 1;
  }
  while (out.at(-1) === '') out.pop();
  return out.join('\n');
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
  let fence: string | undefined;
  const outside: string[] = [];
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(?:[-*+] +|\d+[.)] +|> ?)*(`{3,}|~{3,})(.*)$/.exec(line);
    const [, run = '', info = ''] = mark ?? [];
    if (fence === undefined) {
      if (mark && !(run.startsWith('`') && info.includes('`'))) fence = run;
      else outside.push(line);
    } else if (mark && run.startsWith(fence) && info.trim() === '') fence = undefined;
  }
  if (fence !== undefined) text += `\n${fence}`;
  const prose = outside.join('\n').replace(/`[^`\n]*`/g, '');
  if (prose.lastIndexOf('<!--') > prose.lastIndexOf('-->')) text += '\n-->';
  const open = (prose.match(/<details\b/gi) ?? []).length - (prose.match(/<\/details\s*>/gi) ?? []).length;
  return open > 0 ? `${text}\n${'\n</details>'.repeat(open)}` : text;
}
