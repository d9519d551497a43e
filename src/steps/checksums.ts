// Checksums: the SHA-256 of every asset in one file, and a Sigstore bundle that signs it.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ReleaseError } from '../errors.ts';
import { checksumLines } from '../plan/assets.ts';
import type { Plan } from '../plan/plan.ts';
import type { Log, Steps } from '../step.ts';
import { SignatureError } from '../world/signature-error.ts';
import { verifyBlob, verifyBlobWithKey } from '../world/sigstore.ts';
import type { World } from '../world/world.ts';
import { bundleType } from './attestation.ts';
import { notOfThisRelease } from './bundles.ts';
import { type AssetFile, assetOf } from './draft.ts';
import type { Journal } from './journal.ts';
import { checksumCommands } from './release-notes.ts';
import type { Check } from './verify.ts';

export interface Checksums {
  /** The file and its bundle; none when no checksums are wanted. */
  readonly assets: readonly AssetFile[];
  readonly checks: readonly Check[];
}

/** A bundle has some 10 kB; what is far above that is not ours. */
const maxBundleBytes = 1024 * 1024;

/** Writes the checksums of all these assets, and finds or makes the signature over them. */
export async function checksums(
  plan: Plan,
  listed: readonly AssetFile[],
  world: World,
  steps: Steps,
  journal: Journal,
): Promise<Checksums> {
  const names = plan.assets.checksums;
  if (!names) return { assets: [], checks: [] };
  const sums = assetOf(names.name, checksumLines(listed), 'text/plain; charset=utf-8');
  if (plan.sign === 'none') return { assets: [sums], checks: [] };
  const file = join(world.temp, names.name);
  const bundleFile = join(world.temp, names.bundle);
  const bytes = Buffer.from(checksumLines(listed));
  await writeFile(file, bytes);
  const bundle = await steps.run({
    title: `Sign ${names.name}`,
    find: async (log) => {
      const text = await earlierBundle(names.bundle, world, journal);
      if (text === undefined || !signs(text, bytes, plan, world, log)) return undefined;
      await writeFile(bundleFile, text);
      return text;
    },
    make: async (log) => {
      await world.cosign.signBlob(file, bundleFile, log);
      const text = await readFile(bundleFile, 'utf8');
      if (!signs(text, bytes, plan, world, log)) {
        throw new ReleaseError(`the signature of ${names.name} just made does not verify`, {
          hint: 'The log of this step says what it names; run the workflow again when that is mended.',
        });
      }
      return text;
    },
    describe: () => `${listed.length} assets, sha256:${sums.sha256.slice(0, 12)}…`,
  });
  await steps.run({
    title: `Verify the signature of ${names.name} with cosign`,
    make: () => world.cosign.verifyBlob(file, bundleFile, world.signer),
    outcome: 'checked',
    describe: () => names.bundle,
  });
  const check: Check = {
    text: `Checksums of ${listed.length} assets, and their signature`,
    detail: world.publicKey === undefined ? world.signer.san : 'by the key that was given',
    state: 'passed',
    commands: checksumCommands(plan, world),
  };
  return { assets: [sums, assetOf(names.bundle, bundle, bundleType)], checks: [check] };
}

async function earlierBundle(name: string, world: World, { release }: Journal): Promise<string | undefined> {
  const asset = release?.assets.find((one) => one.name === name && one.state === 'uploaded');
  if (!asset || asset.size > maxBundleBytes) return undefined;
  return (await world.github.download(asset)).toString('utf8');
}

/** Whether a bundle signs these very bytes for this release; why not is told. */
function signs(text: string, bytes: Buffer, plan: Plan, world: World, log: Log): boolean {
  try {
    if (world.publicKey !== undefined) {
      verifyBlobWithKey(JSON.parse(text), bytes, world.trust, world.publicKey);
      return true;
    }
    const { certificate } = verifyBlob(JSON.parse(text), bytes, world.trust, world.signer);
    const stranger = notOfThisRelease(certificate, plan);
    if (stranger !== undefined) log(stranger);
    return stranger === undefined;
  } catch (error) {
    if (!(error instanceof SignatureError) && !(error instanceof SyntaxError)) throw error;
    log(`a bundle that does not count: ${error.message}`);
    return false;
  }
}
