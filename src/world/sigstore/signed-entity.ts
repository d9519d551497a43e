// What a bundle signs, as @sigstore/verify wants it: also a file that does not fit into memory.
import { type KeyObject, createVerify } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Bundle } from '@sigstore/bundle';
import { type SignedEntity, toSignedEntity } from '@sigstore/verify';

/** What a bundle signs: bytes, or a file that need not fit into memory. */
export type Blob = Buffer | { readonly file: string };

/** @param blob what a bundle over a blob signs; a statement is in its bundle. */
export function entityOf(bundle: Bundle, blob: Blob | undefined): SignedEntity {
  if (blob === undefined || Buffer.isBuffer(blob)) return toSignedEntity(bundle, blob);
  const entity = toSignedEntity(bundle, Buffer.alloc(0));
  if (bundle.content.$case !== 'messageSignature') return entity;
  const { signature } = bundle.content.messageSignature;
  return {
    ...entity,
    signature: {
      signature,
      compareSignature: (other) => entity.signature.compareSignature(other),
      compareDigest: (digest) => entity.signature.compareDigest(digest),
      compareSignedDigest: (digest) => entity.signature.compareSignedDigest(digest),
      verifySignature: (key) => signsFile(blob.file, key, signature),
    },
  };
}

/** How much of a file is held at once, in bytes. */
const pieceBytes = 1024 * 1024;

/** The library asks at once and waits for no promise, so the file is read the same way. */
function signsFile(file: string, key: KeyObject, signature: Buffer): boolean {
  const verify = createVerify('sha256');
  const piece = Buffer.alloc(pieceBytes);
  const from = openSync(file, 'r');
  try {
    for (let size = readSync(from, piece); size > 0; size = readSync(from, piece)) {
      verify.update(piece.subarray(0, size));
    }
  } finally {
    closeSync(from);
  }
  return verify.verify(key, signature);
}
