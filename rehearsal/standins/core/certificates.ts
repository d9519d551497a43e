// X.509 for the stand-ins: self-made roots and what they issue.
import 'reflect-metadata';
import { type KeyObject, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { KeyPair } from './keys.ts';

export { x509 };
x509.cryptoProvider.set(webcrypto);

const DAY = 86_400_000;

/** The signature algorithm that fits an EC key. */
export function algorithmOf(key: KeyObject): webcrypto.EcdsaParams & webcrypto.EcKeyAlgorithm {
  const large = key.asymmetricKeyDetails?.namedCurve === 'secp384r1';
  return { name: 'ECDSA', namedCurve: large ? 'P-384' : 'P-256', hash: large ? 'SHA-384' : 'SHA-256' };
}

/** The WebCrypto form of a key. */
export function cryptoKey(key: KeyObject): webcrypto.CryptoKey {
  return key.toCryptoKey(algorithmOf(key), true, [key.type === 'private' ? 'sign' : 'verify']);
}

/** A positive serial number of 16 random bytes, hexadecimal. */
export function serialNumber(): string {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial.toString('hex');
}

export interface CertificateRequest {
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly issuer: { readonly name: string; readonly privateKey: KeyObject };
  readonly extensions: readonly x509.Extension[];
  /** Default: from yesterday for ten years. */
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** Issues a certificate and returns its DER bytes. */
export async function issue(request: CertificateRequest): Promise<Buffer> {
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: request.subject,
    issuer: request.issuer.name,
    notBefore: request.notBefore ?? new Date(Date.now() - DAY),
    notAfter: request.notAfter ?? new Date(Date.now() + 3650 * DAY),
    signingAlgorithm: algorithmOf(request.issuer.privateKey),
    publicKey: cryptoKey(request.publicKey),
    signingKey: cryptoKey(request.issuer.privateKey),
    extensions: [...request.extensions],
  });
  return Buffer.from(certificate.rawData);
}

/** The extensions that name a certificate's own key and its issuer's. */
export async function keyIdentifiers(own: KeyObject, issuer: KeyObject): Promise<readonly x509.Extension[]> {
  return [
    await x509.SubjectKeyIdentifierExtension.create(cryptoKey(own)),
    await x509.AuthorityKeyIdentifierExtension.create(cryptoKey(issuer)),
  ];
}

/** A certificate authority of its own making. `pathLength` undefined: no limit. */
export async function authority(
  subject: string,
  own: KeyPair,
  issuer: { readonly name: string; readonly pair: KeyPair },
  pathLength?: number,
): Promise<Buffer> {
  return issue({
    subject,
    publicKey: own.publicKey,
    issuer: { name: issuer.name, privateKey: issuer.pair.privateKey },
    extensions: [
      new x509.BasicConstraintsExtension(true, pathLength, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.cRLSign | x509.KeyUsageFlags.keyCertSign, true),
      ...(await keyIdentifiers(own.publicKey, issuer.pair.publicKey)),
    ],
  });
}
