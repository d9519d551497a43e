// Takes one version's section out of a CHANGELOG.md: Keep a Changelog, conventional-changelog and underlined headings.

export interface ChangelogSection {
  /** The section without its heading and without its migration part. */
  readonly text: string;
  /** What stands under a heading such as "Migration" or "Upgrade notes" in the section; empty when there is none. */
  readonly migration: string;
}

interface Heading {
  readonly line: number;
  /** The first line after it; an underlined heading takes two. */
  readonly after: number;
  readonly level: number;
  readonly title: string;
}

// [1.2.0], v1.2.0, 1.2.0 (2024-01-01), [1.2.0](https://…), name@1.2.0, Version 1.2.0
const versionTitle =
  /^(?:version\s+|release\s+)?\[?(?:[\w@/.-]{0,100}[@/])?v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)\]?(?=$|[\s(:,[/–—])/i;
const migrationTitle = /\b(?:migrat(?:ion|ing|e)|upgrad(?:e|ing))\b/i;

/**
 * The section of `version` (SemVer without `v`), or undefined when the file has none. It ends at the next version, of
 * whatever heading level, since conventional-changelog gives majors, minors and patches different ones. Link
 * definitions from the file's end come along when the section uses them.
 */
export function sectionOf(file: string, version: string): ChangelogSection | undefined {
  const lines = file
    .replace(/\r\n?/g, '\n')
    .replace(/^\ufeff/, '')
    .split('\n');
  const all = headings(lines);
  const isVersion = (heading: Heading): string | undefined => versionTitle.exec(heading.title)?.[1];
  const start = all.find((heading) => isVersion(heading) === version);
  if (!start) return undefined;
  const end = all.find(
    (heading) =>
      heading.line > start.line &&
      (heading.level < start.level ||
        isVersion(heading) !== undefined ||
        /^\[?unreleased\]?/i.test(heading.title)),
  );
  const inside = all.filter(({ line }) => line > start.line && line < (end?.line ?? lines.length));
  const skip = new Set<number>();
  const moved: string[] = [];
  for (const heading of inside) {
    if (skip.has(heading.line) || !migrationTitle.test(heading.title)) continue;
    const next = inside.find(({ line, level }) => line > heading.line && level <= heading.level);
    const until = next?.line ?? end?.line ?? lines.length;
    moved.push(lines.slice(heading.after, until).join('\n'));
    for (let i = heading.line; i < until; i += 1) skip.add(i);
  }
  const definitions = linkDefinitions(lines);
  const finish = (text: string): string => withDefinitions(text, definitions);
  const rest = lines
    .slice(start.after, end?.line ?? lines.length)
    .filter((line, i) => !skip.has(start.after + i) && !/^<a (?:name|id)="[^"]*"><\/a>\s*$/.test(line));
  return { text: finish(rest.join('\n')), migration: finish(moved.join('\n\n')) };
}

/** What a `notes-file` says about this version: the whole of it, or this version's section when it has such sections. */
export function migrationFor(file: string, version: string): string {
  const section = sectionOf(file, version);
  if (section) return [section.text, section.migration].filter((text) => text !== '').join('\n\n');
  const perVersion = headings(file.split(/\r\n?|\n/)).some(({ title }) => versionTitle.test(title));
  return perVersion ? '' : file;
}

/** All headings outside code fences and HTML comments. */
function headings(lines: readonly string[]): Heading[] {
  const found: Heading[] = [];
  let fence: string | undefined;
  let comment = false;
  for (const [i, line] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
      continue;
    }
    if (comment || line.includes('<!--')) {
      comment = line.lastIndexOf('-->') < line.lastIndexOf('<!--') || (comment && !line.includes('-->'));
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    const atx = /^ {0,3}(#{1,6})[ \t]+(.*)$/.exec(line);
    if (atx) {
      found.push({ line: i, after: i + 1, level: atx[1]?.length ?? 1, title: titleOf(atx[2] ?? '') });
    } else if (
      /^ {0,3}(?:=+|-{2,})\s*$/.test(line) &&
      /^\S/.test(lines[i - 1] ?? '') &&
      !lines[i - 1]?.startsWith('#')
    ) {
      found.push({
        line: i - 1,
        after: i + 1,
        level: line.trim().startsWith('=') ? 1 : 2,
        title: (lines[i - 1] ?? '').trim(),
      });
    }
  }
  return found;
}

/** Without the marks that may close a heading: `## 1.2.0 ##`. */
function titleOf(raw: string): string {
  const title = raw.trim();
  let end = title.length;
  while (title[end - 1] === '#') end -= 1;
  const closed = end === 0 || (end < title.length && /[ \t]/.test(title[end - 1] ?? ''));
  return closed ? title.slice(0, end).trim() : title;
}

function linkDefinitions(lines: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of lines) {
    const label = /^ {0,3}\[([^\]^][^\]]{0,200})\]:\s*\S/.exec(line)?.[1];
    if (label !== undefined) found.set(label.toLowerCase(), line.trim());
  }
  return found;
}

/** The text with the definitions it uses after it, and those that only stood in it by chance taken out. */
function withDefinitions(text: string, definitions: ReadonlyMap<string, string>): string {
  const prose = text
    .split('\n')
    .filter((line) => !/^ {0,3}\[[^\]^][^\]]{0,200}\]:\s*\S/.test(line))
    .join('\n')
    .trim();
  if (definitions.size === 0 || prose === '') return prose;
  const used = new Set<string>();
  for (const [, label = ''] of prose.matchAll(/\[([^[\]]{1,200})\]/g)) {
    const definition = definitions.get(label.toLowerCase());
    if (definition !== undefined) used.add(definition);
  }
  return used.size === 0 ? prose : `${prose}\n\n${[...used].join('\n')}`;
}
