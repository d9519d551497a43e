// Signatures of assets: a Sigstore bundle beside the file, found in the release or made by cosign, and proven by cosign.
import { count } from '../../report/quantities.ts';
import { finishedRelease } from '../../find/earlier-release.ts';
import { bundleName } from '../../plan/asset-names.ts';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ReleaseError } from '../../errors.ts';
import { releaseAs } from '../../plan/version/version.ts';
import type { Log } from '../../run/step.ts';
import { signedDigest } from '../../world/sigstore/signed-digest.ts';
import type { Blob } from '../../world/sigstore/signed-entity.ts';
import type { World } from '../../world/world.ts';
import { bundleType } from '../prove/attestation.ts';
import { signsForRelease } from '../../find/bundles.ts';
import { type AssetFile, assetOf } from '../prepare/asset-file.ts';
import { eachAssetCommand } from '../notes/verify-commands.ts';
import { mapConcurrent } from '../../run/concurrency.ts';
import { type Check, signedBy } from '../prove/verify.ts';
import type { EarlierRelease, Job } from '../../run/job.ts';
import { findAsset } from '../../world/github/types.ts';

/** A bundle has some 10 kB; what is far above that is not ours. */
const maxBundleBytes = 1024 * 1024;
/** How many are signed at once: each spends a token on a certificate of its own. */
const signedAtOnce = 4;

export interface SignedAssets {
  /** The bundles, in the order of what they sign. */
  readonly assets: readonly AssetFile[];
  readonly checks: readonly Check[];
}

/** A signed asset on disk. */
interface Signed {
  readonly file: string;
  readonly bundleFile: string;
  readonly asset: AssetFile;
}

/** Makes sure of a bundle over each of these assets, named after it; what cosign then proves is the files as they are here. */
export async function signEach(job: Job, wanted: readonly AssetFile[]): Promise<SignedAssets> {
  const { world, steps } = job;
  if (wanted.length === 0) return { assets: [], checks: [] };
  const signed = await mapConcurrent(wanted, signedAtOnce, (asset) => signOne(job, asset));
  const isFinished = finishedRelease(job.earlier) !== undefined;
  // Those of a finished release were found, and so they have verified.
  if (!isFinished)
    await steps.run({
      title: `Verify the signatures of ${count(signed.length, 'asset')} with cosign`,
      make: async () => {
        await mapConcurrent(signed, signedAtOnce, ({ file, bundleFile }) =>
          world.cosign.verifyBlob(file, bundleFile, world.signer),
        );
      },
      outcome: 'checked',
      describe: () => signed.map(({ asset }) => asset.name).join(', '),
    });
  const check: Check = {
    text: `Signatures of ${count(signed.length, 'asset')}, one each`,
    detail: signedBy(world, isFinished),
    state: 'passed',
    commands: [
      eachAssetCommand(
        wanted.map(({ name }) => name),
        world,
      ),
    ],
  };
  return { assets: signed.map(({ asset }) => asset), checks: [check] };
}

/** Finds or makes the bundle over one asset, and leaves both on disk. */
export async function signOne(job: Job, asset: AssetFile): Promise<Signed> {
  const { world, steps, earlier: journal } = job;
  const name = bundleName(asset.name);
  const folder = join(world.temp, 'signed');
  const bundleFile = join(folder, name);
  let file = '';
  const text = await steps.run({
    title: `Sign ${asset.name}`,
    find: async (log) => {
      await mkdir(folder, { recursive: true });
      file = await onDisk(asset, folder, world, journal);
      const earlier = await earlierBundle(name, world, journal);
      if (earlier !== undefined && signs(job, earlier, { asset, blob: { file } }, log)) {
        await writeFile(bundleFile, earlier);
        return earlier;
      }
      const release = finishedRelease(journal);
      if (release) {
        const what = earlier === undefined ? 'nothing' : 'something else';
        throw new ReleaseError(
          `the published release ${release.tag} has ${what} as ${name}, the signature of ${asset.name}; nothing was touched`,
          {
            code: 'tag-conflict',
            hint: `${releaseAs(job.plan.next)}   # ${release.url} stays as it is: release the next version`,
          },
        );
      }
      return undefined;
    },
    make: async (log) => {
      await world.cosign.signBlob(file, bundleFile, log);
      const made = await readFile(bundleFile, 'utf8');
      if (!signs(job, made, { asset, blob: { file } }, log)) {
        throw new ReleaseError(`the signature of ${asset.name} just made does not verify`, {
          hint: 'The log of this step says what it names; run the workflow again when that is mended.',
        });
      }
      return made;
    },
    describe: () => `sha256:${asset.sha256.slice(0, 12)}…`,
  });
  return { file, bundleFile, asset: assetOf(name, text, bundleType) };
}

/** Where the asset lies; what an earlier run has packed and this one has not is downloaded, or nothing would prove its bundle. */
async function onDisk(
  { name, sha256, source }: AssetFile,
  folder: string,
  { github }: World,
  { release }: EarlierRelease,
): Promise<string> {
  if (source && 'file' in source) return source.file;
  const file = join(folder, name);
  if (source) {
    await writeFile(file, source.bytes);
    return file;
  }
  const there = findAsset(release, name);
  if (!there || (await github.downloadTo(there, file)).sha256 !== sha256) {
    throw new ReleaseError(`${name} is gone from the draft, or was changed there`, {
      hint: 'Run the workflow again: it makes what is missing.',
    });
  }
  return file;
}

/** What stands in the release under a bundle's name. */
export async function earlierBundle(
  name: string,
  world: World,
  { release }: EarlierRelease,
): Promise<string | undefined> {
  const asset = findAsset(release, name);
  if (!asset || asset.size > maxBundleBytes) return undefined;
  return (await world.github.download(asset)).toString('utf8');
}

/** Whether a bundle signs this very asset for this release; why not is told. */
function signs(
  job: Pick<Job, 'plan' | 'world'>,
  text: string,
  { asset, blob }: { readonly asset: AssetFile; readonly blob: Blob },
  log: Log,
): boolean {
  const read = (): unknown => {
    const bundle: unknown = JSON.parse(text);
    // The file may have changed since it was summed: then the signature is of something else.
    const digest = signedDigest(bundle);
    if (digest === `sha256:${asset.sha256}`) return bundle;
    log(`a bundle is ignored: it signs ${digest}`);
    return undefined;
  };
  return signsForRelease(job, blob, read, { log, what: 'a bundle' });
}
