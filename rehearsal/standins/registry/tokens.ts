// GHCR's token service: a GitHub token in, a short-lived registry token for named scopes out.
import { randomBytes } from 'node:crypto';
import { type Exchange, type Reply, credentialOf, json } from '../core/exchange.ts';
import { type Run, may } from '../run.ts';

/** What a registry token allows: repository → actions. `run` undefined: an anonymous caller. */
export interface Grant {
  readonly run: Run | undefined;
  readonly scopes: ReadonlyMap<string, ReadonlySet<string>>;
}

const LIFETIME_MS = 300_000;

/** The error body of the distribution specification. */
export function registryError(status: number, code: string, message: string): Reply {
  return json(status, { errors: [{ code, message }] }, { 'docker-distribution-api-version': 'registry/2.0' });
}

/** Reads `repository:name:pull,push` (several may be given, by parameter or by space). */
export function parseScopes(values: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const scopes = new Map<string, Set<string>>();
  for (const scope of values.flatMap((value) => value.split(' '))) {
    const [, name, actions] = /^repository:(.+):([a-z,*]+)$/.exec(scope) ?? [];
    if (name === undefined || actions === undefined) continue;
    const known = scopes.get(name) ?? new Set<string>();
    for (const action of actions.split(',')) known.add(action);
    scopes.set(name, known);
  }
  return scopes;
}

export class TokenService {
  readonly #runs: () => readonly Run[];
  readonly #grants = new Map<string, Grant & { readonly expires: number }>();

  constructor(runs: () => readonly Run[]) {
    this.#runs = runs;
  }

  #runOf(credential: string | undefined): Run | undefined {
    return this.#runs().find(({ token }) => token === credential);
  }

  /** GET /token. A wrong password is refused; none at all gives an anonymous token. */
  handle(exchange: Exchange): Reply {
    // Clients that try the OAuth2 form (POST) first fall back on this answer.
    if (exchange.method !== 'GET') return registryError(405, 'UNSUPPORTED', 'The operation is unsupported.');
    const credential = credentialOf(exchange.headers);
    const run = this.#runOf(credential);
    if (credential !== undefined && run === undefined) return registryError(403, 'DENIED', 'denied: denied');
    // A token without any permission for packages is no better than a wrong one.
    if (run !== undefined && !may(run, 'packages', 'read'))
      return registryError(403, 'DENIED', 'denied: denied');
    const token = randomBytes(24).toString('base64url');
    const scopes = parseScopes(exchange.url.searchParams.getAll('scope'));
    this.#grants.set(token, { run, scopes, expires: Date.now() + LIFETIME_MS });
    return json(200, { token });
  }

  /** What the bearer may do; undefined when there is no valid token. */
  grantOf(exchange: Exchange): Grant | undefined {
    const credential = credentialOf(exchange.headers);
    if (credential === undefined) return undefined;
    const grant = this.#grants.get(credential);
    if (grant !== undefined) return grant.expires > Date.now() ? grant : undefined;
    // GHCR also takes a base64 GitHub token as bearer, for every scope it has.
    const run = this.#runOf(Buffer.from(credential, 'base64').toString());
    return run === undefined ? undefined : { run, scopes: new Map([['*', new Set(['pull', 'push'])]]) };
  }
}
