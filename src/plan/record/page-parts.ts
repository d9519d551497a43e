// The words of a release page apart: what people or other tools wrote, and the part that this action writes and may write anew.
import { createHash } from 'node:crypto';
import type { TagName } from '../brands.ts';

/** Where words that the page has already go: above ours, below ours, or away. */
export type WordsPolicy = 'keep' | 'append' | 'replace';

/** What others wrote, byte for byte as GitHub has it. */
export interface OtherWords {
  readonly above: string;
  readonly below: string;
}

/** `edited`: our part was changed by hand, so that nobody can tell whose a line is. */
export type PageParts =
  | { readonly kind: 'edited' }
  | ({
      readonly kind: 'apart';
      /** Whether our part is on the page. */ readonly marked: boolean;
    } & OtherWords);

/** Code points that the marks and blank lines around our part take, with a tag of any length that Git takes. */
export const marksRoom = 700;

const begin = '<!-- release-action writes what follows -->';

/** Hidden from readers. It names our part by its sum, so that a part which was changed by hand is known for one. */
function end(tag: TagName, ours: string): string {
  return `<!-- release-action ${tag} ${sumOf(ours)} -->`;
}

/** The page with our part: alone, or apart from the words of others. */
export function writePage(tag: TagName, ours: string, { above, below }: OtherWords): string {
  return [
    ...(above === '' ? [] : [above, begin]),
    ...[ours.trim(), end(tag, ours)],
    ...(below === '' ? [] : [below]),
  ].join('\n\n');
}

/**
 * Takes a page apart. Of a page without our mark, or with the mark of another tag (whose page was copied), all words are
 * others'. Browsers send CRLF for every line end of a page that somebody edits.
 */
export function readPage(tag: TagName, body: string, policy: WordsPolicy): PageParts {
  const mark = [...body.matchAll(/<!-- release-action (\S+) ([0-9a-f]{64}) -->/g)].find(
    ([, of]) => of === tag,
  );
  if (mark === undefined) return placed(body, policy);
  const head = body.slice(0, mark.index);
  const begun = head.lastIndexOf(begin);
  const ours = begun < 0 ? head : head.slice(begun + begin.length);
  if (sumOf(ours) !== mark[2]) return { kind: 'edited' };
  if (policy === 'replace') return { kind: 'apart', marked: true, above: '', below: '' };
  return {
    kind: 'apart',
    marked: true,
    above: begun < 0 ? '' : without(head.slice(0, begun), 'endsWith'),
    below: without(body.slice(mark.index + mark[0].length), 'startsWith'),
  };
}

/** Whether somebody else's words are on the page. */
export function hasOthersWords(tag: TagName, body: string): boolean {
  const parts = readPage(tag, body, 'keep');
  return parts.kind === 'edited' || `${parts.above}${parts.below}`.trim() !== '';
}

/** Whether this action has written on the page of this tag before, whatever became of it. */
export function hasOurMark(tag: TagName, body: string): boolean {
  const parts = readPage(tag, body, 'keep');
  return parts.kind === 'edited' || parts.marked;
}

function placed(words: string, policy: WordsPolicy): PageParts {
  const blank = words.trim() === '' || policy === 'replace';
  return {
    kind: 'apart',
    marked: false,
    above: blank || policy === 'append' ? '' : words,
    below: blank || policy === 'keep' ? '' : words,
  };
}

/** Without the blank line that we put beside a mark, and no other. */
function without(words: string, side: 'startsWith' | 'endsWith'): string {
  const gap = ['\n\n', '\r\n\r\n'].find((one) => words[side](one)) ?? '';
  return side === 'startsWith' ? words.slice(gap.length) : words.slice(0, words.length - gap.length);
}

/** Line ends and blanks at both ends are GitHub's to change. */
function sumOf(ours: string): string {
  return createHash('sha256').update(ours.replaceAll('\r\n', '\n').trim()).digest('hex');
}
