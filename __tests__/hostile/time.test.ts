import { expect } from '@jest/globals';
import * as fc from '../support/property.ts';
import { block, closeMarkdown } from '../../src/changelog/markdown/blocks.ts';
import { migrationFor, sectionOf } from '../../src/changelog/file/section.ts';
import { readConfig } from '../../src/changelog/config/read.ts';
import { codeSpan, inline } from '../../src/changelog/markdown/markdown.ts';
import { readCommit } from '../../src/changelog/commits/parse.ts';
import { parseImageName, parsePlatform } from '../../src/plan/oci/image-name.ts';
import { makeReader } from '../../src/plan/inputs/reader.ts';
import { parseTag } from '../../src/plan/version/version.ts';
import { readVersionsIn } from '../../src/plan/version/version-statements.ts';
import { closed } from '../../src/report/document.ts';
import { code, fence, prose, text, url } from '../../src/report/escape.ts';
import { renderHint } from '../../src/report/hint.ts';
import { parseRecord } from '../../src/plan/record/record-text.ts';
import { parseBuilder } from '../../src/world/docker/buildx.ts';
import { safeLogLines } from '../../src/log-line.ts';
import { isTransientOutput } from '../../src/world/process/retrying-exec.ts';
import { hostileTest } from '../support/hostile/cases.ts';
import { cpuSeconds } from '../support/cpu-time.ts';
import { splitGlobs, splitLabel } from '../../src/plan/asset-names.ts';

const commit = (message: string): unknown =>
  readCommit({ hash: 'a', parents: ['b'], author: 'a', email: 'a', authored: 0, message }, true);

/** Every function that reads or writes text from outside, and how long that text may be in real life, in characters. */
const readers = {
  'a subject': commit,
  'a body': (raw) => commit(`feat: a\n\n${raw}`),
  'a breaking change': (raw) => commit(`feat: a\n\nBREAKING CHANGE: ${raw}`),
  'a revert': (raw) => commit(`revert: a\n\nThis reverts commit ${raw}`),
  'a co-author': (raw) => commit(`feat: a\n\nCo-authored-by: ${raw}`),
  'a line of the notes': inline,
  'a code span': codeSpan,
  'a block of the notes': (raw) => block(raw, '  '),
  'notes of the user': closeMarkdown,
  'a change log': (raw) => sectionOf(`# 1.0.0\n${raw}\n# 0.9.0\n`, '1.0.0'),
  'a heading': (raw) => sectionOf(`# ${raw}`, '1.0.0'),
  'migration notes': (raw) => migrationFor(raw, '1.0.0'),
  'a YAML sample': (raw) => readConfig('a.yaml', raw),
  'a TOML sample': (raw) => readConfig('a.toml', raw),
  'a TOML value': (raw) => readConfig('a.toml', `a = ${raw}`),
  'an .env sample': (raw) => readConfig('.env', raw),
  'a .properties file': (raw) => readVersionsIn('a.properties', raw),
  'a Python file': (raw) => readVersionsIn('a.py', raw),
  'a YAML manifest': (raw) => readVersionsIn('a.yaml', raw),
  'a TOML manifest': (raw) => readVersionsIn('a.toml', raw),
  'text of a report': text,
  'code of a report': code,
  'a sentence of a report': prose,
  'a block of a report': (raw) => fence(raw, 'text'),
  'an address of a report': url,
  'a hint': renderHint,
  'notes in a report': closed,
  'lines of a tool': safeLogLines,
  'what a tool said last': isTransientOutput,
  'what buildx says of a builder': parseBuilder,
  'a tag': (raw) => parseTag(`v${raw}`, ''),
  'a prerelease tag': (raw) => parseTag(`v1.0.0-${raw}`, ''),
  'an image name': parseImageName,
  'a platform': parsePlatform,
  'pairs of an input': (raw) => makeReader({ a: raw }).pairs('a'),
  'a list of an input': (raw) => makeReader({ a: raw }).list('a'),
  'globs of an input': (raw) => splitGlobs(raw),
  'a label of an input': splitLabel,
  'release.json': parseRecord,
} as const satisfies Readonly<Record<string, (raw: string) => unknown>>;

const lead = fc.constantFrom(
  '', 'x', '[', '{', '"', '# ', '```', 'a: ', 'x = ', '- ', '<!--', '\u001b[', '\u001b]', 'https://a.b/', 'version', '#', 'a=', '1.0.0', '[x](', '`',
); // prettier-ignore
const pump = fc.oneof(
  fc.constantFrom(
    ' ', '\n', '\t', '\r', 'a', '1', '0.', '.', '-', '_', '@', '/', ':', '=', '#', '`', '[', '](', '![', '(', '{', '<', '>', '*', '~', '|', '&', '$', '"', "'", ',',
    '\\', ' #', '\n#', '- ', '> ', '\n- ', '# \n', ' \n', '\n ', '{a: ', '? ', '- - ', '&a ', '*a ', '!!', '%', '%a\n', '...\n', '--- \n', '|\n', '<!--', '-->', '`a',
    '~~~\n', '```\n', '\u001b[', '\u001b]', '\u200b', 'é', '😀', 'a.', 'a-', 'a@', 'http://', 'www.', 'h', '#1 ', 'Merge ', '<details>', '_a', '"a\n', '=\n', '\na=',
    'a: b\n', 'a = 1\n', '# x = 1\n', 'BREAKING CHANGE: ', 'code 5', '::', '##[', '\u0000',
  ),
  fc.string({ minLength: 1, maxLength: 3 }),
); // prettier-ignore
const end = fc.constantFrom('', 'x', '"', "'", ']', ')', '\n', '!', '\u0000', '\u001b', '`');

const seconds = (read: (raw: string) => unknown, raw: string): number => cpuSeconds(() => read(raw));

/** The shortest of some tries: the first ones are compiled on the way. */
const least = (tries: number, measure: () => number): number =>
  Math.min(...Array.from({ length: tries }, measure));

const short = 4_000;
const long = 32_000;

hostileTest(
  'text of any shape is read in linear time',
  [fc.constantFrom(...(Object.keys(readers) as (keyof typeof readers)[])), lead, pump, end],
  (name, first, middle, last) => {
    const read: (raw: string) => unknown = readers[name];
    const raw = (length: number): string =>
      `${first}${middle.repeat(Math.ceil(length / middle.length))}${last}`;
    if (seconds(read, raw(long)) < 0.25) return;
    // Eight times the length may take eight times as long, or more while memory is short; its square would be sixty-four.
    const before = least(4, () => seconds(read, raw(short)));
    const after = least(4, () => seconds(read, raw(long)));
    expect(after).toBeLessThan(Math.max(1, 32 * before));
  },
);
