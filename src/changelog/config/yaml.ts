// Reads YAML and the dialects of JSON as a tree, and finds the keys that a YAML sample has commented out.
import {
  type Document,
  LineCounter,
  type Node,
  type YAMLParseError,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseAllDocuments,
  visit,
} from 'yaml';
import { type Tree, joinComments, pathOf, putSetting, textOf } from './tree.ts';
import type { Setting } from './setting.ts';

/** One document of a file, and what it calls itself where it does (`kind`, `metadata.name`). */
export interface ConfigDocument {
  readonly tree: Tree;
  readonly label: string;
}

/** YAML 1.2, and whatever JSON a YAML reader takes; or why it cannot be read. */
export function readYaml(text: string): readonly ConfigDocument[] | string {
  const lines = new LineCounter();
  const documents: ConfigDocument[] = [];
  for (const document of parseAllDocuments(text, {
    lineCounter: lines,
    // Either costs the square of a file that has nothing but such errors; the first is enough, and read here.
    prettyErrors: false,
    uniqueKeys: false,
  })) {
    const [error] = document.errors;
    if (error) return yamlError(error, lines);
    const { contents } = document;
    if (contents === null || (isScalar(contents) && contents.value === null)) continue;
    if (!isMap(contents) && !isSeq(contents)) return 'it has neither keys nor a list at its top';
    // `port: {{ .port }}` is a map whose key is a map, to a reader of YAML.
    if (hasTemplates(document)) return 'it is a template';
    documents.push({ tree: treeOf(contents, '', document), label: labelOf(document) });
  }
  const counts = new Map<string, number>();
  for (const { label } of documents) counts.set(label, (counts.get(label) ?? 0) + 1);
  return documents.map(({ tree, label }, i) => ({
    tree,
    label: label !== '' && counts.get(label) === 1 ? label : `${i + 1}`,
  }));
}

function hasTemplates(document: Document.Parsed): boolean {
  let found = false;
  visit(document, {
    Pair: (_, { key }) => {
      if (isMap(key)) found = true;
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

function yamlError({ message, pos }: Pick<YAMLParseError, 'message' | 'pos'>, lines: LineCounter): string {
  if (message.startsWith('Maximum call stack')) return 'it is nested too deeply';
  const { line, col } = lines.linePos(pos[0]);
  return `${message} at line ${line}, column ${col}`;
}

function labelOf({ contents }: Document.Parsed): string {
  if (!isMap(contents)) return '';
  const kind: unknown = contents.get('kind');
  const name: unknown = contents.getIn(['metadata', 'name']) ?? contents.get('name');
  return [kind, name].filter((part) => typeof part === 'string').join(' ');
}

/** A key that is commented out, or with `items` an element: what stands above it is its own comment, and not that of what follows. */
function wordsOf(comment: string, items = false): string {
  const lines = comment.split('\n');
  const isOff = (line: string): boolean => {
    const [, name = '', value = ''] = keyLine.exec(line.trim()) ?? [];
    if (name !== '' && value !== '' && !prose.test(name) && isValue(value)) return true;
    return /^\s*"[^"]{1,200}"\s*:\s*\S/.test(line) || (items && /^\s*- \S/.test(line));
  };
  return lines.slice(lines.findLastIndex(isOff) + 1).join('\n');
}

function treeOf(node: unknown, above: string, document: Document.Parsed): Tree {
  const behind = wordsOf((node as Node | null)?.comment ?? '', isSeq(node));
  const comment = joinComments(wordsOf(above), behind);
  if (isMap(node)) {
    const entries = node.items.flatMap((pair, i): (readonly [string, Tree])[] => {
      if (!isPair(pair)) return [];
      const name = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
      const own = isScalar(pair.key) ? (pair.key.commentBefore ?? '') : '';
      // The comment above a map's first key is held by the map itself, or by the document.
      const first = i > 0 ? '' : (node.commentBefore ?? '');
      return [[name, treeOf(pair.value, own === '' ? first : own, document)]];
    });
    return { kind: 'map', entries, comment };
  }
  if (isSeq(node))
    return { kind: 'list', items: node.items.map((item) => treeOf(item, '', document)), comment };
  return { kind: 'value', text: scalar(node, document), comment };
}

function scalar(node: unknown, document: Document.Parsed): string {
  if (node === null || node === undefined) return '';
  // What an anchor's list or map holds is told where the anchor is.
  const target = isAlias(node) ? node.resolve(document) : node;
  if (isScalar(target)) {
    if (typeof target.value === 'string') return JSON.stringify(target.value);
    return target.source ?? String(target.value);
  }
  return isAlias(node) ? `*${node.source}` : JSON.stringify(node);
}

/** Words before a colon that begin a sentence of a comment, and are no keys. */
const prose =
  /^(?:notes?|see|defaults?|examples?|e\.?g|i\.?e|todo|fixme|warning|important|hint|tip|type|ref|options?|values?|formats?|required|optional|valid|allowed|usage|deprecated|since|https?|available|supported|possible|attention|caution|env)$/i;

const keyLine = /^([A-Za-z_][\w-]{0,99}):(?:[ \t]+(.*))?$/;

interface Level {
  readonly indent: number;
  readonly path: string;
  /** Whether the key itself is commented out. */
  readonly off: boolean;
}

/**
 * The keys of a block-style document that are commented out (`# port: 8080`), with the tables that they are in by their
 * indentation. Only what cannot be a sentence is taken: one word, a colon, and a value without blanks.
 */
export function commentedOut(text: string): ReadonlyMap<string, Setting> {
  const found = new Map<string, Setting>();
  const levels: Level[] = [];
  let above: string[] = [];
  // In a block of text, `#` begins no comment: it ends where a line is indented no deeper than its key.
  let block = -1;
  const enter = (indent: number, name: string, off: boolean): string => {
    while (levels.length > 0 && (levels.at(-1)?.indent ?? 0) >= indent) levels.pop();
    const path = pathOf(levels.at(-1)?.path ?? '', name);
    levels.push({ indent, path, off });
    return path;
  };
  for (const line of text.split('\n')) {
    const indent = line.search(/\S/);
    if (indent < 0) {
      above = [];
      continue;
    }
    if (block >= 0 && indent > block) continue;
    block = -1;
    if (!line.startsWith('#', indent)) {
      above = [];
      const [, dash = '', name, rest = ''] =
        /^\s*((?:-\s+)?)(?:"([^"]{1,200})"|'[^']{1,200}'|[^\s:#&*!|>{}[\],-][^:#{}[\],]{0,200}):(?=\s|$)(.*)$/.exec(
          line,
        ) ?? [];
      const plain = name ?? /^\s*(?:-\s+)?([^:]{1,200}):/.exec(line)?.[1]?.trim();
      // What is inside a list has no path of its own here.
      if (dash !== '' || plain === undefined)
        levels.splice(0, levels.length, { indent: -1, path: '-', off: false });
      else {
        if (levels[0]?.path === '-') levels.shift();
        enter(indent, plain.replace(/^'|'$/g, ''), false);
      }
      if (/[|>][+-]?\d?\s*(?:#.*)?$/.test(rest)) block = indent;
      continue;
    }
    const body = line.slice(indent).replace(/^#+/, '');
    const spaces = body.search(/\S/);
    const [, name = '', value = ''] = keyLine.exec(body.trim()) ?? [];
    if (name === '' || prose.test(name) || !isValue(value) || levels[0]?.path === '-') {
      above.push(body.trim());
      continue;
    }
    const path = enter(indent + spaces - (spaces % 2), name, true);
    const [, bare = '', behind = ''] = /^("[^"]*"|'[^']*'|.*?)(?:[ \t]+#(.*))?$/.exec(value) ?? [];
    if (bare !== '')
      putSetting(found, path, { value: valueText(bare), comment: joinComments(above.join('\n'), behind) });
    above = [];
  }
  return found;
}

function isValue(text: string): boolean {
  return /^(?:[^\s"'[{][^\s]*|"[^"]*"|'[^']*'|\[.*\]|\{.*\})?(?:[ \t]+#.*)?$/.test(text);
}

/** As the reader of live values has it. */
function valueText(text: string): string {
  const read = readYaml(`x: ${text}\n`);
  const tree = typeof read === 'string' ? undefined : read[0]?.tree;
  const value = tree?.kind === 'map' ? tree.entries[0]?.[1] : undefined;
  return value === undefined ? text : textOf(value);
}
