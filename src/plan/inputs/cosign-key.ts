// The input `cosign-key`: the private key itself, the URI of one in a KMS, or, where nothing is signed, a public key.
import { createPublicKey } from 'node:crypto';
import type { Fault } from '../../errors.ts';

export type CosignKey =
  | { readonly kind: 'private'; readonly pem: string }
  | { readonly kind: 'kms'; readonly uri: string }
  | { readonly kind: 'public'; readonly pem: string };

interface Asked {
  /** Whether it is `sign: key`. */
  readonly byKey: boolean;
  /** Whether the mode is one of those that sign, which a public key cannot. */
  readonly signs: boolean;
  /** False: the mode needs no key at all, and one that is given is left alone. */
  readonly given?: boolean;
}

/** The key, typed by what it is; `undefined` where none is given and none is asked for. */
export function readCosignKey(
  text: string | undefined,
  { byKey, signs, given = true }: Asked,
): { readonly key: CosignKey | undefined } | { readonly fault: Fault } {
  const fault = (message: string, hint: string): { readonly fault: Fault } => ({
    fault: { message: `cosign-key ${message}`, hint: signs ? hint : forVerifying },
  });
  if (!given) return { key: undefined };
  if ((text === undefined) === byKey) return fault('and sign: key go together', forSigning);
  if (text === undefined) return { key: undefined };
  if (kmsUri.test(text)) return { key: { kind: 'kms', uri: text } };
  if (privateKey.test(text)) return { key: { kind: 'private', pem: text } };
  if (!publicKey.test(text)) return fault('is neither the text of a key nor the URI of one in a KMS', newKey);
  if (signs) return fault('is a public key, which proves a release and cannot sign one', newKey);
  if (!isReadable(text)) return fault('is a public key that cannot be read', newKey);
  return { key: { kind: 'public', pem: text } };
}

const forSigning =
  'with: { sign: key, cosign-key: "${{ secrets.COSIGN_KEY }}", cosign-password: "${{ secrets.COSIGN_PASSWORD }}" }';
const forVerifying =
  'with: { sign: key, cosign-key: "${{ vars.COSIGN_PUB }}" }   # gh variable set COSIGN_PUB < cosign.pub';
const newKey = 'cosign generate-key-pair   # then: gh secret set COSIGN_KEY < cosign.key';

/** The providers that cosign knows (https://docs.sigstore.dev/cosign/key_management/overview). */
const kmsUri = /^(?:awskms|azurekms|gcpkms|hashivault|k8s|gitlab):\/\/\S+$/;
const privateKey = /^-----BEGIN [A-Z ]*PRIVATE KEY-----\r?\n[\s\S]+-----END [A-Z ]*PRIVATE KEY-----$/;
const publicKey = /^-----BEGIN PUBLIC KEY-----\r?\n[\s\S]+-----END PUBLIC KEY-----$/;

function isReadable(pem: string): boolean {
  try {
    createPublicKey(pem);
    return true;
  } catch {
    return false;
  }
}
