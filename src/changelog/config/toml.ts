// Reads TOML as a tree; its comments, and what it has commented out, by its lines, since the library drops them.
import { parse as parseToml } from 'smol-toml';
import { type Tree, joinComments, pathOf, putSetting } from './tree.ts';
import type { Setting } from './setting.ts';

export interface TomlFile {
  readonly tree: Tree;
  readonly commented: ReadonlyMap<string, Setting>;
}

/** TOML has integers of 64 bits, more than a number of JavaScript holds. */
const wholeNumbers = { integersAsBigInt: 'asNeeded' } as const;

/** TOML 1.0, or why it cannot be read. */
export function readToml(text: string): TomlFile | string {
  let table: unknown;
  try {
    table = parseToml(text, wholeNumbers);
  } catch (error) {
    return (error as Error).message.split('\n', 1)[0] ?? 'not TOML';
  }
  const { comments, commented } = readLines(text);
  return { tree: treeOf(table, '', comments), commented };
}

function treeOf(value: unknown, path: string, comments: ReadonlyMap<string, string>): Tree {
  const comment = comments.get(path) ?? '';
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map((item) => treeOf(item, `${path}[]`, comments)), comment };
  }
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    const entries = Object.entries(value).map(
      ([name, inner]) => [name, treeOf(inner, pathOf(path, name), comments)] as const,
    );
    return { kind: 'map', entries, comment };
  }
  return { kind: 'value', text: valueText(value), comment };
}

function valueText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}

/** Words in brackets that are a remark on a key, and no table. */
const remark = /^(?:optional|required|deprecated|experimental|new|note|todo|default|beta|unstable)$/i;
/** A value may go on over so many lines. */
const longestValue = 100;

/**
 * The comment of each key, and the settings that are commented out (`# port = 9001`): those whose value is TOML. They belong
 * to the table above them, whether that is itself commented out (`# [metrics]`) or not.
 */
function readLines(text: string): { comments: Map<string, string>; commented: Map<string, Setting> } {
  const comments = new Map<string, string>();
  const commented = new Map<string, Setting>();
  const lines = text.split('\n');
  let table = '';
  let off: string | undefined;
  let above: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').trim();
    const [, hash = '', body = ''] = /^(#*)\s*(.*)$/.exec(line) ?? [];
    const header = tableOf(body);
    const [, name, value = ''] =
      /^((?:[A-Za-z0-9_-]+|"[^"]{1,200}"|'[^']{1,200}')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]{1,200}"|'[^']{1,200}'))*)\s*=\s*(\S.*)$/.exec(
        body,
      ) ?? [];
    if (line === '') above = [];
    else if (header !== undefined && hash === '') {
      [table, off, above] = [header, undefined, []];
    } else if (header !== undefined && !remark.test(header)) {
      [off, above] = [header, []];
    } else if (name !== undefined) {
      const whole = wholeValue(lines, at, value, hash !== '');
      if (hash === '') {
        comments.set(keyIn(table, name), joinComments(above.join('\n'), commentBehind(value)));
        off = undefined;
        above = [];
      } else if (whole === undefined) above.push(body);
      else {
        const comment = joinComments(above.join('\n'), commentBehind(value));
        putSetting(commented, keyIn(off ?? table, name), { value: whole.value, comment });
        above = [];
      }
      at += whole?.more ?? 0;
    } else if (hash !== '') above.push(body);
  }
  return { comments, commented };
}

/** `[a."b.c"]` and `[[a]]` as a path; undefined for what is no header. */
function tableOf(line: string): string | undefined {
  const [, inner] = /^\[\[?\s*([^\][\n]{1,200}?)\s*\]\]?\s*(?:#.*)?$/.exec(line) ?? [];
  if (inner === undefined) return undefined;
  const list = line.startsWith('[[') ? '[]' : '';
  const path = pathIn(`[${inner}]`);
  return path === undefined ? undefined : `${path}${list}`;
}

function keyIn(table: string, name: string): string {
  const path = pathIn(`${name} = 0`) ?? name;
  return table === '' ? path : `${table}.${path}`;
}

/** The only path in a document of one line. */
function pathIn(toml: string): string | undefined {
  try {
    let path = '';
    for (let inner: unknown = parseToml(toml); typeof inner === 'object' && inner !== null;) {
      const [entry] = Object.entries(inner);
      if (!entry) break;
      path = pathOf(path, entry[0]);
      inner = entry[1];
    }
    return path;
  } catch {
    // Prose in brackets: no header, and so no table.
    return undefined;
  }
}

/** The value that begins in a line, and how many more lines it has; undefined where it is none. */
function wholeValue(
  lines: readonly string[],
  start: number,
  first: string,
  isComment: boolean,
): { readonly value: string; readonly more: number } | undefined {
  let text = first;
  const opens = /^(?:\[|\{|"""|''')/.test(first);
  for (let more = 0; ; more++) {
    const value = oneValue(text);
    if (value !== undefined) return { value, more };
    const next = lines[start + more + 1];
    if (!opens || next === undefined || more >= longestValue) return undefined;
    if (isComment && !/^\s*#/.test(next)) return undefined;
    text += `\n${isComment ? next.replace(/^\s*#+ ?/, '') : next}`;
  }
}

function oneValue(text: string): string | undefined {
  try {
    const value: unknown = parseToml(`x = ${text}`, wholeNumbers)['x'];
    return typeof value === 'object' && value !== null && !(value instanceof Date)
      ? JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner))
      : valueText(value);
  } catch {
    // Prose with an equals sign in it, or the beginning of a longer value.
    return undefined;
  }
}

/** What stands behind the first `#` that no quote follows. */
function commentBehind(value: string): string {
  const tail = value.slice(Math.max(value.lastIndexOf('"'), value.lastIndexOf("'")) + 1);
  const at = tail.search(/\s#/);
  return at < 0 ? '' : tail.slice(at + 2).trim();
}
