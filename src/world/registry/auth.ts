// How a registry is spoken to: the challenge of the registry decides between Basic and Bearer (distribution-spec auth).
import { type ImageName, isGhcr } from '../../plan/oci/image-name.ts';
import { parseJson } from '../../plan/json.ts';
import { readBody } from '../http/body.ts';
import { HttpError, type RetryPolicy, retry } from '../retry/retry.ts';
import { secondsToWait } from '../retry/retry-after.ts';
import type { Http } from '../http/request.ts';
import { compact } from '../../compact.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface Challenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Reads a WWW-Authenticate header (RFC 9110, section 11.6.1). Of several challenges Bearer counts, then Basic, wherever they stand:
 * Gitea and Forgejo ask for both, a registry behind Kerberos for Negotiate first (google/go-containerregistry#1075).
 */
export function parseChallenge(header: string): Challenge {
  const challenges: { readonly scheme: string; readonly parameters: Record<string, string> }[] = [];
  // A scheme is a word that no `=` follows; a parameter has one.
  const parts = header.matchAll(/([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^",\s]+)))?/g);
  for (const [, word = '', quoted, bare] of parts) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? bare;
    if (value === undefined) challenges.push({ scheme: word.toLowerCase(), parameters: {} });
    else Object.assign(challenges.at(-1)?.parameters ?? {}, { [word.toLowerCase()]: value });
  }
  const known = ['bearer', 'basic'].map((scheme) => challenges.find((one) => one.scheme === scheme));
  return known.find((one) => one !== undefined) ?? challenges[0] ?? { scheme: '', parameters: {} };
}

export function basic(credentials: Credentials): string {
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
}

/** The user name that Docker's configuration and its helpers give an identity token (an OAuth 2 refresh token). */
export const identityTokenUser = '<token>';

/** A token's answer is a few kilobytes. In bytes. */
const maxTokenBytes = 1024 * 1024;

/** Where credentials come from: the inputs, an earlier `docker login`, or the job's own token. */
export type CredentialSource = 'given' | 'login' | 'token';

/** What a token is asked for. */
export type Access = 'pull' | 'pull,push';

/** What the requests to a token service have in common. */
interface Service {
  readonly http: Http;
  readonly retryPolicy: RetryPolicy;
}

/** The token service gave no token. */
export class TokenRefused extends HttpError {}

/**
 * The Authorization header for a repository, or `undefined` when none is asked for. Credentials go to the realm that the
 * registry names, over HTTPS or to this machine only.
 * @throws TokenRefused when the token service says no.
 */
export async function authorize(
  { baseUrl, ...service }: Service & { readonly baseUrl: string },
  image: ImageName,
  {
    credentials,
    source,
    access,
  }: {
    readonly credentials: Credentials | undefined;
    readonly source?: CredentialSource | undefined;
    readonly access: Access;
  },
): Promise<string | undefined> {
  const probe = await request(service, 'GET', `${baseUrl}/v2/`, {});
  if (probe.status !== 401) return undefined;
  const challenge = parseChallenge(probe.challenge);
  if (challenge.scheme === 'basic') return credentials && basic(credentials);
  const realm = realmOf(challenge, baseUrl, image);
  const fields = compact({
    service: challenge.parameters['service'],
    scope: `repository:${image.repository}:${access}`,
  });
  const answer =
    credentials?.username === identityTokenUser
      ? await refresh(service, realm, fields, credentials.password)
      : await fetchToken(service, realm, fields, credentials);
  if (answer.status !== 200) throw tokenRefused(image, answer.status, access, credentials && source);
  const bearer = tokenIn(answer.body);
  if (bearer !== undefined) return `Bearer ${bearer}`;
  throw new HttpError(`${realm.host} answered without a token for ${image.name}`, {
    status: answer.status,
    hint: 'See what stands between the runner and the registry: this is not an answer of a token service.',
  });
}

/**
 * What to say when there is no token. GHCR gives none to a job without any permission for packages; one that may read
 * them gets a token, and is refused at the upload.
 */
export function tokenRefused(
  image: ImageName,
  status: number,
  access: Access,
  source?: CredentialSource,
): TokenRefused {
  if (source === 'given' || source === 'login') {
    const whose = source === 'given' ? 'registry-username and registry-password' : 'the earlier docker login';
    return new TokenRefused(
      `${image.registry} gave no token for ${image.repository} (${status}): it does not accept ${whose}`,
      { status, hint: credentialsHint(image, source) },
    );
  }
  if (!isGhcr(image)) {
    const what = access === 'pull' ? 'read' : 'push';
    return new TokenRefused(`${image.registry} gave no token to ${what} ${image.repository} (${status})`, {
      status,
      hint: 'with: { registry-username: …, registry-password: "${{ secrets.REGISTRY_PASSWORD }}" }',
    });
  }
  const permission = access === 'pull' ? 'read' : 'write';
  return new TokenRefused(
    `ghcr.io gave no token for ${image.repository} (${status}): the job's token has no permission for packages at all`,
    {
      status,
      hint: `permissions: { packages: ${permission} }   # for the job or the workflow`,
    },
  );
}

/** What to do about credentials that are not accepted, or do not suffice. No permission of the job changes that. */
export function credentialsHint(image: ImageName, source: 'given' | 'login'): string {
  const scope = isGhcr(image) ? '; at ghcr.io it needs the scope write:packages' : '';
  return source === 'given'
    ? `gh secret set REGISTRY_PASSWORD   # the secret that registry-password is given: renew it, and see that registry-username is its user and may push${scope}`
    : `docker login ${image.registry}   # in a step before this one: renew the login, and see that its user may push${scope}`;
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
  service: Service,
  realm: URL,
  fields: Fields,
  credentials: Credentials | undefined,
): Promise<AuthAnswer> {
  const url = new URL(realm);
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  const headers = credentials ? { authorization: basic(credentials) } : {};
  return request(service, 'GET', url.href, { headers });
}

/** OAuth 2 (RFC 6749, section 6), for who has an identity token and no password. */
function refresh(service: Service, realm: URL, fields: Fields, token: string): Promise<AuthAnswer> {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: 'release-action',
    refresh_token: token,
    ...fields,
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return request(service, 'POST', realm.href, { headers, form: form.toString() });
}

interface AuthAnswer {
  readonly status: number;
  readonly challenge: string;
  readonly body: string;
}

function request(
  { http, retryPolicy }: Service,
  method: string,
  url: string,
  { headers = {}, form }: { readonly headers?: Record<string, string>; readonly form?: string },
): Promise<AuthAnswer> {
  const { host } = new URL(url);
  return retry(
    `${method} ${host}`,
    async () => {
      const answer = await http(compact({ method, url, headers, body: form }));
      const { status } = answer;
      const body = (await readBody(answer.body, maxTokenBytes, host)).toString();
      if (status === 408 || status === 429 || status >= 500) {
        throw new HttpError(
          `${host} answered ${status}`,
          compact({
            status,
            hint: 'Run the workflow again.',
            retryAfter: secondsToWait(answer.headers['retry-after']),
          }),
        );
      }
      return { status, body, challenge: answer.headers['www-authenticate'] ?? '' };
    },
    retryPolicy,
  );
}

function tokenIn(body: string): string | undefined {
  const { token, access_token: accessToken } = (parseJson(body) ?? {}) as {
    token?: unknown;
    access_token?: unknown;
  };
  return [token, accessToken].find((one) => typeof one === 'string' && one !== '') as string | undefined;
}
