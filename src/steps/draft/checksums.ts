// Checksums: the SHA-256 of every asset in one file, and a Sigstore bundle that signs it.
import { count } from '../../report/quantities.ts';
import { checksumLines } from '../../plan/assets.ts';
import { type AssetFile, assetOf } from '../prepare/asset-file.ts';
import { checksumCommands } from '../notes/verify-commands.ts';
import { signOne } from './sign-assets.ts';
import { finishedRelease } from '../../find/earlier-release.ts';
import { type Check, signedBy } from '../prove/verify.ts';
import type { Job } from '../../run/job.ts';

export interface Checksums {
  /** The file and its bundle; none when no checksums are wanted. */
  readonly assets: readonly AssetFile[];
  readonly checks: readonly Check[];
}

/** Writes the checksums of all these assets, and finds or makes the signature over them. */
export async function checksums(job: Job, listed: readonly AssetFile[]): Promise<Checksums> {
  const { plan, world, steps } = job;
  const names = plan.assets.checksums;
  if (!names) return { assets: [], checks: [] };
  const sums = assetOf(names.name, checksumLines(listed), 'text/plain; charset=utf-8');
  if (plan.sign === 'none') return { assets: [sums], checks: [] };
  const { file, bundleFile, asset } = await signOne(job, sums);
  const isFinished = finishedRelease(job.earlier) !== undefined;
  // That of a finished release was found, and so it has verified.
  if (!isFinished)
    await steps.run({
      title: `Verify the signature of ${names.name} with cosign`,
      make: () => world.cosign.verifyBlob(file, bundleFile, world.signer),
      outcome: 'checked',
      describe: () => names.bundle,
    });
  const check: Check = {
    text: `Checksums of ${count(listed.length, 'asset')}, and their signature`,
    detail: signedBy(world, isFinished),
    state: 'passed',
    commands: checksumCommands(plan, world),
  };
  return { assets: [sums, asset], checks: [check] };
}
