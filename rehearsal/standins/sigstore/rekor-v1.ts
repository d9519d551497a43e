// Rekor v1: hashedrekord, dsse and intoto entries, with signed entry timestamps and inclusion proofs.
import { type KeyObject, X509Certificate, createHash, createPublicKey, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type Exchange, type Handler, type Reply, bytes, json } from '../core/exchange.ts';
import type { LogEntry, TransparencyLog } from './log.ts';

export const TREE_ID = '1193050959916656506';
const ENTRIES = '/api/v1/log/entries';
const TREE_PREFIX = BigInt(TREE_ID).toString(16).padStart(16, '0');

interface HashedRekord {
  readonly kind: 'hashedrekord';
  readonly spec: {
    readonly data: { readonly hash: { readonly algorithm: string; readonly value: string } };
    readonly signature: { readonly content: string; readonly publicKey: { readonly content: string } };
  };
}

interface Dsse {
  readonly kind: 'dsse';
  readonly spec: {
    readonly proposedContent: { readonly envelope: string; readonly verifiers: readonly string[] };
  };
}

interface Intoto {
  readonly kind: 'intoto';
  readonly apiVersion: string;
  readonly spec: { readonly content: { readonly envelope: Record<string, unknown> } };
}

interface Envelope {
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly { readonly sig: string }[];
}

const hex = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');

/** What a DSSE signature covers. Source: github.com/secure-systems-lab/dsse, protocol.md. */
export function preAuthEncoding(type: string, payload: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `),
    payload,
  ]);
}

function keyOf(pemText: string): KeyObject {
  return pemText.includes('CERTIFICATE') ? new X509Certificate(pemText).publicKey : createPublicKey(pemText);
}

function dsseBody({ spec }: Dsse): object {
  const { envelope, verifiers } = spec.proposedContent;
  const parsed = JSON.parse(envelope) as Envelope;
  const payload = Buffer.from(parsed.payload, 'base64');
  parsed.signatures.forEach(({ sig }, i) => {
    const key = keyOf(Buffer.from(verifiers[i] ?? '', 'base64').toString());
    if (!verify('sha256', preAuthEncoding(parsed.payloadType, payload), key, Buffer.from(sig, 'base64'))) {
      throw new Error('could not verify envelope');
    }
  });
  return {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      envelopeHash: { algorithm: 'sha256', value: hex(envelope) },
      payloadHash: { algorithm: 'sha256', value: hex(payload) },
      signatures: parsed.signatures.map(({ sig }, i) => ({ signature: sig, verifier: verifiers[i] })),
    },
  };
}

/** The body that the log keeps for a proposed entry; throws on a kind or signature it does not accept. */
function bodyOf(proposed: HashedRekord | Dsse | Intoto): object {
  if (proposed.kind === 'dsse') return dsseBody(proposed);
  if (proposed.kind === 'intoto') {
    const copy = structuredClone(proposed);
    delete copy.spec.content.envelope['payload'];
    return copy;
  }
  const kind: string = proposed.kind;
  if (kind !== 'hashedrekord') throw new Error(`unsupported kind ${kind}`);
  const { data, signature } = proposed.spec;
  keyOf(Buffer.from(signature.publicKey.content, 'base64').toString());
  return {
    apiVersion: '0.0.1',
    kind: 'hashedrekord',
    spec: {
      data: { hash: { algorithm: data.hash.algorithm, value: data.hash.value } },
      signature: { content: signature.content, publicKey: { content: signature.publicKey.content } },
    },
  };
}

/** Puts a proposed entry into a log. Answers it as a Sigstore bundle has it (protobuf-specs, TransparencyLogEntry). */
export function logged(log: TransparencyLog, proposed: HashedRekord | Dsse): object {
  const entry = log.append(Buffer.from(canonicalize(bodyOf(proposed)) ?? ''));
  const { body, integratedTime, logIndex, verification } = provenEntry(log, entry);
  const { inclusionProof: proof, signedEntryTimestamp } = verification;
  const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
  return {
    logIndex: String(logIndex),
    logId: { keyId: log.id.toString('base64') },
    kindVersion: { kind: proposed.kind, version: '0.0.1' },
    integratedTime: String(integratedTime),
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(proof.logIndex),
      rootHash: base64(proof.rootHash),
      treeSize: String(proof.treeSize),
      hashes: proof.hashes.map(base64),
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: body,
  };
}

/** An entry with what the log promises of it. */
function provenEntry(log: TransparencyLog, entry: LogEntry) {
  const body = entry.body.toString('base64');
  const logID = log.id.toString('hex');
  const signed = { body, integratedTime: entry.time, logID, logIndex: entry.index };
  const { treeSize, rootHash, hashes } = log.inclusion(entry);
  const inclusionProof = {
    checkpoint: log.checkpoint(),
    hashes: hashes.map((hash) => hash.toString('hex')),
    logIndex: entry.index,
    rootHash: rootHash.toString('hex'),
    treeSize,
  };
  const set = log.sign(Buffer.from(canonicalize(signed) ?? '')).toString('base64');
  return { ...signed, verification: { inclusionProof, signedEntryTimestamp: set } };
}

/** Rekor v1's HTTP interface over a log. */
export function rekorV1Handler(log: TransparencyLog): Handler {
  const uuidOf = (entry: LogEntry) => TREE_PREFIX + log.leafOf(entry).toString('hex');
  const find = (uuid: string) => log.entries.find((entry) => uuidOf(entry).endsWith(uuid.slice(-64)));
  const shown = (entry: LogEntry): Record<string, object> => ({ [uuidOf(entry)]: provenEntry(log, entry) });

  async function create(exchange: Exchange): Promise<Reply> {
    let body: Buffer;
    try {
      const proposed = JSON.parse((await exchange.body()).toString()) as Dsse;
      body = Buffer.from(canonicalize(bodyOf(proposed)) ?? '');
    } catch (error) {
      return json(400, { code: 400, message: `error processing entry: ${String(error)}` });
    }
    const known = log.entries.find((entry) => entry.body.equals(body));
    if (known !== undefined) {
      const location = `${ENTRIES}/${uuidOf(known)}`;
      const message = `an equivalent entry already exists in the transparency log with UUID ${uuidOf(known)}`;
      return json(409, { code: 409, message }, { location });
    }
    const entry = log.append(body);
    return json(201, shown(entry), { location: `${ENTRIES}/${uuidOf(entry)}`, etag: uuidOf(entry) });
  }

  /** Looks entries up by UUID, index or content hash. */
  async function retrieve(exchange: Exchange): Promise<Reply> {
    const query = JSON.parse((await exchange.body()).toString()) as {
      readonly entryUUIDs?: readonly string[];
      readonly logIndexes?: readonly number[];
    };
    const found = log.entries.filter(
      (entry) =>
        query.logIndexes?.includes(entry.index) === true ||
        query.entryUUIDs?.some((uuid) => uuidOf(entry).endsWith(uuid.slice(-64))) === true,
    );
    return json(200, found.map(shown));
  }

  async function search(exchange: Exchange): Promise<Reply> {
    const { hash = '' } = JSON.parse((await exchange.body()).toString()) as { readonly hash?: string };
    const digest = hash.replace(/^sha\d+:/, '');
    const found = log.entries.filter((entry) => digest !== '' && entry.body.includes(digest));
    return json(200, found.map(uuidOf));
  }

  return (exchange) => {
    const { method, url } = exchange;
    if (url.pathname === '/api/v1/log/publicKey') {
      return bytes(200, 'application/x-pem-file', log.publicKey.export({ format: 'pem', type: 'spki' }));
    }
    if (url.pathname === '/api/v1/log') {
      return json(200, {
        treeSize: log.entries.length,
        treeID: TREE_ID,
        signedTreeHead: log.checkpoint(),
        inactiveShards: [],
      });
    }
    if (url.pathname === ENTRIES && method === 'POST') return create(exchange);
    if (url.pathname === `${ENTRIES}/retrieve` && method === 'POST') return retrieve(exchange);
    if (url.pathname === '/api/v1/index/retrieve' && method === 'POST') return search(exchange);
    const byIndex = url.pathname === ENTRIES ? url.searchParams.get('logIndex') : null;
    const entry =
      byIndex === null ? find(url.pathname.slice(ENTRIES.length + 1)) : log.entries[Number(byIndex)];
    if (method === 'GET' && entry !== undefined) return json(200, shown(entry));
    return json(404, { code: 404, message: 'path was not found' });
  };
}
