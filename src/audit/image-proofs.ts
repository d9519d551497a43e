// Signatures and provenance of an image judged from outside, in the registry and at GitHub: index and every platform.
import { count } from '../report/quantities.ts';
import { keyName } from '../plan/asset-names.ts';
import type { Digest } from '../plan/brands.ts';
import type { CheckReport } from '../report/model.ts';
import { provenanceType } from '../world/sigstore/statement.ts';
import { type VerifiedStatement, verifyBundleWithKey } from '../world/sigstore/verify.ts';
import { auditStatement, expectKnown, firstAudited } from './bundles.ts';
import { digestsToProve } from './image.ts';
import { isKeyed, keyOf } from './key.ts';
import { demandsProvenance, demandsSignature, withoutProvenance, withoutSignature } from './policy.ts';
import {
  type AuditWorld,
  type AuditedImage,
  type AuditedRelease,
  AuditFailure,
  check,
  notRun,
} from './subject.ts';
import { referringBundles } from '../find/bundles.ts';

const signatureType = 'https://sigstore.dev/cosign/sign/v1';

/** What is to be proven of one image, and where its bundles are looked for. */
interface Proofs {
  readonly image: AuditedImage;
  /** Index first, then each platform. */
  readonly digests: readonly Digest[];
  readonly subject: AuditedRelease;
  readonly world: AuditWorld;
  readonly attached: Bundles;
  readonly stored: Bundles;
}

/** The texts of the bundles that speak of a digest, in one place. */
type Bundles = (digest: Digest) => Promise<readonly string[]>;

/** Signatures and provenance of one image: index and every platform. */
export async function auditImageProofs(
  image: AuditedImage,
  subject: AuditedRelease,
  world: AuditWorld,
): Promise<readonly CheckReport[]> {
  const digests = await digestsOrFault(image, subject, world);
  if ('fault' in digests) return [digests.fault];
  const proofs: Proofs = {
    image,
    ...digests,
    subject,
    world,
    attached: (digest) => referringBundles(world.registry, image.name, digest),
    stored: async (digest) =>
      (await world.github.attestations(digest))
        .filter((one) => one !== undefined)
        .map((one) => JSON.stringify(one)),
  };
  return [await signatures(proofs), ...(await provenance(proofs))];
}

/** Without knowing the platforms nothing is proven of any: one line says so, in the place of those that prove. */
async function digestsOrFault(
  image: AuditedImage,
  subject: AuditedRelease,
  { registry }: AuditWorld,
): Promise<Pick<Proofs, 'digests'> | { readonly fault: CheckReport }> {
  try {
    return { digests: await digestsToProve(image, subject, registry) };
  } catch (error) {
    if (!(error instanceof AuditFailure)) throw error;
    const text = `Signatures and provenance of ${image.name.name}: index and every platform`;
    return { fault: await check(text, [], () => Promise.reject(error)) };
  }
}

async function signatures(proofs: Proofs): Promise<CheckReport> {
  const { image, digests, subject } = proofs;
  const { manifest, repository } = subject;
  const { name } = image.name;
  const text = `Signatures of ${name}: index and every platform`;
  if (isKeyed(subject, proofs.world)) {
    const command = `cosign verify --key ${manifest?.signature?.publicKey ?? keyName} ${name}@${image.digest}`;
    return check(text, [command], () => keyedSignatures(proofs));
  }
  if (manifest && manifest.signature === undefined) {
    return check(`${name} is unsigned, as the record says`, [], async () => {
      if (await provenAnyway(signatureType, proofs))
        throw new AuditFailure('it is signed, so the record has lost its signer');
      if (demandsSignature(subject))
        throw new AuditFailure(`the record names no signature, and one is asked for; ${withoutSignature}`);
      return 'no signature';
    });
  }
  const identity = `--certificate-identity-regexp '^${repository.url}/' --certificate-oidc-issuer https://token.actions.githubusercontent.com`;
  if (!manifest && !(await provenAnyway(signatureType, proofs)))
    return notRun(
      text,
      `the release says nothing of any, and no workflow of ${repository.fullName} signed it`,
    );
  return check(text, [`cosign verify ${identity} ${name}@${image.digest}`], async () => {
    await proveEach(signatureType, 'signature', proofs, proofs.attached);
    const who = manifest?.signature?.identity ?? `a workflow of ${repository.fullName}`;
    return `${count(digests.length, 'digest')} signed by ${who}`;
  });
}

async function keyedSignatures({ digests, subject, world, attached }: Proofs): Promise<string> {
  const key = keyOf(subject, world);
  for (const digest of digests) {
    firstAudited(await attached(digest), `signature of ${digest}`, (text) =>
      verifyBundleWithKey(JSON.parse(text), world.trust, key.pem, {
        predicateType: signatureType,
        subjectDigests: [digest],
      }),
    );
  }
  return `${count(digests.length, 'digest')} signed by ${key.whose}`;
}

async function provenance(proofs: Proofs): Promise<readonly CheckReport[]> {
  const { image, digests, subject } = proofs;
  const { manifest, repository } = subject;
  const { name } = image.name;
  if (manifest && manifest.provenance === undefined) {
    const without = await check(`${name} is without provenance, as the record says`, [], async () => {
      if (await provenAnyway(provenanceType, proofs))
        throw new AuditFailure('it is attested, so the record has lost its provenance');
      if (demandsProvenance(subject))
        throw new AuditFailure(`the record names no provenance, and it is asked for; ${withoutProvenance}`);
      return 'none';
    });
    return [without];
  }
  const text = `Provenance of ${name}: index and every platform`;
  // With the identity that the record names: a called workflow of another repository is not found without (H10).
  const identity = manifest?.signature?.identity;
  const command = [
    `gh attestation verify oci://${name}@${image.digest} --repo ${repository.fullName}`,
    ...(identity === undefined ? [] : [`--cert-identity '${identity.replaceAll("'", '')}'`]),
  ].join(' ');
  if (!manifest && !(await provenAnyway(provenanceType, proofs))) {
    const nobody = `the release says nothing of any, and no workflow of ${repository.fullName} made one`;
    return [notRun(text, nobody)];
  }
  const proven = `${count(digests.length, 'digest')}, commit ${subject.commit ?? ''}`;
  const inRegistry = await check(`${text}, in the registry`, [`${command} --bundle-from-oci`], async () => {
    const statements = await proveEach(provenanceType, 'provenance', proofs, proofs.attached);
    for (const statement of statements) expectKnown(statement, subject, digests);
    return proven;
  });
  if (manifest?.provenance && manifest.provenance.url === undefined)
    return [inRegistry, await notAtGitHub(proofs)];
  const atGitHub = await check(`${text}, at GitHub`, [command], async () => {
    await proveEach(provenanceType, 'provenance', proofs, proofs.stored);
    return proven;
  });
  return [inRegistry, atGitHub];
}

function notAtGitHub({ image, digests, stored }: Proofs): Promise<CheckReport> {
  return check(`GitHub stores no provenance of ${image.name.name}, as the record says`, [], async () => {
    const bundles = (await Promise.all(digests.map(stored))).flat();
    if (bundles.length > 0) throw new AuditFailure('it does: the record has lost where');
    return 'the registry and the release have it';
  });
}

/** Each digest has a bundle that verifies. @throws AuditFailure naming the first that has none. */
function proveEach(
  predicateType: string,
  what: string,
  { digests, subject, world }: Proofs,
  bundles: Bundles,
): Promise<readonly VerifiedStatement[]> {
  return Promise.all(
    digests.map(async (digest) =>
      firstAudited(await bundles(digest), `${what} of ${digest}`, (text) =>
        auditStatement(text, subject, world.trust, { predicateType, subjectDigests: [digest] }),
      ),
    ),
  );
}

async function provenAnyway(
  predicateType: string,
  { digests, attached, stored, subject, world }: Proofs,
): Promise<boolean> {
  for (const digest of digests) {
    for (const text of [...(await attached(digest)), ...(await stored(digest))]) {
      try {
        auditStatement(text, subject, world.trust, { predicateType, subjectDigests: [digest] });
        return true;
      } catch (error) {
        if (!(error instanceof Error)) throw error;
      }
    }
  }
  return false;
}
