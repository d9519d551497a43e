// How a registry is spoken to: the challenge of the registry decides between Basic and Bearer (distribution-spec auth).
import type { ImageName } from '../../plan/oci/image-name.ts';
import { readBody } from '../http/body.ts';
import { HttpError, type RetryPolicy, retry } from '../retry/retry.ts';
import type { Http } from '../http/request.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface Challenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Reads a WWW-Authenticate header with one challenge (RFC 9110, section 11.6.1). */
export function parseChallenge(header: string): Challenge {
  const [scheme = ''] = /^\S*/.exec(header) ?? [];
  const parameters: Record<string, string> = {};
  for (const match of header.slice(scheme.length).matchAll(/([a-zA-Z_]+)=(?:"([^"]*)"|([^",\s]+))/g)) {
    parameters[(match[1] ?? '').toLowerCase()] = match[2] ?? match[3] ?? '';
  }
  return { scheme: scheme.toLowerCase(), parameters };
}

export function basic(credentials: Credentials): string {
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}

/** The user name that Docker's configuration and its helpers give an identity token (an OAuth 2 refresh token). */
export const identityTokenUser = '<token>';

/** A token's answer is a few kilobytes. In bytes. */
const maxTokenBytes = 1024 * 1024;

/**
 * The Authorization header for pulling from and pushing to a repository, or `undefined` when none is asked for.
 * Credentials go to the realm that the registry names, over HTTPS or to this machine only.
 */
export async function authorize(
  http: Http,
  baseUrl: string,
  image: ImageName,
  credentials: Credentials | undefined,
  patience: RetryPolicy,
): Promise<string | undefined> {
  const probe = await request(http, 'GET', `${baseUrl}/v2/`, {}, patience);
  if (probe.status !== 401) return undefined;
  const challenge = parseChallenge(probe.challenge);
  if (challenge.scheme === 'basic') return credentials && basic(credentials);
  const realm = realmOf(challenge, baseUrl, image);
  const { service } = challenge.parameters;
  const fields = {
    ...(service === undefined ? {} : { service }),
    scope: `repository:${image.repository}:pull,push`,
  };
  const answer =
    credentials?.username === identityTokenUser
      ? await refresh(http, realm, fields, credentials.password, patience)
      : await fetchToken(http, realm, fields, credentials, patience);
  if (answer.status !== 200) {
    throw new HttpError(`${image.registry} gave no token to push ${image.repository} (${answer.status})`, {
      status: answer.status,
      hint:
        image.registry === 'ghcr.io'
          ? 'permissions: { packages: write }'
          : 'with: { registry-username: …, registry-password: "${{ secrets.REGISTRY_PASSWORD }}" }',
    });
  }
  const bearer = tokenIn(answer.body);
  if (bearer !== undefined) return `Bearer ${bearer}`;
  throw new HttpError(`${realm.host} answered without a token for ${image.name}`, {
    status: answer.status,
    hint: 'See what stands between the runner and the registry: this is no answer of a token service.',
  });
}

function realmOf(challenge: Challenge, baseUrl: string, image: ImageName): URL {
  const named = challenge.parameters['realm'] ?? '';
  if (challenge.scheme !== 'bearer' || !URL.canParse(named, baseUrl)) {
    throw new HttpError(`${image.registry} wants to be signed in to in a way that is not known here`, {
      status: 401,
      hint: 'Use a registry that asks for Basic or Bearer, as the OCI distribution specification has it.',
    });
  }
  const realm = new URL(named, baseUrl);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(realm.hostname);
  if (realm.protocol === 'https:' || (realm.protocol === 'http:' && local)) return realm;
  throw new HttpError(`${image.registry} wants credentials sent to ${realm.origin} in clear text`, {
    status: 401,
    hint: 'Use a registry whose token service speaks HTTPS.',
  });
}

type Fields = Readonly<Record<string, string>>;

/** distribution-spec's token authentication: a question with the credentials in its header. */
function fetchToken(
  http: Http,
  realm: URL,
  fields: Fields,
  credentials: Credentials | undefined,
  patience: RetryPolicy,
): Promise<AuthAnswer> {
  const url = new URL(realm);
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  const headers = credentials ? { authorization: basic(credentials) } : {};
  return request(http, 'GET', url.href, headers, patience);
}

/** OAuth 2 (RFC 6749, section 6), for who has an identity token and no password. */
function refresh(
  http: Http,
  realm: URL,
  fields: Fields,
  token: string,
  patience: RetryPolicy,
): Promise<AuthAnswer> {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: 'release-action',
    refresh_token: token,
    ...fields,
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return request(http, 'POST', realm.href, headers, patience, form.toString());
}

interface AuthAnswer {
  readonly status: number;
  readonly challenge: string;
  readonly body: string;
}

function request(
  http: Http,
  method: string,
  url: string,
  headers: Record<string, string>,
  patience: RetryPolicy,
  form?: string,
): Promise<AuthAnswer> {
  const { host } = new URL(url);
  return retry(
    `${method} ${host}`,
    async () => {
      const answer = await http({ method, url, headers, ...(form === undefined ? {} : { body: form }) });
      const { status } = answer;
      const body = (await readBody(answer.body, maxTokenBytes, host)).toString();
      if (status === 408 || status === 429 || status >= 500) {
        const retryAfter = Number(answer.headers['retry-after'] ?? Number.NaN);
        throw new HttpError(`${host} answered ${status}`, {
          status,
          hint: 'Run the workflow again.',
          ...(Number.isFinite(retryAfter) ? { retryAfter } : {}),
        });
      }
      return { status, body, challenge: answer.headers['www-authenticate'] ?? '' };
    },
    patience,
  );
}

function tokenIn(body: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const { token, access_token: accessToken } = (json ?? {}) as { token?: unknown; access_token?: unknown };
  return [token, accessToken].find((one) => typeof one === 'string' && one !== '') as string | undefined;
}
