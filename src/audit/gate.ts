// The gate judged from outside: that the image passed it, by who signed and for index and every platform.
import { gateName } from '../plan/asset-names.ts';
import { gateCount, isPassedGate, testResultType } from '../plan/gate.ts';
import type { CheckReport } from '../report/model.ts';
import { auditStatement } from './bundles.ts';
import { type AuditWorld, type AuditedRelease, AuditFailure, check, expectSame, textOf } from './subject.ts';

/** One line where the record says that there was a gate; none otherwise. */
export async function auditGate(
  subject: AuditedRelease,
  { trust }: Pick<AuditWorld, 'trust'>,
): Promise<readonly CheckReport[]> {
  const { manifest, images, files, repository } = subject;
  if (manifest?.gate === undefined) return [];
  const { asset, predicateType } = manifest.gate;
  const [image] = images;
  const command = `gh attestation verify oci://${image?.name.name ?? ''}@${image?.digest ?? ''} --repo ${repository.fullName} --predicate-type ${testResultType}`;
  return [
    await check('The gate was passed before anything was public', [command], () => {
      expectSame('its name', asset, gateName);
      expectSame('its predicate type', predicateType, testResultType);
      const file = files.find(({ name }) => name === asset);
      if (!file || !image) throw new AuditFailure('its result is not there');
      const { predicate } = auditStatement(textOf(file), subject, trust, {
        predicateType: testResultType,
        subjectDigests: [image.digest, ...manifest.platforms.map(({ digest }) => digest)],
      });
      if (!isPassedGate(predicate)) throw new AuditFailure('its result is not that it was passed');
      const count = gateCount(predicate);
      return `${count === 1 ? '1 command' : `${count} commands`}, attested in ${asset}`;
    }),
  ];
}
