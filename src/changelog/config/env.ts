// Reads files of lines `KEY=value`: dotenv, and INI with its sections.
import { joinComments, pathOf, putSetting } from './tree.ts';
import type { Setting, Settings } from './setting.ts';

/** dotenv lines; `#KEY=value` is a key that is optional, and a value in quotes may have several lines. */
export function readEnv(text: string): Settings | string {
  const live = new Map<string, Setting>();
  const commented = new Map<string, Setting>();
  const lines = text.split('\n');
  let above: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [, hash = '', name, rest] =
      /^\s*((?:#\s*)*)(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)(?:\s*[=:](.*))?$/.exec(line) ?? [];
    const isKey =
      name !== undefined &&
      (hash === '' ? rest !== undefined || /^[A-Z][A-Z0-9_]*$/.test(name) : isOptional(line, name, rest));
    if (isKey) {
      let value = (rest ?? '').trim();
      const from = at;
      while (hash === '' && isOpen(value) && at + 1 < lines.length) value += `\n${lines[++at] ?? ''}`;
      if (isOpen(value)) {
        // A quote that nothing closes is a part of the value, as shells' readers of such files have it.
        at = from;
        value = (rest ?? '').trim();
      }
      const read = envValue(value);
      putSetting(hash === '' ? live : commented, name, {
        value: read.value,
        comment: joinComments(above.join('\n'), read.comment),
      });
      above = [];
    } else if (/^\s*#/.test(line)) above.push(line.trim().replace(/^#+/, '').trim());
    else if (line.trim() === '') above = [];
    else return `line ${at + 1} is no KEY=value`;
  }
  for (const [key, setting] of commented) if (!live.has(key)) live.set(key, setting);
  return live;
}

/** Whether a comment is a key and no sentence: capitals and `=`, or a value without blanks right behind the `=`. */
function isOptional(line: string, name: string, rest: string | undefined): boolean {
  if (rest === undefined || !line.includes('=') || line.indexOf(':') === line.search(/[=:]/)) return false;
  return /^[A-Z][A-Z0-9_]*$/.test(name)
    ? !/^\s/.test(rest) || rest.trim() === '' || !/\s/.test(rest.trim())
    : /^(?:\S+|"[^"]*"|'[^']*')$/.test(rest);
}

function isOpen(value: string): boolean {
  const quote = value[0];
  if (quote !== '"' && quote !== "'") return false;
  return !new RegExp(quote === '"' ? '^"(?:[^"\\\\]|\\\\[^])*"' : "^'[^']*'").test(value);
}

function envValue(raw: string): { value: string; comment: string } {
  const text = raw.trim();
  const quoted = /^("(?:[^"\\]|\\[^])*"|'[^']*')\s*(?:#(.*))?$/.exec(text);
  if (quoted) return { value: (quoted[1] ?? '').slice(1, -1), comment: (quoted[2] ?? '').trim() };
  const hash = text.search(/(?:^|\s)#/);
  return hash < 0
    ? { value: text, comment: '' }
    : { value: text.slice(0, hash).trim(), comment: text.slice(hash).trim().replace(/^#/, '').trim() };
}

/**
 * Java's .properties as INI: a line ends in a backslash where it goes on, and a blank may stand for the `=`
 * (java.util.Properties, "load").
 */
export function readProperties(text: string): Settings | string {
  const whole = text.replace(/(?<=^|[^\\])((?:\\\\)*)\\\n[ \t]*/g, '$1');
  return readIni(whole.replace(/^([ \t]*[^\s#!;=:]+)[ \t]+(?=[^\s=:])/gm, '$1 = '));
}

/** A name before its `=`: `display name`, `key[]`; in a comment no blanks, since those are prose. */
const iniKey = /^((?:[\w.$@%*/+-]+(?:\[[^\]\s]{0,100}\])?)(?: [\w.$@%*/+-]+){0,4}?)\s*[=:]\s*(.*)$/;
/** What is on in a section by its name alone, as in MySQL's and Git's files: `skip-networking`. */
const flag = /^[A-Za-z_][\w.-]{0,100}$/;

/**
 * INI and .properties: `key = value` or `key: value` below `[section]`; `;`, `#` and `!` begin comments. A value goes on in
 * lines that are indented deeper than its key, as Python's readers have it, and behind a backslash.
 */
export function readIni(text: string): Settings | string {
  const live = new Map<string, Setting>();
  const commented = new Map<string, Setting>();
  let section = '';
  let above: string[] = [];
  let last: { readonly key: string; readonly indent: number } | undefined;
  for (const [at, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    const indent = raw.search(/\S/);
    const open = last && live.get(last.key);
    const [, mark = '', body = ''] = /^([#;!]*)\s*(.*)$/.exec(line) ?? [];
    const header = /^\[\s*([^\]]{1,200}?)\s*\]$/.exec(body)?.[1];
    const [, name, value = ''] = (body.length > 5000 ? null : iniKey.exec(body)) ?? [];
    const isKey =
      name !== undefined &&
      (mark === '' || (!name.includes(' ') && body.includes('=') && !/\s/.test(withoutRemark(value).value)));
    if (line === '') above = [];
    else if (last && open && mark === '' && (indent > last.indent || open.value.endsWith('\\')))
      live.set(last.key, { ...open, value: continued(open.value, line) });
    else if (header !== undefined) [section, above, last] = [header, [], undefined];
    else if (isKey || (mark === '' && section !== '' && flag.test(body))) {
      const own = name ?? body;
      const key = section === '' ? own : `${pathOf('', section)}.${own}`;
      const read = withoutRemark(value);
      putSetting(mark === '' ? live : commented, key, {
        value: read.value,
        comment: joinComments(above.join('\n'), read.comment),
      });
      if (mark === '') last = { key, indent };
      above = [];
    } else if (mark !== '') above.push(body);
    else return `line ${at + 1} is no key = value`;
  }
  for (const [key, setting] of commented) if (!live.has(key)) live.set(key, setting);
  return live;
}

function continued(value: string, line: string): string {
  return `${value.replace(/\s*\\$/, '')}${value === '' ? '' : '\n'}${line}`;
}

/** A value, and the comment behind it: ` ; text`, ` # text`. In a colour such as ` #fff` no blank follows the mark. */
function withoutRemark(text: string): { readonly value: string; readonly comment: string } {
  const [, value = '', comment = ''] = /^("[^"]*"|'[^']*'|.*?)(?:(?:^|\s+)[;#]\s(.*))?$/.exec(text) ?? [];
  return { value, comment };
}
