import { describe, expect, test } from '@jest/globals';
import { endOfOutput, lineReader } from '../../../src/world/process/output.ts';

describe('lines of a program', () => {
  const lines = (pieces: readonly (string | Uint8Array)[]): readonly string[] => {
    const read: string[] = [];
    const reader = lineReader((line) => read.push(line));
    for (const piece of pieces) reader.push(Buffer.from(piece as string));
    reader.end();
    return read;
  };
  const long = 'x'.repeat(64 * 1024);

  test.each<[string, readonly (string | Uint8Array)[], readonly string[]]>([
    ['come whole, however they are cut', ['#1 load', 'ing\n#2 ', 'done\n'], ['#1 loading', '#2 done']],
    ['end with each kind of line end', ['a\nb\r\nc\rd'], ['a', 'b', 'c', 'd']],
    ['may lack an end at last', ['a\nlast'], ['a', 'last']],
    ['keep a character that is cut in two', [Buffer.from([0xc3]), Buffer.from([0xa9, 0x0a])], ['é']],
    ['are not held where they have no end', [long, 'y\n'], [long, 'y']],
    ['are no commands to the runner', ['::set-env name=x::y\n'], [':\u200b:set-env name=x::y']],
    ['are none where nothing is printed', [], []],
  ])('%s', (_, pieces, expected) => {
    expect(lines(pieces)).toEqual(expected);
  });
});

test.each([
  ['all of it below the limit', 8, ['abc', 'def'], 'abcdef'],
  ['whole pieces that hold the limit', 4, ['abc', 'def', 'ghi'], 'defghi'],
  ['one piece that is longer than the limit', 2, ['abcdef'], 'abcdef'],
])('of an output is kept: %s', (_, limit, pieces, expected) => {
  const output = endOfOutput(limit);
  for (const piece of pieces) output.push(Buffer.from(piece));
  expect(output.text()).toBe(expected);
});
