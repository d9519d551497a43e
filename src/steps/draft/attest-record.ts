// A provenance of release.json itself, where nothing is signed that names it: found in the release or made.
import { bundleName, recordName } from '../../plan/asset-names.ts';
import { type Digest, digest as asDigest } from '../../plan/brands.ts';
import type { Plan } from '../../plan/plan.ts';
import { ReleaseError } from '../../errors.ts';
import { firstVerified } from '../../find/bundles.ts';
import type { Job } from '../../run/job.ts';
import type { Log } from '../../run/step.ts';
import { provenanceType } from '../../world/sigstore/statement.ts';
import type { World } from '../../world/world.ts';
import { type AssetFile, assetOf } from '../prepare/asset-file.ts';
import { bundleType } from '../prove/attestation.ts';
import { earlierBundle } from './sign-assets.ts';

/** Makes sure of the bundle over this record; none where the plan signs, or attests nothing. */
export async function attestRecord(job: Job, record: AssetFile): Promise<readonly AssetFile[]> {
  const { plan, world, steps, earlier: left } = job;
  if (plan.sign !== 'none' || !plan.attest) return [];
  const name = bundleName(recordName);
  const digest = asDigest(`sha256:${record.sha256}`);
  const text = await steps.run({
    title: `Attest ${recordName}`,
    find: async (log) => {
      const earlier = await earlierBundle(name, world, left);
      return earlier !== undefined && speaksOf({ plan, world }, earlier, digest, log) ? earlier : undefined;
    },
    make: async (log) => {
      const made = JSON.stringify(await world.attestor.provenance([{ name: recordName, digest }]));
      if (speaksOf({ plan, world }, made, digest, log)) return made;
      throw new ReleaseError(`the provenance of ${recordName} just signed does not verify`, {
        hint: 'The log of this step says what it names; run the workflow again when that is mended.',
      });
    },
    describe: () => `sha256:${record.sha256.slice(0, 12)}…`,
  });
  return [assetOf(name, text, bundleType)];
}

function speaksOf(
  { plan, world }: { readonly plan: Plan; readonly world: World },
  text: string,
  digest: Digest,
  log: Log,
): boolean {
  const policy = { predicateType: provenanceType, subjectDigests: [digest] };
  return firstVerified({ plan, world }, [text], policy, { log }) !== undefined;
}
