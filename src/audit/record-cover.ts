// What vouches for release.json itself: without that, whoever may write assets could say anything in it.
import { bundleName, recordName } from '../plan/asset-names.ts';
import { digest as asDigest } from '../plan/brands.ts';
import { messageOf } from '../errors.ts';
import type { CheckReport } from '../report/model.ts';
import { provenanceType } from '../world/sigstore/statement.ts';
import type { CertificateClaims } from '../world/sigstore/certificate.ts';
import { auditBlob, auditStatement } from './bundles.ts';
import { blobSigner } from './key.ts';
import { coveringOf } from './policy.ts';
import {
  type AuditWorld,
  type Downloaded,
  type AuditedRelease,
  AuditFailure,
  check,
  textOf,
} from './subject.ts';
import { listedSums } from './sums.ts';

/** The bundle over the record, or over a list of sums that names it. */
interface Cover {
  readonly bundle: Downloaded;
  readonly over: Downloaded;
}

/** The run that signed what vouches for the record, where a workflow did. */
export function coveringRun(subject: AuditedRelease, world: AuditWorld): string | undefined {
  const record = subject.files.find(({ name }) => name === recordName);
  for (const cover of record ? coversOf(record, subject) : []) {
    try {
      const run = claimsOf(cover, subject, world)?.runInvocationUri;
      if (run !== undefined) return run;
    } catch (error) {
      // What is wrong with it is told by the line about the record.
      if (!(error instanceof Error)) throw error;
    }
  }
  return undefined;
}

/** One line: who vouches for the record, by which file; none without a record. */
export async function auditCover(
  subject: AuditedRelease,
  world: AuditWorld,
): Promise<readonly CheckReport[]> {
  const record = subject.files.find(({ name }) => name === recordName);
  if (!subject.manifest || !record) return [];
  const text = `${recordName} is signed`;
  const covering = coveringOf(subject);
  // Nothing of this release is signed or attested, as was asked for.
  if (covering === 'nothing') return [];
  return [
    await check(text, [], () => {
      const wrong: string[] = [];
      for (const cover of coversOf(record, subject)) {
        try {
          return `${signerOf(cover, subject, world)}, by ${cover.bundle.name}`;
        } catch (error) {
          wrong.push(`${cover.bundle.name}: ${messageOf(error)}`);
        }
      }
      throw new AuditFailure(
        wrong.length === 0
          ? 'nothing that is signed speaks of it: whoever may write assets can have written it'
          : `nothing vouches for it: ${wrong.join('; ')}`,
      );
    }),
  ];
}

function coversOf(record: Downloaded, { files }: AuditedRelease): readonly Cover[] {
  const lists = listedSums(files).filter(({ sums }) => sums.get(recordName) === record.sha256);
  const over = [record, ...files.filter(({ name }) => lists.some(({ list }) => list === name))];
  return over.flatMap((file) => {
    const bundle = files.find(({ name }) => name === bundleName(file.name));
    return bundle ? [{ bundle, over: file }] : [];
  });
}

function signerOf(cover: Cover, subject: AuditedRelease, world: AuditWorld): string {
  const { bundle, over } = cover;
  return claimsOf(cover, subject, world)?.san ?? blobSigner(textOf(bundle), over.content, subject, world);
}

/** What the verified certificate says; `undefined` where a key must have signed. */
function claimsOf(
  { bundle, over }: Cover,
  subject: AuditedRelease,
  world: AuditWorld,
): CertificateClaims | undefined {
  const text = textOf(bundle);
  if ('messageSignature' in (JSON.parse(text) as object)) {
    if (subject.manifest?.signature?.publicKey !== undefined) return undefined;
    return auditBlob(text, over.content, subject, world.trust).certificate;
  }
  const digest = asDigest(`sha256:${over.sha256}`);
  const statement = auditStatement(text, subject, world.trust, {
    predicateType: provenanceType,
    subjectDigests: [digest],
  });
  if (!statement.subjects.some(({ name, digest: of }) => name === over.name && of === digest))
    throw new AuditFailure(`it does not speak of ${over.name}`);
  return statement.certificate;
}
