// What a GitHub Enterprise Server does not have, told before anything is built.
import type { Fault } from '../../errors.ts';
import type { Context } from '../../plan/context.ts';
import type { Inputs } from '../../plan/inputs/inputs.ts';
import { isEnterpriseServer } from '../../plan/server.ts';

/**
 * Every input that asks for such a part (rows O11 and O12 of docs/reality.md). What `mode: verify` looks for it finds or does not find.
 */
export function serverFaults(
  inputs: Pick<Inputs, 'sign' | 'attest'>,
  { repository }: Pick<Context, 'repository'>,
): readonly Fault[] {
  if (!isEnterpriseServer(repository)) return [];
  const { host } = new URL(repository.serverUrl);
  const keyless: Fault = {
    code: 'no-id-token',
    message: `sign: keyless is not possible on ${host}: Sigstore's certificate authority does not know the OIDC tokens of a GitHub Enterprise Server`,
    hint: 'with: { sign: key, cosign-key: "${{ secrets.COSIGN_KEY }}", cosign-password: "${{ secrets.COSIGN_PASSWORD }}" }   # made with cosign generate-key-pair; or sign: none',
  };
  const attest: Fault = {
    code: 'no-attestations',
    message: `attest: true is not possible on ${host}: a GitHub Enterprise Server has no artifact attestations`,
    hint: 'with: { attest: false, buildkit-provenance: max }   # the provenance of BuildKit inside the index is what is left',
  };
  return [...(inputs.sign === 'keyless' ? [keyless] : []), ...(inputs.attest ? [attest] : [])];
}
