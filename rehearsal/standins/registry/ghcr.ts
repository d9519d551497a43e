// ghcr.io: GHCR's rules (tokens, permissions, names, no deletion, lag) in front of a real registry on loopback.
import { createHash } from 'node:crypto';
import { type Exchange, type Handler, type Reply } from '../core/exchange.ts';
import { type Run, type Visibility, may } from '../run.ts';
import { forward } from '../core/forward.ts';
import type { Referrers } from './referrers.ts';
import { type Grant, TokenService, registryError } from './tokens.ts';

export interface GhcrOptions {
  /** The registry behind, on 127.0.0.1. */
  readonly port: number;
  /** Packages of this owner (lower case) may be pushed. */
  readonly owner: string;
  readonly visibility: Visibility;
  readonly referrers?: Referrers | undefined;
  /** Milliseconds for which a new manifest is not found yet. */
  readonly lagMs: number;
  readonly runs: () => readonly Run[];
}

const NAME = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const ROUTE = /^\/v2\/(.+)\/(manifests|blobs|tags|referrers)(?:\/(.*))?$/;

function challenge(name: string | undefined, action: 'pull' | 'push'): Reply {
  // Who may push may pull: @sigstore/oci asks for just the scope that the challenge of its upload names.
  const actions = action === 'push' ? 'pull,push' : action;
  const scope = name === undefined ? 'repository:user/image:pull' : `repository:${name}:${actions}`;
  const reply = registryError(401, 'UNAUTHORIZED', 'authentication required');
  const realm = `Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="${scope}"`;
  return { ...reply, headers: { ...reply.headers, 'www-authenticate': realm } };
}

export function ghcrHandler(options: GhcrOptions): Handler {
  const tokens = new TokenService(options.runs);
  const fresh = new Map<string, number>();

  /** Why the caller may not do this; undefined when he may. */
  function refusal(grant: Grant, name: string, action: 'pull' | 'push'): Reply | undefined {
    const actions = grant.scopes.get(name) ?? grant.scopes.get('*');
    const own = name.startsWith(`${options.owner}/`);
    if (action === 'push') {
      if (grant.run === undefined) return challenge(name, action);
      if (!own || !may(grant.run, 'packages', 'write')) {
        return registryError(403, 'DENIED', 'denied: permission_denied: write_package');
      }
    } else if (options.visibility !== 'public' && own && !may(grant.run, 'packages', 'read')) {
      return grant.run === undefined
        ? challenge(name, action)
        : registryError(403, 'DENIED', 'denied: permission_denied: read_package');
    }
    return actions?.has(action) === true || actions?.has('*') === true ? undefined : challenge(name, action);
  }

  const pass = (exchange: Exchange, body?: Buffer) =>
    forward(
      exchange,
      { port: options.port, headers: { host: 'ghcr.io', 'x-forwarded-proto': 'https' } },
      body,
    );

  async function putManifest(exchange: Exchange, name: string, reference: string): Promise<Reply> {
    const body = await exchange.body();
    const reply = await pass(exchange, body);
    if (reply.status !== 201) return reply;
    const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    const until = Date.now() + options.lagMs;
    for (const key of [reference, digest]) {
      if (options.lagMs > 0 && !fresh.has(`${name}/${key}`)) fresh.set(`${name}/${key}`, until);
    }
    const subject = options.referrers?.add(name, exchange.headers['content-type'] ?? '', body);
    return subject === undefined
      ? reply
      : { ...reply, headers: { ...reply.headers, 'oci-subject': subject } };
  }

  return async (exchange) => {
    const { method, url } = exchange;
    if (url.pathname === '/token') return tokens.handle(exchange);
    const [, name, kind, reference = ''] = ROUTE.exec(url.pathname) ?? [];
    const writes = method !== 'GET' && method !== 'HEAD';
    const grant = tokens.grantOf(exchange);
    if (grant === undefined) return challenge(name, writes ? 'push' : 'pull');
    if (name === undefined || kind === undefined) return pass(exchange);
    if (!NAME.test(name)) return registryError(400, 'NAME_INVALID', 'invalid repository name');
    const refused = refusal(grant, name, writes ? 'push' : 'pull');
    if (refused !== undefined) return refused;
    if (method === 'DELETE' && kind === 'manifests') {
      return registryError(405, 'UNSUPPORTED', 'The operation is unsupported.');
    }
    if (kind === 'referrers' && options.referrers !== undefined) {
      return options.referrers.list(name, reference, url.searchParams.get('artifactType'));
    }
    if (kind === 'manifests' && method === 'PUT') return putManifest(exchange, name, reference);
    if (kind === 'manifests' && (fresh.get(`${name}/${reference}`) ?? 0) > Date.now()) {
      return registryError(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
    }
    return pass(exchange);
  };
}
