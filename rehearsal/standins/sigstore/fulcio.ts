// Fulcio: a short-lived certificate for whoever proves an OIDC identity and possession of a key.
import { type KeyObject, createPublicKey, verify } from 'node:crypto';
import { jwtVerify } from 'jose';
import { x509 } from '../core/certificates.ts';
import { type Exchange, type Handler, bytes, credentialOf, json } from '../core/exchange.ts';
import { pem } from '../core/keys.ts';
import type { CertificateAuthority } from './authority.ts';
import { type Claims, ISSUER } from './oidc.ts';

interface SigningRequest {
  readonly credentials?: { readonly oidcIdentityToken?: string };
  readonly publicKeyRequest?: {
    readonly publicKey: { readonly content: string };
    readonly proofOfPossession: string;
  };
  readonly certificateSigningRequest?: string;
  // v1
  readonly publicKey?: { readonly content: string };
  readonly signedEmailAddress?: string;
}

const refusal = (message: string) => json(400, { code: 3, message, details: [] });

/** The key of the request, once its owner has shown that he holds the private half. */
async function provenKey(request: SigningRequest, subject: string): Promise<KeyObject> {
  if (request.certificateSigningRequest !== undefined) {
    const csr = new x509.Pkcs10CertificateRequest(
      Buffer.from(request.certificateSigningRequest, 'base64').toString(),
    );
    if (!(await csr.verify())) throw new Error('bad signature on the certificate signing request');
    return createPublicKey(csr.publicKey.toString('pem'));
  }
  let content = request.publicKeyRequest?.publicKey.content;
  let proof = request.publicKeyRequest?.proofOfPossession;
  if (request.publicKey !== undefined) {
    const decoded = Buffer.from(request.publicKey.content, 'base64');
    content = decoded.includes('-----BEGIN') ? decoded.toString() : pem('PUBLIC KEY', decoded);
    proof = request.signedEmailAddress;
  }
  if (content === undefined || proof === undefined) throw new Error('no key in the request');
  const key = createPublicKey(content);
  if (!verify('sha256', Buffer.from(subject), key, Buffer.from(proof, 'base64'))) {
    throw new Error('proof of possession does not verify');
  }
  return key;
}

/** Fulcio's HTTP interface, v1 and v2. `oidcKey` is the issuer's public key. */
export function fulcioHandler(ca: CertificateAuthority, oidcKey: KeyObject): Handler {
  return async ({ method, url, headers, body }: Exchange) => {
    if (url.pathname === '/api/v2/trustBundle' || url.pathname === '/api/v1/rootCert') {
      const chain = ca.chain.map((der) => pem('CERTIFICATE', der));
      if (url.pathname.includes('v1')) return bytes(200, 'application/pem-certificate-chain', chain.join(''));
      return json(200, { chains: [{ certificates: chain }] });
    }
    if (url.pathname === '/api/v2/configuration') {
      return json(200, { issuers: [{ issuerUrl: ISSUER, audience: 'sigstore', challengeClaim: 'sub' }] });
    }
    const v1 = url.pathname === '/api/v1/signingCert';
    if (method !== 'POST' || (!v1 && url.pathname !== '/api/v2/signingCert')) {
      return json(404, { code: 5, message: 'Not Found', details: [] });
    }
    const request = JSON.parse((await body()).toString()) as SigningRequest;
    // sigstore-go sends the token in the header, sigstore-js in the body.
    const token = request.credentials?.oidcIdentityToken ?? credentialOf(headers) ?? '';
    let claims: Claims;
    try {
      const verified = await jwtVerify(token, oidcKey, { issuer: ISSUER, audience: 'sigstore' });
      claims = verified.payload as unknown as Claims;
    } catch (error) {
      return refusal(`There was an error processing the identity token: ${String(error)}`);
    }
    let key: KeyObject;
    try {
      key = await provenKey(request, claims.sub);
    } catch (error) {
      return refusal(`The signature supplied in the request could not be verified: ${String(error)}`);
    }
    const leaf = await ca.issue(key, claims);
    const certificates = [leaf, ...ca.chain].map((der) => pem('CERTIFICATE', der));
    if (v1) return bytes(201, 'application/pem-certificate-chain', certificates.join(''));
    return json(200, { signedCertificateEmbeddedSct: { chain: { certificates } } });
  };
}
