import { describe, expect, test } from '@jest/globals';
import * as fc from '../../support/property.ts';
import { uncompress } from '../../../src/world/tools/snappy.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

/** Writes a text as one literal, the simplest block there is. */
function literal(text: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(Math.max(0, text.length - 1));
  const length: number[] = [];
  for (let rest = text.length; ; rest >>>= 7) {
    length.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
    if (rest <= 0x7f) break;
  }
  return Buffer.concat([
    Buffer.from(length),
    ...(text.length === 0 ? [] : [Buffer.from([63 << 2]), size, text]),
  ]);
}

describe('a block', () => {
  test.each([
    ['nothing', '00', ''],
    ['a short literal', '03 08 616263', 'abc'],
    ['a literal with its length in one byte', '03 f0 02 616263', 'abc'],
    ['a literal with its length in two bytes', '03 f4 0200 616263', 'abc'],
    ['a copy with a one-byte offset', '08 0c 61626364 01 04', 'abcdabcd'],
    ['a copy with a two-byte offset', '07 0c 61626364 0a 0400', 'abcdabc'],
    ['a copy with a four-byte offset', '07 0c 61626364 0b 04000000', 'abcdabc'],
    ['a copy that reaches into itself', '08 00 61 1a 0100', 'aaaaaaaa'],
  ])('with %s', (_name, hex, expected) => {
    expect(uncompress(bytes(hex), 100).toString()).toBe(expected);
  });

  test.each([
    ['nothing at all', '', 'the Snappy block ends early'],
    ['an endless length', 'ffffffffff 01', 'the Snappy block has no length'],
    ['a length over the limit', '65', 'the Snappy block is said to hold 101 bytes, over 100'],
    ['a literal that is cut off', '03 08 6162', 'the Snappy block ends early'],
    ['less than it says', '04 08 616263', 'the Snappy block holds less than it says'],
    ['more than it says', '02 08 616263', 'the Snappy block holds more than it says'],
    ['a copy of more than it says', '05 0c 61626364 01 04', 'the Snappy block holds more than it says'],
    ['a copy from before its start', '08 0c 61626364 01 05', 'the Snappy block copies from before its start'],
    ['a copy from nowhere', '08 0c 61626364 01 00', 'the Snappy block copies from before its start'],
  ])('with %s is refused', (_name, hex, message) => {
    expect(() => uncompress(bytes(hex), 100)).toThrow(new Error(message));
  });

  test('of any literal comes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (text) => {
        expect(uncompress(literal(Buffer.from(text)), 2000).equals(text)).toBe(true);
      }),
    );
  });

  test('of any garbage is refused or stays within its limit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (garbage) => {
        let size = 0;
        try {
          size = uncompress(garbage, 1000).length;
        } catch (error) {
          expect((error as Error).message).toMatch(/^the Snappy block /);
        }
        expect(size).toBeLessThanOrEqual(1000);
      }),
      { numRuns: 1000 },
    );
  });
});
