// GitHub's OIDC issuer: tokens whose claims say which workflow run asked for them.
import { createHash, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { type Exchange, type Handler, credentialOf, json } from '../core/exchange.ts';
import type { KeyPair } from '../core/keys.ts';
import { type Run, type Visibility, may } from '../run.ts';

export const ISSUER = 'https://token.actions.githubusercontent.com';
export const REQUEST_URL =
  'https://pipelines.actions.githubusercontent.com/rehearsal/idtoken/request?api-version=2.0';

/** Tokens that a service must refuse: issued long ago, or for somebody else. */
export type TokenFault = 'expired' | 'wrong-audience' | 'wrong-issuer' | 'wrong-key';

export interface OidcOptions {
  readonly key: KeyPair;
  readonly repository: string;
  readonly visibility: Visibility;
  readonly tokenFault?: TokenFault | undefined;
}

/** A stable number for a name, as GitHub's ids are. */
export function idOf(name: string): number {
  return (createHash('sha256').update(name.toLowerCase()).digest().readUInt32BE(0) % 900_000_000) + 1_000_000;
}

/**
 * The claims GitHub puts into a run's token. `sub` names owner and repository by their ids too, as it does for every
 * repository that was made or renamed since July 2026 (H9 in docs/reality.md).
 * Source: docs.github.com, "OpenID Connect reference", OIDC token claims.
 */
export function claimsOf(run: Run, repository: string, visibility: Visibility) {
  const { identity } = run;
  const [owner = '', name = ''] = repository.split('/');
  const path = identity.workflowPath ?? '.github/workflows/release.yml';
  const workflowRef = `${repository}/${path}@${identity.ref}`;
  const actor = identity.actor ?? 'octocat';
  return {
    iss: ISSUER,
    sub: `repo:${owner}@${idOf(owner)}/${name}@${idOf(repository)}:ref:${identity.ref}`,
    ref: identity.ref,
    ref_type: identity.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ref_protected: 'false',
    sha: identity.sha,
    repository,
    repository_id: String(idOf(repository)),
    repository_owner: owner,
    repository_owner_id: String(idOf(owner)),
    repository_visibility: visibility,
    event_name: identity.event,
    workflow: identity.workflow ?? 'release',
    workflow_ref: workflowRef,
    workflow_sha: identity.sha,
    job_workflow_ref: identity.jobWorkflowRef ?? workflowRef,
    job_workflow_sha: identity.jobWorkflowSha ?? identity.sha,
    runner_environment: identity.runnerEnvironment ?? 'github-hosted',
    run_id: String(identity.runId),
    run_number: String(identity.runNumber ?? 1),
    run_attempt: String(identity.runAttempt ?? 1),
    actor,
    actor_id: String(idOf(actor)),
    base_ref: '',
    head_ref: '',
  };
}

export type Claims = ReturnType<typeof claimsOf>;

/** The JWKS, the discovery document and the endpoint that hands out tokens. */
export function oidcHandler(options: OidcOptions, runs: () => readonly Run[]): Handler {
  const jwk = {
    ...options.key.publicKey.export({ format: 'jwk' }),
    kid: 'rehearsal',
    alg: 'RS256',
    use: 'sig',
  };

  async function mint(run: Run, audience: string): Promise<string> {
    const fault = options.tokenFault;
    const claims = claimsOf(run, options.repository, options.visibility);
    const now = Math.floor(Date.now() / 1000) - (fault === 'expired' ? 3600 : 0);
    const issuer = fault === 'wrong-issuer' ? 'https://issuer.example' : ISSUER;
    const token = new SignJWT({ ...claims, iss: issuer, jti: randomUUID() })
      .setProtectedHeader({ alg: 'RS256', kid: fault === 'wrong-key' ? 'unknown' : 'rehearsal', typ: 'JWT' })
      .setAudience(fault === 'wrong-audience' ? 'https://audience.example' : audience)
      .setIssuedAt(now)
      .setNotBefore(now - 300)
      .setExpirationTime(now + 300);
    return token.sign(options.key.privateKey);
  }

  return async ({ url, headers }: Exchange) => {
    if (url.pathname === '/.well-known/openid-configuration') {
      return json(200, {
        issuer: ISSUER,
        jwks_uri: `${ISSUER}/.well-known/jwks`,
        subject_types_supported: ['public', 'pairwise'],
        response_types_supported: ['id_token'],
        claims_supported: ['sub', 'aud', 'exp', 'iat', 'iss', 'jti'],
        id_token_signing_alg_values_supported: ['RS256'],
        scopes_supported: ['openid'],
      });
    }
    if (url.pathname === '/.well-known/jwks') return json(200, { keys: [jwk] });
    if (!url.pathname.includes('/idtoken/')) return json(404, { message: 'Not Found' });
    const credential = credentialOf(headers);
    const run = runs().find(({ requestToken }) => requestToken === credential);
    if (run === undefined || !may(run, 'id-token', 'write')) return json(401, { message: 'Unauthorized' });
    const [owner = ''] = options.repository.split('/');
    const value = await mint(run, url.searchParams.get('audience') ?? `https://github.com/${owner}`);
    return json(200, { count: value.length, value });
  };
}
