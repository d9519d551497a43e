// Which run of this repository built an image that is there already, by its provenance: found, and verified before it counts.
import { messageOf } from '../errors.ts';
import type { Digest } from '../plan/brands.ts';
import type { ImageName } from '../plan/oci/image-name.ts';
import type { ImagePlan } from '../plan/plan.ts';
import { isPromotion } from '../plan/promoted.ts';
import type { BuiltBy } from '../plan/record/release-record.ts';
import type { Log } from '../run/step.ts';
import type { GitHub } from '../world/github/types.ts';
import { type Registry, sha256 } from '../world/registry/registry.ts';
import { provenanceType } from '../world/sigstore/statement.ts';
import { type CertificateClaims, originOf } from '../world/sigstore/certificate.ts';
import { anyWorkflowOf, issuerOf } from '../world/sigstore/issuer.ts';
import type { SigstoreTrust } from '../world/sigstore/trust.ts';
import { isLogged, verifyBundle } from '../world/sigstore/verify.ts';
import { referringBundles } from './bundles.ts';
import { storedAtGitHub } from './attestation.ts';

export interface Proving {
  readonly plan: Pick<ImagePlan, 'commit' | 'repository'>;
  readonly registry: Pick<Registry, 'referrers' | 'manifest' | 'blob'>;
  readonly github: Pick<GitHub, 'attestations'>;
  readonly trust: (options?: { readonly withGitHub?: boolean }) => Promise<SigstoreTrust>;
  /** The very run that is looked for; any unless given. */
  readonly wanted?: Pick<BuiltBy, 'identity' | 'run'>;
}

/** The run behind a build, with the text of the bundle that says so. */
export interface FoundBuild {
  readonly built: BuiltBy;
  readonly bundle: string;
}

/**
 * The provenance of a build by a run of this repository on the plan's commit. The registry's copy comes first.
 * @returns what counts, or why each that is there does not
 */
export async function findBuild(
  { plan, registry, github, trust, wanted }: Proving,
  name: ImageName,
  digest: Digest,
  log: Log,
): Promise<FoundBuild | { readonly refused: readonly string[] }> {
  const attached = await referringBundles(registry, name, digest, log);
  const stored = await storedAtGitHub({ github }, digest);
  const texts = [...new Set([...attached, ...stored])];
  const root = texts.length === 0 ? undefined : await trust();
  const refused: string[] = [];
  for (const text of texts) {
    try {
      const judge = isLogged(text) || root === undefined ? root : await trust({ withGitHub: true });
      if (judge === undefined) continue;
      const policy = { predicateType: provenanceType, subjectDigests: [digest] };
      const { serverUrl } = plan.repository;
      const signer = { issuer: issuerOf(serverUrl), san: anyWorkflowOf(serverUrl) };
      const statement = verifyBundle(JSON.parse(text), judge, { ...signer, ...policy });
      const why = isPromotion(statement.predicate)
        ? 'it is of a run that promoted the image, and built nothing'
        : (whyOfAnother(statement.certificate, plan) ?? whyOfAnotherRun(statement.certificate, wanted));
      if (why === undefined) return { built: builtBy(statement.certificate, text), bundle: text };
      refused.push(why);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (isNoNews(error)) continue;
      if (!('check' in error) && !(error instanceof SyntaxError)) throw error;
      refused.push(messageOf(error));
    }
  }
  for (const line of refused) log(`a provenance does not count: ${line}`);
  return { refused: [...new Set(refused)] };
}

function whyOfAnotherRun(
  { san, runInvocationUri: run = '' }: CertificateClaims,
  wanted: Proving['wanted'],
): string | undefined {
  if (wanted === undefined || (wanted.identity === san && wanted.run === run)) return undefined;
  return `it is of ${run}, by ${san}`;
}

/** Signatures and other attestations stand beside it. */
function isNoNews(error: Error): boolean {
  const check = 'check' in error ? error.check : undefined;
  return check === 'predicate' || (check === 'bundle' && error.message.includes('signs a blob'));
}

function builtBy(claims: CertificateClaims, text: string): BuiltBy {
  const { san: identity, runInvocationUri: run = '' } = claims;
  return { identity, run, provenance: sha256(Buffer.from(text)) };
}

/** Why the run that signed has not built this commit of this repository: what a pull request starts may hold what nobody has merged. */
export function whyOfAnother(
  claims: CertificateClaims,
  { repository, commit }: Pick<ImagePlan, 'commit' | 'repository'>,
): string | undefined {
  const { from, of, on, began } = originOf(claims);
  const { buildTrigger: event = '' } = claims;
  if (from !== repository.url) return `it was built in ${from}, not in ${repository.url}`;
  if (of !== commit) return `it was built from commit ${of}, and the tag is ${commit}`;
  if (event.startsWith('pull_request'))
    return `it was built for ${event}, which may hold what nobody has merged`;
  if (!/^refs\/(?:heads|tags)\//.test(on)) return `it was built on ${on}, which is no branch and no tag`;
  if (!began.startsWith(`${repository.url}/`))
    return `its run was started by ${began}, not by a workflow of this repository`;
  return undefined;
}
