// Text and JSON as an enemy would write them: every mark that means something to a shell, a runner, a page or a parser.
import * as fc from '../property.ts';
import { hostile as markdown } from '../report/hostile.ts';

const MARKS = [
  '::set-env name=PATH::/tmp', '::add-mask::a', '::stop-commands::x', '::set-output name=verified::true', '::error::', '::', ':',
  '##[set-env name=A]b', '##[', '##[add-path]/tmp', '\r', '\n', '\r\n', '\u0085', '\u2028', '\u2029', '\u000b', '\u000c', '\u00a0', '\ufeff', '\u200b',
  'ghadelimiter_', 'EOF', 'verified=true', 'verified<<EOF', '--', '-', '--output=', '-o', '--help', '--config', '=', ',', '"', '""', "'", '`id`',
  '$(id)', '; id', '&& id', '| id', '> /tmp/x', '${IFS}', '%0A', '%0D', '%25', '%2e%2e%2f', '${{ secrets.A }}', '../', '/../', '..', '/', '//', '/etc/passwd', '.git/',
  '~', '*', '**', '?', '[!a]', '{a,b}', '\\', 'C:\\', 'file://', 'https://a.b/c', 'http://127.0.0.1/', 'javascript:alert(1)', 'data:text/html,<b>', '__proto__',
  'constructor', 'prototype', 'toString', '<svg onload=x>', '<a href=x>', '<img src=x>', '</td>', '</summary>', '-->', '@octocat', '@org/team', '#1', 'GH-1', 'a/b#1',
  'v1.2.0', 'refs/tags/', 'HEAD', '@{-1}', '^{}', ':(top)', ':/', '\u001b]8;;https://a.b\u0007', '\u001b[2J', '\u0000', '&a [*a,*a]', '!!js/function', '<<: *a',
] as const; // prettier-ignore

/** Marks, shards of Markdown and any Unicode, in any order. */
export const text: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...MARKS) },
      { weight: 2, arbitrary: markdown },
      { weight: 2, arbitrary: fc.constantFrom('a', 'b c', '1', 'é', '😀', ' ', '\t') },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** A text without line ends and NUL, as a file name, a header or an argument can be. */
export const line = text.map((raw) => raw.replace(/[\0\r\n]/g, ''));

/** A name that a file can have. */
export const fileName = line
  .map((raw) => raw.replaceAll('/', '_').toWellFormed().slice(0, 40))
  .filter((name) => name !== '' && name !== '.' && name !== '..');

const key = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'length', '0'),
  },
  { weight: 3, arbitrary: text },
);

/** Any JSON, with keys that would pollute a prototype. */
export const json: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(text, fc.double(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    // JSON.parse and not an object literal: it gives an own property of the name `__proto__`.
    fc
      .array(fc.tuple(key, tie('value')), { maxLength: 4 })
      .map((entries) => JSON.parse(objectText(entries)) as unknown),
  ),
})).value;

function objectText(entries: readonly (readonly [string, unknown])[]): string {
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`;
}

/** A good value in which some parts, however deep, are replaced by anything. */
export function spoilt(good: unknown): fc.Arbitrary<unknown> {
  const whole = { weight: 1, arbitrary: json };
  if (Array.isArray(good)) {
    const items = good.map((item: unknown) => spoilt(item));
    return fc.oneof({ weight: 12, arbitrary: fc.tuple(...items) }, whole);
  }
  if (typeof good === 'object' && good !== null) {
    const fields = Object.entries(good).map(([name, value]) =>
      fc.tuple(
        fc.constant(name),
        spoilt(value),
        fc.boolean().map(() => true),
      ),
    );
    const more = fc.option(fc.tuple(key, json), { freq: 8 });
    const record = fc.tuple(fc.tuple(...fields), more, fc.nat({ max: 30 })).map(([list, extra, without]) => {
      const kept = list.filter((_, at) => at !== without).map(([name, value]) => [name, value] as const);
      return JSON.parse(objectText(extra ? [...kept, extra] : kept)) as unknown;
    });
    return fc.oneof({ weight: 12, arbitrary: record }, whole);
  }
  return fc.oneof({ weight: 12, arbitrary: fc.constant(good) }, whole);
}
