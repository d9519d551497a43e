import { describe, expect, test } from '@jest/globals';
import { parseEnv, parseKeyValues, parsePath } from './file-commands.ts';

describe('file commands', () => {
  test.each([
    ['', {}],
    ['a=1\n', { a: '1' }],
    ['a=1', { a: '1' }],
    ['a=b=c\r\n', { a: 'b=c' }],
    ['a=\n', { a: '' }],
    ['a=x<<y\n', { a: 'x<<y' }],
    ['a=1\n\nb=2\na=3\n', { a: '3', b: '2' }],
    ['a<<E\nE\n', { a: '' }],
    ['a<<E\n\nE\n', { a: '' }],
    ['a<<E\none\ntwo = 2\n\nE', { a: 'one\ntwo = 2\n' }],
    ['a<<E=F\nE\nE=F\nb=1\n', { a: 'E', b: '1' }],
  ])('%j', (text, values) => {
    expect(parseKeyValues(text)).toEqual(values);
  });

  test.each([
    ['neither', "Invalid format 'neither'"],
    ['=1', "Invalid format '=1'. Name must not be empty"],
    ['<<E\nE\n', "Invalid format '<<E'. Name must not be empty and delimiter must not be empty"],
    ['a<<\n', "Invalid format 'a<<'. Name must not be empty and delimiter must not be empty"],
    ['a<<E\nx\n E\n', "Invalid value. Matching delimiter not found 'E'"],
  ])('%j is refused', (text, message) => {
    expect(() => parseKeyValues(text)).toThrow(new Error(message));
  });

  test('NODE_OPTIONS cannot be exported', () => {
    expect(() => parseEnv('node_options=x\n')).toThrow(
      "Can't store node_options output parameter using '$GITHUB_ENV' command.",
    );
    expect(parseEnv('A=1\n')).toEqual({ A: '1' });
  });

  test('a path file holds one directory a line', () => {
    expect(parsePath('/a\n/b c\r\n\n')).toEqual(['/a', '/b c']);
  });
});
