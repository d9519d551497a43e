// The audit of a published release: everything anybody can download, proven against everything it says of itself.
import { provenanceName, recordName } from '../plan/asset-names.ts';
import { type AuditInput, readRelease } from './read-release.ts';
import type { CheckReport } from '../report/model.ts';
import { type VerifiedSignature, isLogged } from '../world/sigstore/verify.ts';
import { auditAssetProofs } from './asset-proofs.ts';
import { auditAssetSignatures } from './asset-signatures.ts';
import { auditStatement } from './bundles.ts';
import { auditImage } from './image.ts';
import { auditImageProofs } from './image-proofs.ts';
import { auditLayers } from './layers.ts';
import { auditLegacy } from './legacy-signatures.ts';
import { auditPage } from './page.ts';
import { auditGitTag, auditPointers, hasMajorPointer } from './pointers.ts';
import { madeByUs } from './lost-record.ts';
import { auditRecord } from './record.ts';
import { auditGate } from './gate.ts';
import { auditPromoted } from './promoted.ts';
import { auditCover } from './record-cover.ts';
import { type AuditWorld, type AuditedRelease, check, notRun, textOf } from './subject.ts';
import { auditSums } from './sums.ts';
import { leftoverMajors } from '../find/leftover-pointer.ts';
import { publicCheck } from '../find/public-image.ts';
import { referringBundles } from '../find/bundles.ts';
import { compact } from '../compact.ts';

export interface Audit {
  readonly subject: AuditedRelease;
  readonly checks: readonly CheckReport[];
}

/** Every check of a published release; what fails is a line of the answer, not an exception. */
export async function audit(input: AuditInput, given: AuditWorld): Promise<Audit> {
  const subject = await readRelease(input, given);
  const world = unlogged(subject) ? { ...given, trust: await given.trustWithGitHub() } : given;
  const signer = await signerOf(subject, world);
  const [first] = subject.images;
  // What others follow from stands before them: people read the first line that failed.
  const groups = await Promise.all([
    auditGitTag(subject),
    record(subject, world, signer),
    auditCover(subject, world),
    auditPage(subject),
    auditSums(subject),
    auditAssetProofs(subject, world),
    auditAssetSignatures(subject, world),
    auditGate(subject, world),
    auditPromoted(subject, world),
    ...subject.images.flatMap((image) => [
      auditImage(image, subject, world),
      auditLayers(image, subject, world),
      auditImageProofs(image, subject, world),
      auditLegacy(image, subject, world),
    ]),
    ...(input.pointers ? [auditPointers(subject, world)] : []),
    ...(input.pointers ? [leftovers(subject, world)] : []),
    publicImages(subject, world),
    ...(first || subject.manifest
      ? []
      : [Promise.resolve([notRun('The image', 'no name that is known has this version')])]),
  ]);
  return { subject, checks: groups.flat() };
}

async function leftovers(subject: AuditedRelease, { registry }: AuditWorld): Promise<readonly CheckReport[]> {
  if (hasMajorPointer(subject)) return [];
  const { images, repository, version, imageTagPrefix, otherPrefixes } = subject;
  const prefixes = [imageTagPrefix, ...otherPrefixes];
  return leftoverMajors({ images: images.map(({ name }) => name), repository, version, prefixes }, registry);
}

/** Asked as the public asks: who is signed in sees a private package too. */
async function publicImages(
  { images, repository }: AuditedRelease,
  { registry }: AuditWorld,
): Promise<readonly CheckReport[]> {
  const checks = await Promise.all(
    images.map(({ name, digest }) => publicCheck({ name, reference: digest }, repository, registry)),
  );
  return checks.filter((one) => one !== undefined);
}

/**
 * Whether the release's own provenance is in no public log: GitHub's instance signed it, since the repository was private
 * then. What it is now says nothing of that.
 */
function unlogged({ manifest, files }: AuditedRelease): boolean {
  const asset = files.find(({ name }) => name === (manifest?.provenance?.asset ?? provenanceName));
  return asset !== undefined && Buffer.isBuffer(asset.content) && !isLogged(textOf(asset));
}

async function record(
  subject: AuditedRelease,
  world: AuditWorld,
  signer: VerifiedSignature | undefined,
): Promise<readonly CheckReport[]> {
  if (subject.manifest) return auditRecord(subject.manifest, subject, world, signer);
  const there = subject.release.assets.some(({ name }) => name === recordName);
  const ours = there ? undefined : await madeByUs(subject, world);
  if (ours !== undefined) {
    return [
      await check(`${recordName} is there`, [], () =>
        Promise.reject(new Error(`it is not, and ${ours}: somebody has taken it away`)),
      ),
    ];
  }
  return there
    ? [
        await check(`${recordName} can be read`, [], () =>
          Promise.reject(new Error('it is not what this action writes')),
        ),
      ]
    : [notRun(recordName, 'another tool made this release: what it cannot say is not checked')];
}

/** Who signed this release, from the first bundle of its provenance or image that verifies at all. */
async function signerOf(subject: AuditedRelease, world: AuditWorld): Promise<VerifiedSignature | undefined> {
  const [image] = subject.images;
  const asset = subject.files.find(({ name }) => name === subject.manifest?.provenance?.asset);
  const texts = [
    ...(asset && Buffer.isBuffer(asset.content) ? [textOf(asset)] : []),
    ...(image ? await referringBundles(world.registry, image.name, image.digest).catch(() => []) : []),
  ];
  // By any workflow of this repository: whether it is the one that the record names is a check of its own.
  const anybody = compact({
    repository: subject.repository,
    tag: subject.tag,
    inputs: subject.inputs,
    commit: subject.commit,
  });
  for (const text of texts) {
    try {
      return auditStatement(text, anybody, world.trust, {});
    } catch (error) {
      // What does not verify is told by the check that it belongs to.
      if (!(error instanceof Error)) throw error;
    }
  }
  return undefined;
}
