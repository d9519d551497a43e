import { describe, expect, test } from '@jest/globals';
import { tagName } from '../../../src/plan/brands.ts';
import { type OtherWords, hasOthersWords, readPage, writePage } from '../../../src/plan/record/page-parts.ts';
import * as fc from '../../support/property.ts';

const tag = tagName('v1.2.0');
const ours = "## What's Changed\n\n- feat: add tokens (#42)\n";
const nobodys = { above: '', below: '' };

/** Words as browsers, bots and people leave them: any character, line ends of both kinds, our own marks copied. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    'Hand written highlights',
    '# Title\r\n\r\nwith *CRLF*\r\n',
    '\n\nleading and trailing\n\n\n',
    'a lone\rreturn\r',
    '```\nan open fence',
    '<!-- a comment that is not closed',
    '<!-- release-action writes what follows -->',
    writePage(tagName('v1.1.0'), ours, nobodys),
    '​‮ zero width, right to left',
  ),
);
const isBlank = (text: string): boolean => text.trim() === '';

describe('a page taken apart', () => {
  test('gives the words of others back, byte for byte, above and below', () => {
    const part = words.filter((text) => !isBlank(text));
    const parts: fc.Arbitrary<OtherWords> = fc.record({
      above: fc.oneof(fc.constant(''), part),
      below: fc.oneof(fc.constant(''), part),
    });
    fc.assert(
      fc.property(parts, fc.constantFrom('keep', 'append'), (others, policy) => {
        const page = writePage(tag, ours, others);
        expect(readPage(tag, page, policy)).toEqual({ kind: 'apart', marked: true, ...others });
        expect(hasOthersWords(tag, page)).toBe(others.above + others.below !== '');
      }),
    );
  });

  test('is the same again when it is written again, also when a browser has made CRLF of every line end', () => {
    fc.assert(
      fc.property(words, fc.constantFrom('keep', 'append'), fc.boolean(), (text, policy, crlf) => {
        const first = readPage(tag, text, policy);
        if (first.kind !== 'apart') return;
        const page = writePage(tag, ours, first);
        const sent = crlf ? page.replace(/\r?\n/g, '\r\n') : page;
        const again = readPage(tag, sent, policy);
        if (again.kind !== 'apart') throw new Error('it counts as edited');
        expect(again.marked).toBe(true);
        const lines = (all: string): string => all.replace(/\r?\n/g, '\n');
        expect(lines(writePage(tag, ours, again))).toBe(lines(page));
      }),
    );
  });

  test.each<[string, 'keep' | 'append' | 'replace', OtherWords]>([
    ['keep: above ours', 'keep', { above: 'theirs', below: '' }],
    ['append: below ours', 'append', { above: '', below: 'theirs' }],
    ['replace: nowhere', 'replace', nobodys],
  ])('%s', (_, policy, where) => {
    expect(readPage(tag, 'theirs', policy)).toEqual({ kind: 'apart', marked: false, ...where });
  });

  test('that has other notes of ours between its marks keeps what stands outside', () => {
    const old = writePage(tag, 'notes of an earlier build', { above: 'above', below: 'below' });
    expect(readPage(tag, old, 'keep')).toMatchObject({ above: 'above', below: 'below' });
    expect(readPage(tag, old, 'replace')).toMatchObject(nobodys);
  });

  test('whose part of ours was changed by hand is edited', () => {
    for (const others of [nobodys, { above: 'above', below: '' }]) {
      const page = writePage(tag, ours, others).replace('add tokens', 'add many tokens');
      expect(readPage(tag, page, 'keep')).toEqual({ kind: 'edited' });
      expect(hasOthersWords(tag, page)).toBe(true);
    }
  });

  test("that was copied from another tag's is all somebody's", () => {
    const copied = writePage(tagName('v1.1.0'), ours, nobodys);
    expect(readPage(tag, copied, 'keep')).toMatchObject({ marked: false, above: copied });
  });

  test('of ours alone has nobody’s words, and an empty one neither', () => {
    expect(hasOthersWords(tag, writePage(tag, ours, nobodys))).toBe(false);
    expect(hasOthersWords(tag, ' \r\n')).toBe(false);
    expect(hasOthersWords(tag, 'x')).toBe(true);
  });
});
