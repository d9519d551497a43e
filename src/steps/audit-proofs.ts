// Signatures and provenance judged from outside: in the registry, at GitHub, and among the assets.
import { type Digest, digest as asDigest } from '../plan/brands.ts';
import { provenanceName } from '../plan/release.ts';
import type { CheckReport } from '../report/report.ts';
import { provenanceType } from '../world/attestor.ts';
import { type VerifiedStatement, verifyBlobWithKey, verifyBundleWithKey } from '../world/sigstore.ts';
import { auditBlob, auditStatement, firstAudited, spokenOf } from './audit-bundles.ts';
import { digestsToProve } from './audit-image.ts';
import {
  type AuditWorld,
  type AuditedImage,
  type Downloaded,
  type Subject,
  Untrue,
  check,
  expectSame,
  notRun,
  textOf,
} from './audit-subject.ts';
import { referringBundles } from './bundles.ts';

const signatureType = 'https://sigstore.dev/cosign/sign/v1';
export const bundleSuffix = /\.(?:sigstore(?:\.json)?|bundle)$/;

/** Signatures and provenance of one image: index and every platform. */
export async function auditImageProofs(
  image: AuditedImage,
  subject: Subject,
  world: AuditWorld,
): Promise<readonly CheckReport[]> {
  const digests = await digestsToProve(image, subject, world.registry);
  const { manifest, repository } = subject;
  const { name } = image.name;
  const each = async (
    predicateType: string,
    what: string,
    bundles: (digest: Digest) => Promise<readonly string[]>,
  ): Promise<readonly VerifiedStatement[]> =>
    Promise.all(
      digests.map(async (digest) =>
        firstAudited(await bundles(digest), `${what} of ${digest}`, (text) =>
          auditStatement(text, subject, world.trust, { predicateType, subjectDigests: [digest] }),
        ),
      ),
    );
  const attached = (digest: Digest): Promise<readonly string[]> =>
    referringBundles(world.registry, image.name, digest);
  const stored = async (digest: Digest): Promise<readonly string[]> =>
    (await world.github.attestations(digest))
      .filter((one) => one !== undefined)
      .map((one) => JSON.stringify(one));
  const who = `signed by ${manifest?.signature?.identity ?? `a workflow of ${repository.fullName}`}`;
  const signatures = `Signatures of ${name}: index and every platform`;
  const provenance = `Provenance of ${name}: index and every platform`;
  const checks: CheckReport[] = [];
  if (manifest?.signature?.publicKey !== undefined) {
    const command = `cosign verify --key ${manifest.signature.publicKey} ${name}@${image.digest}`;
    checks.push(
      await check(signatures, [command], async () => {
        const key = keyOf(subject, world);
        for (const digest of digests) {
          firstAudited(await attached(digest), `signature of ${digest}`, (text) =>
            verifyBundleWithKey(JSON.parse(text), world.trust, key.pem, {
              predicateType: signatureType,
              subjectDigests: [digest],
            }),
          );
        }
        return `${digests.length} digests signed by ${key.whose}`;
      }),
    );
  } else if (manifest && manifest.signature === undefined) {
    checks.push(
      await check(`${name} is unsigned, as the record says`, [], async () => {
        const found = await provenAnyway(signatureType, digests, attached, subject, world);
        if (found) throw new Untrue('it is signed, so the record has lost its signer');
        return 'no signature';
      }),
    );
  } else {
    checks.push(
      await check(
        signatures,
        [
          `cosign verify --certificate-identity-regexp '^${repository.url}/' --certificate-oidc-issuer https://token.actions.githubusercontent.com ${name}@${image.digest}`,
        ],
        async () => {
          await each(signatureType, 'signature', attached);
          return `${digests.length} digests ${who}`;
        },
      ),
    );
  }
  if (manifest && manifest.provenance === undefined) {
    const without = await check(`${name} is without provenance, as the record says`, [], async () => {
      const found = await provenAnyway(provenanceType, digests, attached, subject, world);
      if (found) throw new Untrue('it is attested, so the record has lost its provenance');
      return 'none';
    });
    return [...checks, without];
  }
  const atGitHub = async (): Promise<CheckReport> => {
    if (manifest?.provenance && manifest.provenance.url === undefined) {
      const none = `GitHub stores no provenance of ${name}, as the record says`;
      return check(none, [], async () => {
        const bundles = (await Promise.all(digests.map(stored))).flat();
        if (bundles.length > 0) throw new Untrue('it does: the record has lost where');
        return 'the registry and the release have it';
      });
    }
    return check(`${provenance}, at GitHub`, gh, async () => {
      await each(provenanceType, 'provenance', stored);
      return `${digests.length} digests, commit ${subject.commit ?? ''}`;
    });
  };
  const gh = [`gh attestation verify oci://${name}@${image.digest} --repo ${repository.fullName}`];
  checks.push(
    await check(
      `${provenance}, in the registry`,
      gh.map((line) => `${line} --bundle-from-oci`),
      async () => {
        const statements = await each(provenanceType, 'provenance', attached);
        for (const statement of statements) expectKnown(statement, subject, digests);
        return `${digests.length} digests, commit ${subject.commit ?? ''}`;
      },
    ),
    await atGitHub(),
  );
  return checks;
}

async function provenAnyway(
  predicateType: string,
  digests: readonly Digest[],
  attached: (digest: Digest) => Promise<readonly string[]>,
  subject: Subject,
  world: AuditWorld,
): Promise<boolean> {
  for (const digest of digests) {
    for (const text of await attached(digest)) {
      try {
        auditStatement(text, subject, world.trust, {
          predicateType,
          subjectDigests: [digest],
        });
        return true;
      } catch (error) {
        if (!(error instanceof Error)) throw error;
      }
    }
  }
  return false;
}

/** A provenance must not speak of what the record does not name: then something was taken out of the record. */
function expectKnown(
  statement: VerifiedStatement,
  { files, images }: Subject,
  digests: readonly Digest[],
): void {
  const known = new Set<Digest>([
    ...digests,
    ...images.map(({ digest }) => digest),
    ...files.map(({ sha256 }) => asDigest(`sha256:${sha256}`)),
  ]);
  const unknown = [...spokenOf(statement)].filter((digest) => !known.has(digest));
  if (unknown.length > 0)
    throw new Untrue(`it speaks of ${unknown.join(', ')}, which the release does not have`);
  const names = new Set(images.map(({ name }) => name.name));
  const strays = statement.subjects
    .filter(({ name, digest }) => digests.includes(digest) && !names.has(name))
    .map(({ name }) => name);
  if (strays.length > 0)
    throw new Untrue(`it speaks of ${[...new Set(strays)].join(', ')}, which the record does not name`);
}

/** Every bundle among the assets: the image's provenance, and `X.sigstore.json` over each asset X. */
export async function auditAssetProofs(subject: Subject, world: AuditWorld): Promise<readonly CheckReport[]> {
  const bundles = subject.files.filter(
    ({ name }) => bundleSuffix.test(name) && name !== subject.manifest?.provenance?.asset,
  );
  const recorded = subject.manifest?.provenance;
  const keyed = subject.manifest?.signature?.publicKey !== undefined;
  const signedList = subject.manifest?.checksums?.bundle;
  return Promise.all([
    ...(recorded === undefined
      ? []
      : [
          check(`The provenance among the assets, ${recorded.asset}`, [], () =>
            recordedProvenance(subject, world),
          ),
        ]),
    ...(keyed ? [keyCheck(subject, world)] : []),
    ...bundles.map((bundle) =>
      check(`Signature ${bundle.name}`, [], () =>
        keyed && bundle.name === signedList
          ? keyedSignature(bundle, subject, world)
          : assetSignature(bundle, subject, world),
      ),
    ),
  ]);
}

/** The key that must have signed: the one that is known, else the release's own, which proves that its parts agree. */
function keyOf(
  { files, manifest }: Subject,
  { knownKey }: Pick<AuditWorld, 'knownKey'>,
): { readonly pem: string; readonly whose: string } {
  if (knownKey !== undefined) return { pem: knownKey, whose: 'the key that was given' };
  const own = files.find(({ name }) => name === manifest?.signature?.publicKey);
  if (!own) throw new Untrue('its public key is not among the assets');
  return { pem: textOf(own), whose: `the release's own ${own.name}` };
}

async function keyCheck(subject: Subject, world: AuditWorld): Promise<CheckReport> {
  const text = "The release's key is the one that is known";
  const { knownKey } = world;
  if (knownKey === undefined)
    return notRun(text, 'none was given to compare it with: with: { sign: key, cosign-key: … }');
  return check(text, [], () => {
    const { pem, whose } = keyOf(subject, {});
    if (pem.trim() !== knownKey.trim()) throw new Untrue(`${whose} is another`);
    return whose;
  });
}

function keyedSignature(bundle: Downloaded, subject: Subject, world: AuditWorld): string {
  const target = subject.files.find(({ name }) => name === bundle.name.replace(bundleSuffix, ''));
  if (!target) throw new Untrue('what it signs is not there');
  const key = keyOf(subject, world);
  verifyBlobWithKey(JSON.parse(textOf(bundle)), target.content, world.trust, key.pem);
  return `${target.name}, by ${key.whose}`;
}

function recordedProvenance(subject: Subject, world: AuditWorld): string {
  const { manifest, files, images } = subject;
  const recorded = manifest?.provenance;
  if (!recorded) throw new Untrue('the record names none');
  expectSame('its name', recorded.asset, provenanceName);
  expectSame('its predicate type', recorded.predicateType, provenanceType);
  const file = files.find(({ name }) => name === recorded.asset);
  if (!file) throw new Untrue('it is not there');
  const digests = [...images.map(({ digest }) => digest), ...manifest.platforms.map(({ digest }) => digest)];
  const statement = auditStatement(textOf(file), subject, world.trust, {
    predicateType: provenanceType,
    subjectDigests: digests,
  });
  expectKnown(statement, subject, digests);
  expectSame('its log index', statement.logIndex, recorded.logIndex);
  return `${statement.subjects.length} subjects${statement.logIndex === undefined ? '' : `, log index ${statement.logIndex}`}`;
}

/**
 * A bundle signs the file it is named after, by its bytes or by a statement about its digest; or, as an SBOM's does, it
 * speaks of the image.
 */
function assetSignature(bundle: Downloaded, subject: Subject, world: AuditWorld): string {
  const target = subject.files.find(({ name }) => name === bundle.name.replace(bundleSuffix, ''));
  const text = textOf(bundle);
  if (target && 'messageSignature' in (JSON.parse(text) as object)) {
    return `${target.name}, by ${auditBlob(text, target.content, subject, world.trust).certificate.san}`;
  }
  const statement = auditStatement(text, subject, world.trust, {
    ...(target ? { subjectDigests: [asDigest(`sha256:${target.sha256}`)] } : {}),
  });
  const spoken = spokenOf(statement);
  const named = subject.files.filter(({ sha256 }) => spoken.has(asDigest(`sha256:${sha256}`)));
  const digests = [...subject.images, ...(subject.manifest?.platforms ?? [])].map(({ digest }) => digest);
  if (digests.some((digest) => spoken.has(digest))) return `the image, by ${statement.certificate.san}`;
  if (named.length === 0) throw new Untrue('it speaks of nothing of this release');
  return `${named.map(({ name }) => name).join(', ')}, by ${statement.certificate.san}`;
}
