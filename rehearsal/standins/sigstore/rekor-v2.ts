// Rekor v2 (tiled log): one call that returns a complete protobuf-JSON log entry.
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type Handler, bytes, json } from '../core/exchange.ts';
import type { TransparencyLog } from './log.ts';

interface Verifier {
  readonly x509Certificate?: { readonly rawBytes: string };
  readonly publicKey?: { readonly rawBytes: string };
  readonly keyDetails: string;
}

interface CreateEntry {
  readonly hashedRekordRequestV002?: {
    readonly digest: string;
    readonly signature: { readonly content: string; readonly verifier: Verifier };
  };
  readonly dsseRequestV002?: {
    readonly envelope: { readonly payload: string; readonly signatures: readonly { readonly sig: string }[] };
    readonly verifiers: readonly Verifier[];
  };
}

function verifierOf({ x509Certificate, publicKey, keyDetails }: Verifier): object {
  return x509Certificate === undefined
    ? { publicKey: { rawBytes: publicKey?.rawBytes }, keyDetails }
    : { x509Certificate: { rawBytes: x509Certificate.rawBytes }, keyDetails };
}

/** The canonical entry. Source: github.com/sigstore/rekor-tiles, pkg/types. */
function entryOf(request: CreateEntry): { readonly kind: string; readonly body: object } {
  const { hashedRekordRequestV002: hashed, dsseRequestV002: dsse } = request;
  const algorithm = 'SHA2_256';
  if (hashed !== undefined) {
    const { content, verifier } = hashed.signature;
    const spec = {
      data: { algorithm, digest: hashed.digest },
      signature: { content, verifier: verifierOf(verifier) },
    };
    return {
      kind: 'hashedrekord',
      body: { apiVersion: '0.0.2', kind: 'hashedrekord', spec: { hashedRekordV002: spec } },
    };
  }
  if (dsse === undefined) throw new Error('neither a hashedrekord nor a dsse request');
  const digest = createHash('sha256').update(Buffer.from(dsse.envelope.payload, 'base64')).digest('base64');
  const signatures = dsse.envelope.signatures.map(({ sig }, i) => {
    const verifier = dsse.verifiers[i];
    if (verifier === undefined) throw new Error('a signature without its verifier');
    return { content: sig, verifier: verifierOf(verifier) };
  });
  const spec = { payloadHash: { algorithm, digest }, signatures };
  return { kind: 'dsse', body: { apiVersion: '0.0.2', kind: 'dsse', spec: { dsseV002: spec } } };
}

/** Rekor v2's HTTP interface over a log. */
export function rekorV2Handler(log: TransparencyLog): Handler {
  return async ({ method, url, body }) => {
    if (url.pathname === '/api/v2/checkpoint') return bytes(200, 'text/plain', log.checkpoint());
    if (method !== 'POST' || url.pathname !== '/api/v2/log/entries') {
      return json(404, { code: 5, message: 'Not Found', details: [] });
    }
    let kind: string;
    let canonical: Buffer;
    try {
      const made = entryOf(JSON.parse((await body()).toString()) as CreateEntry);
      kind = made.kind;
      canonical = Buffer.from(canonicalize(made.body) ?? '');
    } catch (error) {
      return json(400, { code: 3, message: String(error), details: [] });
    }
    const entry = log.append(canonical);
    const { treeSize, rootHash, hashes } = log.inclusion(entry);
    return json(201, {
      logIndex: String(entry.index),
      logId: { keyId: log.id.toString('base64') },
      kindVersion: { kind, version: '0.0.2' },
      integratedTime: '0',
      inclusionPromise: null,
      inclusionProof: {
        logIndex: String(entry.index),
        rootHash: rootHash.toString('base64'),
        treeSize: String(treeSize),
        hashes: hashes.map((hash) => hash.toString('base64')),
        checkpoint: { envelope: log.checkpoint() },
      },
      canonicalizedBody: canonical.toString('base64'),
    });
  };
}
