// Keys and certificates that outlive a start, so that what was signed in one run verifies in the next.
import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export type KeyKind = 'P-256' | 'P-384' | 'ed25519' | 'rsa';

const generate = promisify(generateKeyPair);

function fresh(kind: KeyKind): Promise<KeyPair> {
  if (kind === 'rsa') return generate('rsa', { modulusLength: 2048 });
  if (kind === 'ed25519') return generate('ed25519');
  return generate('ec', { namedCurve: kind });
}

/** A folder of PEM files. */
export class KeyStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** The key pair of that name, made on first use. */
  async pair(name: string, kind: KeyKind): Promise<KeyPair> {
    const file = join(this.#folder, `${name}.key.pem`);
    if (existsSync(file)) {
      const privateKey = createPrivateKey(readFileSync(file));
      return { privateKey, publicKey: createPublicKey(privateKey) };
    }
    const pair = await fresh(kind);
    writeFileSync(file, pair.privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
    return pair;
  }

  /** The DER bytes of that name, made on first use: a certificate that must stay the same. */
  async der(name: string, make: () => Promise<Buffer>): Promise<Buffer> {
    const file = join(this.#folder, `${name}.der`);
    if (existsSync(file)) return readFileSync(file);
    const made = await make();
    writeFileSync(file, made);
    return made;
  }
}

/** PEM armour around DER bytes. */
export function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** The SubjectPublicKeyInfo of a key. */
export function spki(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' });
}
