import { describe, expect, test } from '@jest/globals';
import * as fc from '../../support/property.ts';
import { makeReader } from '../../../src/plan/inputs/reader.ts';
import { cpuSeconds } from '../../support/cpu-time.ts';

const read = (text: string): ReturnType<typeof makeReader> => makeReader({ it: text });

describe('lists', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['', [], []],
    ['a', ['a'], ['a']],
    ['a,b', ['a,b'], ['a', 'b']],
    ['a\r\nb\n\n  c  ', ['a', 'b', 'c'], ['a', 'b', 'c']],
    ['# note\na#b', ['a#b'], ['a#b']],
    [' , ,', [', ,'], []],
  ])('%j', (text, lines, list) => {
    expect(read(text).lines('it')).toEqual(lines);
    expect(read(text).list('it')).toEqual(list);
  });
});

describe('pairs', () => {
  test.each<[string, readonly (readonly [string, string])[]]>([
    ['A=1', [['A', '1']]],
    [
      'A=1\nB=2\r\nC=3',
      [
        ['A', '1'],
        ['B', '2'],
        ['C', '3'],
      ],
    ],
    ['  A=1  ', [['A', '1']]],
    ['A = 1', [['A', '1']]],
    ['A= 1', [['A', ' 1']]],
    ['A=', [['A', '']]],
    ['A=x=y,z', [['A', 'x=y,z']]],
    ['# A=1', []],
    ['"A=line 1\nline 2"', [['A', 'line 1\nline 2']]],
    [
      '"A=say ""hi"""\nB=2',
      [
        ['A', 'say "hi"'],
        ['B', '2'],
      ],
    ],
    ['A="quoted"', [['A', '"quoted"']]],
    ['"# A=1"', [['# A', '1']]],
  ])('%j', (text, pairs) => {
    const reader = read(text);
    expect(reader.pairs('it')).toEqual(pairs);
    expect(reader.faults).toEqual([]);
  });

  test.each([
    ['A', 1],
    ['=1', 1],
    ['\n\nA', 3],
    ['"A=never closed', 1],
    ['"B=1\n2"\n"A=never closed', 3],
  ])('%j is a fault, and its line is not shown', (text, line) => {
    const reader = read(text);
    reader.pairs('it');
    expect(reader.faults).toEqual([
      {
        message: `it: line ${line} is no KEY=VALUE`,
        hint: 'with:\n  it: |\n    "KEY=first line\n    second line"   # a value of several lines stands in double quotes',
      },
    ]);
  });

  test('any value comes back when it is quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (values) => {
        const text = values.map((value, at) => `"k${at}=${value.replaceAll('"', '""')}"`).join('\n');
        expect(read(text).pairs('it')).toEqual(values.map((value, at) => [`k${at}`, value]));
      }),
    );
  });

  test('a hundred thousand quotes are read in no time', () => {
    const took = cpuSeconds(() => {
      read(`A=${'"'.repeat(100_000)}`).pairs('it');
      read(`"A=${'""'.repeat(50_000)}`).pairs('it');
      read('"\n'.repeat(20_000)).pairs('it');
    });
    expect(took).toBeLessThan(2);
  });
});

test('an absent input is an empty one', () => {
  const reader = makeReader({});
  expect([reader.text('x'), reader.optional('x'), reader.list('x'), reader.optionalFlag('x')]).toEqual([
    '',
    undefined,
    [],
    undefined,
  ]);
  expect(reader.faults).toEqual([]);
});
