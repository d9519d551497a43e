// What GitHub's API refused, or did not answer, as an error with a remedy: no fault of this action, which octokit's own errors look like.
import { ReleaseError } from '../../errors.ts';
import { HttpError } from '../retry/retry.ts';

/** As much of octokit's RequestError as is read. */
interface RequestError extends Error {
  readonly status: number;
  readonly request: { readonly method: string; readonly url: string };
  readonly response?: { readonly headers?: Readonly<Record<string, unknown>> };
}

/**
 * The same error with a remedy, where it is octokit's. A 422 stays what it is: what GitHub cannot make sense of is most likely this
 * action's own.
 */
export function refusedByGitHub(error: unknown): unknown {
  if (error instanceof ReleaseError || !isRequestError(error) || error.status === 422) return error;
  const { status, message, request } = error;
  const { pathname } = new URL(request.url);
  // A connection that broke has a status of 500 in octokit's errors.
  const how = status >= 500 && error.response === undefined ? 'did not answer' : `answered ${status} to`;
  const said = message.replace(/ - https:\/\/docs\.github\.com\/\S*$/, '').split('\n', 1)[0] ?? '';
  return new HttpError(`GitHub ${how} ${request.method} ${pathname}: ${said}`, {
    status,
    hint: remedy(error),
  });
}

function isRequestError(error: unknown): error is RequestError {
  return (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    'request' in error &&
    typeof error.request === 'object' &&
    error.request !== null &&
    'url' in error.request &&
    URL.canParse(String(error.request.url))
  );
}

function remedy({ status, message, response }: RequestError): string {
  const header = (name: string): string | undefined => {
    const value = response?.headers?.[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
  if (status === 429 || /rate limit|abuse/i.test(message))
    return limited(Number(header('x-ratelimit-reset')));
  if (status >= 500)
    return 'gh run rerun   # once https://www.githubstatus.com is green: it continues from here';
  if (status === 401)
    return 'gh secret set RELEASE_TOKEN   # the secret that github-token is given: it is no token, has expired or was revoked; or leave github-token out, for the token of the job';
  if (/SAML|single sign-on/i.test(message))
    return 'gh secret set RELEASE_TOKEN   # a token that is authorized for the organization: "Configure SSO" beside it, at https://github.com/settings/tokens';
  if (/IP allow list/i.test(message))
    return "gh api meta --jq .actions   # the addresses of GitHub's runners: the organization's list of allowed ones must hold that of this runner";
  const wanted = permissions(header('x-accepted-github-permissions'));
  if (/personal access token/i.test(message))
    return `gh secret set RELEASE_TOKEN   # a token with ${wanted ?? 'access to this repository'}; or leave github-token out, for the token of the job`;
  return `permissions: { ${wanted ?? 'contents: write'} }   # for the job or the workflow`;
}

/** @param at in Unix seconds */
function limited(at: number): string {
  const until = Number.isNaN(at) ? '' : ` at ${new Date(at * 1000).toISOString()}`;
  return `gh run rerun   # when the limit is lifted${until}: it continues from here; gh api rate_limit says what is left`;
}

/**
 * `contents=write; contents=read,pull_requests=read`: sets of which each would do, as `permissions:` has them (docs.github.com,
 * "Troubleshooting the REST API").
 */
function permissions(header: string | undefined): string | undefined {
  const [first = ''] = (header ?? '').split(';');
  const pairs = first.split(',').flatMap((one) => {
    const [, name, access] = /^\s*([a-z_]+)=(read|write)\s*$/.exec(one) ?? [];
    return name === undefined || access === undefined ? [] : [`${name.replaceAll('_', '-')}: ${access}`];
  });
  return pairs.length === 0 ? undefined : pairs.join(', ');
}
