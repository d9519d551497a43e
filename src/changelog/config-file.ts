// Reads a sample configuration (YAML, TOML, JSON, .env) as a flat list of keys with their defaults and comments.
import { parse as parseToml } from 'smol-toml';
import {
  LineCounter,
  type Node,
  type YAMLParseError,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseAllDocuments,
} from 'yaml';
import type { Setting, Settings } from './config-diff.ts';

/** In characters. The YAML reader's time grows with the square of some texts, and no sample is nearly as long. */
const longestSample = 256 * 1024;

/** The settings, or why the file cannot be read. The kind is told by the file's name; what is none of them is YAML. */
export function readConfig(path: string, text: string): Settings | string {
  if (text.length > longestSample) return `it is longer than ${longestSample} characters`;
  try {
    return read(path, text);
  } catch (error) {
    // Readers descend into what is nested, and a file can be nested deeper than any stack.
    if (error instanceof RangeError) return 'it is nested too deeply';
    throw error;
  }
}

function read(path: string, text: string): Settings | string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (/(?:^|\.)env(?:\.|$)/.test(name)) return readEnv(plain);
  if (/\.toml(?:\.|$)/.test(name)) return readToml(plain);
  return readYaml(plain);
}

/** YAML 1.2, and JSON with or without comments, which is a part of it. */
function readYaml(text: string): Settings | string {
  const lines = new LineCounter();
  const settings = new Map<string, Setting>();
  for (const document of parseAllDocuments(text.replace(/^([ \t]*)\/\/(.*)$/gm, '$1#$2'), {
    lineCounter: lines,
    // Either costs the square of a file that has nothing but such errors; the first is enough, and read here.
    prettyErrors: false,
    uniqueKeys: false,
  })) {
    const [error] = document.errors;
    if (error) return yamlError(error, lines);
    visit(document.contents, '', '', settings);
  }
  return settings;
}

function yamlError({ message, pos }: Pick<YAMLParseError, 'message' | 'pos'>, lines: LineCounter): string {
  if (message.startsWith('Maximum call stack')) return 'it is nested too deeply';
  const { line, col } = lines.linePos(pos[0]);
  return `${message} at line ${line}, column ${col}`;
}

function visit(node: unknown, key: string, comment: string, settings: Map<string, Setting>): void {
  if (isMap(node) && node.items.length > 0) {
    node.items.forEach((pair, i) => {
      if (!isPair(pair)) return;
      const name = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
      const above = isScalar(pair.key) ? (pair.key.commentBefore ?? '') : '';
      // The comment above a map's first key is held by the map itself.
      const own = above === '' && i === 0 ? (node.commentBefore ?? '') : above;
      visit(pair.value, key === '' ? name : `${key}.${name}`, own, settings);
    });
    return;
  }
  if (key === '') return;
  const behind = (node as Node | null)?.comment ?? '';
  settings.set(key, { value: yamlValue(node), comment: join(comment, behind) });
}

function yamlValue(node: unknown): string {
  if (node === null || node === undefined) return '';
  if (isScalar(node)) {
    if (typeof node.value === 'string') return JSON.stringify(node.value);
    return node.source ?? String(node.value);
  }
  if (isAlias(node)) return `*${node.source}`;
  return JSON.stringify(isSeq(node) || isMap(node) ? node.toJSON() : node);
}

/** TOML 1.0 by its library; the comments by the lines, since the library drops them. Commented-out keys count. */
function readToml(text: string): Settings | string {
  let table: unknown;
  try {
    table = parseToml(text);
  } catch (error) {
    return (error as Error).message.split('\n', 1)[0] ?? 'not TOML';
  }
  const settings = new Map<string, Setting>();
  const comments = tomlComments(text, settings);
  flatten(table, '', (key, value) => {
    settings.set(key, { value: tomlValue(value), comment: comments.get(key) ?? '' });
  });
  return settings;
}

function flatten(value: unknown, key: string, put: (key: string, value: unknown) => void): void {
  const isTable =
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
  const entries = isTable ? Object.entries(value) : [];
  if (entries.length === 0) {
    if (key !== '' && !isTable) put(key, value);
    return;
  }
  for (const [name, inner] of entries) flatten(inner, key === '' ? name : `${key}.${name}`, put);
}

function tomlValue(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}

/** The comment of each key; a commented-out `# key = value` whose value is TOML becomes a setting itself. */
function tomlComments(text: string, settings: Map<string, Setting>): Map<string, string> {
  const comments = new Map<string, string>();
  let table = '';
  let above: string[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const header = /^\[\[?([^\]]{1,200})\]/.exec(line);
    const pair = /^(#?)\s*([A-Za-z0-9_.-]+|"[^"]{1,200}")\s*=\s*(\S.*)$/.exec(line);
    if (header) {
      table = (header[1] ?? '').replace(/["\s]/g, '');
      above = [];
    } else if (pair?.[1] === '#') {
      const value = oneTomlValue(pair[3] ?? '');
      const key = fullKey(table, pair[2] ?? '');
      if (value === undefined) above.push(line.slice(1).trim());
      else {
        settings.set(key, { value, comment: above.join(' ') });
        above = [];
      }
    } else if (pair) {
      comments.set(fullKey(table, pair[2] ?? ''), join(above.join('\n'), commentBehind(pair[3] ?? '')));
      above = [];
    } else if (line.startsWith('#')) above.push(line.replace(/^#+/, '').trim());
    else if (line === '') above = [];
  }
  return comments;
}

/** What stands behind the first `#` that no quote follows. */
function commentBehind(value: string): string {
  const tail = value.slice(Math.max(value.lastIndexOf('"'), value.lastIndexOf("'")) + 1);
  const at = tail.search(/\s#/);
  return at < 0 ? '' : tail.slice(at + 2).trim();
}

function oneTomlValue(text: string): string | undefined {
  try {
    return tomlValue(parseToml(`x = ${text}`)['x']);
  } catch {
    // Prose with an equals sign in it: no value, and so no key.
    return undefined;
  }
}

function fullKey(table: string, key: string): string {
  const name = key.replaceAll('"', '');
  return table === '' ? name : `${table}.${name}`;
}

/** dotenv lines; `#KEY=value` is a key that is optional. */
function readEnv(text: string): Settings | string {
  const settings = new Map<string, Setting>();
  let above: string[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    const optional = /^\s*#\s?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line);
    const set = optional ?? /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*[=:](.*)$/.exec(line);
    if (set) {
      const { value, comment } = envValue(set[2] ?? '');
      if (optional === null || !settings.has(set[1] ?? '')) {
        settings.set(set[1] ?? '', { value, comment: join(above.join('\n'), comment) });
      }
      above = [];
    } else if (/^\s*#/.test(line)) above.push(line.trim().replace(/^#+/, '').trim());
    else if (line.trim() === '') above = [];
    else return `line ${i + 1} is no KEY=value`;
  }
  return settings;
}

function envValue(raw: string): { value: string; comment: string } {
  const text = raw.trim();
  const quoted = /^("[^"]*"|'[^']*')\s*(?:#(.*))?$/.exec(text);
  if (quoted) return { value: (quoted[1] ?? '').slice(1, -1), comment: (quoted[2] ?? '').trim() };
  const hash = text.search(/(?:^|\s)#/);
  return hash < 0
    ? { value: text, comment: '' }
    : { value: text.slice(0, hash).trim(), comment: text.slice(hash).trim().replace(/^#/, '').trim() };
}

function join(above: string, behind: string): string {
  return [above, behind]
    .map((text) =>
      text
        .split('\n')
        .map((line) => line.trim())
        .join(' ')
        .trim(),
    )
    .filter((text) => text !== '')
    .join(' ');
}
