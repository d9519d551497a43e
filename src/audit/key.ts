// The key of a release that a key signed, judged from outside: whose it is, and whether it is the one that is known.
import { createPublicKey } from 'node:crypto';
import type { CheckReport } from '../report/model.ts';
import type { Blob } from '../world/sigstore/signed-entity.ts';
import { verifyBlobWithKey } from '../world/sigstore/verify.ts';
import { auditBlob } from './bundles.ts';
import { type AuditWorld, type AuditedRelease, AuditFailure, check, notRun, textOf } from './subject.ts';

/** The key that must have signed: the one that is known, else the release's own, which proves that its parts agree. */
export function keyOf(
  { files, manifest }: AuditedRelease,
  { knownKey }: Pick<AuditWorld, 'knownKey'>,
): { readonly pem: string; readonly whose: string } {
  if (knownKey !== undefined) return { pem: knownKey, whose: 'the key that was given' };
  const own = files.find(({ name }) => name === manifest?.signature?.publicKey);
  if (!own) throw new AuditFailure('its public key is not among the assets');
  return { pem: textOf(own), whose: `the release's own ${own.name}` };
}

/** Whether a key must have signed: the record says so, or there is no record and somebody knows one. */
export function isKeyed({ manifest }: AuditedRelease, { knownKey }: Pick<AuditWorld, 'knownKey'>): boolean {
  return manifest === undefined ? knownKey !== undefined : manifest.signature?.publicKey !== undefined;
}

/**
 * Who signed a blob, as the record says that it is signed: a key, or the workflow's identity.
 * @throws SignatureError or AuditFailure when somebody else did, or it is something else that is signed.
 */
export function blobSigner(
  bundle: string,
  content: Blob,
  subject: AuditedRelease,
  world: AuditWorld,
): string {
  if (subject.manifest?.signature?.publicKey === undefined)
    return auditBlob(bundle, content, subject, world.trust).certificate.san;
  const key = keyOf(subject, world);
  verifyBlobWithKey(JSON.parse(bundle), content, world.trust, key.pem);
  return key.whose;
}

/** cosign's options for the signer that the record names. */
export function signerOptions({ manifest }: AuditedRelease): string {
  const { publicKey, identity = '', issuer = '' } = manifest?.signature ?? {};
  return publicKey === undefined
    ? `--certificate-identity ${identity} --certificate-oidc-issuer ${issuer}`
    : `--key ${publicKey}`;
}

/** Whether the release's own key is the one that was given; no line where neither is there. */
export async function keyCheck(subject: AuditedRelease, world: AuditWorld): Promise<readonly CheckReport[]> {
  const text = "The release's key is the one that is known";
  const { manifest } = subject;
  const { knownKey } = world;
  if (manifest === undefined) return [];
  if (knownKey === undefined) {
    const give =
      'with: { sign: key, cosign-key: "${{ vars.COSIGN_PUB }}" }   # the public key, from elsewhere';
    return isKeyed(subject, world) ? [notRun(text, `none was given to compare it with: ${give}`)] : [];
  }
  const line = await check(text, [], () => {
    const { publicKey, identity = 'nobody' } = manifest.signature ?? {};
    if (publicKey === undefined) throw new AuditFailure(`the record names no key: ${identity} signed`);
    const { pem, whose } = keyOf(subject, {});
    if (!isSameKey(pem, knownKey)) throw new AuditFailure(`${whose} is another`);
    return whose;
  });
  return [line];
}

/** Whatever the line lengths and ends of their PEM. */
function isSameKey(...pems: readonly [string, string]): boolean {
  const [one, other] = pems.map((pem) => createPublicKey(pem).export({ type: 'spki', format: 'der' }));
  return one !== undefined && other !== undefined && one.equals(other);
}
