// What a workflow that signs could do to a published release: new proofs, and record and checksums that agree with them.
import { provenanceName, recordName } from '../../src/plan/asset-names.ts';
import { checksumLines } from '../../src/plan/assets.ts';
import { type ReleaseRecord } from '../../src/plan/artifacts.ts';
import {
  type Editable,
  type Public,
  editRecord,
  honestSigner,
  provenancePredicate,
  replaceAsset,
  sha256,
  signType,
  statementOf,
} from './published.ts';
import type { Authority, SigningOptions } from './world/authority.ts';

export interface Statement {
  subject: { name: string; digest: { sha256: string } }[];
  predicateType: string;
  predicate: unknown;
}

/** Makes checksums anew of what lies there. */
export function relist(world: Public): void {
  const listed = [...world.files]
    .filter(([name]) => !name.startsWith('checksums.txt') && !(name === `${recordName}.sigstore.json`))
    .map(([name, bytes]) => ({ name, sha256: sha256(bytes).slice('sha256:'.length) }));
  replaceAsset(world, 'checksums.txt', Buffer.from(checksumLines(listed)));
}

/** Makes the record say of the assets what they are. */
export function retell(
  world: Public,
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
  world: Public,
  authority: Authority,
  signer: SigningOptions = honestSigner,
  edit?: (record: Editable<ReleaseRecord>) => void,
): Promise<void> {
  retell(world, edit);
  relist(world);
  const bundle = await authority.signBlob(world.files.get('checksums.txt')!, signer);
  replaceAsset(world, 'checksums.txt.sigstore.json', Buffer.from(JSON.stringify(bundle)));
}

/** Another provenance in the place of the honest one, wherever that stands, and sealed. */
export async function reprove(
  world: Public,
  authority: Authority,
  edit: (statement: Statement) => void,
  signer: SigningOptions = honestSigner,
): Promise<void> {
  const digests = [...world.referrers.keys()];
  const statement = structuredClone(statementOf(provenancePredicate, digests)) as Statement;
  edit(statement);
  const bundle = await authority.attest(statement, signer);
  const text = JSON.stringify(bundle);
  for (const digest of digests) {
    world.referrers.set(digest, [text, world.referrers.get(digest)![1]!]);
    world.stored.set(digest, [JSON.parse(text) as unknown]);
  }
  replaceAsset(world, provenanceName, Buffer.from(text));
  const [entry] = bundle.verificationMaterial.tlogEntries as unknown as { readonly logIndex: string }[];
  await reseal(world, authority, honestSigner, (record) => {
    if (record.provenance && entry) record.provenance.logIndex = entry.logIndex;
  });
}

/** Signatures of the image by somebody else, index and platforms. */
export async function resignImage(
  world: Public,
  authority: Authority,
  signer: SigningOptions,
): Promise<void> {
  for (const [digest, [provenance]] of world.referrers) {
    const bundle = await authority.attest(statementOf(signType, [digest]), signer);
    world.referrers.set(digest, [provenance!, JSON.stringify(bundle)]);
  }
}
