// The certificate transparency log as real Fulcio talks to it: one endpoint, plain HTTP on loopback (RFC 6962, 4.2).
import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AsnType, Constructed, ObjectIdentifier, Sequence, fromBER } from 'asn1js';
import type { CtLog } from './ct-log.ts';

const POISON = '1.3.6.1.4.1.11129.2.4.3';

export interface CtServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts the log's server on a free port. */
export async function serveCtLog(log: CtLog): Promise<CtServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method !== 'POST' || request.url !== '/ct/v1/add-pre-chain') {
        response.writeHead(404).end();
        return;
      }
      const { chain } = JSON.parse(Buffer.concat(chunks).toString()) as { chain: readonly string[] };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer(log, chain)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function answer(log: CtLog, chain: readonly string[]): object {
  const [draft = '', issuer = ''] = chain;
  const { publicKey } = new X509Certificate(Buffer.from(issuer, 'base64'));
  const at = new Date();
  const { logId, signature } = log.promise(withoutPoison(Buffer.from(draft, 'base64')), publicKey, at);
  return {
    sct_version: 0,
    id: logId.toString('base64'),
    timestamp: at.getTime(),
    extensions: '',
    signature: signature.toString('base64'),
  };
}

/** What the issuer will sign: the draft's inner part without the extension that makes it unusable. */
export function withoutPoison(draft: Buffer): Buffer {
  const [tbs] = partsOf(fromBER(new Uint8Array(draft)).result);
  const parts = partsOf(tbs);
  const [list] = partsOf(parts.at(-1));
  const kept = partsOf(list).filter((extension) => {
    const [id] = partsOf(extension);
    return !(id instanceof ObjectIdentifier && id.valueBlock.toString() === POISON);
  });
  const extensions = der(0xa3, der(0x30, ...kept.map(bytesOf)));
  return der(0x30, ...parts.slice(0, -1).map(bytesOf), extensions);
}

function partsOf(block: AsnType | undefined): readonly AsnType[] {
  if (block instanceof Sequence || block instanceof Constructed) return block.valueBlock.value;
  throw new Error('not a certificate');
}

function bytesOf(block: AsnType): Buffer {
  return Buffer.from(block.valueBeforeDecodeView);
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
