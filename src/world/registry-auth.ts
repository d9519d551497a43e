// How a registry is spoken to: the challenge of the registry decides between Basic and Bearer (distribution-spec auth).
import type { HttpClient } from '@actions/http-client';
import type { ImageName } from '../plan/image-name.ts';
import { HttpError, type Patience, patiently } from './patience.ts';

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

/**
 * The Authorization header for pulling from and pushing to a repository, or `undefined` when none is asked for.
 * Credentials go to the realm that the registry names, over HTTPS or to this machine only.
 */
export async function authorize(
  client: HttpClient,
  baseUrl: string,
  image: ImageName,
  credentials: Credentials | undefined,
  patience: Patience,
): Promise<string | undefined> {
  const get = (
    url: string,
    headers: Record<string, string>,
  ): Promise<{ status: number; challenge: string; body: string }> =>
    patiently(
      `GET ${new URL(url).host}`,
      async () => {
        const response = await client.get(url, headers);
        const body = await response.readBody();
        const status = response.message.statusCode ?? 0;
        if (status === 429 || status >= 500) {
          throw new HttpError(`${new URL(url).host} answered ${status}`, {
            status,
            hint: 'Run the workflow again.',
          });
        }
        return { status, body, challenge: response.message.headers['www-authenticate'] ?? '' };
      },
      patience,
    );

  const probe = await get(`${baseUrl}/v2/`, {});
  if (probe.status !== 401) return undefined;
  const challenge = parseChallenge(probe.challenge);
  if (challenge.scheme === 'basic') return credentials && basic(credentials);
  const realm = new URL(challenge.parameters['realm'] ?? '/token', baseUrl);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(realm.hostname);
  if (realm.protocol !== 'https:' && !local) {
    throw new HttpError(`${image.registry} wants credentials sent to ${realm.origin} in clear text`, {
      status: 401,
      hint: 'Use a registry whose token service speaks HTTPS.',
    });
  }
  const service = challenge.parameters['service'];
  if (service !== undefined) realm.searchParams.set('service', service);
  realm.searchParams.set('scope', `repository:${image.repository}:pull,push`);
  const answer = await get(realm.href, credentials ? { authorization: basic(credentials) } : {});
  if (answer.status !== 200) {
    throw new HttpError(`${image.registry} gave no token to push ${image.repository} (${answer.status})`, {
      status: answer.status,
      hint:
        image.registry === 'ghcr.io'
          ? 'permissions: { packages: write }'
          : 'with: { registry-username: …, registry-password: "${{ secrets.REGISTRY_PASSWORD }}" }',
    });
  }
  const { token, access_token: accessToken } = JSON.parse(answer.body) as {
    token?: unknown;
    access_token?: unknown;
  };
  const bearer = typeof token === 'string' ? token : accessToken;
  return typeof bearer === 'string' ? `Bearer ${bearer}` : undefined;
}
