// The settings of a sample configuration from the tree that its reader has made, every key by its full path.
import type { Setting, Settings } from './setting.ts';

/** What a reader makes of a file; `text` is a value on one line, as JSON has it where that can be. */
export type Tree =
  | { readonly kind: 'value'; readonly text: string; readonly comment: string }
  | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly comment: string }
  | {
      readonly kind: 'map';
      readonly entries: readonly (readonly [string, Tree])[];
      readonly comment: string;
    };

/** The name of a list that is the whole file. */
export const wholeList = '[]';

/** Lists in lists are read as settings of their own so deep; what is deeper is one value. */
const deepest = 6;

/** Every leaf of the tree by its path: `server.port`, `"a.b".c`; a list is one setting, and has settings of its own inside. */
export function settingsOf(tree: Tree): Settings {
  const settings = new Map<string, Setting>();
  collect(tree, '', settings, 0);
  return settings;
}

/** Adds a setting. Of one key that is there twice both values count: neither may hide the other's change. */
export function putSetting(settings: Map<string, Setting>, key: string, setting: Setting): void {
  const there = settings.get(key);
  const both = there && there.value !== setting.value ? `${there.value} or ${setting.value}` : setting.value;
  settings.set(key, there ? { value: both, comment: there.comment || setting.comment } : setting);
}

/** The path of a key below another; a name with a dot in it is no path. */
export function pathOf(above: string, name: string): string {
  const part = /[.[\]"]/.test(name) || name === '' ? JSON.stringify(name) : name;
  return above === '' ? part : `${above}.${part}`;
}

/** The path of what is inside a list: `clients[a].id`, or of items with one key each `services.media.url`. */
export function pathInList(list: string, inner: string): string {
  if (list === wholeList || list === '') return inner;
  return inner.startsWith('[') ? `${list}${inner}` : `${list}.${inner}`;
}

/** `environment: [PORT=8080]`, as Compose takes it, is a map of another spelling. */
function asMap(tree: Tree): Tree {
  if (tree.kind !== 'list' || tree.items.length === 0) return tree;
  const entries = tree.items.flatMap((item): (readonly [string, Tree])[] => {
    const found = item.kind === 'value' ? /^"([A-Za-z_][\w.]*)(=|(?="$))(.*)"$/.exec(item.text) : null;
    const [, name, sign, text = ''] = found ?? [];
    if (name === undefined || item.kind !== 'value') return [];
    const plain = sign === '' ? '' : /^(?:-?\d+(?:\.\d+)?|true|false)$/.test(text) ? text : `"${text}"`;
    return [[name, { ...item, text: plain }]];
  });
  const names = new Set(entries.map(([name]) => name));
  const some = tree.items.some((item) => item.kind === 'value' && item.text.includes('='));
  return some && names.size === tree.items.length ? { kind: 'map', entries, comment: tree.comment } : tree;
}

function collect(given: Tree, key: string, settings: Map<string, Setting>, depth: number): void {
  const tree = asMap(given);
  if (tree.kind === 'map' && tree.entries.length > 0) {
    for (const [name, inner] of tree.entries) collect(inner, pathOf(key, name), settings, depth);
    return;
  }
  if (key === '' && tree.kind !== 'list') return;
  const { comment } = tree;
  if (tree.kind !== 'list') {
    putSetting(settings, key, { value: textOf(tree), comment });
    return;
  }
  const nested = depth < deepest && tree.items.some(({ kind }) => kind !== 'value');
  putSetting(settings, key === '' ? wholeList : key, {
    value: textOf(tree),
    comment,
    ...(nested
      ? {
          items: settingsOfItems(tree.items, depth + 1),
          numbered: () => settingsOfItems(tree.items, depth + 1, true),
          doubled: hasDoubled(tree.items),
        }
      : { elements: tree.items.map(textOf) }),
  });
}

function hasDoubled(items: readonly Tree[]): boolean {
  const labels = items.map(labelOf).filter((label) => label !== '');
  return new Set(labels).size < labels.length;
}

function settingsOfItems(items: readonly Tree[], depth: number, numbered = false): Settings {
  const settings = new Map<string, Setting>();
  const labels = numbered ? [] : items.map(labelOf);
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  items.forEach((item, i) => {
    const label = labels[i] ?? '';
    const sure = label !== '' && counts.get(label) === 1;
    const key = sure && !label.startsWith('[') ? '' : sure ? label : `[${i}]`;
    if (item.kind === 'value') putSetting(settings, key, { value: item.text, comment: item.comment });
    else collect(item, key === '' && item.kind === 'list' ? `[${i}]` : key, settings, depth);
  });
  return settings;
}

/** What an item of a list is known by: what it says of its name, or its only key. */
function labelOf(item: Tree): string {
  if (item.kind !== 'map') return '';
  for (const wanted of ['name', 'id', 'key', 'title', 'client_id', 'clientId', 'host', 'path', 'url']) {
    const value = item.entries.find(([name]) => name === wanted)?.[1];
    if (value?.kind === 'value' && value.text !== '') return `[${unquoted(value.text)}]`;
  }
  const [only, ...others] = item.entries;
  return only && others.length === 0 ? only[0] : '';
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1) : text;
}

/** A value on one line. */
export function textOf(tree: Tree): string {
  switch (tree.kind) {
    case 'value':
      return tree.text;
    case 'list':
      return `[${tree.items.map(textOf).join(',')}]`;
    case 'map':
      return `{${tree.entries.map(([name, inner]) => `${JSON.stringify(name)}:${textOf(inner)}`).join(',')}}`;
  }
}

/** Comments as one line. */
export function joinComments(...comments: readonly string[]): string {
  return comments
    .map((text) =>
      text
        .split('\n')
        // helm-docs begins a description with `--`; rules and frames are no words.
        .map((line) =>
          line
            .trim()
            .replace(/^(?:-- |[-=*#~]{3,}(?:\s+|$))/, '')
            .replace(/(?:^|\s+)[-=*#~]{3,}$/, ''),
        )
        .filter((line) => line !== '')
        .join(' ')
        .trim(),
    )
    .filter((text) => text !== '')
    .join(' ');
}
