// The timestamp server: sigstore's HTTP interface (DER and JSON) in front of RFC 3161 tokens.
import { Integer } from 'asn1js';
import { authority, issue, keyIdentifiers, x509 } from '../core/certificates.ts';
import { type Handler, bytes, json } from '../core/exchange.ts';
import { type KeyStore, pem } from '../core/keys.ts';
import { HASH_OIDS, type StampRequest, readStampRequest, stamp } from './timestamp-token.ts';

export interface TimestampAuthority {
  /** Signing certificate first, then the root; DER. */
  readonly chain: readonly Buffer[];
  readonly handler: Handler;
  /** A granted response over a SHA-256. */
  readonly stamp: (hash: Buffer) => Buffer;
}

interface JsonRequest {
  readonly artifactHash: string;
  readonly hashAlgorithm?: string;
  readonly nonce?: number;
  readonly certificates?: boolean;
}

function fromJson(text: string): StampRequest {
  const { artifactHash, hashAlgorithm = 'sha256', nonce, certificates } = JSON.parse(text) as JsonRequest;
  const algorithm = HASH_OIDS[hashAlgorithm.toLowerCase().replace('-', '')];
  if (algorithm === undefined) throw new Error(`unsupported hash algorithm ${hashAlgorithm}`);
  return {
    hash: Buffer.from(artifactHash, 'base64'),
    algorithm,
    ...(nonce === undefined ? {} : { nonce: new Integer({ value: nonce }) }),
    withCertificate: certificates ?? false,
  };
}

/** `name` is the prefix of the key files. */
export async function timestampAuthority(
  keys: KeyStore,
  name: string,
  organization: string,
): Promise<TimestampAuthority> {
  const quoted = `O="${organization}"`;
  const rootName = `CN=tsa-root, ${quoted}`;
  const [root, signer] = await Promise.all([
    keys.pair(`${name}-root`, 'P-384'),
    keys.pair(`${name}-signer`, 'P-256'),
  ]);
  const rootDer = await keys.der(`${name}-root`, () =>
    authority(rootName, root, { name: rootName, pair: root }),
  );
  const signerDer = await keys.der(`${name}-signer`, async () =>
    issue({
      subject: `CN=tsa, ${quoted}`,
      publicKey: signer.publicKey,
      issuer: { name: rootName, privateKey: root.privateKey },
      extensions: [
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.timeStamping], true),
        ...(await keyIdentifiers(signer.publicKey, root.publicKey)),
      ],
    }),
  );
  const chain = [signerDer, rootDer];

  const handler: Handler = async ({ method, url, headers, body }) => {
    if (url.pathname === '/api/v1/timestamp/certchain') {
      return bytes(
        200,
        'application/pem-certificate-chain',
        chain.map((der) => pem('CERTIFICATE', der)).join(''),
      );
    }
    if (method !== 'POST' || url.pathname !== '/api/v1/timestamp') {
      return json(404, { code: 404, message: 'path was not found' });
    }
    const data = await body();
    let request: StampRequest;
    try {
      const isJson = headers['content-type']?.includes('json') === true;
      request = isJson ? fromJson(data.toString()) : readStampRequest(data);
    } catch (error) {
      return json(400, { code: 400, message: `Error generating timestamp response: ${String(error)}` });
    }
    return bytes(201, 'application/timestamp-reply', stamp(request, signerDer, signer.privateKey));
  };
  return {
    chain,
    handler,
    stamp: (hash) =>
      stamp(
        { hash, algorithm: HASH_OIDS['sha256'] ?? '', withCertificate: true },
        signerDer,
        signer.privateKey,
      ),
  };
}
