// The image judged from outside: index, platforms and tags in the registry, against release.json.
import { type Digest, isDigest } from '../plan/brands.ts';
import { exactImageTag } from '../plan/image-tags.ts';
import { type IndexEntry, parseIndex } from '../plan/oci-index.ts';
import type { CheckReport } from '../report/report.ts';
import {
  type AuditWorld,
  type AuditedImage,
  type Subject,
  Untrue,
  check,
  expectSame,
} from './audit-subject.ts';

/** BuildKit's own attestations stand in an index as entries for no platform. */
const isAttestation = ({ platform }: IndexEntry): boolean => platform?.architecture === 'unknown';

export async function auditImage(
  image: AuditedImage,
  subject: Subject,
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
      if (!image.tags.includes(exact)) throw new Untrue(`${exact} is not among ${image.tags.join(', ')}`);
      return exact;
    }),
    ...image.tags.map((tag) =>
      check(
        `${image.name.name}:${tag} names the index`,
        [`docker buildx imagetools inspect ${image.name.name}:${tag}`],
        async () => {
          expectSame('it', (await registry.head(image.name, tag))?.digest, image.digest);
          return image.digest;
        },
      ),
    ),
  ]);
}

async function platforms(
  image: AuditedImage,
  { manifest }: Subject,
  registry: AuditWorld['registry'],
): Promise<string> {
  const index = await registry.manifest(image.name, image.digest);
  if (!index) throw new Untrue('the registry has no such digest');
  const found = await Promise.all(
    parseIndex(index.bytes.toString('utf8'))
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
  if (!own) throw new Untrue(`the registry has not ${platform}, ${entry.digest}`);
  const { config, layers = [] } = JSON.parse(own.bytes.toString('utf8')) as {
    readonly config?: { readonly digest: string; readonly size: number };
    readonly layers?: readonly { readonly size: number }[];
  };
  if (!config || !isDigest(config.digest)) throw new Untrue(`${platform} has no configuration`);
  const built = JSON.parse((await registry.blob(image.name, config.digest)).toString('utf8')) as {
    readonly os?: unknown;
    readonly architecture?: unknown;
  };
  expectSame(
    `the platform of ${entry.digest}`,
    `${String(built.os)}/${String(built.architecture)}`,
    `${os}/${architecture}`,
  );
  const size = own.bytes.length + config.size + layers.reduce((sum, layer) => sum + layer.size, 0);
  return { platform, digest: entry.digest, size };
}

/** Index first, then each platform, as far as the record or the index names them. */
export async function digestsToProve(
  image: AuditedImage,
  { manifest }: Subject,
  registry: AuditWorld['registry'],
): Promise<readonly Digest[]> {
  if (manifest) return [image.digest, ...manifest.platforms.map(({ digest }) => digest)];
  const index = await registry.manifest(image.name, image.digest);
  const entries =
    index && /index|manifest\.list/.test(index.descriptor.mediaType)
      ? parseIndex(index.bytes.toString('utf8'))
      : [];
  return [image.digest, ...entries.filter((entry) => !isAttestation(entry)).map(({ digest }) => digest)];
}
