// Turns the text of the inputs into typed values, and collects every fault instead of stopping at the first.
import type { Fault } from '../../errors.ts';

/** Input name → the text the workflow gave, or the default of action.yml. */
export type RawInputs = Readonly<Record<string, string>>;

/** In seconds: no job lives longer on GitHub's runners, and a timer's 31 bits of ms hold it. */
const longest = 5 * 24 * 3600;

/** What a key may look like, and what it is called. */
export interface KeyForm {
  readonly what: string;
  readonly pattern: RegExp;
  /** Whether a key may come twice; the later one counts then. */
  readonly repeats?: boolean;
}

/** A quote within is one that was never closed, or not begun. */
const anyKey: KeyForm = { what: 'KEY', pattern: /^[^"]+$/ };

export interface InputReader {
  readonly faults: readonly Fault[];
  fault(message: string, hint: string): void;
  text(name: string): string;
  /** The text, or `undefined` when it is empty. */
  optional(name: string): string | undefined;
  /** `true` or `false` as YAML 1.2's core schema writes them, which is what all actions take. */
  flag(name: string): boolean;
  optionalFlag(name: string): boolean | undefined;
  oneOf<T extends string>(name: string, values: readonly [T, ...T[]]): T;
  /** Items separated by commas or newlines; `none` alone gives an empty list. */
  someOf<T extends string>(name: string, values: readonly T[]): readonly T[];
  /** One item a line; blank lines and lines that begin with `#` are skipped. */
  lines(name: string): readonly string[];
  /** Items separated by commas or newlines. */
  list(name: string): readonly string[];
  /**
   * `KEY=VALUE` records, one a line; a record in double quotes may span lines and writes `"` as `""`. A key of another form
   * is the rest of a value that lacks its quotes: it is a fault, and never shown.
   */
  pairs(name: string, key?: KeyForm): readonly (readonly [key: string, value: string])[];
  /** `90s`, `60m` or `2h`, as seconds; at most five days. */
  seconds(name: string): number;
}

export function makeReader(raw: RawInputs): InputReader {
  const faults: Fault[] = [];
  const fault = (message: string, hint: string): void => void faults.push({ message, hint });
  const text = (name: string): string => (raw[name] ?? '').trim();
  const lines = (name: string): string[] =>
    text(name)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
  const list = (name: string): string[] =>
    lines(name)
      .flatMap((line) => line.split(','))
      .map((item) => item.trim())
      .filter((item) => item !== '');
  const oneOf = <T extends string>(name: string, values: readonly [T, ...T[]]): T => {
    const given = text(name);
    const found = values.find((value) => value === given);
    if (found === undefined) {
      fault(`${name}: "${given}" is not one of ${values.join(', ')}`, `with: { ${name}: ${values[0]} }`);
    }
    return found ?? values[0];
  };
  const optionalFlag = (name: string): boolean | undefined => {
    const given = text(name);
    if (/^(?:true|True|TRUE)$/.test(given)) return true;
    if (/^(?:false|False|FALSE)$/.test(given)) return false;
    if (given !== '') fault(`${name}: "${given}" is neither true nor false`, `with: { ${name}: true }`);
    return undefined;
  };
  return {
    faults,
    fault,
    text,
    optional: (name) => (text(name) === '' ? undefined : text(name)),
    flag: (name) => optionalFlag(name) ?? false,
    optionalFlag,
    oneOf,
    someOf: <T extends string>(name: string, values: readonly T[]) => {
      const given = list(name);
      if (given.length === 1 && given[0] === 'none') return [];
      const unknown = given.filter((item) => !values.some((value) => value === item));
      if (unknown.length > 0) {
        fault(
          `${name}: ${unknown.map((item) => `"${item}"`).join(', ')} is not among ${values.join(', ')}`,
          `with: { ${name}: '${values.join(',')}' }   # any subset, or none`,
        );
      }
      return values.filter((value) => given.includes(value));
    },
    lines,
    list,
    pairs: (name, form = anyKey) => {
      const pairs = new Map<string, string>();
      for (const { record, line } of records(raw[name] ?? '')) {
        const at = record.indexOf('=');
        const written = record.slice(0, Math.max(at, 0));
        const key = written.trim();
        // Whoever writes `KEY = VALUE` means no blank in front of the value.
        const rest = record.slice(at + 1);
        const value = written.trimEnd() === written ? rest : rest.trimStart();
        if (at < 1 || !form.pattern.test(key)) {
          fault(
            `${name}: line ${line} is no ${form.what}=VALUE`,
            `with:\n  ${name}: |\n    "${form.what}=first line\n    second line"   # a value of several lines stands in double quotes`,
          );
        } else if (pairs.has(key) && pairs.get(key) !== value && form.repeats !== true) {
          fault(`${name}: ${key} is given twice, with two values`, `Remove one of the two lines of ${name}.`);
        } else pairs.set(key, value);
      }
      return [...pairs];
    },
    seconds: (name) => {
      const match = /^(\d{1,9})\s*(s|m|h)$/.exec(text(name));
      const seconds = match ? Number(match[1]) * { s: 1, m: 60, h: 3600 }[match[2] as 's' | 'm' | 'h'] : 0;
      if (seconds > 0 && seconds <= longest) return seconds;
      fault(
        `${name}: "${text(name)}" is not a duration between 1s and ${longest / 3600}h`,
        `with: { ${name}: 60m }   # s, m or h`,
      );
      return longest;
    },
  };
}

/** Splits into lines (counted from 1), but keeps a record that begins with `"` together until its closing quote (as csv does). */
export function records(text: string): { readonly record: string; readonly line: number }[] {
  const found: { record: string; line: number }[] = [];
  const pattern = /[ \t]*(?:"((?:[^"]|"")*)"[ \t]*(?=\r?\n|$)|([^\r\n]*))(?:\r?\n|$)/y;
  let line = 1;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) break;
    const record = match[1] === undefined ? (match[2] ?? '').trim() : match[1].replaceAll('""', '"');
    if (record !== '' && !(match[1] === undefined && record.startsWith('#'))) found.push({ record, line });
    line += match[0].split('\n').length - 1;
  }
  return found;
}
