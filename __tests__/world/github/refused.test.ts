import { describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import { refusedByGitHub } from '../../../src/world/github/refused.ts';
import { HttpError } from '../../../src/world/retry/retry.ts';

/** As octokit throws it. */
const refusal = (status: number, message: string, headers: Readonly<Record<string, string>> = {}) =>
  Object.assign(new Error(`${message} - https://docs.github.com/rest/releases`), {
    ...{ name: 'HttpError', status },
    request: { method: 'GET', url: 'https://api.github.com/repos/o/a/releases?per_page=100' },
    response: { status, headers },
  });
type Refusal = ReturnType<typeof refusal>;

describe("what GitHub's API refuses is no fault of the action, and has a remedy", () => {
  test.each<[string, Refusal, RegExp]>([
    ['a token that is none', refusal(401, 'Bad credentials'), /^gh secret set .* has expired or was revoked/],
    [
      'a permission that the job lacks',
      refusal(403, 'Resource not accessible by integration', {
        'x-accepted-github-permissions': 'contents=write,pull_requests=read; metadata=read',
      }),
      /^permissions: \{ contents: write, pull-requests: read \} /,
    ],
    [
      'one that GitHub does not name',
      refusal(403, 'Resource not accessible by integration'),
      /contents: write/,
    ],
    [
      'what a token of one’s own lacks',
      refusal(403, 'Resource not accessible by personal access token', {
        'x-accepted-github-permissions': 'contents=read',
      }),
      /^gh secret set .* a token with contents: read; or leave github-token out/,
    ],
    [
      'single sign-on',
      refusal(403, 'Resource protected by organization SAML enforcement.'),
      /authorized for the organization: "Configure SSO"/,
    ],
    [
      'a list of addresses',
      refusal(403, 'the `o` organization has an IP allow list enabled, and your IP address is not permitted'),
      /list of allowed ones must hold that of this runner/,
    ],
    [
      'a rate limit',
      refusal(403, 'API rate limit exceeded for installation.', { 'x-ratelimit-reset': '1800000000' }),
      /^gh run rerun {3}# when the limit is lifted at 2027-01-15T08:00:00\.000Z/,
    ],
    ['too many requests', refusal(429, 'Too many requests'), /^gh run rerun {3}# when the limit is lifted:/],
    ['a repository that the token does not see', refusal(404, 'Not Found'), /^permissions: /],
    ['a server in trouble', refusal(502, 'Bad Gateway'), /githubstatus\.com/],
  ])('%s', (_, error, hint) => {
    const told = refusedByGitHub(error);
    if (!(told instanceof HttpError)) throw new Error('it has no remedy');
    expect(told.hint).toMatch(hint);
    expect(told).toMatchObject({ code: 'registry-failed', status: error.status });
    expect(told.message).toMatch(/^GitHub answered \d+ to GET \/repos\/o\/a\/releases: [^\n]+$/);
    expect(told.message).not.toContain('docs.github.com');
  });

  test('a connection that broke is no answer', () => {
    const broken = Object.assign(refusal(500, 'socket hang up'), { response: undefined });
    expect(refusedByGitHub(broken)).toMatchObject({
      message: 'GitHub did not answer GET /repos/o/a/releases: socket hang up',
    });
  });

  test.each([
    ['what is told already', new ReleaseError('x', { hint: 'y' })],
    ['what GitHub cannot make sense of', refusal(422, 'Validation Failed')],
    ['a mistake of ours', new TypeError('x')],
    ['anything else', 'x'],
  ])('%s stays as it is', (_, error) => {
    expect(refusedByGitHub(error)).toBe(error);
  });
});
