// Signatures as cosign 2 stores them, made by a Sigstore of the test's own.
import { type Digest } from '../../../src/plan/brands.ts';
import { sha256 } from '../../../src/world/registry/registry.ts';
import type { Authority, SigningOptions } from './authority.ts';

const lines = (base64: string): string => (base64.match(/.{1,64}/g) ?? []).join('\n');

export interface StoredSignature {
  readonly payload: Buffer;
  readonly layer: {
    readonly mediaType: string;
    readonly digest: Digest;
    readonly size: number;
    readonly annotations: Readonly<Record<string, string>>;
  };
}

/** What cosign 2 signs of an image. */
export function payloadOf(digest: string, type = 'cosign container image signature'): Buffer {
  const critical = {
    identity: { 'docker-reference': 'ghcr.io/octo-org/app' },
    image: { 'docker-manifest-digest': digest },
    type,
  };
  return Buffer.from(JSON.stringify({ critical, optional: null }));
}

export async function storedSignature(
  authority: Authority,
  payload: Buffer,
  signer: SigningOptions,
): Promise<StoredSignature> {
  const bundle = await authority.signBlob(payload, signer);
  const { certificate, tlogEntries, timestampVerificationData: time } = bundle.verificationMaterial;
  const entry = tlogEntries[0] as unknown as
    | {
        readonly canonicalizedBody: string;
        readonly integratedTime: string;
        readonly logIndex: string;
        readonly logId: { readonly keyId: string };
        readonly inclusionPromise?: { readonly signedEntryTimestamp: string };
      }
    | undefined;
  const rekor = entry && {
    SignedEntryTimestamp: entry.inclusionPromise?.signedEntryTimestamp,
    Payload: {
      body: entry.canonicalizedBody,
      integratedTime: Number(entry.integratedTime),
      logIndex: Number(entry.logIndex),
      logID: Buffer.from(entry.logId.keyId, 'base64').toString('hex'),
    },
  };
  const [stamp] = time?.rfc3161Timestamps ?? [];
  return {
    payload,
    layer: {
      mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json',
      digest: sha256(payload),
      size: payload.length,
      annotations: {
        'dev.cosignproject.cosign/signature': bundle.messageSignature?.signature ?? '',
        'dev.sigstore.cosign/certificate': `-----BEGIN CERTIFICATE-----\n${lines(certificate.rawBytes)}\n-----END CERTIFICATE-----\n`,
        ...(rekor === undefined ? {} : { 'dev.sigstore.cosign/bundle': JSON.stringify(rekor) }),
        ...(stamp === undefined
          ? {}
          : {
              'dev.sigstore.cosign/rfc3161timestamp': JSON.stringify({
                SignedRFC3161Timestamp: stamp.signedTimestamp,
              }),
            }),
      },
    },
  };
}
