// The Merkle tree of a transparency log (RFC 6962, 2.1).
import { createHash } from 'node:crypto';

function sha256(...parts: readonly (Buffer | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

const pairHash = (left: Buffer, right: Buffer) => sha256(Buffer.from([1]), left, right);

/** The largest power of two below `n`. */
function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** The hash of a leaf. */
export function leafHash(body: Buffer): Buffer {
  return sha256(Buffer.from([0]), body);
}

/** The root hash over leaf hashes. */
export function rootHash(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256('');
  if (leaves.length === 1) return only;
  const k = splitPoint(leaves.length);
  return pairHash(rootHash(leaves.slice(0, k)), rootHash(leaves.slice(k)));
}

/** The audit path of leaf `index`, nearest first. */
export function inclusionPath(index: number, leaves: readonly Buffer[]): readonly Buffer[] {
  if (leaves.length <= 1) return [];
  const k = splitPoint(leaves.length);
  return index < k
    ? [...inclusionPath(index, leaves.slice(0, k)), rootHash(leaves.slice(k))]
    : [...inclusionPath(index - k, leaves.slice(k)), rootHash(leaves.slice(0, k))];
}
