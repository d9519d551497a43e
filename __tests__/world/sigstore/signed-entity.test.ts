import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Blob } from '../../../src/world/sigstore/signed-entity.ts';
import { verifyBlob, verifyBundle } from '../../../src/world/sigstore/verify.ts';
import type { SigstoreTrust } from '../../../src/world/sigstore/trust.ts';
import { type Authority, type SerializedBundle, makeAuthority } from '../../support/world/authority.ts';
import { flip, issuer, policy, refusal, signer, statement } from '../../support/world/signed.ts';

let authority: Authority;
let trust: SigstoreTrust;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signed-'));
  authority = await makeAuthority();
  trust = authority.trust();
});
afterAll(() => rm(folder, { recursive: true }));

/** The same bytes as they stand in memory, and as a file that is read in pieces. */
async function onDisk(bytes: Buffer): Promise<Blob> {
  const file = join(folder, 'blob');
  await writeFile(file, bytes);
  return { file };
}
const inMemory = (bytes: Buffer): Promise<Blob> => Promise.resolve(bytes);

describe.each([
  ['in memory', inMemory],
  ['on disk', onDisk],
])('a bundle over a blob %s', (_where, put) => {
  // More than one piece of what is read at once.
  const blob = Buffer.alloc(2.5 * 1024 * 1024, 'the file');

  test('is verified over its bytes', async () => {
    const bundle = await authority.signBlob(blob, { san: 'someone@example.com', issuer });
    expect(
      verifyBlob(bundle, await put(blob), trust, { issuer, san: 'someone@example.com' }).certificate,
    ).toEqual({
      san: 'someone@example.com',
      issuer,
    });
  });

  test.each<[string, (bundle: SerializedBundle) => Buffer, string]>([
    [
      'other bytes',
      () => Buffer.from(blob).fill('X', blob.length - 1),
      'signature: The signature check failed: signature verification failed',
    ],
    [
      'no bytes',
      () => Buffer.alloc(0),
      'signature: The signature check failed: signature verification failed',
    ],
    [
      'a digest rewritten to match other bytes',
      (b) => {
        b.messageSignature!.messageDigest.digest = flip(b.messageSignature!.messageDigest.digest);
        return blob;
      },
      'log: The log check failed: digest mismatch',
    ],
  ])('is refused over %s', async (_name, change, expected) => {
    const bundle = structuredClone(await authority.signBlob(blob, signer));
    const bytes = await put(change(bundle));
    expect(await refusal(() => verifyBlob(bundle, bytes, trust, policy))).toBe(expected);
  });

  test('is not taken for a statement, nor a statement for it', async () => {
    const ofBlob = await authority.signBlob(blob, signer);
    const ofStatement = await authority.attest(statement, signer);
    const bytes = await put(blob);
    expect(await refusal(() => verifyBundle(ofBlob, trust, policy))).toBe(
      'bundle: The bundle check failed: it signs a blob, not a statement',
    );
    expect(await refusal(() => verifyBlob(ofStatement, bytes, trust, policy))).toBe(
      'bundle: The bundle check failed: it signs a statement, not a blob',
    );
  });
});
