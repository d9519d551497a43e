// Signatures for cosign 2 judged from outside: where the record names one, index and every platform have one that verifies.
import { count } from '../report/quantities.ts';
import type { Digest } from '../plan/brands.ts';
import type { CheckReport } from '../report/model.ts';
import { legacyTag } from '../world/sigstore/simple-signing.ts';
import { digestsToProve } from './image.ts';
import { blobSigner, signerOptions } from './key.ts';
import {
  type AuditWorld,
  type AuditedImage,
  type AuditedRelease,
  AuditFailure,
  check,
  expectSame,
} from './subject.ts';
import { legacyBundle, legacySignatures } from '../find/legacy-signature.ts';

export async function auditLegacy(
  image: AuditedImage,
  subject: AuditedRelease,
  world: AuditWorld,
): Promise<readonly CheckReport[]> {
  const { signature } = subject.manifest ?? {};
  const recorded = (signature?.images ?? []).filter(
    (one) => one.image === image.name.name && one.legacyTag !== undefined,
  );
  if (signature === undefined || recorded.length === 0) return [];
  const digests = await digestsToProve(image, subject, world.registry);
  return [
    await check(
      `Signatures of ${image.name.name} for cosign 2: index and every platform`,
      [
        `cosign verify --new-bundle-format=false ${signerOptions(subject)} ${image.name.name}@${image.digest}`,
      ],
      async () => {
        for (const { digest, legacyTag: tag } of recorded)
          expectSame(`the tag of ${digest}`, tag, legacyTag(digest));
        const signers = await Promise.all(digests.map((digest) => signer(image, digest, subject, world)));
        return `${count(digests.length, 'digest')}, by ${[...new Set(signers)].join(', ')}`;
      },
    ),
  ];
}

/** Who signed a digest: the first of its signatures that verifies. @throws AuditFailure when none does. */
async function signer(
  { name }: AuditedImage,
  digest: Digest,
  subject: AuditedRelease,
  world: AuditWorld,
): Promise<string> {
  const wrong: string[] = [];
  const all = await legacySignatures(world.registry, name, digest, (line) => wrong.push(line));
  for (const one of all) {
    try {
      return blobSigner(JSON.stringify(legacyBundle(one)), one.payload, subject, world);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      wrong.push(error.message);
    }
  }
  throw new AuditFailure(
    wrong.length === 0
      ? `${legacyTag(digest)} has no signature`
      : `no signature in ${legacyTag(digest)} verifies: ${wrong.join('; ')}`,
  );
}
