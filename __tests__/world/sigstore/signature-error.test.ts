import { beforeAll, describe, expect, test } from '@jest/globals';
import { verifyBundle } from '../../../src/world/sigstore/verify.ts';
import type { SigstoreTrust } from '../../../src/world/sigstore/trust.ts';
import { type Authority, type SerializedBundle, makeAuthority } from '../../support/world/authority.ts';
import { flip, policy, refusal, signer, statement } from '../../support/world/signed.ts';

let authority: Authority;
let trust: SigstoreTrust;

beforeAll(async () => {
  authority = await makeAuthority();
  trust = authority.trust();
});

type Damage = (bundle: SerializedBundle) => void;

describe('a damaged bundle is refused', () => {
  const table: readonly [string, Damage, string][] = [
    [
      'a flipped byte in the signature',
      (b) => (b.dsseEnvelope!.signatures[0]!.sig = flip(b.dsseEnvelope!.signatures[0]!.sig)),
      'log: The log check failed: tlog entry signature mismatch',
    ],
    [
      'a flipped byte in the payload',
      (b) => (b.dsseEnvelope!.payload = flip(b.dsseEnvelope!.payload)),
      'log: The log check failed: DSSE payload hash mismatch',
    ],
    [
      'another payload type',
      (b) => (b.dsseEnvelope!.payloadType = 'text/plain'),
      'signature: The signature check failed: signature verification failed',
    ],
    [
      'no log entry',
      (b) => (b.verificationMaterial.tlogEntries = []),
      'timestamp: The timestamp check failed: expected 1 timestamps, got 0',
    ],
    [
      'no promise of the log',
      (b) => delete b.verificationMaterial.tlogEntries[0]!.inclusionPromise,
      'timestamp: The timestamp check failed: expected 1 timestamps, got 0',
    ],
    [
      'a flipped byte in the promise',
      (b) => {
        const promise = b.verificationMaterial.tlogEntries[0]!.inclusionPromise!;
        promise.signedEntryTimestamp = flip(promise.signedEntryTimestamp);
      },
      'log: The log check failed: inclusion promise could not be verified',
    ],
    [
      'a checkpoint that grew by one entry',
      (b) => {
        const { checkpoint } = b.verificationMaterial.tlogEntries[0]!.inclusionProof;
        checkpoint.envelope = checkpoint.envelope.replace('\n1\n', '\n2\n');
      },
      'log: The log check failed: invalid checkpoint signature',
    ],
    [
      'two signatures',
      (b) => b.dsseEnvelope!.signatures.push(b.dsseEnvelope!.signatures[0]!),
      'bundle: The bundle check failed: invalid bundle',
    ],
    [
      'no certificate',
      (b) => (b.verificationMaterial.certificate.rawBytes = ''),
      'bundle: The bundle check failed: invalid bundle',
    ],
    [
      'a chopped certificate',
      (b) =>
        (b.verificationMaterial.certificate.rawBytes = b.verificationMaterial.certificate.rawBytes.slice(
          0,
          80,
        )),
      'bundle: The bundle check failed: ',
    ],
  ];

  test.each(table)('%s', async (_name, damage, expected) => {
    const bundle = structuredClone(await authority.attest(statement, signer));
    damage(bundle);
    const message = await refusal(() => verifyBundle(bundle, trust, policy));
    expect(message).toMatch(expected.endsWith(' ') ? new RegExp(`^${expected}.`) : expected);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['text', '<!DOCTYPE html>'],
    ['an empty object', {}],
    ['a list', []],
  ])('%s instead of a bundle', async (_name, bundle) => {
    expect(await refusal(() => verifyBundle(bundle, trust, policy))).toMatch(
      /^bundle: The bundle check failed: ./,
    );
  });
});
