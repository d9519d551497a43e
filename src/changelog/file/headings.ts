// The headings of a CHANGELOG.md, and which version each is of, in the forms that people and tools write.
import type { Html, Paragraph, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';

export interface Heading {
  /** Where its lines begin and end in the text. */
  readonly start: number;
  readonly end: number;
  /** 1 to 6; 7 for a bold line that stands in for a heading. */
  readonly level: number;
  /** Without markup. */
  readonly title: string;
  readonly underlined: boolean;
}

/** Blocks only: what stands inside of a line is of no interest here, and would take most of the time. */
const blocksOnly = {
  disable: {
    null: [
      'attention',
      'autolink',
      'characterEscape',
      'characterReference',
      'codeText',
      'hardBreakEscape',
      'htmlText',
      'labelEnd',
      'labelStartImage',
      'labelStartLink',
    ],
  },
};

/** A title's length that is looked at. */
const longestTitle = 500;

export function readBlocks(text: string): Root {
  return fromMarkdown(text, { extensions: [blocksOnly] });
}

/** The headings that stand for themselves: not those in code, comments, lists and quotations. */
export function headingsOf(root: Root, text: string): Heading[] {
  return root.children.flatMap((node) => headingOf(node, text) ?? []);
}

function headingOf(node: RootContent, text: string): Heading | undefined {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  if (node.type === 'heading') {
    const from = node.children[0]?.position?.start.offset ?? end;
    const to = node.children.at(-1)?.position?.end.offset ?? end;
    return {
      start,
      end,
      level: node.depth,
      title: plain(text.slice(from, to)),
      underlined: text[start] !== '#',
    };
  }
  const raw =
    node.type === 'html' || node.type === 'paragraph'
      ? text.slice(start, Math.min(end, start + longestTitle))
      : '';
  const level = raw === '' ? undefined : levelOf(node as Html | Paragraph, raw);
  return level === undefined ? undefined : { start, end, level, title: plain(raw), underlined: false };
}

/** `<h2>1.2.0</h2>`, and a paragraph that is nothing but `**1.2.0** (2024-05-01)`. */
function levelOf({ type }: Html | Paragraph, raw: string): number | undefined {
  const html = /^<h([1-6])\b[^>]*>[^\n]*<\/h[1-6]>\s*$/i.exec(raw)?.[1];
  if (html !== undefined) return Number(html);
  const bold = type === 'paragraph' && /^(?:\*\*|__)[^*_\n]{1,100}(?:\*\*|__)[^\n]{0,40}$/.test(raw);
  return bold && versionIn(plain(raw)) !== undefined ? 7 : undefined;
}

/** A title without comments, tags, link targets, emphasis and escapes. */
function plain(raw: string): string {
  return raw
    .slice(0, longestTitle)
    .replace(/<!--[^>]*-->|<\/?[a-z][^<>]*>/gi, '')
    .replace(/\\(?=[^\w\s])/g, '')
    .replace(/\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?: "[^"]*")?\)|\]\[[^[\]]*\]/g, ']')
    .replace(/[*`]|(?<!\w)_+|_+(?!\w)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

export interface TitleVersion {
  /** As written, without a leading `v`. */
  readonly text: string;
  /** Whether it is all there is, but for a date, a codename and words such as `Version`. */
  readonly alone: boolean;
}

const date = /^\(?\d{4}-\d{1,2}-\d{1,2}\)?(?: ?[,:/–—-])? +(?=\D|\d+\.)/;
/** `Version`, a package (`@acme/app@`, `app-v`, `api/`), a project's name of up to three words. */
const lead =
  /^(?:(?:version|release|changes in|new in|what['’]s new in) |(?:[@\w./-]{0,100}[@/]|[A-Za-z][\w.]{0,60}-(?=v\d)))?/i;
/** Words that make of a version something else than a title: `From 1.0`, `Support for Node 20`. */
const name =
  /^(?:(?!(?:from|to|since|until|before|after|upgrad\w*|migrat\w*|requir\w*|support\w*|drop\w*|bump\w*|updat\w*|for|with|in|on|and|of|at|than)\b)\p{L}[\p{L}\p{N}_.'-]{0,40} ){1,3}(?=v?\d)/iu;
const version =
  /^v?\.?(\d+(?:\.\d+){1,3}(?:[-.+]?[0-9A-Za-z]+(?:[-.+][0-9A-Za-z]+)*)?)(?=\.?$|[\s(（:;,/–—])/i;
/** `1.2.0 RC 1`, `1.2.0 (Release Candidate 1)` */
const stage = /^[ (]+(release candidate|rc|beta|alpha|preview)[ .#-]?(\d{1,9})?(?=$|[\s):,–—])/i;

const full = String.raw`v?\d+\.\d+\.\d+[-+.\w]*`;
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}';
/** What stands around a version that is all there is: `(1.2.0)`, `May 1, 2024 - 1.2.0`, `1.1.0 → 1.2.0`. */
const around = [
  new RegExp(String.raw`^[("'“](${full})[)"'”]$`, 'i'),
  new RegExp(
    String.raw`^(?:\d{1,2}(?:st|nd|rd|th)? )?${month}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?,? \d{4}(?: ?[-–—:,|/])? \(?(?:version |release )?(${full})\)?$`,
    'i',
  ),
  new RegExp(
    String.raw`^(?:${full} ?(?:→|->|=>) ?|changes (?:between|from) ${full} (?:and|to) )(${full})$`,
    'i',
  ),
];
/** What stands before a version in the titles of people: `The quiet one (1.2.0)`, `app-1.2.0`, `acme/app 1.2.0`, `第 1.2.0 版`. */
const behind = [
  new RegExp(String.raw`^\P{N}[^()]{0,80} (?:[-–—:|] |\()(?:version |release )?(${full})\)?$`, 'iu'),
  new RegExp(String.raw`^[a-z][\w.]{0,60}-(${full})$`, 'i'),
  new RegExp(String.raw`^[\w.-]{1,60}\/[\w.-]{1,60} (${full})$`, 'i'),
  new RegExp(String.raw`^\p{L}{1,10} (${full}) \p{L}{1,10}$`, 'iu'),
];

/** `Unreleased (1.2.0)`: the section that somebody has given its version beforehand. */
const upcoming = /^(?:unreleased|upcoming|next)(?: ?[-:–—] ?| ?\( ?)(v?\d[^\s()]{0,60})\)?(?=\s|$)/i;

/** The version that a title begins with; undefined when it is none, such as `Requires Node 20`. */
export function versionIn(title: string): TitleVersion | undefined {
  const text = title
    .replace(/[[\]]/g, ' ')
    .replace(/^(?: *:[a-z0-9_+-]{1,40}:)+/, '')
    .replace(/^[^\p{L}\p{N}@("'“]+/u, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(date, '');
  const next = upcoming.exec(text)?.[1];
  if (next !== undefined) {
    const found = version.exec(next);
    return found ? { text: found[1] ?? '', alone: false } : undefined;
  }
  const whole = firstOf(around, text);
  if (whole !== undefined) return { text: whole.replace(/^v/i, ''), alone: true };
  const bare = text.replace(lead, '');
  const named = version.test(bare) ? undefined : text.replace(name, '');
  const found = version.exec(named ?? bare);
  if (!found) {
    const last = firstOf(behind, text);
    return last === undefined ? undefined : { text: last.replace(/^v/i, ''), alone: false };
  }
  const rest = (named ?? bare).slice(found[0].length);
  const prerelease = /^\d+(?:\.\d+)*$/.test(found[1] ?? '') ? stage.exec(rest) : null;
  return {
    text: prerelease
      ? `${found[1] ?? ''}-${(prerelease[1] ?? '').replace(/^release candidate$/i, 'rc')}${prerelease[2] === undefined ? '' : `.${prerelease[2]}`}`
      : (found[1] ?? ''),
    alone:
      named === undefined &&
      (prerelease !== null || /^(?:\.?$| ?[(（:;,/–—]| - | \d{4}-| yanked\b)/i.test(rest)),
  };
}

function firstOf(patterns: readonly RegExp[], text: string): string | undefined {
  return patterns.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined);
}

const spelling: Readonly<Record<string, string>> = {
  alpha: 'a',
  beta: 'b',
  c: 'rc',
  pre: 'rc',
  preview: 'rc',
};

/** A version in one spelling: `1.2.0rc1`, as Python writes it, is `1.2.0-rc.1`. */
export function canonical(text: string): string {
  const found = /^([\d.]+)[-.]?(alpha|beta|preview|pre|rc|a|b|c)[-.]?(\d+)$/i.exec(text.toLowerCase());
  return found
    ? `${found[1] ?? ''}-${spelling[found[2] ?? ''] ?? found[2] ?? ''}.${found[3] ?? ''}`
    : text.toLowerCase();
}
