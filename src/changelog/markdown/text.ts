// Plain text made fit for one line: no control characters, no direction overrides, no endless subjects.
import { splitPull } from '../commits/pull-number.ts';

/** How many code points of a subject are shown. */
export const longestSubject = 256;

// C0 and C1 controls, soft hyphen, zero-width and direction characters, byte-order mark, tag characters. ZWJ and
// variation selectors stay: emoji are made of them. A flag such as Scotland's is tag characters behind a black flag.
const unseen =
  // eslint-disable-next-line no-control-regex
  /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{2,6}\u{e007f}|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

const letter = /^(?![A-Za-z])[\p{L}\p{M}]$/u;
const rightToLeft = /^[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]$/u;
const withoutBlanks = /^[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1980-\u19df\u1a20-\u1aaf]$/u;

/**
 * What is not seen and yet spelling: the non-joiner of Persian and of the scripts of India, the break between words where
 * they have no blank between them (Thai, Khmer …), the direction marks of Hebrew and Arabic. Each only beside a letter that
 * it belongs to: in `pass<ZWNJ>word` it only hides something.
 */
function isSpelling(found: string, text: string, at: number): boolean {
  if (found.length > 2) return true;
  const before = text[at - 1] ?? '';
  const after = text[at + 1] ?? '';
  switch (found) {
    case '\u200c':
      return letter.test(before);
    case '\u200b':
      return withoutBlanks.test(before) && withoutBlanks.test(after);
    case '\u200e':
    case '\u200f':
    case '\u061c':
      return rightToLeft.test(before) || rightToLeft.test(after);
    default:
      return false;
  }
}

/** What colours a terminal (ECMA-48, CSI): its letters and numbers go with the control character. */
// eslint-disable-next-line no-control-regex
const colours = /(?:\u001b\[|\u009b)[0-?]{0,100}[ -/]{0,10}[@-~]/g;

function withoutUnseen(text: string): string {
  return text
    .replace(colours, '')
    .replace(unseen, (found: string, at: number) => (isSpelling(found, text, at) ? found : ''));
}

const plain = /^[\u0020-\u007e]*$/;

/** One line of text: unseen characters go, every run of white space becomes one blank, half surrogates U+FFFD. */
export function cleanLine(text: string): string {
  if (plain.test(text) && !text.includes('  ')) return text.trim();
  return withoutUnseen(text.toWellFormed().replace(/\s+/gu, ' ')).replace(/ {2,}/g, ' ').trim();
}

/** As cleanLine, for a text of several lines: blanks at a line's start stay. */
export function cleanLines(text: string): string {
  return withoutUnseen(
    text
      .toWellFormed()
      .replaceAll('\u2028', '\n')
      .replaceAll('\u2029', '\n')
      .replaceAll('\u0085', '\n')
      .replaceAll('\r', '\n'),
  );
}

/** Cuts a line at `longest` code points, at a blank if one is near; `keep` is what must stand at its end. */
export function cutLine(text: string, longest: number, keep = ''): string {
  if (text.length <= longest) return text;
  const points = Array.from(text.slice(0, 2 * longest));
  if (points.length <= longest && text.length <= 2 * longest) return text;
  const tail = keep === '' ? '' : ` ${keep}`;
  const room = points.slice(0, longest - 1 - tail.length).join('');
  const blank = room.lastIndexOf(' ');
  const head = blank > room.length * 0.8 ? room.slice(0, blank) : room;
  return `${head.trimEnd()}…${tail}`;
}

/** A commit subject's length on one line of notes; a trailing `(#123)` outlives the cut. */
export function cutSubject(text: string): string {
  const { pull } = splitPull(text);
  return cutLine(text, longestSubject, pull === undefined ? '' : `(#${pull})`);
}
