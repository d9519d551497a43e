// The image judged from outside: index, platforms and tags in the registry, against release.json.
import { type Digest, isDigest } from '../plan/brands.ts';
import { exactImageTag } from '../plan/tags/image-tags.ts';
import { type IndexEntry, parseIndex, isIndex } from '../plan/oci/index.ts';
import { parseImageManifest, pullSize } from '../plan/oci/manifest.ts';
import type { CheckReport } from '../report/model.ts';
import {
  type AuditWorld,
  type AuditedImage,
  type AuditedRelease,
  AuditFailure,
  check,
  expectSame,
} from './subject.ts';

/** BuildKit's own attestations stand in an index as entries for no platform. */
const isAttestation = ({ platform }: IndexEntry): boolean => platform?.architecture === 'unknown';

export async function auditImage(
  image: AuditedImage,
  subject: AuditedRelease,
  { registry }: AuditWorld,
): Promise<readonly CheckReport[]> {
  const ref = `${image.name.name}@${image.digest}`;
  const exact = exactImageTag(subject.version, subject.imageTagPrefix);
  return Promise.all([
    check(
      `${image.name.name}: the index holds exactly its platforms`,
      [`docker buildx imagetools inspect ${ref}`],
      () => platforms(image, subject, registry),
    ),
    check(`${image.name.name} has the release's own tag`, [], () => {
      if (!image.tags.includes(exact))
        throw new AuditFailure(`${exact} is not among ${image.tags.join(', ')}`);
      return exact;
    }),
    ...image.tags.map((tag) =>
      check(
        `${image.name.name}:${tag} names the index`,
        [`docker buildx imagetools inspect ${image.name.name}:${tag}`],
        async () => {
          const now = (await registry.head(image.name, tag))?.digest;
          if (now === undefined && subject.fresh === true) return 'not there yet';
          expectSame('it', now, image.digest);
          return image.digest;
        },
      ),
    ),
  ]);
}

async function platforms(
  image: AuditedImage,
  { manifest }: AuditedRelease,
  registry: AuditWorld['registry'],
): Promise<string> {
  const index = await registry.manifest(image.name, image.digest);
  if (!index) throw new AuditFailure('the registry has no such digest');
  const found = await Promise.all(
    entriesIn(index.bytes)
      .filter((entry) => !isAttestation(entry))
      .map((entry) => readPlatform(image, entry, registry)),
  );
  if (manifest) {
    const sorted = (list: typeof found): typeof found =>
      list
        .map(({ platform, digest, size }) => ({ platform, digest, size }))
        .sort((a, b) => a.platform.localeCompare(b.platform));
    expectSame('the list of platforms', sorted(found), sorted([...manifest.platforms]));
  }
  return found.map(({ platform }) => platform).join(', ');
}

/** One platform, read as a pull would: its manifest, its configuration, and that this is for the platform it is listed as. */
async function readPlatform(
  image: AuditedImage,
  entry: IndexEntry,
  registry: AuditWorld['registry'],
): Promise<{ readonly platform: string; readonly digest: Digest; readonly size: number }> {
  const { os = '', architecture = '', variant } = entry.platform ?? {};
  // arm64 and arm64/v8 are one platform (containerd's normalisation).
  const suffix = variant === undefined || (architecture === 'arm64' && variant === 'v8') ? '' : `/${variant}`;
  const platform = `${os}/${architecture}${suffix}`;
  const own = await registry.manifest(image.name, entry.digest);
  if (!own) throw new AuditFailure(`the registry has not ${platform}, ${entry.digest}`);
  const config = wellFormed(platform, () => parseImageManifest(own.bytes.toString('utf8'))).config?.digest;
  if (typeof config !== 'string' || !isDigest(config))
    throw new AuditFailure(`${platform} has no configuration`);
  const json = (await registry.blob(image.name, config)).toString('utf8');
  const built = wellFormed(`the configuration of ${platform}`, (): unknown => JSON.parse(json)) as {
    readonly os?: unknown;
    readonly architecture?: unknown;
  } | null;
  expectSame(
    `the platform of ${entry.digest}`,
    `${String(built?.os)}/${String(built?.architecture)}`,
    `${os}/${architecture}`,
  );
  return { platform, digest: entry.digest, size: pullSize(own.bytes) };
}

/**
 * Index first, then each platform, as far as the record or the index names them.
 * @throws AuditFailure when neither does, since what calls itself an index is none.
 */
export async function digestsToProve(
  image: AuditedImage,
  { manifest }: AuditedRelease,
  registry: AuditWorld['registry'],
): Promise<readonly Digest[]> {
  if (manifest) return [image.digest, ...manifest.platforms.map(({ digest }) => digest)];
  const index = await registry.manifest(image.name, image.digest);
  const entries = index && isIndex(index.descriptor.mediaType) ? entriesIn(index.bytes) : [];
  return [image.digest, ...entries.filter((entry) => !isAttestation(entry)).map(({ digest }) => digest)];
}

function entriesIn(index: Buffer): readonly IndexEntry[] {
  return wellFormed('the index', () => parseIndex(index.toString('utf8')));
}

/** Anybody who may push can put anything there: what a parser says of it is a finding, and no fault of this program. */
export function wellFormed<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError)
      throw new AuditFailure(`${what} cannot be read: ${error.message}`);
    throw error;
  }
}
