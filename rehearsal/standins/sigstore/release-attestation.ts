// What GitHub attests by itself of an immutable release: a statement signed by its own instance, with a timestamp and no log.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { CertificateAuthority } from './authority.ts';
import type { TimestampAuthority } from './timestamp-authority.ts';

/** Source: cli/cli, pkg/cmd/release/shared/attestation.go, which asks for this identity. */
const IDENTITY = 'https://dotcom.releases.github.com';
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** Signs a statement; the answer is a Sigstore bundle. */
export type Attest = (statement: object) => Promise<unknown>;

export function releaseAttestor(ca: CertificateAuthority, tsa: TimestampAuthority): Attest {
  return async (statement) => {
    const payload = Buffer.from(JSON.stringify(statement));
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const certificate = await ca.issueTo(publicKey, { name: { type: 'url', value: IDENTITY }, claims: {} });
    // DSSE, protocol.md: what is signed is the type and the body, each with its length before it.
    const head = `DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `;
    const signature = sign('sha256', Buffer.concat([Buffer.from(head), payload]), privateKey);
    const timestamp = tsa.stamp(createHash('sha256').update(signature).digest());
    return {
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: {
        certificate: { rawBytes: certificate.toString('base64') },
        tlogEntries: [],
        timestampVerificationData: {
          rfc3161Timestamps: [{ signedTimestamp: timestamp.toString('base64') }],
        },
      },
      dsseEnvelope: {
        payload: payload.toString('base64'),
        payloadType: PAYLOAD_TYPE,
        signatures: [{ sig: signature.toString('base64') }],
      },
    };
  };
}
