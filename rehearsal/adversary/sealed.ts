// What a workflow that signs could do to a published release: new proofs, and record and checksums that agree with them.
import { provenanceName, recordName } from '../../src/plan/asset-names.ts';
import { checksumLines } from '../../src/plan/assets.ts';
import type { ReleaseRecord } from '../../src/plan/record/release-record.ts';
import {
  type Editable,
  type Published,
  type Statement,
  editRecord,
  keptName,
  replaceAsset,
  sha256,
  signType,
} from '../../__tests__/support/published.ts';
import type { Authority, SigningOptions } from '../../__tests__/support/world/authority.ts';

/** Who can sign: as the stand-in's Sigstore, or the unit tests' own. */
export type Signing = Pick<Authority, 'attest' | 'signBlob'>;

const recordBundle = `${recordName}.sigstore.json`;

/** Makes checksums anew of what lies there. */
export function relist(world: Published): void {
  const listed = [...world.files]
    .filter(([name]) => !name.startsWith('checksums.txt') && ![recordBundle, keptName].includes(name))
    .map(([name, bytes]) => ({ name, sha256: sha256(bytes).slice('sha256:'.length) }));
  replaceAsset(world, 'checksums.txt', Buffer.from(checksumLines(listed)));
}

/** Makes the record say of the assets what they are. */
export function retell(
  world: Published,
  edit: (record: Editable<ReleaseRecord>) => void = () => undefined,
): void {
  editRecord(world, (record) => {
    record.assets = record.assets.flatMap((asset) => {
      const bytes = world.files.get(asset.name);
      return bytes ? [{ ...asset, size: bytes.length, sha256: sha256(bytes).slice('sha256:'.length) }] : [];
    });
    edit(record);
  });
}

/** Record, checksums and the signature over them, by whoever signs. */
export async function reseal(
  world: Published,
  authority: Signing,
  signer: SigningOptions = world.honest.signer,
  edit?: (record: Editable<ReleaseRecord>) => void,
): Promise<void> {
  retell(world, edit);
  relist(world);
  const bundle = await authority.signBlob(world.files.get('checksums.txt')!, signer);
  replaceAsset(world, 'checksums.txt.sigstore.json', Buffer.from(JSON.stringify(bundle)));
  if (!world.files.has(recordBundle)) return;
  const own = await authority.signBlob(world.files.get(recordName)!, signer);
  replaceAsset(world, recordBundle, Buffer.from(JSON.stringify(own)));
}

/** Another provenance in the place of the honest one, wherever that stands, and sealed. */
export async function reprove(
  world: Published,
  authority: Signing,
  edit: (statement: Statement) => void,
  signer: SigningOptions = world.honest.signer,
): Promise<void> {
  const digests = [...world.referrers.keys()];
  const statement = structuredClone(world.honest.provenance);
  edit(statement);
  const bundle = await authority.attest(statement, signer);
  const text = JSON.stringify(bundle);
  for (const digest of digests) {
    world.referrers.set(digest, [text, world.referrers.get(digest)![1]!]);
    world.stored.set(digest, [JSON.parse(text) as unknown]);
  }
  replaceAsset(world, provenanceName, Buffer.from(text));
  const [entry] = bundle.verificationMaterial.tlogEntries as unknown as { readonly logIndex: string }[];
  await reseal(world, authority, world.honest.signer, (record) => {
    if (record.provenance && entry) record.provenance.logIndex = entry.logIndex;
  });
}

/** Signatures of the image by somebody else, index and platforms. */
export async function resignImage(
  world: Published,
  authority: Signing,
  signer: SigningOptions,
): Promise<void> {
  for (const [digest, [provenance]] of world.referrers) {
    const bundle = await authority.attest(signatureOf(digest), signer);
    world.referrers.set(digest, [provenance!, JSON.stringify(bundle)]);
  }
}

/** The statement that cosign signs of an image. */
export function signatureOf(digest: string): Statement & { readonly _type: string } {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: '', digest: { sha256: digest.slice('sha256:'.length) } }],
    predicateType: signType,
    predicate: {},
  };
}
