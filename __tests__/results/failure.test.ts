import { describe, expect, test } from '@jest/globals';
import { FaultsError, ReleaseError } from '../../src/errors.ts';
import { failureResult } from '../../src/results/failure.ts';
import { contextOf } from '../support/samples.ts';

const summaryOf = (error: unknown, ref = 'refs/tags/v1.2.0'): string =>
  failureResult(error, [], { ...contextOf(), ref: ref }).summary;

const moving = 'git tag --force -a v1.2.0 -m v1.2.0 && git push --force origin v1.2.0';

describe('the way on after a failure', () => {
  test.each([
    ['an input', new ReleaseError('x', { code: 'bad-input', hint: 'with: { platforms: linux/amd64 }' })],
    [
      'a permission',
      new ReleaseError('x', { code: 'no-contents', hint: 'permissions: { contents: write }' }),
    ],
    [
      'a step that is missing',
      new ReleaseError('x', { code: 'no-checkout', hint: '- uses: actions/checkout@v6   # first' }),
    ],
    ['a file of the commit', new ReleaseError('x', { code: 'version-file', hint: 'Write 1.2.0 into x.' })],
    [
      'one among several',
      new FaultsError([
        { message: 'a', hint: 'Wait.' },
        { message: 'b', hint: 'with: { file: x }' },
      ]),
    ],
  ])('%s: not a rerun, which takes the same commit and workflow file', (_, error) => {
    const summary = summaryOf(error);
    expect(summary).not.toContain('gh run rerun');
    expect(summary).toContain('A rerun takes the same commit and the same workflow file');
    expect(summary).toContain(`\`\`\`sh\n${moving}\n\`\`\``);
  });

  test('on a branch there is no tag to move', () => {
    const error = new ReleaseError('x', { code: 'bad-input', hint: 'with: { platforms: linux/amd64 }' });
    expect(summaryOf(error, 'refs/heads/main')).toContain('```sh\ngit push\n```');
  });

  test.each(['tag-conflict', 'tag-burned', 'not-repointed'] as const)(
    '%s: nothing but its own remedy',
    (code) => {
      const summary = summaryOf(new ReleaseError('x', { code, hint: 'git tag -a v1.2.1 -m v1.2.1' }));
      expect(summary).not.toContain('gh run rerun');
      expect(summary).not.toContain('A rerun takes');
      expect(summary).toContain('```sh\ngit tag -a v1.2.1 -m v1.2.1\n```');
    },
  );

  test.each([
    ['a busy registry', new ReleaseError('x', { code: 'registry-failed', hint: 'Wait.' })],
    [
      'a secret',
      new ReleaseError('x', { code: 'no-push', hint: 'gh secret set REGISTRY_PASSWORD   # renew it' }),
    ],
    [
      "GitHub's rate limit",
      Object.assign(new Error('API rate limit exceeded'), {
        ...{ status: 403, request: { method: 'GET', url: 'https://api.github.com/repos/o/a' } },
      }),
    ],
    ['what is not known', new Error('x')],
  ])('%s: a rerun', (_, error) => {
    expect(summaryOf(error)).toMatch(/gh run rerun \d+ --failed/);
  });
});

test("what GitHub's API refuses is not called a fault of the action", () => {
  const refused = Object.assign(new Error('Bad credentials - https://docs.github.com/rest'), {
    ...{ status: 401, request: { method: 'GET', url: 'https://api.github.com/repos/o/a/releases' } },
  });
  const { summary, failure } = failureResult(refused, [], { ...contextOf(), ref: 'refs/tags/v1.2.0' });
  for (const text of [summary, failure.text]) expect(text).not.toContain('fault of the action');
  expect(failure).toMatchObject({
    title: 'Release: registry-failed',
    text: expect.stringMatching(
      /^GitHub answered 401 to GET .*: Bad credentials\n\ngh secret set /,
    ) as unknown,
  });
});
