// A Sigstore of the test's own: real keys, certificates, log entries and timestamps, none of them the public's.
import crypto from 'node:crypto';
import { bundleToJSON, toDSSEBundle, toMessageSignatureBundle } from '@sigstore/bundle';
// The package's own door loads nock, which takes over every HTTP request of the process; these rooms do not.
import { initializeCA, initializeCTLog } from '@sigstore/mock/dist/fulcio/index.js';
import { initializeTLog } from '@sigstore/mock/dist/rekor/index.js';
import { initializeTSA } from '@sigstore/mock/dist/timestamp/index.js';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toTrustMaterial } from '@sigstore/verify';
import type { SigstoreInstance, SigstoreTrust } from '../../../src/world/sigstore/trust.ts';

export interface SigningOptions {
  readonly san: string;
  readonly issuer: string;
  /** Further Fulcio claims by their arc, e.g. `{ 12: 'https://github.com/o/r' }`. */
  readonly claims?: Readonly<Record<number, string>>;
  /** What vouches for the time: the log's promise (as Rekor v1), a timestamp authority (as Rekor v2), or nothing. */
  readonly time?: 'log' | 'tsa' | 'none';
  readonly log?: boolean;
  readonly payloadType?: string;
}

export interface Authority {
  /** The trusted_root.json of this authority. */
  readonly rootJson: unknown;
  trust(instance?: SigstoreInstance): SigstoreTrust;
  /** A v0.3 bundle over an in-toto statement (or any other text). */
  attest(statement: unknown, options: SigningOptions): Promise<SerializedBundle>;
  /** A v0.3 bundle over a file's bytes. */
  signBlob(blob: Buffer, options: SigningOptions): Promise<SerializedBundle>;
  /** The same by a key instead of a certificate, logged as any other. @param privateKey PEM */
  attestByKey(statement: unknown, privateKey: string): Promise<SerializedBundle>;
  signBlobByKey(blob: Buffer, privateKey: string): Promise<SerializedBundle>;
}

/** The parts of a serialised bundle that tests reach into to damage them. */
export interface SerializedBundle {
  mediaType: string;
  verificationMaterial: {
    certificate: { rawBytes: string };
    tlogEntries: {
      canonicalizedBody: string;
      inclusionPromise?: { signedEntryTimestamp: string };
      inclusionProof: { checkpoint: { envelope: string } };
    }[];
    timestampVerificationData?: { rfc3161Timestamps: { signedTimestamp: string }[] };
  };
  dsseEnvelope?: { payload: string; payloadType: string; signatures: { sig: string }[] };
  messageSignature?: { messageDigest: { digest: string }; signature: string };
}

/** Who signs with a key has no certificate to name anybody. */
const byKey: SigningOptions = { san: '', issuer: '' };

interface Issued {
  readonly certificate: Buffer;
  readonly key: crypto.KeyObject;
}

const ecKey = (): crypto.KeyPairKeyObjectResult =>
  crypto.generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const sha256 = (data: Uint8Array): Buffer => crypto.createHash('sha256').update(data).digest();
const base64 = (data: ArrayBufferView): string =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');

/**
 * @param options.certificateClock when the authority believes it to be: a past hour gives expired certificates.
 * @param options.keepCertificates one key and certificate for all that the same signer signs, which is quicker; Fulcio issues one a signature.
 */
export async function makeAuthority(
  options: {
    readonly certificateClock?: Date;
    readonly fulcio?: string;
    readonly keepCertificates?: boolean;
  } = {},
): Promise<Authority> {
  const start = new Date(Date.now() - 864e5).toISOString();
  const fulcio = options.fulcio ?? 'https://fulcio.sigstore.dev';
  const logKeys = ecKey();
  const ctlog = await initializeCTLog(ecKey());
  const ca = await initializeCA(ecKey(), ctlog, options.certificateClock);
  const tlog = await initializeTLog('https://rekor.sigstore.dev', logKeys);
  const tsa = await initializeTSA(ecKey());
  // Whole seconds: the mock's encoding of a fraction that ends in zero is no DER, and is refused as such.
  Object.assign(tsa, { getCurrentTime: () => new Date(Math.floor(Date.now() / 1000) * 1000) });
  const chain = (uri: string, ...certificates: ArrayBufferView[]): unknown => ({
    subject: { organization: 'test', commonName: 'test' },
    uri,
    certChain: { certificates: certificates.map((der) => ({ rawBytes: base64(der) })) },
    validFor: { start },
  });
  const log = (baseUrl: string, spki: Buffer): unknown => ({
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: base64(spki), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor: { start } },
    logId: { keyId: base64(sha256(spki)) },
  });
  const rootJson = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [log('https://rekor.sigstore.dev', tlog.publicKey)],
    certificateAuthorities: [chain(fulcio, ca.rootCertificate)],
    ctlogs: [log('https://ctfe.sigstore.dev/test', ctlog.publicKey)],
    timestampAuthorities: [chain('https://timestamp.sigstore.dev', tsa.intCertificate, tsa.rootCertificate)],
  };

  const kept = new Map<string, Promise<Issued>>();
  const issue = (signer: SigningOptions): Promise<Issued> => {
    if (options.keepCertificates !== true) return issueAnew(signer);
    const key = JSON.stringify([signer.san, signer.issuer, signer.claims]);
    const issued = kept.get(key) ?? issueAnew(signer);
    kept.set(key, issued);
    return issued;
  };
  const issueAnew = async (signer: SigningOptions): Promise<Issued> => {
    const keys = ecKey();
    const certificate = await ca.issueCertificate({
      publicKey: new Uint8Array(keys.publicKey.export({ format: 'der', type: 'spki' })),
      subjectAltName: signer.san,
      extensions: Object.entries({ 8: signer.issuer, ...signer.claims }).map(([arc, value]) => ({
        oid: `1.3.6.1.4.1.57264.1.${arc}`,
        value,
      })),
    });
    return { certificate: Buffer.from(base64(certificate), 'base64'), key: keys.privateKey };
  };

  const witness = async (signer: SigningOptions, signature: Buffer, entry: object): Promise<Witnessed> => {
    const time = signer.time ?? 'log';
    const logged = Object.values((await tlog.log(entry)) as Record<string, RekorEntry>)[0]!;
    const { body, integratedTime, logID, logIndex, verification } = logged;
    const { kind, apiVersion } = entry as { kind: string; apiVersion: string };
    const proof = verification.inclusionProof;
    const tlogEntry = {
      logIndex: String(logIndex),
      logId: { keyId: Buffer.from(logID, 'hex').toString('base64') },
      kindVersion: { kind, version: apiVersion },
      integratedTime: time === 'log' ? String(integratedTime) : '0',
      ...(time === 'log'
        ? { inclusionPromise: { signedEntryTimestamp: verification.signedEntryTimestamp } }
        : {}),
      inclusionProof: {
        logIndex: String(proof.logIndex),
        rootHash: Buffer.from(proof.rootHash, 'hex').toString('base64'),
        treeSize: String(proof.treeSize),
        hashes: [],
        checkpoint: { envelope: proof.checkpoint },
      },
      canonicalizedBody: body,
    };
    const timestamp =
      time === 'tsa'
        ? await tsa.timestamp({
            artifactHash: sha256(signature),
            hashAlgorithmOID: '2.16.840.1.101.3.4.2.1',
            nonce: 1,
            policyOID: '1.3.6.1.4.1.57264.2',
          })
        : undefined;
    return {
      tlogEntries: signer.log === false ? [] : [tlogEntry],
      ...(timestamp === undefined
        ? {}
        : { timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: base64(timestamp) }] } }),
    };
  };

  return {
    rootJson,
    trust: (instance = 'public-good') => ({
      instance,
      trustMaterial: toTrustMaterial(TrustedRoot.fromJSON(rootJson)),
      trustedRootFile: '',
      custom: true,
    }),
    attest: async (statement, signer) => {
      const payload = Buffer.from(typeof statement === 'string' ? statement : JSON.stringify(statement));
      const payloadType = signer.payloadType ?? 'application/vnd.in-toto+json';
      const { certificate, key } = await issue(signer);
      const head = `DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `;
      const signature = crypto.sign('sha256', Buffer.concat([Buffer.from(head), payload]), key);
      const built = toDSSEBundle({ artifact: payload, artifactType: payloadType, signature, certificate });
      return merge(
        bundleToJSON(built),
        await witness(signer, signature, {
          apiVersion: '0.0.1',
          kind: 'dsse',
          spec: {
            payloadHash: { algorithm: 'sha256', value: sha256(payload).toString('hex') },
            signatures: [{ signature: base64(signature), verifier: base64(certificate) }],
          },
        }),
      );
    },
    attestByKey: async (statement, privateKey) => {
      const payload = Buffer.from(JSON.stringify(statement));
      const payloadType = 'application/vnd.in-toto+json';
      const head = `DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `;
      const signature = crypto.sign('sha256', Buffer.concat([Buffer.from(head), payload]), privateKey);
      const built = toDSSEBundle({ artifact: payload, artifactType: payloadType, signature, keyHint: '' });
      const verifier = crypto.createPublicKey(privateKey).export({ type: 'spki', format: 'pem' });
      return merge(
        bundleToJSON(built),
        await witness(byKey, signature, {
          apiVersion: '0.0.1',
          kind: 'dsse',
          spec: {
            payloadHash: { algorithm: 'sha256', value: sha256(payload).toString('hex') },
            signatures: [{ signature: base64(signature), verifier: base64(Buffer.from(verifier)) }],
          },
        }),
      );
    },
    signBlobByKey: async (blob, privateKey) => {
      const signature = crypto.sign('sha256', blob, privateKey);
      const built = toMessageSignatureBundle({ digest: sha256(blob), signature, keyHint: '' });
      const publicKey = crypto.createPublicKey(privateKey).export({ type: 'spki', format: 'pem' });
      return merge(
        bundleToJSON(built),
        await witness(byKey, signature, {
          apiVersion: '0.0.1',
          kind: 'hashedrekord',
          spec: {
            data: { hash: { algorithm: 'sha256', value: sha256(blob).toString('hex') } },
            signature: {
              content: base64(signature),
              publicKey: { content: base64(Buffer.from(publicKey)) },
            },
          },
        }),
      );
    },
    signBlob: async (blob, signer) => {
      const { certificate, key } = await issue(signer);
      const signature = crypto.sign('sha256', blob, key);
      const built = toMessageSignatureBundle({ digest: sha256(blob), signature, certificate });
      return merge(
        bundleToJSON(built),
        await witness(signer, signature, {
          apiVersion: '0.0.1',
          kind: 'hashedrekord',
          spec: {
            data: { hash: { algorithm: 'sha256', value: sha256(blob).toString('hex') } },
            signature: { content: base64(signature), publicKey: { content: base64(certificate) } },
          },
        }),
      );
    },
  };
}

/** What Rekor v1 answers for an entry (its OpenAPI: LogEntry). */
interface RekorEntry {
  readonly body: string;
  readonly integratedTime: number;
  readonly logID: string;
  readonly logIndex: number;
  readonly verification: {
    readonly signedEntryTimestamp: string;
    readonly inclusionProof: {
      readonly logIndex: number;
      readonly rootHash: string;
      readonly treeSize: number;
      readonly checkpoint: string;
    };
  };
}

interface Witnessed {
  readonly tlogEntries: readonly unknown[];
  readonly timestampVerificationData?: unknown;
}

function merge(bundle: unknown, witnessed: Witnessed): SerializedBundle {
  const whole = bundle as SerializedBundle;
  return {
    ...whole,
    verificationMaterial: { ...whole.verificationMaterial, ...witnessed },
  } as SerializedBundle;
}
