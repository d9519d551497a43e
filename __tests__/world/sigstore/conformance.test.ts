// The refusals that Sigstore's client conformance suite asks for (sigstore/sigstore-conformance, test/assets), by the suite's own
// names, each made anew with an authority of the test's own. Left out is what speaks of keys beside identities, of TUF, and
// of the form of a root.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { SignatureError } from '../../../src/world/sigstore/signature-error.ts';
import { verifyBlob, verifyBundle } from '../../../src/world/sigstore/verify.ts';
import { type Authority, type SerializedBundle, makeAuthority } from '../../support/world/authority.ts';
import { policy, signer, statement } from '../../support/world/signed.ts';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toTrustMaterial } from '@sigstore/verify';

let authority: Authority;
let late: Authority;
let stranger: Authority;
const file = Buffer.from('the bytes that were signed\n');

beforeAll(async () => {
  [authority, stranger] = await Promise.all([makeAuthority(), makeAuthority()]);
  // Its certificates had run out an hour before the log's own clock.
  late = await makeAuthority({ certificateClock: new Date(Date.now() - 36e5) });
});

type Tamper = (bundle: SerializedBundle, other: SerializedBundle) => void;

/** Another byte of what is base64, somewhere in the middle. */
function flipped(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes.toString('base64');
}
interface Entry {
  canonicalizedBody: string;
  integratedTime: string;
  inclusionProof?: { rootHash: string; checkpoint: { envelope: string } };
  inclusionPromise?: { signedEntryTimestamp: string };
}
const entry = (bundle: SerializedBundle): Entry =>
  bundle.verificationMaterial.tlogEntries[0] as unknown as Entry;
/** The entry's body with something of it changed. */
function edited(bundle: SerializedBundle, edit: (body: { spec: Record<string, never> }) => void): void {
  const of = entry(bundle);
  const body = JSON.parse(Buffer.from(of.canonicalizedBody, 'base64').toString()) as {
    spec: Record<string, never>;
  };
  edit(body);
  of.canonicalizedBody = Buffer.from(JSON.stringify(body)).toString('base64');
}

const statements: readonly (readonly [string, Tamper])[] = [
  [
    'dsse-mismatch-sig',
    (bundle, other) => {
      bundle.dsseEnvelope!.signatures = other.dsseEnvelope!.signatures;
    },
  ],
  [
    'dsse invalid signature',
    ({ dsseEnvelope }) => {
      dsseEnvelope!.signatures[0]!.sig = flipped(dsseEnvelope!.signatures[0]!.sig);
    },
  ],
  [
    'dsse mismatch envelope',
    ({ dsseEnvelope }) => {
      dsseEnvelope!.payload = Buffer.from('{"_type":"https://in-toto.io/Statement/v1"}').toString('base64');
    },
  ],
  [
    'cve-2022-36056 swapped tlog entry',
    (bundle, other) => {
      bundle.verificationMaterial.tlogEntries = other.verificationMaterial.tlogEntries;
    },
  ],
  [
    'd.stmt.no-inclusion-proof',
    (bundle) => {
      delete entry(bundle).inclusionProof;
    },
  ],
  [
    'd.stmt.tlog-body-error',
    (bundle) => {
      edited(bundle, ({ spec }) => {
        Object.assign(spec, { payloadHash: { algorithm: 'sha256', value: '0'.repeat(64) } });
      });
    },
  ],
  [
    'd.stmt.tlog-timestamp-error',
    (bundle) => {
      entry(bundle).integratedTime = String(Number(entry(bundle).integratedTime) - 36e5);
    },
  ],
];

const blobs: readonly (readonly [string, Tamper])[] = [
  [
    'invalid_signature',
    ({ messageSignature }) => {
      messageSignature!.signature = flipped(messageSignature!.signature);
    },
  ],
  [
    'invalid_digest, message-digest-mismatch',
    ({ messageSignature }) => {
      messageSignature!.messageDigest.digest = flipped(messageSignature!.messageDigest.digest);
    },
  ],
  [
    'invalid_set',
    (bundle) => {
      entry(bundle).inclusionPromise!.signedEntryTimestamp = flipped(
        entry(bundle).inclusionPromise!.signedEntryTimestamp,
      );
    },
  ],
  [
    'invalid_inclusion_proof',
    (bundle) => {
      // Of a tree with a second leaf, which is not the tree of the checkpoint; its own root says nothing, the checkpoint's does.
      Object.assign(entry(bundle).inclusionProof!, {
        treeSize: '2',
        hashes: [Buffer.alloc(32, 7).toString('base64')],
      });
    },
  ],
  [
    'a checkpoint of another log',
    (bundle, other) => {
      entry(bundle).inclusionProof!.checkpoint = entry(other).inclusionProof!.checkpoint;
    },
  ],
  [
    'no-inclusion-proof',
    (bundle) => {
      delete entry(bundle).inclusionProof;
    },
  ],
  [
    'tlog-body-error',
    (bundle) => {
      edited(bundle, ({ spec }) => {
        Object.assign(spec, { data: { hash: { algorithm: 'sha256', value: '0'.repeat(64) } } });
      });
    },
  ],
  [
    'tlog-timestamp-error',
    (bundle) => {
      entry(bundle).integratedTime = String(Number(entry(bundle).integratedTime) + 36e5);
    },
  ],
  [
    'swapped tlog entry',
    (bundle, other) => {
      bundle.verificationMaterial.tlogEntries = other.verificationMaterial.tlogEntries;
    },
  ],
];

test.each(statements)('a statement is refused: %s', async (_name, tamper) => {
  const trust = authority.trust();
  const bundle = await authority.attest(statement, signer);
  expect(() => verifyBundle(bundle, trust, policy)).not.toThrow();
  tamper(bundle, await authority.attest({ ...statement, predicate: { other: true } }, signer));
  expect(() => verifyBundle(bundle, trust, policy)).toThrow(SignatureError);
});

test.each(blobs)('a file is refused: %s', async (name, tamper) => {
  const trust = authority.trust();
  const bundle = await authority.signBlob(file, signer);
  expect(() => verifyBlob(bundle, file, trust, policy)).not.toThrow();
  const other = await (name.includes('another log') ? stranger : authority).signBlob(
    Buffer.from('other'),
    signer,
  );
  tamper(bundle, other);
  expect(() => verifyBlob(bundle, file, trust, policy)).toThrow(SignatureError);
});

describe('a certificate, a timestamp and a root', () => {
  test('cert-expired, by the log and by a timestamp', async () => {
    for (const time of ['log', 'tsa'] as const) {
      const bundle = await late.signBlob(file, { ...signer, time });
      expect(() => verifyBlob(bundle, file, late.trust(), policy)).toThrow(SignatureError);
    }
  });

  test('tsa-timestamp-error', async () => {
    const bundle = await authority.signBlob(file, { ...signer, time: 'tsa' });
    const stamp = bundle.verificationMaterial.timestampVerificationData!.rfc3161Timestamps[0]!;
    stamp.signedTimestamp = flipped(stamp.signedTimestamp);
    expect(() => verifyBlob(bundle, file, authority.trust(), policy)).toThrow(SignatureError);
  });

  test('multiple timestamps, one of them of another signature', async () => {
    const bundle = await authority.signBlob(file, { ...signer, time: 'tsa' });
    const other = await authority.signBlob(Buffer.from('other'), { ...signer, time: 'tsa' });
    bundle.verificationMaterial.timestampVerificationData!.rfc3161Timestamps.push(
      ...other.verificationMaterial.timestampVerificationData!.rfc3161Timestamps,
    );
    expect(() => verifyBlob(bundle, file, authority.trust(), policy)).toThrow(SignatureError);
  });

  test.each(['tlogs', 'timestampAuthorities', 'certificateAuthorities'] as const)(
    'out of its time in the root: %s',
    async (kind) => {
      const bundle = await authority.signBlob(file, {
        ...signer,
        time: kind === 'timestampAuthorities' ? 'tsa' : 'log',
      });
      const root = structuredClone(authority.rootJson) as Record<
        string,
        { validFor?: object; publicKey?: { validFor: object } }[]
      >;
      const over = { start: '2020-01-01T00:00:00Z', end: '2020-02-01T00:00:00Z' };
      for (const one of root[kind] ?? []) {
        if (one.publicKey) one.publicKey.validFor = over;
        else one.validFor = over;
      }
      const trust = { ...authority.trust(), trustMaterial: toTrustMaterial(TrustedRoot.fromJSON(root)) };
      expect(() => verifyBlob(bundle, file, trust, policy)).toThrow(SignatureError);
    },
  );
});

test.each([
  ['dsse-statement-missing-type', (one: typeof statement) => ({ ...one, _type: undefined })],
  [
    'dsse-statement-unknown-type',
    (one: typeof statement) => ({ ...one, _type: 'https://in-toto.io/Statement/v9' }),
  ],
])('honestly signed, and refused: %s', async (_name, change) => {
  const bundle = await authority.attest(change(statement), signer);
  expect(() => verifyBundle(bundle, authority.trust(), policy)).toThrow(SignatureError);
});
