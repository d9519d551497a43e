import { describe, expect, test } from '@jest/globals';
import { FaultsError, ReleaseError, messageOf } from '../src/errors.ts';

describe('errors', () => {
  test('one fault reads as itself', () => {
    const error = new FaultsError([{ message: 'No Dockerfile', hint: 'Add one' }]);
    expect(error.message).toBe('No Dockerfile');
    expect(error.hint).toBe('Add one');
  });

  test('several faults are all listed, each with its remedy', () => {
    const error = new FaultsError([
      { message: 'A', hint: 'mend a' },
      { message: 'B', hint: 'mend b' },
    ]);
    expect(error.message).toBe('2 faults were found before anything was pushed');
    expect(error.hint).toBe('1. A\n   mend a\n2. B\n   mend b');
  });

  test('the message of an error names its causes', () => {
    const error = new ReleaseError('outer', { hint: 'h', cause: new Error('inner') });
    expect(messageOf(error)).toBe('outer: inner');
    expect(messageOf('text')).toBe('text');
  });
});
