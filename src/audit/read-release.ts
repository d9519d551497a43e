// Reads a published release for its audit: the assets, their record, and the images that it is about.
import { join } from 'node:path';
import { exactImageTag } from '../plan/tags/image-tags.ts';
import { digest as asDigest, isDigest } from '../plan/brands.ts';
import type { Repository } from '../plan/context.ts';
import type { ImageName } from '../plan/oci/image-name.ts';
import { keyName, recordName } from '../plan/asset-names.ts';
import { parseRecord } from '../plan/record/record-text.ts';
import type { ReleaseRecord } from '../plan/record/release-record.ts';
import type { Version } from '../plan/version/version.ts';
import type { Asset, GitHubRelease } from '../world/github/types.ts';
import { mapConcurrent } from '../run/concurrency.ts';
import { bundleSuffix } from './asset-proofs.ts';
import {
  type AuditWorld,
  type AuditedImage,
  type Downloaded,
  type AuditedRelease,
  imagesIn,
  sha256Hex,
  textOf,
} from './subject.ts';
import { listName } from './sums.ts';
import { compact } from '../compact.ts';

export interface AuditInput {
  readonly release: GitHubRelease;
  readonly version: Version;
  readonly repository: Repository;
  readonly inputs: AuditedRelease['inputs'];
  /** The image names to look for where there is no release.json. */
  readonly images: readonly ImageName[];
  /** Whether what the moving names point at is looked at too. */
  readonly pointers: boolean;
  readonly fresh?: boolean;
}

/** Records, bundles, keys and lists of sums are read; above this, in bytes, something else bears the name. */
const mostRead = 16 * 1024 * 1024;
/** How many assets are downloaded at once. */
const downloadsAtOnce = 4;

/** Downloads the release, and reads what it says of itself. */
export async function readRelease(input: AuditInput, world: AuditWorld): Promise<AuditedRelease> {
  const { release, version, inputs } = input;
  const [files, commit] = await Promise.all([download(release, world), world.records.tagCommit(version.tag)]);
  const json = files.find(({ name }) => name === recordName);
  const manifest = json && Buffer.isBuffer(json.content) ? parseRecord(textOf(json)) : undefined;
  const [said, ...others] = prefixesIn(manifest, version);
  const imageTagPrefix = said ?? inputs.pointers.imageTagPrefix;
  return compact({
    tag: version.tag,
    version,
    repository: input.repository,
    inputs,
    release,
    fresh: input.fresh,
    commit,
    files,
    manifest,
    images: manifest ? imagesIn(manifest) : await imagesOfTag(input, world, imageTagPrefix),
    imageTagPrefix,
    otherPrefixes: manifest ? others : (inputs.pointers.otherPrefixes ?? []),
  });
}

async function download(
  release: GitHubRelease,
  { github, folder }: AuditWorld,
): Promise<readonly Downloaded[]> {
  const assets = release.assets.filter(({ state }) => state === 'uploaded');
  const files = await mapConcurrent([...assets.entries()], downloadsAtOnce, ([at, asset]) =>
    downloadOne(asset, at, github, folder),
  );
  return files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function downloadOne(
  asset: Asset,
  at: number,
  github: AuditWorld['github'],
  folder: string,
): Promise<Downloaded> {
  const { name, id } = asset;
  const isRead = [recordName, keyName].includes(name) || bundleSuffix.test(name) || listName.test(name);
  if (isRead && asset.size <= mostRead) {
    const content = await github.download(asset);
    return { name, size: content.length, sha256: sha256Hex(content), content };
  }
  const file = join(folder, `${id}-${at}`);
  return { name, ...(await github.downloadTo(asset, file)), content: { file } };
}

/**
 * The exact tag is the record's first, and its other forms follow: what stands before the version is the prefix. None where
 * the first has another form.
 */
function prefixesIn(manifest: ReleaseRecord | undefined, version: Version): readonly string[] {
  const [first, ...rest] = manifest?.images[0]?.tags ?? [];
  const text = exactImageTag(version, '');
  if (first?.endsWith(text) !== true) return [];
  const forms = [first, ...rest.filter((tag) => tag.endsWith(text))];
  return forms.map((tag) => tag.slice(0, -text.length));
}

async function imagesOfTag(
  { images, version }: AuditInput,
  { registry }: AuditWorld,
  prefix: string,
): Promise<readonly AuditedImage[]> {
  const exact = exactImageTag(version, prefix);
  const found = await Promise.all(
    images.map(async (name) => {
      const digest = (await registry.head(name, exact))?.digest;
      return digest !== undefined && isDigest(digest)
        ? [{ name, digest: asDigest(digest), tags: [exact] }]
        : [];
    }),
  );
  return found.flat();
}
