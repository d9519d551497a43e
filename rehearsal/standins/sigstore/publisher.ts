// Signs what others have published long before a release: the tools that a runner downloads.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { pem } from '../core/keys.ts';
import type { CertificateAuthority, Holder } from './authority.ts';
import type { TransparencyLog } from './log.ts';
import { logged, preAuthEncoding } from './rekor-v1.ts';

export interface Publish {
  /** A bundle over a file, as `cosign sign-blob --bundle` writes it. */
  readonly blob: (bytes: Buffer, by: Holder) => Promise<object>;
  /** A bundle over an in-toto statement, as GitHub's attestations API keeps it. */
  readonly statement: (statement: object, by: Holder) => Promise<object>;
}

const MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const IN_TOTO = 'application/vnd.in-toto+json';

export function publisher(ca: CertificateAuthority, log: TransparencyLog): Publish {
  const signer = async (by: Holder) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const certificate = await ca.issueTo(publicKey, by);
    return {
      sign: (data: Buffer) => sign('sha256', data, privateKey).toString('base64'),
      certificate: { rawBytes: certificate.toString('base64') },
      verifier: Buffer.from(pem('CERTIFICATE', certificate)).toString('base64'),
    };
  };
  return {
    blob: async (bytes, by) => {
      const { sign: signed, certificate, verifier } = await signer(by);
      const signature = signed(bytes);
      const digest = createHash('sha256').update(bytes).digest();
      const entry = logged(log, {
        kind: 'hashedrekord',
        spec: {
          data: { hash: { algorithm: 'sha256', value: digest.toString('hex') } },
          signature: { content: signature, publicKey: { content: verifier } },
        },
      });
      return {
        mediaType: MEDIA_TYPE,
        verificationMaterial: { certificate, tlogEntries: [entry] },
        messageSignature: {
          messageDigest: { algorithm: 'SHA2_256', digest: digest.toString('base64') },
          signature,
        },
      };
    },
    statement: async (statement, by) => {
      const { sign: signed, certificate, verifier } = await signer(by);
      const payload = Buffer.from(JSON.stringify(statement));
      const envelope = {
        payload: payload.toString('base64'),
        payloadType: IN_TOTO,
        signatures: [{ sig: signed(preAuthEncoding(IN_TOTO, payload)) }],
      };
      const entry = logged(log, {
        kind: 'dsse',
        spec: { proposedContent: { envelope: JSON.stringify(envelope), verifiers: [verifier] } },
      });
      return {
        mediaType: MEDIA_TYPE,
        verificationMaterial: { certificate, tlogEntries: [entry] },
        dsseEnvelope: envelope,
      };
    },
  };
}
