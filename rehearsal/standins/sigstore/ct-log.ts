// The certificate transparency log: it promises to log a certificate by a signed timestamp (RFC 6962).
import { type KeyObject, createHash, sign } from 'node:crypto';
import { Sequence, fromBER } from 'asn1js';
import { type KeyStore, spki } from '../core/keys.ts';

/** A promise to log a certificate, in its parts. */
export interface SignedTimestamp {
  readonly logId: Buffer;
  /** The algorithms, the signature's length, the signature. */
  readonly signature: Buffer;
}

export interface CtLog {
  readonly publicKey: KeyObject;
  /** The promise over the part of a certificate that its issuer signs, without poison and without SCT list. */
  readonly promise: (tbs: Buffer, issuerKey: KeyObject, at: Date) => SignedTimestamp;
  /** The SCT over a certificate that has every extension but the SCT list itself. */
  readonly sign: (certificate: Buffer, issuerKey: KeyObject, at: Date) => Buffer;
}

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest();

/** The part of a certificate that its issuer signs. */
function tbsOf(certificate: Buffer): Buffer {
  const { result } = fromBER(new Uint8Array(certificate));
  const tbs = result instanceof Sequence ? result.valueBlock.value[0] : undefined;
  if (tbs === undefined) throw new Error('not a certificate');
  return Buffer.from(tbs.valueBeforeDecodeView);
}

function uint(value: number, size: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64BE(BigInt(value));
  return buffer.subarray(8 - size);
}

export async function ctLog(keys: KeyStore): Promise<CtLog> {
  const { privateKey, publicKey } = await keys.pair('ct-log', 'P-256');
  const id = sha256(spki(publicKey));
  const promise: CtLog['promise'] = (tbs, issuerKey, at) => {
    // version v1, certificate_timestamp, time, precert_entry, issuer key hash, TBS, no extensions
    const signed = Buffer.concat([
      uint(0, 2),
      uint(at.getTime(), 8),
      uint(1, 2),
      sha256(spki(issuerKey)),
      uint(tbs.length, 3),
      tbs,
      uint(0, 2),
    ]);
    const signature = sign('sha256', signed, privateKey);
    // sha256 (4) with ecdsa (3)
    return {
      logId: id,
      signature: Buffer.concat([Buffer.from([4, 3]), uint(signature.length, 2), signature]),
    };
  };
  return {
    publicKey,
    promise,
    sign: (certificate, issuerKey, at) => {
      const { logId, signature } = promise(tbsOf(certificate), issuerKey, at);
      // version, log id, time, no extensions, signature
      return Buffer.concat([uint(0, 1), logId, uint(at.getTime(), 8), uint(0, 2), signature]);
    },
  };
}
