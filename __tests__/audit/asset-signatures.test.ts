import { beforeAll, describe, expect, test } from '@jest/globals';
import { checksumLines } from '../../src/plan/assets.ts';
import { type Authority, makeAuthority } from '../support/world/authority.ts';
import {
  type Public,
  auditOf,
  copyOf,
  editRecord,
  failures,
  honestSigner,
  publish,
  replaceAsset,
  sha256,
} from '../support/published.ts';
import { recordName } from '../../src/plan/asset-names.ts';

const archive = 'signpost_1.2.0.tar.gz';
const archiveBundle = `${archive}.sigstore.json`;
const recordBundle = `${recordName}.sigstore.json`;
let authority: Authority;
let honest: Public;

/** What `sign-assets: each` makes: each bundle is named by the record, and none is in the checksums. */
async function withEach(): Promise<Public> {
  const world = copyOf(await publish(authority));
  editRecord(world, (record) => {
    record.assets = record.assets
      .filter(({ name }) => name !== archiveBundle)
      .map((asset) => (asset.name === archive ? { ...asset, bundle: archiveBundle } : asset));
    record.signature!.bundle = recordBundle;
  });
  const listed = [...world.files]
    .filter(([name]) => !name.startsWith('checksums.txt') && name !== archiveBundle)
    .map(([name, bytes]) => ({ name, sha256: sha256(bytes).slice('sha256:'.length) }));
  replaceAsset(world, 'checksums.txt', Buffer.from(checksumLines(listed)));
  for (const name of [recordName, 'checksums.txt']) await sign(world, name);
  return world;
}

async function sign(
  world: Public,
  name: string,
  of = world.files.get(name)!,
  by = honestSigner,
): Promise<void> {
  const bundle = JSON.stringify(await authority.signBlob(of, by));
  replaceAsset(world, `${name}.sigstore.json`, Buffer.from(bundle));
}

function remove(world: Public, gone: string): void {
  world.files.delete(gone);
  world.release.assets = world.release.assets.filter(({ name }) => name !== gone);
}

beforeAll(async () => {
  authority = await makeAuthority();
  honest = await withEach();
});

test('an honest release with a signature of each asset has no lie in it, and says who signed what', async () => {
  const { checks } = await auditOf(copyOf(honest));
  expect(checks.filter(({ state }) => state !== 'passed')).toEqual([]);
  const lines = checks.filter(({ text }) => /^Signature .* of /.test(text));
  expect(lines.map(({ text, detail }) => [text, detail])).toEqual([
    [`Signature ${archiveBundle} of ${archive}`, honestSigner.san],
    [`Signature ${recordBundle} of ${recordName}`, honestSigner.san],
  ]);
  expect(lines[0]?.commands).toEqual([
    `cosign verify-blob ${archive} --bundle ${archiveBundle} --certificate-identity ${honestSigner.san} --certificate-oidc-issuer ${honestSigner.issuer}`,
  ]);
});

describe('a tampering with the signature of an asset is found', () => {
  test.each<[string, (world: Public) => void | Promise<void>, RegExp]>([
    [
      'taken away',
      (world) => {
        remove(world, archiveBundle);
      },
      /^Signature \S+ of \S+: signpost_1\.2\.0\.tar\.gz\.sigstore\.json is not there$/,
    ],
    [
      'taken away, and missed on the page too',
      (world) => {
        remove(world, recordBundle);
      },
      /^The assets are exactly those of the record: missing: release\.json\.sigstore\.json/,
    ],
    [
      'of other bytes',
      (world) => sign(world, archive, Buffer.from('evil')),
      /^Signature signpost_\S+ of signpost_\S+: The signature check failed/,
    ],
    [
      'of another asset in its place',
      (world) => {
        replaceAsset(world, archiveBundle, world.files.get(recordBundle)!);
      },
      /^Signature signpost_\S+ of signpost_\S+: The signature check failed/,
    ],
    [
      'by another workflow',
      (world) => sign(world, archive, undefined, { ...honestSigner, san: 'https://github.com/evil/w.yml' }),
      /^Signature signpost_\S+ of signpost_\S+: The identity check failed/,
    ],
    [
      'of another commit',
      (world) =>
        sign(world, archive, undefined, {
          ...honestSigner,
          claims: { ...honestSigner.claims, 13: 'd'.repeat(40) },
        }),
      /^Signature signpost_\S+ of signpost_\S+: a run on commit d{40} signed it/,
    ],
    [
      'truncated',
      (world) => {
        replaceAsset(world, archiveBundle, world.files.get(archiveBundle)!.subarray(0, 100));
      },
      /^Signature signpost_\S+ of signpost_\S+: /,
    ],
    [
      'a statement instead of a signature',
      (world) => {
        replaceAsset(world, archiveBundle, world.files.get('provenance.sigstore.json')!);
      },
      /^Signature signpost_\S+ of signpost_\S+: The bundle check failed/,
    ],
    [
      'forgotten by the record',
      (world) => {
        editRecord(world, (record) => {
          delete record.signature!.bundle;
        });
      },
      /not of this release: release\.json\.sigstore\.json/,
    ],
  ])('%s', async (_, tamper, found) => {
    const world = copyOf(honest);
    await tamper(world);
    expect(failures(await auditOf(world))).toContainEqual(expect.stringMatching(found));
  });
});
