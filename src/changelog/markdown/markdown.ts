// One line of plain text as GitHub-flavoured Markdown: code spans and links stay, everything else is only text.

/**
 * Escapes one line so that it renders as inline text wherever it stands: no HTML, no emphasis, no reference, no table
 * cell, no start of a block. What people meant stays: code spans, `[text](https://…)`, bare and `<…>` web addresses,
 * `#123`. A mention of somebody is broken up with a zero-width space, so that nobody is called who only appears in a
 * message; a scoped package (`@types/node`) becomes a code span, since people copy it.
 * The time is linear in the text's length.
 */
export function inline(text: string): string {
  if (harmless.test(text)) return text;
  return atLineStart(spans(text, true));
}

/** Text that means nothing to a Markdown reader: the most common kind, told by one look. */
const harmless = /^[A-Za-z(](?:[A-Za-z0-9 ,.;!?'"()/=#…%]|(?<=[a-z)!]):(?= )|(?<=[A-Za-z])-(?=[A-Za-z]))*$/;

const codeEnd = /`+/g;
/** No control characters: an address in angle brackets would be none with one in it. */
// eslint-disable-next-line no-control-regex
const webAddress = /https?:\/\/[^\s<>"`|\\\u0000-\u001f\u007f-\u009f]+/iy;
const angled = /<(https?:\/\/[^\s<>`|\\]{1,2000})>/y;
const link =
  /\[([^[\]`\n]{1,300})\]\((https?:\/\/[^\s()<>`|\\"]{1,1000}(?:\([^\s()<>`|\\"]{0,200}\)[^\s()<>`|\\"]{0,200}){0,3})\)/y;
const entity = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{0,40});/iy;
const scopedPackage = /@[a-z0-9][\w.-]{0,60}\/[a-z0-9][\w.-]{0,100}/iy;
const wordCharacter = /[\p{L}\p{N}]/u;

function isWordCharacter(c: string): boolean {
  // The pattern for all alphabets takes a millisecond to build: plain English does without.
  return c < '\u0080' ? /[A-Za-z0-9]/.test(c) : wordCharacter.test(c);
}

function spans(text: string, links: boolean): string {
  const runs = codeRuns(text);
  const dollars = text.indexOf('$') !== text.lastIndexOf('$');
  let out = '';
  let i = 0;
  let atSeen = false;
  /** The character last put as plain text; empty after a code span or a link. */
  let plain = '';
  /** Where the last code span ends: the backticks of the next would join its own to a longer run, and end nothing. */
  let codeEnds = -1;
  const putCode = (code: string): void => {
    const span = codeSpan(code);
    if (span === '') return;
    out += out.length === codeEnds ? `\u200b${span}` : span;
    codeEnds = out.length;
  };
  const at = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = i;
    return pattern.exec(text);
  };
  while (i < text.length) {
    const c = text[i] ?? '';
    const before = text[i - 1] ?? '';
    const plainBefore = plain;
    plain = '';
    if (c === ' ') atSeen = false;
    let found: RegExpExecArray | null;
    if (c === '`') {
      const run = runs.get(i);
      if (run?.close === undefined) {
        const length = run?.length ?? 1;
        out += '\\`'.repeat(length);
        i += length;
      } else {
        putCode(text.slice(i + run.length, run.close).replace(/^ (.*[^ ].*) $/, '$1'));
        i = run.close + run.length;
      }
    } else if (links && c === '[' && (found = at(link))) {
      out += `[${spans(found[1] ?? '', false)}](${address(found[2] ?? '', ' ')})`;
      i += found[0].length;
    } else if (links && c === '<' && (found = at(angled))) {
      out += address(found[1] ?? '', text.slice(i + found[0].length));
      i += found[0].length;
    } else if ((c === 'h' || c === 'H') && !/[a-z]/i.test(before) && (found = at(webAddress))) {
      const url = trimAddress(found[0]);
      out += links ? address(url, text.slice(i + url.length)) : escapePlain(url);
      i += url.length;
    } else if (
      (c === 'w' || c === 'W') &&
      !/[a-z]/i.test(before) &&
      text.slice(i, i + 4).toLowerCase() === 'www.'
    ) {
      // GitHub makes it a link that takes in the backslash of a following escape; this way it stays text.
      out += /^www\.[\w./-]*[A-Za-z0-9/](?=\s|$)/i.test(text.slice(i, i + 200))
        ? text.slice(i, i + 4)
        : `${text.slice(i, i + 3)}\\.`;
      i += 4;
    } else if (c === '@' && !/\w/.test(before) && (found = at(scopedPackage))) {
      putCode(found[0]);
      i += found[0].length;
    } else if (c === '@' && /[a-z0-9]/i.test(text[i + 1] ?? '')) {
      // In an address the word before it makes it none; in `a@b.cd@e` GitHub reads the second as one.
      out += /\w/.test(plainBefore) && !atSeen ? '@' : '@\u200b';
      atSeen = true;
      i += 1;
      plain = c;
    } else {
      out += escaped(text, i, dollars);
      i += 1;
      plain = c;
    }
  }
  return out;
}

function escaped(text: string, i: number, dollars: boolean): string {
  const c = text[i] ?? '';
  switch (c) {
    case '\\':
    case '*':
    case '[':
    case '~':
    case '|':
      return `\\${c}`;
    case '!':
      return text[i + 1] === '[' ? '\\!' : '!';
    case '<':
      // Only these begin a tag, a comment or an autolink.
      return /[A-Za-z/!?]/.test(text[i + 1] ?? '') ? '\\<' : '<';
    case '_':
      return isWordCharacter(text[i - 1] ?? '') && isWordCharacter(text[i + 1] ?? '') ? '_' : '\\_';
    case '&':
      entity.lastIndex = i;
      return entity.test(text) ? '\\&' : '&';
    case '$':
      // GitHub reads $…$ as mathematics, escaped or not; one dollar alone is money or a variable.
      return dollars ? '&#36;' : '$';
    default:
      return c;
  }
}

function escapePlain(text: string): string {
  return text.replace(/[\\`*_[\]<>~|&$]/g, (c) => (c === '$' ? '&#36;' : `\\${c}`));
}

/** The length of the longest run of backticks in a text. */
export function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** A code span that holds exactly `code`, whatever backticks are in it. */
export function codeSpan(code: string): string {
  const content = code.replace(/[\r\n]/g, ' ');
  if (content.trim() === '') return '';
  const fence = '`'.repeat(longestRun(content) + 1);
  const pad = /^`|`$|^ .* $/.test(content) ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}

/**
 * A web address that is a link in Markdown: bare when neither it nor what follows holds a character of meaning (a bare
 * address would take in the backslash of an escape), else in angle brackets.
 */
export function address(url: string, after = ''): string {
  const plain = /^https?:\/\/[A-Za-z0-9](?:[A-Za-z0-9./?=%#:+-]|(?<=[A-Za-z0-9])[_&](?=[A-Za-z0-9]))*$/.test(
    url,
  );
  const ends = /[A-Za-z0-9/]$/.test(url) && /^[.,;:!?)]{0,5}(?:\s|$)/.test(after);
  return plain && ends ? url : `<${url}>`;
}

/** A tag or a path as part of a web address: `#` and `?`, which may be in both, end none. */
export function urlPath(text: string): string {
  return encodeURI(text).replaceAll('#', '%23').replaceAll('?', '%3F');
}

/** GFM's rule: punctuation at the end, and a bracket that was opened before the address, are not part of it. */
function trimAddress(url: string): string {
  let end = url.length;
  let open = 0;
  let close = 0;
  for (const c of url) {
    if (c === '(') open += 1;
    else if (c === ')') close += 1;
  }
  for (; end > 'https://x'.length; end -= 1) {
    const last = url[end - 1] ?? '';
    if (last === ')' && close > open) close -= 1;
    else if (!/[?!.,:;*_~'\]…]/.test(last)) break;
  }
  return url.slice(0, end);
}

/** Where each run of backticks begins, how long it is, and where the run that closes it begins, if any does. */
function codeRuns(text: string): Map<number, { length: number; close?: number }> {
  const runs = new Map<number, { length: number; close?: number }>();
  if (!text.includes('`')) return runs;
  const next = new Map<number, number>();
  const all = [...text.matchAll(codeEnd)].map((match) => ({ start: match.index, length: match[0].length }));
  for (const run of all.reverse()) {
    const close = next.get(run.length);
    runs.set(run.start, close === undefined ? { length: run.length } : { length: run.length, close });
    next.set(run.length, run.start);
  }
  return runs;
}

/** Breaks what would begin a heading, quote, list, rule, table or fence at the start of a line. */
function atLineStart(text: string): string {
  if (/^(?:#{1,6}(?:\s|$)|>|[-+](?:[\s:-]|$)|=|:-)/.test(text)) return `\\${text}`;
  return text.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}
