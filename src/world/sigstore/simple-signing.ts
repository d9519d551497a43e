// An image signature as cosign 2 stores it: a payload and what proves it, as one layer of a manifest under a tag of its own.
import { createHash, X509Certificate } from 'node:crypto';
import { type Digest, isDigest } from '../../plan/brands.ts';
import { isSignature } from './cosign-args.ts';
import { isJsonObject } from '../../plan/json.ts';
import { compact } from '../../compact.ts';

/** cosign's signature specification, "Payloads" (github.com/sigstore/cosign, specs/SIGNATURE_SPEC.md). */
const simpleSigningType = 'application/vnd.dev.cosign.simplesigning.v1+json';

/** The tag in the image's own repository under which the signatures of a digest stand, each a layer. */
export function legacyTag(digest: Digest): string {
  return `${digest.replace(':', '-')}.sig`;
}

export interface SimpleSignature {
  /** The blob that is signed. */
  readonly payload: Digest;
  readonly annotations: Readonly<Record<string, unknown>>;
}

/** Those of a manifest's layers that are such signatures. @throws SyntaxError for what is not JSON. */
export function simpleSignatures(manifest: Buffer): readonly SimpleSignature[] {
  const json: unknown = JSON.parse(manifest.toString('utf8'));
  const layers = isJsonObject(json) && Array.isArray(json['layers']) ? (json['layers'] as unknown[]) : [];
  return layers.flatMap((layer): readonly SimpleSignature[] => {
    if (!isJsonObject(layer) || layer['mediaType'] !== simpleSigningType) return [];
    const { digest, annotations } = layer;
    if (typeof digest !== 'string' || !isDigest(digest)) return [];
    return [{ payload: digest, annotations: isJsonObject(annotations) ? annotations : {} }];
  });
}

/**
 * The digest that a payload claims to be signed, or `undefined` for what is no claim about an image.
 * @throws SyntaxError for what is not JSON.
 */
export function claimedDigest(payload: Buffer): string | undefined {
  const json: unknown = JSON.parse(payload.toString('utf8'));
  const critical = isJsonObject(json) ? json['critical'] : undefined;
  if (!isJsonObject(critical) || !isSignature(critical['type']) || !isJsonObject(critical['image']))
    return undefined;
  const digest = critical['image']['docker-manifest-digest'];
  return typeof digest === 'string' ? digest : undefined;
}

/**
 * The same signature as the JSON of a Sigstore bundle, so that one verifier judges both. Version 0.1 is the one that, like
 * cosign 2, takes the log's signed promise for a proof. Nothing is judged here: what is missing fails there.
 * @throws Error when certificate or log entry cannot be read.
 */
export function bundleOf({ annotations }: SimpleSignature, payload: Buffer): unknown {
  const text = (name: string): string | undefined => {
    const value = annotations[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const pem = text('dev.sigstore.cosign/certificate');
  const entry = text('dev.sigstore.cosign/bundle');
  const timestamp = text('dev.sigstore.cosign/rfc3161timestamp');
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1',
    verificationMaterial: compact({
      ...(pem === undefined
        ? { publicKey: { hint: '' } }
        : { x509CertificateChain: { certificates: [{ rawBytes: base64(new X509Certificate(pem).raw) }] } }),
      tlogEntries: entry === undefined ? [] : [logEntry(JSON.parse(entry))],
      timestampVerificationData:
        timestamp === undefined ? undefined : { rfc3161Timestamps: [signedTimestamp(JSON.parse(timestamp))] },
    }),
    messageSignature: {
      messageDigest: {
        algorithm: 'SHA2_256',
        digest: createHash('sha256').update(payload).digest('base64'),
      },
      signature: text('dev.cosignproject.cosign/signature') ?? '',
    },
  };
}

/** cosign's own form of an entry of Rekor v1, as the log's API answers it. */
function logEntry(value: unknown): unknown {
  const { SignedEntryTimestamp, Payload } = isJsonObject(value) ? value : {};
  const { body, integratedTime, logIndex, logID } = isJsonObject(Payload) ? Payload : {};
  const kind = kindOf(body);
  return {
    logIndex: String(logIndex),
    logId: { keyId: base64(Buffer.from(String(logID), 'hex')) },
    kindVersion: kind,
    integratedTime: String(integratedTime),
    inclusionPromise: { signedEntryTimestamp: SignedEntryTimestamp },
    canonicalizedBody: body,
  };
}

function kindOf(body: unknown): unknown {
  const entry: unknown = JSON.parse(Buffer.from(String(body), 'base64').toString('utf8'));
  const { kind, apiVersion } = isJsonObject(entry) ? entry : {};
  return { kind, version: apiVersion };
}

function signedTimestamp(value: unknown): unknown {
  return { signedTimestamp: isJsonObject(value) ? value['SignedRFC3161Timestamp'] : undefined };
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64');
}
