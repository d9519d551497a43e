// An append-only log on disk with its Merkle tree and signed checkpoints: what both Rekors stand on.
import { type KeyObject, createHash, sign } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type KeyPair, spki } from '../core/keys.ts';
import { inclusionPath, leafHash, rootHash } from './merkle.ts';

/** One entry as kept: its canonical body and when it came in (Unix seconds). */
export interface LogEntry {
  readonly index: number;
  readonly body: Buffer;
  readonly time: number;
}

export interface Inclusion {
  readonly treeSize: number;
  readonly rootHash: Buffer;
  readonly hashes: readonly Buffer[];
}

export interface LogIdentity {
  /** The key name in checkpoints. */
  readonly name: string;
  /** First line of checkpoints: the name, in Rekor v1 with ` - <tree id>`. */
  readonly origin: string;
}

/** C2SP signed-note: for Ed25519 the hash of name and key, for ECDSA that of the SubjectPublicKeyInfo alone. */
export function logId(name: string, publicKey: KeyObject): Buffer {
  const key = spki(publicKey);
  const hash = createHash('sha256');
  if (publicKey.asymmetricKeyType !== 'ed25519') return hash.update(key).digest();
  return hash.update(`${name}\n\u0001`).update(key.subarray(-32)).digest();
}

export class TransparencyLog {
  readonly identity: LogIdentity;
  readonly publicKey: KeyObject;
  /** By which clients and checkpoints name the log. */
  readonly id: Buffer;
  readonly #privateKey: KeyObject;
  readonly #file: string;
  readonly #entries: LogEntry[] = [];
  readonly #leaves: Buffer[] = [];

  constructor(identity: LogIdentity, pair: KeyPair, file: string) {
    this.identity = identity;
    this.publicKey = pair.publicKey;
    this.#privateKey = pair.privateKey;
    this.#file = file;
    this.id = logId(identity.name, pair.publicKey);
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const { body, time } = JSON.parse(line) as { body: string; time: number };
      this.#push(Buffer.from(body, 'base64'), time);
    }
  }

  #push(body: Buffer, time: number): LogEntry {
    const entry = { index: this.#entries.length, body, time };
    this.#entries.push(entry);
    this.#leaves.push(leafHash(body));
    return entry;
  }

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** Adds a body, on disk before anybody hears of it. */
  append(body: Buffer): LogEntry {
    const time = Math.floor(Date.now() / 1000);
    mkdirSync(dirname(this.#file), { recursive: true });
    appendFileSync(this.#file, `${JSON.stringify({ time, body: body.toString('base64') })}\n`);
    return this.#push(body, time);
  }

  /** The leaf hash of an entry, by which Rekor v1 names it. */
  leafOf(entry: LogEntry): Buffer {
    return leafHash(entry.body);
  }

  inclusion(entry: LogEntry): Inclusion {
    return {
      treeSize: this.#leaves.length,
      rootHash: rootHash(this.#leaves),
      hashes: inclusionPath(entry.index, this.#leaves),
    };
  }

  sign(data: Buffer): Buffer {
    const algorithm = this.publicKey.asymmetricKeyType === 'ed25519' ? null : 'sha256';
    return sign(algorithm, data, this.#privateKey);
  }

  /** The tree head as a signed note. */
  checkpoint(): string {
    const root = rootHash(this.#leaves).toString('base64');
    const note = `${this.identity.origin}\n${this.#leaves.length}\n${root}\n`;
    const signature = Buffer.concat([this.id.subarray(0, 4), this.sign(Buffer.from(note))]);
    return `${note}\n\u2014 ${this.identity.name} ${signature.toString('base64')}\n`;
  }
}
