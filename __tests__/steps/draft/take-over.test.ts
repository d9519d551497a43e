// Words of every size and kind on a page that somebody made: nothing of theirs is lost, and ours take the room that is left.
import { describe, expect, test } from '@jest/globals';
import { countCharacters, fit } from '../../../src/changelog/markdown/fit.ts';
import { githubLimit } from '../../../src/changelog/notes.ts';
import { tagName } from '../../../src/plan/brands.ts';
import { type Page, recordedPage } from '../../../src/plan/record/page.ts';
import { type WordsPolicy, readPage } from '../../../src/plan/record/page-parts.ts';
import type { ReleaseRecord } from '../../../src/plan/record/release-record.ts';
import { pageFor } from '../../../src/steps/draft/take-over.ts';
import * as fc from '../../support/property.ts';

const tag = tagName('v1.2.0');

/** As the notes of a release are made to fit: whole lines go, and a line counts them. */
const notesOf = (lines: number) => (room: number) =>
  fit(
    [{ rank: 1, heading: "## What's Changed", items: changes(lines), counted: true }],
    room,
    'release-notes.md',
  ).body;
const changes = (lines: number): readonly string[] =>
  Array.from({ length: lines }, (_, at) => `- fix: settle matter ${at} 🎉`);

const theirTitle = 'First light 🚀 "<b>" \u202eabc\u202c ';
const pageOf = (
  body: string,
  words: WordsPolicy,
  write: (room: number) => string,
  { earlier, name = theirTitle }: { readonly earlier?: Page; readonly name?: string } = {},
): Page =>
  pageFor(
    { tag, release: { words, title: 'v1.2.0' } as Parameters<typeof pageFor>[0]['release'] },
    { name, body },
    earlier === undefined ? {} : { manifest: { page: recordedPage(earlier) } as ReleaseRecord },
    write,
  );

/** So many characters, of what a unit repeats. */
const ofSize = (unit: string, size: number): string => {
  const points = Array.from(unit);
  return Array.from({ length: size }, (_, at) => points[at % points.length]).join('');
};

const units: readonly [string, string][] = [
  ['plain text', 'words '],
  ['CRLF', 'a line of text\r\n'],
  ['emoji, two UTF-16 units each', '🎉👩🏽‍🚀'],
  ['control characters', 'bell\u0007, escape\u001b[1m, feed\u000c, tab\u000b\u0085\n'],
  ['blanks at the ends of lines', 'kept  \n\t \n\u00a0\u3000\n'],
  ['other scripts and directions', 'שלום, 漢字, \u202eabc\u202c, e\u0301\u0302\u0303\n'],
  ['half of a pair, as a form may send it', 'a\ud83dz'],
  ['comments that are not closed', '<!-- open\n<!-- release-action writes what follows -->\n\n'],
  ['fences that are not closed', '```md\n~~~~\r\n    ```` \n<details><summary>\n'],
  ['what shells and workflows act on', '${{ github.token }} $(id) `id` %0A ::error::\n'],
];

describe.each(units)('words of %s', (_, unit) => {
  const sizes = [1, 60_000, 124_260, 124_300, 124_301, 125_000];
  test.each(sizes)(
    '%i of them: all stay, byte for byte, and the page is no longer than GitHub takes',
    (size) => {
      const theirs = `#${ofSize(unit, size - 1)}`;
      for (const policy of ['keep', 'append'] as const) {
        for (const lines of [1, 6000]) {
          const page = pageOf(theirs, policy, notesOf(lines));
          expect(countCharacters(page.notes)).toBeLessThanOrEqual(githubLimit);
          expect(policy === 'keep' ? page.notes.startsWith(theirs) : page.notes.endsWith(theirs)).toBe(true);
          expect(page.title).toBe(theirTitle);
          const parts = readPage(tag, page.notes, policy);
          expect(parts).toMatchObject({ kind: 'apart', above: policy === 'keep' ? theirs : '' });
          expect(parts).toMatchObject({ below: policy === 'append' ? theirs : '' });
          // The next run, with the record of this one and without, leaves the page as it is.
          expect(pageOf(page.notes, policy, notesOf(lines), { earlier: page })).toEqual(page);
          expect(pageOf(page.notes, policy, notesOf(lines))).toEqual(page);
        }
      }
    },
  );
});

describe('replace', () => {
  test.each(units)('words of %s go, however long, and ours stand there whole', (_, unit) => {
    const alone = pageOf('', 'replace', notesOf(3));
    for (const size of [1, 60_000, githubLimit])
      expect(pageOf(ofSize(unit, size), 'replace', notesOf(3))).toEqual(alone);
    expect(alone.notes).toContain('- fix: settle matter 2 🎉');
  });
});

describe.each<WordsPolicy>(['keep', 'append', 'replace'])('with notes: %s', (policy) => {
  test.each(['', ' ', '\r\n', '\t\n  \r\n', '\u00a0\u3000\u2003'])(
    'a page of %j has no words, and ours stand there alone',
    (blank) => {
      const { notes } = pageOf(blank, policy, notesOf(3));
      expect(notes).toMatch(/^## What's Changed\n[^]*\n<!-- release-action v1\.2\.0 [0-9a-f]{64} -->$/);
    },
  );

  test.each([
    ['🚀 1.2', '🚀 1.2'],
    [' \u05e9\u05dc\u05d5\u05dd ', ' \u05e9\u05dc\u05d5\u05dd '],
    ['', 'v1.2.0'],
    [' \t', 'v1.2.0'],
  ])('the title %j is %j', (name, title) => {
    expect(pageOf('words', policy, notesOf(3), { name }).title).toBe(title);
  });
});

test('our own marks among their words, of this tag too, in any order: nothing that they wrote is lost', () => {
  const whole = pageOf('', 'keep', notesOf(1)).notes;
  const begin = '<!-- release-action writes what follows -->';
  const mark = /<!-- release-action v1.*-->/.exec(whole)?.[0] ?? '';
  expect(mark).not.toBe('');
  const ours = whole.slice(0, -mark.length);
  const marks = [
    begin,
    mark,
    mark.replace(/[0-9a-f]{64}/, '0'.repeat(64)),
    whole,
    ours,
    `${begin}\n\n${whole}`,
  ];
  const piece = fc.oneof(
    fc.constantFrom(...marks).map((text) => ({ text, theirs: false })),
    fc.integer({ min: 0, max: 10 ** 9 }).map((n) => ({ text: `their words ${n}.`, theirs: true })),
  );
  const pieces = fc.array(piece, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(
      pieces,
      fc.constantFrom('keep', 'append'),
      fc.constantFrom('', '\n', '\n\n', '\r\n\r\n'),
      (all, policy, between) => {
        const body = all.map(({ text }) => text).join(between);
        const page = pageOf(body, policy, notesOf(2));
        const found = page.notes.match(/their words \d+\./g) ?? [];
        expect(found).toEqual(all.filter(({ theirs }) => theirs).map(({ text }) => text));
        expect(pageOf(page.notes, policy, notesOf(2), { earlier: page })).toEqual(page);
      },
    ),
  );
});

test('ours are shortened as far as theirs take the room, and say how much is left out', () => {
  const theirs = ofSize('words ', 120_000);
  const { notes } = pageOf(theirs, 'append', notesOf(6000));
  expect(notes).toMatch(/^## What's Changed\n\n- fix: settle matter 0 🎉\n/);
  expect(notes).toMatch(/- … and \d+ more changes: see release-notes\.md/);
  expect(notes.endsWith(theirs)).toBe(true);
  expect(countCharacters(notes)).toBeGreaterThan(githubLimit - 1000);
});

test('any words of any size stay, whatever ours are', () => {
  const theirs = fc
    .tuple(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: githubLimit }),
    )
    .map(([unit, size]) => `#${ofSize(unit, size - 1)}`);
  fc.assert(
    fc.property(
      theirs,
      fc.constantFrom('keep', 'append'),
      fc.integer({ min: 0, max: 6000 }),
      (body, policy, n) => {
        const page = pageOf(body, policy, notesOf(n));
        expect(page.notes.includes(body)).toBe(true);
        expect(countCharacters(page.notes)).toBeLessThanOrEqual(githubLimit);
        expect(pageOf(page.notes, policy, notesOf(n), { earlier: page })).toEqual(page);
      },
    ),
    { numRuns: 20 },
  );
});
