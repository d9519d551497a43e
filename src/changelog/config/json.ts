// JSON with comments (JSONC, JSON5): made into what a YAML reader takes, and its commented-out keys found.
import { pathOf, putSetting } from './tree.ts';
import type { Setting } from './setting.ts';

export interface PlainJson {
  /** The same without comments that are not YAML's. */
  readonly text: string;
  /** `// "port": 8080,` is a key that is optional. */
  readonly commented: ReadonlyMap<string, Setting>;
}

/** Whether a file is JSON of some dialect, by its first characters; YAML never begins so. */
export function looksLikeJson(text: string): boolean {
  return /^(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*[{[]/.test(text.slice(0, 20_000));
}

/** Walks the text once: outside of strings `//` and block comments become `#`, and every `:` gets its blank. */
export function plainJson(text: string): PlainJson {
  const parts: string[] = [];
  const commented = new Map<string, Setting>();
  const path: string[] = [];
  let key = '';
  let word = '';
  for (let at = 0; at < text.length;) {
    const char = text[at] ?? '';
    if (char === '"' || char === "'") {
      const end = endOfString(text, at);
      const whole = text.slice(at, end);
      word = whole.slice(1, -1);
      // YAML's own single quotes know no backslash.
      parts.push(char === "'" ? JSON.stringify(word.replace(/\\(.)/g, '$1')) : whole);
      at = end;
    } else if (
      text.startsWith('//', at) ||
      text.startsWith('/*', at) ||
      (char === '#' && /(?:^|\s)$/.test(text.slice(Math.max(0, at - 1), at)))
    ) {
      const isBlock = text.startsWith('/*', at);
      const found = text.indexOf(isBlock ? '*/' : '\n', at + 1);
      const end = found < 0 ? text.length : isBlock ? found + 2 : found;
      const body = text.slice(at + (char === '#' ? 1 : 2), isBlock ? Math.max(at + 2, end - 2) : end);
      note(body, path, commented);
      const lines = body.split('\n').map((line) => ` # ${line.trim().replace(/^\*+ ?/, '')}`);
      // Behind a comment that is closed, values may go on in the same line.
      const goesOn = isBlock && /^[ \t]*[^\s]/.test(text.slice(end, end + 200));
      parts.push(goesOn && lines.length === 1 ? ' ' : lines.join('\n'));
      if (goesOn && lines.length > 1) parts.push('\n');
      at = end;
    } else {
      if (char === ':') key = word;
      else if (char === '{' || char === '[') path.push(path.length === 0 ? '' : key);
      else if (char === '}' || char === ']') path.pop();
      if (/[\w$-]/.test(char)) word = /[\w$-]/.test(text[at - 1] ?? '') ? word + char : char;
      parts.push(char === ':' ? ': ' : char === '\t' ? ' ' : char);
      at++;
    }
  }
  return { text: parts.join(''), commented };
}

function endOfString(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}

function note(body: string, path: readonly string[], commented: Map<string, Setting>): void {
  for (const line of body.split('\n')) {
    const [, name = '', value = ''] =
      /^\s*"([^"]{1,200})"\s*:\s*(.+?)\s*,?\s*$/.exec(line.slice(0, 2000)) ?? [];
    if (name === '') continue;
    try {
      const read: unknown = JSON.parse(value);
      const above = path.slice(1).reduce(pathOf, '');
      putSetting(commented, pathOf(above, name), { value: JSON.stringify(read), comment: '' });
    } catch (error) {
      // Words that only look like a key.
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
}
