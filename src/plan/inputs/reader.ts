// Turns the inputs' text, which the door hands over, into typed values, and gathers every fault instead of stopping at the first.
import type { Fault } from '../../errors.ts';

/** Input name → the text the workflow gave, or the default of action.yml. */
export type RawInputs = Readonly<Record<string, string>>;

/** In seconds: no job lives longer on GitHub's runners, and a timer's 31 bits of ms hold it. */
const longest = 5 * 24 * 3600;

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
  /** `KEY=VALUE` records, one a line; a value in double quotes may span lines and writes `"` as `""`. */
  pairs(name: string): readonly (readonly [key: string, value: string])[];
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
    pairs: (name) => {
      const pairs: [string, string][] = [];
      for (const record of records(raw[name] ?? '')) {
        const at = record.indexOf('=');
        if (at < 1) {
          fault(`${name}: a line without KEY=VALUE`, `with: { ${name}: 'KEY=VALUE' }   # one a line`);
          continue;
        }
        pairs.push([record.slice(0, at).trim(), record.slice(at + 1)]);
      }
      return pairs;
    },
    seconds: (name) => {
      const match = /^(\d{1,9})\s*(s|m|h)$/.exec(text(name));
      const seconds = match ? Number(match[1]) * { s: 1, m: 60, h: 3600 }[match[2] as 's' | 'm' | 'h'] : 0;
      if (seconds > 0 && seconds <= longest) return seconds;
      fault(
        `${name}: "${text(name)}" is no duration between 1s and ${longest / 3600}h`,
        `with: { ${name}: 60m }   # s, m or h`,
      );
      return longest;
    },
  };
}

/** Splits into lines, but keeps a record that begins with `"` together until its closing quote (as csv does). */
function records(text: string): string[] {
  const found: string[] = [];
  const pattern = /[ \t]*(?:"((?:[^"]|"")*)"[ \t]*(?=\r?\n|$)|([^\r\n]*))(?:\r?\n|$)/y;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) break;
    const record = match[1] === undefined ? (match[2] ?? '').trim() : match[1].replaceAll('""', '"');
    if (record !== '' && !(match[1] === undefined && record.startsWith('#'))) found.push(record);
  }
  return found;
}
