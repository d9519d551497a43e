// What a release makes public that its repository keeps private, for the people who did not mean to.
import { type Repository, isPrivate } from './context.ts';
import type { Inputs } from './inputs/inputs.ts';

/**
 * One sentence each, with its remedy. A keyless signature's certificate names repository and workflow, and Sigstore's log
 * of certificates and signatures is open to all and keeps them for ever (docs.sigstore.dev, "Security Model"). GitHub's own
 * instance, which signs a private repository's attestations, has no public log.
 */
export function disclosureWarnings(
  { sign }: Pick<Inputs, 'sign'>,
  { visibility, fullName }: Pick<Repository, 'visibility' | 'fullName'>,
): readonly string[] {
  if (sign !== 'keyless' || !isPrivate({ visibility })) return [];
  return [
    `${fullName} is ${visibility}, and keyless signing writes its name and its workflow's into Sigstore's public transparency log, for ever. To keep them out: with: { sign: key, cosign-key: '\${{ secrets.COSIGN_KEY }}', cosign-password: '\${{ secrets.COSIGN_PASSWORD }}' } or { sign: none }`,
  ];
}
