// `sbom: auto`: BuildKit's scanner looks into each platform, and what it found is attested as any other SBOM.
import { ReleaseError } from '../../errors.ts';
import { handedFiles } from '../../find/build-files.ts';
import type { ScanPlan } from '../../plan/assets.ts';
import { type Digest, isDigest } from '../../plan/brands.ts';
import { scannedBuild } from '../../plan/build.ts';
import { type IndexEntry, isFor, parseIndex } from '../../plan/oci/index.ts';
import { spdxType } from '../../plan/handover/build-files.ts';
import type { Platform } from '../../plan/oci/image-name.ts';
import { type Plan, firstName } from '../../plan/plan.ts';
import type { Attestation, Image, PlatformImage } from '../../plan/artifacts.ts';
import { type Sbom, maxSbomBytes, readSbom, sameSbom } from '../../plan/sbom.ts';
import type { Builder } from '../../world/docker/buildx.ts';
import type { World } from '../../world/world.ts';
import { ensureAttestation } from './attestation.ts';
import { waitForManifest } from '../prepare/wait-for-manifest.ts';
import type { EarlierRelease, Job } from '../../run/job.ts';
import type { Log } from '../../run/step.ts';
import { mapConcurrent } from '../../run/concurrency.ts';

/** The type of what BuildKit's scanners write, by their version of SPDX; a rerun looks for this one. */
const predicateType = 'https://spdx.dev/Document/v2.3';

/** The type that BuildKit gives to the statement of every SBOM (its docs/attestations/sbom.md). */
const scannedType = 'https://spdx.dev/Document';

/**
 * Attests what the scanner finds in each platform, to that platform. The index stays free of BuildKit's own attestation
 * manifests: these are pushed beside it, and read. Platforms at once, since each digest has a list of referrers of its own.
 * @param given the SBOMs from files, which a scan must not be taken for.
 */
export async function attestScannedSboms(
  job: Job<Plan, World, Pick<EarlierRelease, 'manifest' | 'release'>>,
  given: readonly Sbom[],
  image: Image,
  builder: () => Promise<Builder>,
): Promise<readonly Attestation[]> {
  const { plan, world } = job;
  const scans = plan.assets.scans ?? [];
  return mapConcurrent(scans, scans.length, (scan) => {
    const digest = digestOf(image, scan);
    const subjects = plan.images.map(({ name }) => ({ name, digest }));
    return ensureAttestation(
      job,
      {
        what: `SBOM of ${scan.platform.name}`,
        asset: scan.name,
        predicateType,
        subjects,
        sign: async (log) => {
          const document =
            (await handedSbom(job, scan, image, log)) ??
            (await scanPlatform(job, { platform: scan.platform, digest }, await builder(), log));
          return world.attestor.statement(subjects, predicateType, document);
        },
        same: (predicate) => !given.some(({ document }) => sameSbom(predicate, document)),
      },
      { digest, platforms: [] },
    );
  });
}

function digestOf({ platforms }: Image, { platform }: ScanPlan): Digest {
  const own = platforms.find((built) => built.platform.name === platform.name);
  if (!own) throw new TypeError(`an image without ${platform.name}`);
  return own.digest;
}

/** The SBOM that the job handed over which built the platform, where it is of this image. */
async function handedSbom(
  job: Pick<Job, 'plan' | 'world' | 'elsewhere'>,
  { platform }: ScanPlan,
  image: Image,
  log: Log,
): Promise<Sbom['document'] | undefined> {
  const file = (await handedFiles(job, platform, image, log)).find(({ mediaType }) => mediaType === spdxType);
  if (file === undefined) return undefined;
  const bytes = await job.world.registry.blob(firstName(job.plan), file.digest);
  return documentOf(platform, bytes.toString('utf8'));
}

/** Builds a platform once more, from the cache of its build, with BuildKit's scanner, and reads what that has found. */
export async function scanPlatform(
  job: Pick<Job<Plan, Pick<World, 'registry' | 'buildx'>>, 'plan' | 'world'>,
  { platform, digest }: Pick<PlatformImage, 'platform' | 'digest'>,
  { name }: Builder,
  log: Log,
): Promise<Sbom['document']> {
  const pushed = await job.world.buildx.build(name, scannedBuild(job.plan.build), platform, log);
  return scanned(job, platform, pushed, digest);
}

/**
 * The document beside the image in the index that the scan pushed (BuildKit's docs/attestations/attestation-storage.md).
 * @throws ReleaseError when the image is not the one released, or the document is none that can be attested.
 */
async function scanned(
  job: Pick<Job<Plan, Pick<World, 'registry'>>, 'plan' | 'world'>,
  platform: Platform,
  pushed: Digest,
  released: Digest,
): Promise<Sbom['document']> {
  const {
    plan,
    world: { registry },
  } = job;
  const name = firstName(plan);
  const entries = parseIndex((await waitForManifest(registry, name, pushed)).bytes.toString('utf8'));
  const image = entries.find((entry) => isFor(entry, platform));
  if (image?.digest !== released) {
    throw new ReleaseError(
      `what was scanned for ${platform.name} is ${image?.digest ?? 'nothing'}, not ${released}`,
      {
        hint: 'with: { reproducible: true }   # and a Dockerfile that builds the same twice, or sbom: a file',
      },
    );
  }
  const beside = entries.find(({ annotations }) => isAbout(annotations, released));
  const layers = beside ? layersOf((await waitForManifest(registry, name, beside.digest)).bytes) : [];
  const layer = layers.find(({ annotations }) => annotations?.['in-toto.io/predicate-type'] === scannedType);
  if (!layer || !isDigest(layer.digest)) throw unusable(platform.name, 'wrote no SBOM');
  if (layer.size > maxSbomBytes) {
    throw unusable(platform.name, `wrote ${layer.size} bytes, and GitHub takes up to ${maxSbomBytes}`);
  }
  const { predicate } = JSON.parse((await registry.blob(name, layer.digest)).toString('utf8')) as {
    readonly predicate?: unknown;
  };
  return documentOf(platform, JSON.stringify(predicate ?? null));
}

/** @throws ReleaseError when it is none of the kind that a rerun looks for. */
function documentOf(platform: Platform, text: string): Sbom['document'] {
  const read = readSbom(platform.name, text);
  if ('fault' in read || read.sbom.predicateType !== predicateType) {
    throw unusable(platform.name, 'wrote something other than SPDX 2.3');
  }
  return read.sbom.document;
}

function isAbout(annotations: IndexEntry['annotations'], image: Digest): boolean {
  return (
    annotations?.['vnd.docker.reference.type'] === 'attestation-manifest' &&
    annotations['vnd.docker.reference.digest'] === image
  );
}

function layersOf(manifest: Buffer): readonly Pick<IndexEntry, 'digest' | 'size' | 'annotations'>[] {
  const { layers } = JSON.parse(manifest.toString('utf8')) as { readonly layers?: readonly IndexEntry[] };
  return layers ?? [];
}

function unusable(platform: string, why: string): ReleaseError {
  return new ReleaseError(`BuildKit's scanner of ${platform} ${why}`, {
    hint: 'with: { sbom: sbom.spdx.json }   # made by an earlier step, e.g. anchore/sbom-action',
  });
}
