import { expect, test } from '@jest/globals';
import { HttpError } from '../../../src/world/retry/retry.ts';
import { hasStatus, statusOf } from '../../../src/world/retry/status.ts';

test.each<[string, unknown, number | undefined]>([
  ['our own client', new HttpError('gone', { status: 404, hint: 'h' }), 404],
  ['octokit', Object.assign(new Error('no'), { status: 422 }), 422],
  ['a broken connection', new Error('ECONNRESET'), undefined],
  ['no error at all', { status: 404 }, undefined],
])('the status of %s', (_, error, status) => {
  expect(statusOf(error)).toBe(status);
  expect(hasStatus(error, 404, 422)).toBe(status !== undefined);
  expect(hasStatus(error, 500)).toBe(false);
});
