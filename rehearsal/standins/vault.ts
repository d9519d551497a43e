// HashiCorp Vault's transit engine, as much of it as signing needs: one RSA key that can be read, sign and verify, on loopback.
import {
  constants,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
  publicDecrypt,
} from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Vault {
  /** VAULT_ADDR and VAULT_TOKEN. */
  readonly env: Readonly<Record<'VAULT_ADDR' | 'VAULT_TOKEN', string>>;
  /** The key's public half, in PEM. */
  readonly publicKey: string;
  /** `METHOD path status` of every call. */
  readonly calls: readonly string[];
  readonly stop: () => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** RFC 8017, 9.2, note 1: what stands before a SHA-256 digest that is signed by PKCS #1 v1.5. */
const sha256Info = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/**
 * Starts it with a key of this name. Paths, fields and answers are those of Vault's API description ("Transit secrets
 * engine (API)": Read key, Sign data, Verify signed data); what it has beyond them, nobody here asks for.
 */
export async function startVault(keyName: string, token: string): Promise<Vault> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  const calls: string[] = [];
  const server = createServer((request, response) => {
    void answer(request, token, keyName, privateKey, publicKey).then((given) => {
      calls.push(`${request.method ?? ''} ${request.url ?? ''} ${given.status}`);
      send(response, given);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    env: { VAULT_ADDR: `http://127.0.0.1:${port}`, VAULT_TOKEN: token },
    publicKey,
    calls,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(
  request: IncomingMessage,
  token: string,
  name: string,
  key: KeyObject,
  publicKey: string,
): Promise<Answer> {
  if (request.headers['x-vault-token'] !== token) return refused(403, 'permission denied');
  const [, version, engine, operation, of, algorithm, ...rest] = (request.url ?? '').split('/');
  if (version !== 'v1' || engine !== 'transit' || of !== name || rest.length > 0)
    return { status: 404, body: { errors: [] } };
  if (request.method === 'GET' && operation === 'keys') return keyOf(name, publicKey);
  const body = await bodyOf(request);
  const { input, prehashed, signature_algorithm: scheme } = body;
  const digest = Buffer.from(typeof input === 'string' ? input : '', 'base64');
  const known = prehashed === true && algorithm === 'sha2-256' && digest.length === 32;
  if (!known || !['POST', 'PUT'].includes(request.method ?? ''))
    return refused(400, 'only a SHA-256 that is taken already can be signed here');
  const info = Buffer.concat([sha256Info, digest]);
  if (operation === 'sign' && scheme === 'pkcs1v15') {
    const signature = privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, info);
    return ok({ key_version: 1, signature: `vault:v1:${signature.toString('base64')}` });
  }
  if (operation === 'verify') return ok({ valid: signs(body['signature'], info, publicKey) });
  return refused(400, 'not foreseen');
}

function keyOf(name: string, publicKey: string): Answer {
  const version = { creation_time: '2026-01-01T00:00:00Z', name: 'rsa-2048', public_key: publicKey };
  return ok({
    ...{ name, type: 'rsa-2048', keys: { 1: version }, latest_version: 1 },
    ...{ min_decryption_version: 1, min_encryption_version: 0, exportable: false, derived: false },
    ...{ supports_signing: true, supports_encryption: true, supports_decryption: true },
  });
}

function signs(signature: unknown, info: Buffer, key: string): boolean {
  const [, base64] = /^vault:v1:(.+)$/.exec(typeof signature === 'string' ? signature : '') ?? [];
  if (base64 === undefined) return false;
  try {
    const padding = constants.RSA_PKCS1_PADDING;
    return publicDecrypt({ key, padding }, Buffer.from(base64, 'base64')).equals(info);
  } catch {
    return false;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  const text = Buffer.concat(pieces).toString('utf8');
  return (text === '' ? {} : JSON.parse(text)) as Readonly<Record<string, unknown>>;
}

function ok(data: unknown): Answer {
  return { status: 200, body: { request_id: 'rehearsal', lease_id: '', renewable: false, data } };
}

function refused(status: number, why: string): Answer {
  return { status, body: { errors: [why] } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
