import { expect, test } from '@jest/globals';
import { HttpError, retryAfterOf } from '../../../src/world/retry/retry.ts';
import { secondsToWait } from '../../../src/world/retry/retry-after.ts';

const now = Date.parse('Wed, 21 Oct 2026 07:28:00 GMT');

test.each<[unknown, number | undefined]>([
  ['120', 120],
  ['0', 0],
  [' 3 ', 3],
  [['7'], 7],
  [5, 5],
  ['Wed, 21 Oct 2026 07:28:30 GMT', 30],
  ['Wednesday, 21-Oct-26 07:28:30 GMT', 30],
  ['Wed Oct 21 07:28:30 2026 GMT', 30],
  ['Wed, 21 Oct 2026 07:00:00 GMT', 0],
  ['', undefined],
  [undefined, undefined],
  ['soon', undefined],
  ['-1', undefined],
  ['2026', 2026],
])('%j is %s s', (header, expected) => {
  expect(secondsToWait(header, now)).toBe(expected);
});

test('a date in the errors of octokit counts, too', () => {
  const at = new Date(Date.now() + 60_000).toUTCString();
  const error = Object.assign(new Error('busy'), {
    status: 429,
    response: { headers: { 'retry-after': at } },
  });
  expect(retryAfterOf(error)).toBeGreaterThan(50);
  expect(retryAfterOf(new HttpError('busy', { status: 429, hint: '', retryAfter: 9 }))).toBe(9);
});
