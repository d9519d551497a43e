// Attestations of this run, signed through GitHub's attest library; storing them is a step of its own.
import { type SigstoreInstance, attest, buildSLSAProvenancePredicate } from '@actions/attest';
import type { Digest } from '../../plan/brands.ts';
import { isJsonObject } from '../../plan/json.ts';
import { withTimeLimit } from '../retry/time-limit.ts';
import { isTransientOutput } from '../process/retrying-exec.ts';
import { retry } from '../retry/retry.ts';

export interface AttestedSubject {
  readonly name: string;
  readonly digest: Digest;
}

/** What a build took from another (SLSA v1, ResourceDescriptor). */
export interface BuildDependency {
  readonly uri: string;
  readonly digest: Readonly<Record<string, string>>;
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface Attestor {
  /** Asks for the claims of the run, which every provenance is made of: at most once, and so before they are waited for. */
  readClaims(): Promise<unknown>;
  /**
   * Signs one statement over all subjects and answers its Sigstore bundle (JSON, v0.3); nothing is stored.
   * @param built what other jobs have built for it, beside the commit
   */
  provenance(subjects: readonly AttestedSubject[], built?: readonly BuildDependency[]): Promise<unknown>;
  /** Signs a statement of any predicate over all subjects, as `provenance` does. */
  statement(
    subjects: readonly AttestedSubject[],
    predicateType: string,
    predicate: Readonly<Record<string, unknown>>,
  ): Promise<unknown>;
}

/** How long GitHub and Sigstore may take together to certify and log one statement, in ms. */
const signMs = 180_000;
/**
 * Whether a signature that failed with these words may be made when it is tried again. sigstore-js tells nothing of an
 * answer with the identity token that was no good; that the run may have one was seen before.
 */
export function signingMayGoOn(words: string): boolean {
  return isTransientOutput(words) || /error retrieving identity token/i.test(words);
}

/** How long the run's own claims may take, in ms. */
const claimsMs = 60_000;

/**
 * Whether claims that failed with these words may come when they are asked for again. Of a busy server the library keeps the words
 * alone, which may be any; what it finds wrong with the claims itself stays wrong.
 */
export function claimsMayCome(words: string): boolean {
  return !/Missing claims|unexpected "|Invalid server URL|env variable|Error Code : 4(?!08|29)/i.test(words);
}

export interface AttestorOptions {
  readonly githubToken: string;
  readonly instance: SigstoreInstance;
}

/**
 * `@actions/attest` reads the OIDC request URL and token and GITHUB_SERVER_URL from the environment itself: a named
 * exception to "the environment is read at one door".
 */
export function makeAttestor(options: AttestorOptions): Attestor {
  const statement: Attestor['statement'] = async (subjects, predicateType, predicate) => {
    const sign = () =>
      attest({
        subjects: subjects.map(({ name, digest }) => ({
          name,
          digest: { sha256: digest.slice('sha256:'.length) },
        })),
        predicateType,
        predicate,
        token: options.githubToken,
        sigstore: options.instance,
        skipWrite: true,
      });
    const { bundle } = await withTimeLimit('the attestation', signMs, sign, signingMayGoOn);
    return bundle;
  };
  let claims: ReturnType<typeof buildSLSAProvenancePredicate> | undefined;
  const readClaims = (): ReturnType<typeof buildSLSAProvenancePredicate> => {
    const what = "the run's claims";
    claims ??= retry(what, () =>
      withTimeLimit(what, claimsMs, () => buildSLSAProvenancePredicate(), claimsMayCome),
    ).catch((error: unknown) => {
      claims = undefined;
      throw error;
    });
    return claims;
  };
  return {
    statement,
    readClaims,
    provenance: async (subjects, built = []) => {
      const { type, params } = await readClaims();
      return statement(subjects, type, withDependencies(params, built));
    },
  };
}

/** The run's provenance with what other jobs have built beside the commit. */
export function withDependencies(
  predicate: object,
  built: readonly BuildDependency[],
): Readonly<Record<string, unknown>> {
  const { buildDefinition, ...rest } = predicate as Readonly<Record<string, unknown>>;
  if (built.length === 0 || !isJsonObject(buildDefinition)) return { ...predicate };
  const known: unknown = buildDefinition['resolvedDependencies'];
  const resolvedDependencies = [...(Array.isArray(known) ? (known as unknown[]) : []), ...built];
  return { buildDefinition: { ...buildDefinition, resolvedDependencies }, ...rest };
}
