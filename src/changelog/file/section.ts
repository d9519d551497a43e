// Takes one version's section out of a CHANGELOG.md: Keep a Changelog, release-please, changesets, towncrier, hand-made ones.
import type { Root } from 'mdast';
import { type Heading, canonical, headingsOf, readBlocks, versionIn } from './headings.ts';

export interface ChangelogSection {
  /** The section without its heading and without its migration part. */
  readonly text: string;
  /** What stands under a heading such as "Migration" or "Upgrade notes" in the section; empty when there is none. */
  readonly migration: string;
  /** Whether the part of the file that was read has another section of this version, which nobody will see. */
  readonly twice?: boolean;
}

const migrationTitle = /\b(?:migrat(?:ion|ing|e)|upgrad(?:e|ing))\b/i;
/** What changelogs call the parts of a version, which some write as large as the version itself. */
const partTitle =
  /^\P{L}*(?:added|changed?|changes|deprecated|deprecations|removed|fixe[ds]|fix|security|new|features?|bug|bugs|improve\w*|enhancements?|breaking|other|docs?|documentation|performance|internal|misc\w*|migrat\w*|upgrad\w*|notes?|highlights|contributors|credits|thanks|dependenc\w*|chores?|major changes|minor changes|patch changes)\b/iu;

/**
 * The section of `version` (SemVer without `v`), or undefined when the file has none. It ends at the next version, of
 * whatever heading level, since conventional-changelog gives majors, minors and patches different ones, and at any other
 * heading that is no part of a version. Link definitions from elsewhere in the file come along when the section uses them.
 */
export function sectionOf(file: string, version: string): ChangelogSection | undefined {
  const whole = normalized(file);
  // Most sections are near the top, and a megabyte takes a second: as much is read as it takes to see where one ends.
  for (let size = 64 * 1024; ; size *= 4) {
    const text = size < whole.length ? whole.slice(0, whole.lastIndexOf('\n', size) + 1) : whole;
    const root = readBlocks(text);
    const headings = headingsOf(root, text);
    const all = text.length === whole.length;
    const [start, ...others] = startsOf(headings, version, all);
    if (start && (all || endOf(headings, start, all))) {
      const section = cut({ text, root, headings }, start, whole.slice(text.length));
      // A tool's heading right above the one that a person has written has nothing of its own.
      const second = isEmpty(section) ? others.find(({ level }) => level <= start.level) : undefined;
      if (second) return cut({ text, root, headings }, second, whole.slice(text.length));
      return hasAnother(headings, start) ? { ...section, twice: true } : section;
    }
    if (text.length === whole.length) return undefined;
  }
}

/** What a `notes-file` says about this version: the whole of it, or this version's section when it has such sections. */
export function migrationFor(file: string, version: string): string {
  const text = normalized(file);
  const root = readBlocks(text);
  const headings = headingsOf(root, text);
  const start = startsOf(headings, version)[0] ?? headings.find(({ title }) => target(title) === version);
  if (start) {
    return between({ text, root, headings }, start, endOf(headings, start));
  }
  const perVersion = headings.some(
    ({ title }) => versionIn(title)?.alone === true || target(title) !== undefined,
  );
  return perVersion ? '' : (partFor({ text, root, headings }, version) ?? file);
}

/**
 * A guide of several majors, `From v1 to v2`, `v2`, `Upgrading to 2.0`: the part of this version, empty where it has none. Undefined
 * for a text that names one such version at most, which is about that release as a whole.
 */
function partFor(read: Read, version: string): string | undefined {
  const parts = read.headings.flatMap((heading) => {
    const line = lineIn(heading.title);
    return line === undefined ? [] : [{ heading, line }];
  });
  if (new Set(parts.map(({ line }) => line)).size < 2) return undefined;
  const core = version.replace(/[-+].*$/, '');
  const own = parts.find(({ line }) => `${line}.0.0`.split('.').slice(0, 3).join('.') === core)?.heading;
  if (!own) return '';
  const next = read.headings.find(({ start, level }) => start > own.start && level <= own.level);
  return between(read, own, next);
}

/** What stands between two headings, its own headings with it, and the definitions that it uses. */
function between({ text, root }: Read, start: Heading, next: Heading | undefined): string {
  const { unwanted, definitions } = invisible(root, text);
  const span = { from: start.end, to: next?.start ?? text.length };
  return withDefinitions(trimmed(remaining(text, span, unwanted)), definitions);
}

const someVersion = String.raw`v?(?:version )?\d{1,9}(?:\.\d{1,9}){0,2}(?:\.x)?`;
const last = String.raw`(?:version |v)?(\d{1,9}(?:\.\d{1,9}){0,2})(?:\.x)?\W*$`;
const leadWords = '(?:migrat|upgrad|updat|moving|chang)[a-z]*(?: (?:guide|notes))?:? ';
const lines = [
  new RegExp(String.raw`^\W*${leadWords}(?:(?:from )?${someVersion} ?)?(?:to|→|->|=>) ?${last}`, 'i'),
  new RegExp(String.raw`^\W*(?:from )?${someVersion} ?(?:to|→|->|=>) ?${last}`, 'i'),
  new RegExp(String.raw`^\W*(?=v|\d+\.x|version |release )(?:release )?${last}`, 'i'),
];

/**
 * The version, of one to three numbers, that a part of a guide leads to: `From v1 to v2`, `1.x → 2.x`, `Migrating to 2.0`, `v2`. Of
 * `Upgrade Node from 18 to 20` it is somebody else's.
 */
function lineIn(title: string): string | undefined {
  return lines.map((pattern) => pattern.exec(title)?.[1]).find((line) => line !== undefined);
}

function normalized(file: string): string {
  return file.replace(/\r\n?/g, '\n').replace(/^\ufeff/, '');
}

/** `Upgrading from 1.1 to 1.2.0` is about 1.2.0. */
function target(title: string): string | undefined {
  return migrationTitle.test(title) ? /\bto v?(\d+\.\d+\.\d+[-+.\w]*)$/i.exec(title)?.[1] : undefined;
}

/**
 * The headings of this very version, the one that counts first; where there is none, `1.2` is 1.2.0, and 1.2.0 is
 * `1.2.0+build.5`.
 */
function startsOf(headings: readonly Heading[], version: string, all = true): readonly Heading[] {
  const versions = headings.flatMap((heading) => {
    const found = versionIn(heading.title);
    return found ? [{ heading, alone: found.alone, text: canonical(found.text) }] : [];
  });
  const wanted = [
    version,
    ...(all ? [version.replace(/\+.*$/, ''), version.replace(/^(\d+\.\d+)\.0(?:\+.*)?$/, '$1')] : []),
  ].map(canonical);
  const found = wanted
    .map((one) => versions.filter(({ text }) => text === one))
    .find((some) => some.length > 0);
  const alone = found?.filter((one) => one.alone) ?? [];
  return (alone.length > 0 ? alone : (found ?? [])).map(({ heading }) => heading);
}

function isEmpty({ text, migration }: ChangelogSection): boolean {
  return text === '' && migration === '';
}

/** A tool that prepares a release may put a section above the one that a person has written. */
function hasAnother(headings: readonly Heading[], start: Heading): boolean {
  const wanted = versionIn(start.title);
  return headings.some((heading) => {
    const found = heading === start || heading.level > start.level ? undefined : versionIn(heading.title);
    return found?.alone === true && canonical(found.text) === canonical(wanted?.text ?? '');
  });
}

/** What closes a list of versions, and is no part of the last one. */
const olderTitle = /^\P{L}*(?:older|previous|earlier|past|prior|history|archive[ds]?|old)\b/iu;

/**
 * Where a section ends. A heading as large as the version's own that is neither a version nor a part of one belongs to the
 * section where another version follows, and is something else at the end of the file.
 * @param all whether the headings are those of the whole file
 */
function endOf(headings: readonly Heading[], start: Heading, all = true): Heading | undefined {
  const later = headings.filter((heading) => heading.start > start.start);
  const isVersion = ({ level, title }: Heading): boolean =>
    level <= start.level && versionIn(title)?.alone === true;
  const last = later.findLastIndex(isVersion);
  return later.find((heading, i) => {
    const kind = endKind(heading, start);
    if (kind !== 'other') return kind === 'end';
    // Nothing but line ends before the next heading.
    const empty = (later[i + 1]?.start ?? Infinity) - heading.end <= 4;
    return i > last ? all : empty || olderTitle.test(heading.title);
  });
}

function endKind(heading: Heading, start: Heading): 'end' | 'other' | 'part' {
  const isPart = partTitle.test(heading.title);
  // A bold line is smaller than any heading.
  if (heading.level < start.level && !(start.level === 7 && isPart)) return 'end';
  if (/^\P{L}*unreleased\b/iu.test(heading.title)) return 'end';
  const version = versionIn(heading.title);
  if (heading.level === start.level && target(heading.title) !== undefined) return 'end';
  if (heading.level > start.level)
    return version?.alone === true && /^\d+\.\d+\.\d/.test(version.text) ? 'end' : 'part';
  if (version !== undefined) return 'end';
  // A rule right under a text makes a heading of it, which whoever writes `## 1.2.0` did not mean.
  return isPart || (heading.underlined && !start.underlined) ? 'part' : 'other';
}

/** A definition in the part of a long file that is not read. */
const definition = /^ {0,3}\[([^\]\n]{1,200})\]:[ \t]*\S.*$/gm;

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Read {
  readonly text: string;
  readonly root: Root;
  readonly headings: readonly Heading[];
}

/** `rest` is what was not read of the file. */
function cut({ text, root, headings }: Read, start: Heading, rest = ''): ChangelogSection {
  const next = endOf(headings, start);
  const whole: Span = { from: start.end, to: next?.start ?? text.length };
  const inside = headings.filter(({ start: at }) => at >= whole.from && at < whole.to);
  const moved: (Span & { readonly content: number })[] = [];
  for (const heading of inside) {
    if (heading.start < (moved.at(-1)?.to ?? 0) || !migrationTitle.test(heading.title)) continue;
    const after = inside.find(({ start: at, level }) => at > heading.start && level <= heading.level);
    moved.push({ from: heading.start, to: after?.start ?? whole.to, content: heading.end });
  }
  const { unwanted, definitions } = invisible(root, text);
  for (const [line, label = ''] of rest.matchAll(definition)) {
    const key = label.replace(/\s+/g, ' ').trim().toLowerCase();
    if (!definitions.has(key)) definitions.set(key, line.trim());
  }
  const finish = (span: Span, without: readonly Span[]): string =>
    withDefinitions(trimmed(remaining(text, span, [...without, ...unwanted])), definitions);
  return {
    text: finish(whole, moved),
    migration: moved
      .map(({ content, to }) => finish({ from: content, to }, []))
      .filter((part) => part !== '')
      .join('\n\n'),
  };
}

/** What shows nothing: definitions, which are found by their labels, comments, and the anchors of other headings. */
function invisible(
  root: Root,
  text: string,
): { unwanted: readonly Span[]; definitions: Map<string, string> } {
  const unwanted: Span[] = [];
  const definitions = new Map<string, string>();
  for (const node of root.children) {
    const from = node.position?.start.offset ?? 0;
    const to = node.position?.end.offset ?? 0;
    const raw = (): string => text.slice(from, to);
    const label =
      node.type === 'definition'
        ? node.identifier
        : node.type === 'paragraph'
          ? /^\[(\^[^\]\s]{1,200})\]:/.exec(text.slice(from, from + 210))?.[1]?.toLowerCase()
          : undefined;
    if (label !== undefined) {
      // Markdown takes the first of several.
      if (!definitions.has(label)) definitions.set(label, raw().trim());
    } else if (
      (node.type !== 'html' && node.type !== 'paragraph') ||
      !/^(?:<a (?:name|id)="[^"]*"> *<\/a>|<!--(?:(?!-->)[\s\S])*-->)$/.test(raw().trim())
    ) {
      continue;
    }
    unwanted.push({ from, to });
  }
  return { unwanted, definitions };
}

/** A span's text without some others, which go with the line ends behind them. */
function remaining(text: string, { from, to }: Span, without: readonly Span[]): string {
  let kept = '';
  let at = from;
  for (const gap of [...without].sort((a, b) => a.from - b.from)) {
    if (gap.to <= at || gap.from >= to) continue;
    kept += text.slice(at, Math.max(at, gap.from));
    at = gap.to;
    while (text[at] === '\n') at += 1;
  }
  return at < to ? kept + text.slice(at, to) : kept;
}

/** Without blank lines around it, and without the rule that parts it from what follows. */
function trimmed(text: string): string {
  const lines = text.split('\n');
  while (/^(?: {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,}))?\s*$/.test(lines.at(-1) ?? 'x')) lines.pop();
  return lines.join('\n').trim();
}

/** The text with the definitions it uses after it. */
function withDefinitions(text: string, definitions: ReadonlyMap<string, string>): string {
  const used = new Set<string>();
  if (definitions.size > 0) {
    for (const [, label = ''] of text.matchAll(/\[([^[\]]{1,200})\]/g)) {
      const definition = definitions.get(label.replace(/\s+/g, ' ').trim().toLowerCase());
      if (definition !== undefined) used.add(definition);
    }
  }
  return used.size === 0 ? text : `${text}\n\n${[...used].join('\n')}`;
}
