import { beforeAll, describe, expect, test } from '@jest/globals';
import { checksumLines } from '../../src/plan/assets.ts';
import type { Digest } from '../../src/plan/brands.ts';
import { type Authority, type SigningOptions, makeAuthority } from '../support/world/authority.ts';
import { payloadOf, storedSignature } from '../support/world/legacy.ts';
import {
  type Public,
  auditOf,
  copyOf,
  editRecord,
  failures,
  honestSigner,
  image,
  publish,
  replaceAsset,
  sha256,
} from '../support/published.ts';
import { recordName } from '../../src/plan/asset-names.ts';

let authority: Authority;
let honest: Public;
let index: Digest;
let digests: readonly Digest[];

const tagOf = (digest: string): string => `${digest.replace(':', '-')}.sig`;

async function sign(
  world: Public,
  digest: Digest,
  by: SigningOptions = honestSigner,
  of = digest,
): Promise<void> {
  const { payload, layer } = await storedSignature(authority, payloadOf(of), by);
  const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, layers: [layer] }));
  world.content.set(layer.digest, payload);
  world.content.set(sha256(manifest), manifest);
  world.imageTags.set(tagOf(digest), sha256(manifest));
}

/** Signs release.json and the checksums over it anew, as their owner could. */
async function resign(world: Public): Promise<void> {
  const listed = [...world.files]
    .filter(([name]) => !name.startsWith('checksums.txt'))
    .map(([name, bytes]) => ({ name, sha256: sha256(bytes).slice('sha256:'.length) }));
  const sums = Buffer.from(checksumLines(listed));
  replaceAsset(world, 'checksums.txt', sums);
  const bundle = JSON.stringify(await authority.signBlob(sums, honestSigner));
  replaceAsset(world, 'checksums.txt.sigstore.json', Buffer.from(bundle));
}

beforeAll(async () => {
  authority = await makeAuthority();
  honest = await publish(authority);
  index = honest.imageTags.get('v1.2.0')!;
  digests = [...honest.referrers.keys()] as Digest[];
  editRecord(honest, (record) => {
    record.signature!.images = digests.map((digest) => ({ image, digest, legacyTag: tagOf(digest) }));
  });
  await resign(honest);
  for (const digest of digests) await sign(honest, digest);
});

test('an honest release with signatures for cosign 2 has no lie in it', async () => {
  const { checks } = await auditOf(copyOf(honest));
  expect(checks.filter(({ state }) => state !== 'passed')).toEqual([]);
  expect(checks.filter(({ text }) => text.includes('cosign 2'))).toEqual([
    {
      text: `Signatures of ${image} for cosign 2: index and every platform`,
      state: 'passed',
      detail: `3 digests, by ${honestSigner.san}`,
      commands: [
        `cosign verify --new-bundle-format=false --certificate-identity ${honestSigner.san} --certificate-oidc-issuer ${honestSigner.issuer} ${image}@${index}`,
      ],
    },
  ]);
});

describe('a tampering with the signatures for cosign 2 is found', () => {
  test.each<[string, (world: Public) => void | Promise<void>, RegExp]>([
    [
      'one taken away',
      (world) => {
        world.imageTags.delete(tagOf(index));
      },
      /sha256-[0-9a-f]{64}\.sig has no signature$/,
    ],
    [
      "another digest's in its place",
      (world) => sign(world, digests[1]!, honestSigner, index),
      /no signature in sha256-\S+ verifies: .*it is of sha256:/,
    ],
    [
      'one by another workflow',
      (world) => sign(world, digests[2]!, { ...honestSigner, san: 'https://github.com/evil/w.yml' }),
      /verifies: The identity check failed/,
    ],
    [
      'one of another commit',
      (world) =>
        sign(world, index, { ...honestSigner, claims: { ...honestSigner.claims, 13: 'd'.repeat(40) } }),
      /verifies: a run on commit d{40} signed it/,
    ],
    [
      'the record names another tag',
      async (world) => {
        editRecord(world, (record) => {
          record.signature!.images[0]!.legacyTag = 'v1.2.0';
        });
        await resign(world);
      },
      /the tag of sha256:\S+ is "v1\.2\.0", not "sha256-/,
    ],
  ])('%s', async (_, tamper, found) => {
    const world = copyOf(honest);
    await tamper(world);
    expect(failures(await auditOf(world))).toEqual([expect.stringMatching(found)]);
  });
});

test('what the record does not name is not asked for', async () => {
  const world = copyOf(honest);
  editRecord(world, (record) => {
    record.signature!.images = [];
  });
  await resign(world);
  world.imageTags.delete(tagOf(index));
  const { checks } = await auditOf(world);
  expect(checks.filter(({ text }) => text.includes('cosign 2'))).toEqual([]);
  expect(world.files.get(recordName)?.toString()).not.toContain('.sig"');
});
