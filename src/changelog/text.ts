// Plain text made fit for one line: no control characters, no direction overrides, no endless subjects.

/** How many code points of a subject are shown. */
export const longestSubject = 256;

// C0 and C1 controls, soft hyphen, zero-width and direction characters, byte-order mark, tag characters. ZWJ and
// variation selectors stay: emoji are made of them.
const unseen =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

const plain = /^[\u0020-\u007e]*$/;

/** One line of text: unseen characters go, every run of white space becomes one blank, half surrogates U+FFFD. */
export function cleanLine(text: string): string {
  if (plain.test(text) && !text.includes('  ')) return text.trim();
  return text.toWellFormed().replace(/\s+/gu, ' ').replace(unseen, '').trim();
}

/** As cleanLine, for a text of several lines: blanks at a line's start stay. */
export function cleanLines(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\u2028', '\n')
    .replaceAll('\u2029', '\n')
    .replaceAll('\u0085', '\n')
    .replaceAll('\r', '\n')
    .replace(unseen, '');
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
  const reference = /\(#\d{1,10}\)$/.exec(text.slice(-16))?.[0] ?? '';
  return cutLine(text, longestSubject, reference);
}
