// ghcr.io: GHCR's rules (tokens, permissions, names, no deletion, lag) in front of a real registry on loopback.
import { createHash } from 'node:crypto';
import { type Exchange, type Handler, type Reply } from '../core/exchange.ts';
import { type Run, may } from '../run.ts';
import { forward } from '../core/forward.ts';
import { Lag } from './lag.ts';
import type { Packages } from './packages.ts';
import type { Referrers } from './referrers.ts';
import { type Grant, TokenService, registryError } from './tokens.ts';
import { type CancelAnswer, type ReferrersAnswer, Turns, cancelReply, referrersReply } from './turns.ts';

export interface GhcrOptions {
  /** The registry behind, on 127.0.0.1. */
  readonly port: number;
  /** Packages of this owner (lower case) may be pushed. */
  readonly owner: string;
  readonly packages: Packages;
  /** The referrers API as the specification has it, or what GHCR answers in its place, in turn. */
  readonly referrers: Referrers | readonly ReferrersAnswer[];
  /** What the cancelling of uploads answers, in turn. */
  readonly cancel: readonly CancelAnswer[];
  /** Milliseconds for which what was written is not shown yet. */
  readonly lagMs: number;
  readonly runs: () => readonly Run[];
}

const NAME = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const ROUTE = /^\/v2\/(.+)\/(manifests|blobs|tags|referrers)(?:\/(.*))?$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const MANIFESTS = ['index.v1', 'manifest.v1']
  .map((type) => `application/vnd.oci.image.${type}+json`)
  .join(', ');
/** GHCR's own place for an upload under way; the registry behind says `uploads`. */
const UPLOAD = /\/blobs\/upload\/(?=[^/]+$)/;

function challenge(name: string | undefined, action: 'pull' | 'push'): Reply {
  const actions = action === 'push' ? 'pull,push' : action;
  const scope = name === undefined ? 'repository:user/image:pull' : `repository:${name}:${actions}`;
  const reply = registryError(401, 'UNAUTHORIZED', 'authentication required');
  const realm = `Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="${scope}"`;
  return { ...reply, headers: { ...reply.headers, 'www-authenticate': realm } };
}

export function ghcrHandler(options: GhcrOptions): Handler {
  const { packages, referrers } = options;
  const tokens = new TokenService(options.runs);
  const lag = new Lag(options.lagMs);
  const cancels = new Turns(options.cancel);
  const lists = 'add' in referrers ? undefined : new Turns(referrers);

  /** Why the caller may not do this; undefined when he may. */
  function refusal(grant: Grant, name: string, action: 'pull' | 'push'): Reply | undefined {
    const actions = grant.scopes.get(name) ?? grant.scopes.get('*');
    const own = name.startsWith(`${options.owner}/`);
    if (action === 'push') {
      if (grant.run === undefined) return challenge(name, action);
      if (!own || !may(grant.run, 'packages', 'write')) {
        return registryError(403, 'DENIED', 'denied: permission_denied: write_package');
      }
    } else if (own && !packages.isPublic(name) && !may(grant.run, 'packages', 'read')) {
      return grant.run === undefined
        ? challenge(name, action)
        : registryError(403, 'DENIED', 'denied: permission_denied: read_package');
    }
    return actions?.has(action) === true || actions?.has('*') === true ? undefined : challenge(name, action);
  }

  const pass = (exchange: Exchange, given: { readonly body?: Buffer; readonly path?: string } = {}) =>
    forward(
      given.path === undefined ? exchange : { ...exchange, url: new URL(given.path, exchange.url) },
      { port: options.port, headers: { host: 'ghcr.io', 'x-forwarded-proto': 'https' } },
      given.body,
    );

  /** The digest of what is stored there, whether it is shown or not. */
  async function stored(exchange: Exchange, path: string): Promise<string | undefined> {
    const headers = { accept: MANIFESTS };
    const reply = await pass({ ...exchange, method: 'HEAD', headers }, { path });
    reply.body.resume();
    const digest = reply.headers?.['docker-content-digest'];
    return reply.status === 200 && typeof digest === 'string' ? digest : undefined;
  }

  async function putManifest(exchange: Exchange, name: string, reference: string): Promise<Reply> {
    const body = await exchange.body();
    const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    const keys = [...new Set([reference, digest])].map((one) => `${name}/manifests/${one}`);
    const before =
      options.lagMs === 0 ? [] : await Promise.all(keys.map((key) => stored(exchange, `/v2/${key}`)));
    const reply = await pass(exchange, { body });
    if (reply.status !== 201) return reply;
    packages.pushed(name);
    for (const [at, key] of keys.entries()) lag.wrote(key, digest, before[at]);
    const subject =
      'add' in referrers ? referrers.add(name, exchange.headers['content-type'] ?? '', body) : undefined;
    return subject === undefined
      ? reply
      : { ...reply, headers: { ...reply.headers, 'oci-subject': subject } };
  }

  async function readRecord(exchange: Exchange, name: string, reference: string): Promise<Reply> {
    const shown = lag.shown(`${name}/manifests/${reference}`);
    if (shown === undefined) return registryError(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
    return shown === 'as stored' || shown === reference
      ? pass(exchange)
      : pass(exchange, { path: `/v2/${name}/manifests/${shown}` });
  }

  async function blobs(exchange: Exchange, name: string, reference: string): Promise<Reply> {
    const { method, url } = exchange;
    if (method === 'DELETE') return cancelReply(cancels.next());
    if (method === 'GET' || method === 'HEAD') {
      return DIGEST.test(reference) && lag.shown(`${name}/blobs/${reference}`) === undefined
        ? registryError(404, 'BLOB_UNKNOWN', 'blob unknown to registry')
        : pass(exchange);
    }
    const path = url.pathname.replace(UPLOAD, '/blobs/uploads/') + url.search;
    const digest = url.searchParams.get('digest');
    const isThere =
      digest !== null &&
      options.lagMs > 0 &&
      (await stored(exchange, `/v2/${name}/blobs/${digest}`)) !== undefined;
    const reply = await pass(exchange, { path });
    if (reply.status === 201 && digest !== null && !isThere) lag.wrote(`${name}/blobs/${digest}`, digest);
    const location = reply.headers?.['location'];
    if (typeof location !== 'string') return reply;
    const own = new URL(location, url);
    const place = own.pathname.replace('/blobs/uploads/', '/blobs/upload/') + own.search;
    return { ...reply, headers: { ...reply.headers, location: place } };
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
    switch (kind) {
      case 'referrers':
        if ('add' in referrers) return referrers.list(name, reference, url.searchParams.get('artifactType'));
        // A person who looks on sees the usual answer, so that what a program finds does not depend on its turn.
        return referrersReply(
          (exchange.run.observer ? referrers[0] : lists?.next(`${name}@${reference}`)) ?? 'unknown',
          name,
          reference,
        );
      case 'manifests':
        if (method === 'DELETE') return registryError(405, 'UNSUPPORTED', 'The operation is unsupported.');
        return writes ? putManifest(exchange, name, reference) : readRecord(exchange, name, reference);
      case 'blobs':
        return blobs(exchange, name, reference);
      default:
        return pass(exchange);
    }
  };
}
