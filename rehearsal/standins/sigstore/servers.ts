// Real Sigstore servers on loopback (Fulcio, Rekor v2, timestamp server) in place of the stand-ins.
import { type KeyObject, X509Certificate, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Handler } from '../core/exchange.ts';
import { forward } from '../core/forward.ts';

/**
 * Ports on 127.0.0.1 (plain HTTP) and PEM files. The servers may start later than the stand-ins: Fulcio asks our
 * issuer for its keys when the first token comes. Rekor's host name must be `log2025-1.rekor.sigstore.dev`.
 */
export interface SigstoreServers {
  /** `chain`: intermediates first, the root last. */
  readonly fulcio: { readonly port: number; readonly chain: string };
  readonly ctLog: { readonly publicKey: string };
  readonly rekorV2: { readonly port: number; readonly publicKey: string };
  readonly timestamp: { readonly port: number; readonly chain: string };
}

/** The certificates in a PEM file, DER, in the order of the file. */
export function certificatesIn(file: string): readonly Buffer[] {
  const blocks = readFileSync(file, 'utf8').match(
    /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g,
  );
  return (blocks ?? []).map((block) => new X509Certificate(block).raw);
}

export function publicKeyIn(file: string): KeyObject {
  return createPublicKey(readFileSync(file));
}

/** Passes everything on, the bearer token of an identity included. */
export function serverHandler(port: number): Handler {
  return (exchange) => {
    const { authorization } = exchange.headers;
    return forward(exchange, { port, headers: authorization === undefined ? {} : { authorization } });
  };
}
