// RFC 3161 time-stamp tokens in DER: reads a request, writes a signed response.
import { type KeyObject, createHash, randomBytes, sign } from 'node:crypto';
import * as asn1 from 'asn1js';

/** What a client wants stamped. */
export interface StampRequest {
  /** The hash to stamp. */
  readonly hash: Buffer;
  /** OID of the hash algorithm. */
  readonly algorithm: string;
  /** Sent back as it came: a DER INTEGER. */
  readonly nonce?: asn1.Integer;
  readonly withCertificate: boolean;
}

const OID = {
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  policy: '1.3.6.1.4.1.57264.2',
} as const;

const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest();
const oid = (value: string) => new asn1.ObjectIdentifier({ value });
const integer = (value: number) => new asn1.Integer({ value });
const octets = (data: Uint8Array) => new asn1.OctetString({ valueHex: new Uint8Array(data) });
const sequence = (...value: asn1.BaseBlock[]) => new asn1.Sequence({ value });
const set = (...value: asn1.BaseBlock[]) => new asn1.Set({ value });
const tagged = (tagNumber: number, ...value: asn1.BaseBlock[]) =>
  new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value });
const der = (block: asn1.BaseBlock) => Buffer.from(block.toBER());
function parsed(data: Uint8Array): asn1.Sequence {
  const { result } = asn1.fromBER(new Uint8Array(data));
  if (!(result instanceof asn1.Sequence)) throw new Error('not a DER sequence');
  return result;
}

/** Reads a DER TimeStampReq; throws on anything else. */
export function readStampRequest(data: Buffer): StampRequest {
  const [, imprint, ...rest] = parsed(data).valueBlock.value;
  const [algorithm, hash] = (imprint as asn1.Sequence).valueBlock.value;
  const [algorithmOid] = (algorithm as asn1.Sequence).valueBlock.value;
  const nonce = rest.find((block) => block instanceof asn1.Integer);
  const certificate = rest.find((block) => block instanceof asn1.Boolean);
  return {
    hash: Buffer.from((hash as asn1.OctetString).valueBlock.valueHexView),
    algorithm: (algorithmOid as asn1.ObjectIdentifier).valueBlock.toString(),
    ...(nonce === undefined ? {} : { nonce }),
    withCertificate: certificate?.valueBlock.value ?? false,
  };
}

/** Issuer and serial number of a certificate, as CMS names a signer. */
function signerOf(certificate: Buffer): { readonly issuer: asn1.BaseBlock; readonly serial: asn1.BaseBlock } {
  const [tbs] = parsed(certificate).valueBlock.value;
  const [, serial, , issuer] = (tbs as asn1.Sequence).valueBlock.value;
  if (serial === undefined || issuer === undefined) throw new Error('not a certificate');
  return { issuer, serial };
}

function tstInfo(request: StampRequest, at: Date): Buffer {
  const serial = randomBytes(16);
  serial[0] = 0x10;
  return der(
    sequence(
      integer(1),
      oid(OID.policy),
      sequence(sequence(oid(request.algorithm), new asn1.Null()), octets(request.hash)),
      new asn1.Integer({ valueHex: new Uint8Array(serial) }),
      new asn1.GeneralizedTime({ valueDate: at }),
      sequence(integer(1)),
      ...(request.nonce === undefined ? [] : [request.nonce]),
    ),
  );
}

/** The signed attributes, sorted as DER wants a SET OF. */
function signedAttributes(content: Buffer, certificate: Buffer, at: Date): readonly asn1.BaseBlock[] {
  const { issuer, serial } = signerOf(certificate);
  const issuerSerial = sequence(sequence(tagged(4, issuer)), serial);
  const attribute = (type: string, value: asn1.BaseBlock) => sequence(oid(type), set(value));
  return [
    attribute(OID.contentType, oid(OID.tstInfo)),
    attribute(OID.signingTime, new asn1.UTCTime({ valueDate: at })),
    attribute(OID.messageDigest, octets(sha256(content))),
    attribute(
      OID.signingCertificateV2,
      sequence(sequence(sequence(octets(sha256(certificate)), issuerSerial))),
    ),
  ].sort((a, b) => Buffer.compare(der(a), der(b)));
}

/** A granted TimeStampResp by `certificate` (DER) and its P-256 key. */
export function stamp(request: StampRequest, certificate: Buffer, key: KeyObject): Buffer {
  const at = new Date(Math.floor(Date.now() / 1000) * 1000);
  const content = tstInfo(request, at);
  const attributes = signedAttributes(content, certificate, at);
  const signature = sign('sha256', der(set(...attributes)), key);
  const { issuer, serial } = signerOf(certificate);
  const signerInfo = sequence(
    integer(1),
    sequence(issuer, serial),
    sequence(oid(OID.sha256)),
    tagged(0, ...attributes),
    sequence(oid(OID.ecdsaWithSha256)),
    octets(signature),
  );
  const signedData = sequence(
    integer(3),
    set(sequence(oid(OID.sha256))),
    sequence(oid(OID.tstInfo), tagged(0, octets(content))),
    ...(request.withCertificate ? [tagged(0, parsed(certificate))] : []),
    set(signerInfo),
  );
  return der(sequence(sequence(integer(0)), sequence(oid(OID.signedData), tagged(0, signedData))));
}

/** The hash algorithms a client may name in a JSON request. */
export const HASH_OIDS: Readonly<Record<string, string>> = {
  sha256: OID.sha256,
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};
