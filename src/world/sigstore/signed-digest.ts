// What a Sigstore bundle over a file says that it signs, before anything of it is proven.
import { bundleFromJSON } from '@sigstore/bundle';
import { SignatureError, attempt } from './signature-error.ts';

/**
 * `sha256:` and 64 hex digits. Verifying the bundle holds this digest against the log's entry, and the signature against
 * the file.
 * @throws SignatureError when it is no bundle, or signs a statement.
 */
export function signedDigest(bundle: unknown): string {
  const { content } = attempt('bundle', () => bundleFromJSON(bundle));
  if (content.$case !== 'messageSignature') {
    throw new SignatureError('bundle', 'it signs a statement, not a blob');
  }
  return `sha256:${content.messageSignature.messageDigest.digest.toString('hex')}`;
}
