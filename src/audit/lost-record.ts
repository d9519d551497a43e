// A release without release.json: another tool's, or one of ours whose record somebody has taken away.
import { provenanceName } from '../plan/asset-names.ts';
import { digest as asDigest } from '../plan/brands.ts';
import { provenanceType } from '../world/sigstore/statement.ts';
import type { VerifiedStatement } from '../world/sigstore/verify.ts';
import { referringBundles } from '../find/bundles.ts';
import { auditStatement, spokenOf } from './bundles.ts';
import { digestsToProve } from './image.ts';
import { type AuditWorld, type AuditedRelease, AuditFailure, textOf } from './subject.ts';

/** So many of the assets are asked about at GitHub, the first by name. */
const mostAsked = 8;

/**
 * What shows that this action made the release, as a clause, where something does: a provenance by a workflow of this
 * repository on this tag over an index and every platform of it, which other tools do not write.
 */
export async function madeByUs(subject: AuditedRelease, world: AuditWorld): Promise<string | undefined> {
  for (const text of await everyBundle(subject, world)) {
    const statement = proven(text, subject, world);
    if (!statement) continue;
    const spoken = spokenOf(statement);
    for (const image of subject.images) {
      const digests = await digestsToProve(image, subject, world.registry).catch(unreadable);
      if (digests.length > 1 && digests.every((digest) => spoken.has(digest)))
        return `${image.name.name}@${image.digest} has provenance by ${statement.certificate.san}, index and every platform`;
    }
    // One statement over an image and over assets by their names.
    const named = subject.files.filter(({ name, sha256 }) =>
      statement.subjects.some((one) => one.name === name && one.digest === `sha256:${sha256}`),
    );
    const others = statement.subjects.length - named.length;
    if (named.length > 0 && others > 1 && statement.subjects.some(({ name }) => name.includes('/')))
      return `${named.map(({ name }) => name).join(', ')} and an image have provenance by ${statement.certificate.san}`;
  }
  return undefined;
}

function unreadable(error: unknown): readonly [] {
  if (error instanceof AuditFailure) return [];
  throw error;
}

async function everyBundle({ files, images }: AuditedRelease, world: AuditWorld): Promise<readonly string[]> {
  const stored = async (digest: string): Promise<readonly string[]> =>
    (await world.github.attestations(digest))
      .filter((one) => one !== undefined)
      .map((one) => JSON.stringify(one));
  const asset = files.find(({ name, content }) => name === provenanceName && Buffer.isBuffer(content));
  const found = await Promise.all([
    ...images.flatMap(({ name, digest }) => [referringBundles(world.registry, name, digest), stored(digest)]),
    ...files.slice(0, mostAsked).map(({ sha256 }) => stored(asDigest(`sha256:${sha256}`))),
  ]);
  return [...(asset ? [textOf(asset)] : []), ...found.flat()];
}

function proven(text: string, subject: AuditedRelease, world: AuditWorld): VerifiedStatement | undefined {
  try {
    return auditStatement(text, subject, world.trust, { predicateType: provenanceType });
  } catch (error) {
    // What does not verify is nobody's proof of anything.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
