// Registries elsewhere than GHCR: who may push, which tags never move and how that is said, in front of a real registry.
import { createHash, randomBytes } from 'node:crypto';
import { type Exchange, type Handler, type Reply, credentialOf, json } from '../core/exchange.ts';
import { forward } from '../core/forward.ts';
import { Referrers } from './referrers.ts';
import { registryError } from './tokens.ts';

export type RegistryKind = 'ecr' | 'artifact-registry' | 'acr' | 'harbor' | 'quay' | 'docker-hub';

export interface RegistryElsewhere {
  readonly kind: RegistryKind;
  readonly host: string;
  /** Who may read and push; nobody else may do either. */
  readonly username: string;
  readonly password: string;
  /** Tags that never move once they are there. */
  readonly immutable?: RegExp;
  /** Repositories that were made; default any, and a push makes one. */
  readonly repositories?: readonly string[];
}

interface Ways {
  /** How a client signs in. */
  readonly scheme: 'basic' | 'bearer';
  /** Whether a tag that never moves may be put once more with what it names. */
  readonly takesSame: boolean;
  readonly refusal: (name: string, tag: string) => Reply;
}

/** As the rows O1 to O4, O6 and O19 of docs/reality.md have it. Of who is not known to refuse the same bytes it is not assumed. */
const WAYS: Readonly<Record<RegistryKind, Ways>> = {
  ecr: {
    ...{ scheme: 'basic', takesSame: false },
    refusal: (name, tag) =>
      registryError(
        400,
        'TAG_INVALID',
        `The image tag '${tag}' already exists in the '${name}' repository and cannot be overwritten because the repository is immutable.`,
      ),
  },
  'artifact-registry': {
    ...{ scheme: 'bearer', takesSame: true },
    refusal: (_, tag) =>
      registryError(
        400,
        'MANIFEST_INVALID',
        `manifest invalid: cannot update tag ${tag}. The repository has enabled tag immutability`,
      ),
  },
  // A lock of a tag: there is no rule.
  acr: {
    ...{ scheme: 'bearer', takesSame: true },
    refusal: () =>
      registryError(
        405,
        'REGISTRY_DISALLOWED_OPERATION',
        'The operation is disallowed on this registry, repository or image.',
      ),
  },
  harbor: {
    ...{ scheme: 'bearer', takesSame: false },
    refusal: (name, tag) =>
      registryError(
        412,
        'PRECONDITION',
        `Failed to process request due to '${name.split('/').slice(1).join('/')}:${tag}' configured as immutable.`,
      ),
  },
  quay: {
    ...{ scheme: 'bearer', takesSame: false },
    refusal: () => registryError(409, 'TAG_IMMUTABLE', 'tag is immutable and cannot be overwritten'),
  },
  'docker-hub': {
    ...{ scheme: 'bearer', takesSame: true },
    refusal: () =>
      registryError(
        403,
        'DENIED',
        'requested access to the resource is denied - This tag is already assigned to an image in this repository and cannot be updated due to immutability settings. To push this image, use a different tag.',
      ),
  },
};

const ROUTE = /^\/v2\/(.+)\/(manifests|blobs|tags|referrers)(?:\/(.*))?$/;

/** @param port of the registry behind, on 127.0.0.1 */
export function elsewhereHandler(
  { kind, host, username, password, immutable, repositories }: RegistryElsewhere,
  { port, state }: { readonly port: number; readonly state: string },
): Handler {
  const ways = WAYS[kind];
  const referrers = new Referrers(`${state}/referrers-${host}.json`);
  const tokens = new Set<string>();
  const realm = `https://${host}/service/token`;

  const challenge = (): Reply => {
    const reply = registryError(401, 'UNAUTHORIZED', 'authentication required');
    const header =
      ways.scheme === 'basic'
        ? `Basic realm="https://${host}/",service="ecr.amazonaws.com"`
        : `Bearer realm="${realm}",service="${host}"`;
    return { ...reply, headers: { ...reply.headers, 'www-authenticate': header } };
  };
  const isKnown = ({ headers }: Exchange): boolean =>
    headers.authorization === `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const isSignedIn = (exchange: Exchange): boolean =>
    ways.scheme === 'basic' ? isKnown(exchange) : tokens.has(credentialOf(exchange.headers) ?? '');
  /** Azure's identity tokens are refresh tokens (RFC 6749, section 6). */
  const isRefresh = async ({ method, body }: Exchange): Promise<boolean> =>
    method === 'POST' && new URLSearchParams((await body()).toString()).get('refresh_token') === password;
  const giveToken = async (exchange: Exchange): Promise<Reply> => {
    if (!isKnown(exchange) && !(await isRefresh(exchange)))
      return registryError(401, 'UNAUTHORIZED', 'incorrect username or password');
    const token = randomBytes(24).toString('base64url');
    tokens.add(token);
    return json(200, { token, access_token: token });
  };
  const pass = (exchange: Exchange, body?: Buffer): ReturnType<typeof forward> =>
    forward(exchange, { port, headers: { host, 'x-forwarded-proto': 'https' } }, body);

  async function digestAt(exchange: Exchange): Promise<string | undefined> {
    const accept = ['index.v1', 'manifest.v1'].map((type) => `application/vnd.oci.image.${type}+json`);
    const reply = await pass({ ...exchange, method: 'HEAD', headers: { accept: accept.join(', ') } });
    reply.body.resume();
    const digest = reply.headers?.['docker-content-digest'];
    return reply.status === 200 && typeof digest === 'string' ? digest : undefined;
  }

  async function putManifest(exchange: Exchange, name: string, reference: string): Promise<Reply> {
    const body = await exchange.body();
    const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    if (immutable?.test(reference) === true && !reference.startsWith('sha256:')) {
      const there = await digestAt(exchange);
      if (there !== undefined && !(ways.takesSame && there === digest)) return ways.refusal(name, reference);
    }
    const reply = await pass(exchange, body);
    if (reply.status !== 201) return reply;
    const subject = referrers.add(name, exchange.headers['content-type'] ?? '', body);
    return subject === undefined
      ? reply
      : { ...reply, headers: { ...reply.headers, 'oci-subject': subject } };
  }

  return async (exchange) => {
    const { method, url } = exchange;
    if (url.pathname === '/service/token' && ways.scheme === 'bearer') return giveToken(exchange);
    if (!isSignedIn(exchange)) return challenge();
    const [, name, kindOf, reference = ''] = ROUTE.exec(url.pathname) ?? [];
    if (name === undefined || kindOf === undefined) return pass(exchange);
    if (repositories?.includes(name) === false) {
      return registryError(
        404,
        'NAME_UNKNOWN',
        `The repository with name '${name}' does not exist in the registry with id '${host.split('.')[0] ?? ''}'`,
      );
    }
    if (kindOf === 'referrers' && kind !== 'docker-hub')
      return referrers.list(name, reference, url.searchParams.get('artifactType'));
    if (kindOf === 'manifests' && method === 'PUT') return putManifest(exchange, name, reference);
    return pass(exchange);
  };
}
