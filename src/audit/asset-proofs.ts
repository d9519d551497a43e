// Provenance and signatures among the assets, judged from outside.
import { count } from '../report/quantities.ts';
import { notesName, provenanceName } from '../plan/asset-names.ts';
import { digest as asDigest } from '../plan/brands.ts';
import type { ReleaseRecord } from '../plan/record/release-record.ts';
import type { CheckReport } from '../report/model.ts';
import { provenanceType } from '../world/sigstore/statement.ts';
import { verifyBlobWithKey } from '../world/sigstore/verify.ts';
import { recordedBundles } from './asset-signatures.ts';
import { auditBlob, auditStatement, expectKnown, spokenOf } from './bundles.ts';
import { isKeyed, keyCheck, keyOf } from './key.ts';
import {
  type AuditWorld,
  type Downloaded,
  type AuditedRelease,
  AuditFailure,
  check,
  expectSame,
  textOf,
} from './subject.ts';
import { compact } from '../compact.ts';

/** Names of bundles: `X.sigstore.json` as we write them, and what others do. */
export const bundleSuffix = /\.(?:sigstore(?:\.json)?|bundle)$/;

/** Every bundle among the assets: the image's provenance, and `X.sigstore.json` over each asset X. */
export async function auditAssetProofs(
  subject: AuditedRelease,
  world: AuditWorld,
): Promise<readonly CheckReport[]> {
  const apart = [
    subject.manifest?.provenance?.asset,
    ...recordedBundles(subject.manifest).values(),
    subject.manifest?.provenance?.bundle,
    ...shipped(subject),
  ];
  const bundles = subject.files.filter(({ name }) => bundleSuffix.test(name) && !apart.includes(name));
  const recorded = subject.manifest?.provenance;
  const checks = await Promise.all([
    ...(recorded === undefined
      ? []
      : [
          check(`The provenance among the assets, ${recorded.asset}`, [], () =>
            recordedProvenance(subject, world),
          ),
        ]),
    ...bundles.map((bundle) =>
      check(`Signature ${bundle.name}`, [], () =>
        isByKey(bundle, subject, world)
          ? keyedSignature(bundle, subject, world)
          : assetSignature(bundle, subject, world),
      ),
    ),
  ]);
  return [...checks, ...(await keyCheck(subject, world))];
}

/** What people download and use: all that the record lists but the proofs, the key and the notes, which are signed themselves or come later. */
function payloadOf({ assets, provenance, sboms, gate, signature }: ReleaseRecord): ReleaseRecord['assets'] {
  const proofs = [
    provenance?.asset,
    gate?.asset,
    signature?.publicKey,
    ...sboms.map(({ asset }) => asset),
    notesName,
  ];
  const isBeside = (name: string): boolean =>
    bundleSuffix.test(name) && assets.some((one) => one.name === name.replace(bundleSuffix, ''));
  return assets.filter(({ name }) => !proofs.includes(name) && !isBeside(name));
}

/** The project's own files by such a name, beside no file that they would be a proof of: their sums are in the record. */
function shipped({ manifest, files }: AuditedRelease): readonly string[] {
  const proofs = [
    ...(manifest?.sboms ?? []),
    ...(manifest?.provenance ? [manifest.provenance] : []),
    ...(manifest?.gate ? [manifest.gate] : []),
  ];
  const isProof = (name: string): boolean => proofs.some(({ asset }) => asset === name);
  const isThere = (wanted: string): boolean => files.some(({ name }) => name === wanted);
  const own = (manifest?.assets ?? [])
    .map(({ name }) => name)
    .filter((name) => !isProof(name) && !isThere(name.replace(bundleSuffix, '')));
  return [...own, ...(manifest?.kept ?? []).map(({ name }) => name)];
}

/** With a key it is the checksums that are signed; without a record it is whatever bundle is no attestation. */
function isByKey(bundle: Downloaded, subject: AuditedRelease, world: AuditWorld): boolean {
  if (!isKeyed(subject, world)) return false;
  return subject.manifest === undefined
    ? 'messageSignature' in (JSON.parse(textOf(bundle)) as object)
    : bundle.name === subject.manifest.checksums?.bundle;
}

function keyedSignature(bundle: Downloaded, subject: AuditedRelease, world: AuditWorld): string {
  const target = subject.files.find(({ name }) => name === bundle.name.replace(bundleSuffix, ''));
  if (!target) throw new AuditFailure('what it signs is not there');
  const key = keyOf(subject, world);
  verifyBlobWithKey(JSON.parse(textOf(bundle)), target.content, world.trust, key.pem);
  return `${target.name}, by ${key.whose}`;
}

function recordedProvenance(subject: AuditedRelease, world: AuditWorld): string {
  const { manifest, files, images } = subject;
  const recorded = manifest?.provenance;
  if (!recorded) throw new AuditFailure('the record names none');
  expectSame('its name', recorded.asset, provenanceName);
  expectSame('its predicate type', recorded.predicateType, provenanceType);
  const file = files.find(({ name }) => name === recorded.asset);
  if (!file) throw new AuditFailure('it is not there');
  const digests = [...images.map(({ digest }) => digest), ...manifest.platforms.map(({ digest }) => digest)];
  const statement = auditStatement(textOf(file), subject, world.trust, {
    predicateType: provenanceType,
    subjectDigests: digests,
  });
  expectKnown(statement, subject, digests);
  expectSame('its log index', statement.logIndex, recorded.logIndex);
  const spoken = ({ name, sha256 }: { readonly name: string; readonly sha256: string }): boolean =>
    statement.subjects.some((one) => one.name === name && one.digest === `sha256:${sha256}`);
  const silent = payloadOf(manifest).filter((asset) => !spoken(asset));
  if (silent.length > 0)
    throw new AuditFailure(
      `it does not speak of ${silent.map(({ name }) => name).join(', ')} as the release has it`,
    );
  return `${count(statement.subjects.length, 'subject')}${statement.logIndex === undefined ? '' : `, log index ${statement.logIndex}`}`;
}

/**
 * A bundle signs the file it is named after, by its bytes or by a statement about its digest; or, as an SBOM's does, it
 * speaks of the image.
 */
function assetSignature(bundle: Downloaded, subject: AuditedRelease, world: AuditWorld): string {
  const target = subject.files.find(({ name }) => name === bundle.name.replace(bundleSuffix, ''));
  const text = textOf(bundle);
  if (target && 'messageSignature' in (JSON.parse(text) as object)) {
    return `${target.name}, by ${auditBlob(text, target.content, subject, world.trust).certificate.san}`;
  }
  const statement = auditStatement(
    text,
    subject,
    world.trust,
    compact({ subjectDigests: target ? [asDigest(`sha256:${target.sha256}`)] : undefined }),
  );
  const spoken = spokenOf(statement);
  const named = subject.files.filter(({ sha256 }) => spoken.has(asDigest(`sha256:${sha256}`)));
  const digests = [...subject.images, ...(subject.manifest?.platforms ?? [])].map(({ digest }) => digest);
  if (digests.some((digest) => spoken.has(digest))) return `the image, by ${statement.certificate.san}`;
  if (named.length === 0) throw new AuditFailure('it speaks of nothing of this release');
  return `${named.map(({ name }) => name).join(', ')}, by ${statement.certificate.san}`;
}
