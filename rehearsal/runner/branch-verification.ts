// What programs that are not ours are asked about the image of a pushed branch, which has no release beside it.
import { identityAt, ISSUER, type Programs } from '../e2e/programs.ts';
import type { JobResult } from './job.ts';
import type { Site } from './site.ts';
import type { Question } from './verification.ts';

/** Signature and provenance, as far as the inputs ask for them; both are in the registry. */
export function branchQuestions(
  site: Site,
  job: JobResult,
  judges: Programs,
  inputs: Readonly<Record<string, string>>,
): readonly Question[] {
  const ref = job.outputs['image'] ?? '';
  const by = [
    ...['--trusted-root', site.standIns.trustedRoot],
    ...['--certificate-identity', identityAt(site, job.ref), '--certificate-oidc-issuer', ISSUER],
  ];
  const signature: Question = {
    program: 'cosign',
    what: `the signature of ${ref}`,
    ask: () => judges.cosign('verify', ...by, ref),
  };
  const provenance: readonly Question[] = [
    {
      program: 'gh',
      what: `the provenance of ${ref}`,
      ask: () => judges.ghVerify(`oci://${ref}`, '--repo', site.repository, '--bundle-from-oci'),
    },
    {
      program: 'cosign',
      what: `the provenance of ${ref}`,
      ask: () => judges.cosign('verify-attestation', '--type', 'slsaprovenance1', ...by, ref),
    },
  ];
  // What is not public is signed for by GitHub's own instance, whose certificates cosign has no root of here.
  const asked = site.visibility === 'public' ? provenance : provenance.slice(0, 1);
  return [
    ...((inputs['sign'] ?? 'keyless') === 'keyless' ? [signature] : []),
    ...((inputs['attest'] ?? 'true') === 'true' ? asked : []),
  ];
}
