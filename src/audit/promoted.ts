// A release that built nothing, judged from outside: record and provenance say the same, and the build that they name is proven.
import { compact } from '../compact.ts';
import { commitSha } from '../plan/brands.ts';
import { promotionIn } from '../plan/promoted.ts';
import { isJsonObject } from '../plan/json.ts';
import type { ReleaseRecord } from '../plan/record/release-record.ts';
import { findBuild } from '../find/built-by.ts';
import { isTransient } from '../world/retry/retry.ts';
import type { CheckReport } from '../report/model.ts';
import { provenanceType } from '../world/sigstore/statement.ts';
import { auditStatement } from './bundles.ts';
import { type AuditWorld, type AuditedRelease, AuditFailure, check, expectSame, textOf } from './subject.ts';

/** One line where record or provenance speak of a promotion; none otherwise. */
export async function auditPromoted(
  subject: AuditedRelease,
  world: AuditWorld,
): Promise<readonly CheckReport[]> {
  const { manifest, repository } = subject;
  if (manifest === undefined) return [];
  const said = saidIn(subject, manifest, world);
  const { promoted } = manifest;
  if (said === undefined && promoted === undefined) return [];
  const { built, from } = promoted ?? {};
  const command = `gh attestation verify oci://${from ?? ''} --repo ${repository.fullName} --cert-identity '${built?.identity.replaceAll("'", '') ?? ''}'`;
  const text = 'The image was promoted, and who built it is proven';
  return [
    await check(text, built === undefined ? [] : [command], async () => {
      if (promoted === undefined)
        throw new AuditFailure('its provenance says so, and the record has lost it');
      if (manifest.provenance !== undefined) {
        if (said === undefined) throw new AuditFailure('its provenance does not say so');
        const annotations = isJsonObject(said['annotations']) ? said['annotations'] : {};
        for (const key of ['identity', 'run', 'provenance'] as const)
          expectSame(`the provenance's ${key} of the build`, annotations[key], built?.[key]);
        const uri = promoted.from.startsWith('oci-layout:') ? promoted.from : `oci://${promoted.from}`;
        expectSame("the provenance's source", said['uri'], uri);
      }
      if (built === undefined) return `${promoted.from}, made in the run that released it`;
      await proven(subject, manifest, world);
      return `built by ${built.run} (${built.identity})`;
    }),
  ];
}

/** What the provenance among the assets says of it; that it verifies is a check of its own. */
function saidIn(
  subject: AuditedRelease,
  { provenance }: ReleaseRecord,
  { trust }: AuditWorld,
): Readonly<Record<string, unknown>> | undefined {
  const file = subject.files.find(({ name }) => name === provenance?.asset);
  if (file === undefined) return undefined;
  try {
    const { predicate } = auditStatement(textOf(file), subject, trust, { predicateType: provenanceType });
    return promotionIn(predicate);
  } catch (error) {
    if (!(error instanceof Error) || isTransient(error)) throw error;
    return undefined;
  }
}

/** The build's own provenance is under every name still: of the index, or of the one platform that was taken. */
async function proven(
  { images, repository, commit = '' }: AuditedRelease,
  { promoted, platforms }: ReleaseRecord,
  world: AuditWorld,
): Promise<void> {
  const { registry, github } = world;
  const trust = ({ withGitHub = false } = {}): Promise<AuditWorld['trust']> =>
    withGitHub ? world.trustWithGitHub() : Promise.resolve(world.trust);
  const plan = { commit: commitSha(commit), repository };
  const proving = compact({ plan, registry, github, trust, wanted: promoted?.built });
  for (const { name, digest } of images) {
    const refused: string[] = [];
    let found = false;
    for (const one of [digest, ...platforms.map((platform) => platform.digest)]) {
      const build = await findBuild(proving, name, one, () => undefined);
      if ('built' in build) found = true;
      else refused.push(...build.refused);
    }
    if (!found)
      throw new AuditFailure(
        `no provenance of ${promoted?.built?.run ?? ''} refers to ${name.name}@${digest}${refused.length === 0 ? '' : `: ${[...new Set(refused)].join('; ')}`}`,
      );
  }
}
