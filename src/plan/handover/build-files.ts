// What a build job makes beside its platform's image: blobs of the package, named by one OCI manifest that the build record names.
import * as v from 'valibot';
import { type Digest, isDigest } from '../brands.ts';
import { parseJson } from '../json.ts';
import type { ArchivePlan } from '../assets.ts';
import { emptyDescriptor, hashOf, manifestType } from './anchor.ts';

/** What the manifest is, for whoever lists the package (OCI image-spec, "Guidelines for Artifact Usage"). */
export const buildFilesType = 'application/vnd.release-action.build-files.v1+json';

/** An SPDX document in JSON (IANA's registry of media types). */
export const spdxType = 'application/spdx+json';

/** One of them, as a layer of the manifest. */
export interface BuildFile {
  /** `application/gzip` and `application/zip` are archives, `application/spdx+json` is an SBOM. */
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  /** The Dockerfile target whose files an archive holds; absent for an SBOM. */
  readonly target?: string;
}

const targetKey = 'release-action.build.target';

/** The media type of an archive (RFC 6713; IANA's registry of media types). */
export function archiveType(format: ArchivePlan['format']): string {
  return format === 'zip' ? 'application/zip' : 'application/gzip';
}

/** The manifest that names these files. The same files always give the same bytes, and so the same digest. */
export function manifestOfFiles(files: readonly BuildFile[]): {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly bytes: Buffer;
} {
  const bytes = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: manifestType,
      artifactType: buildFilesType,
      config: emptyDescriptor,
      layers: files.map(({ mediaType, digest, size, target }) => ({
        ...{ mediaType, digest, size },
        ...(target !== undefined && { annotations: { [targetKey]: target } }),
      })),
    }),
  );
  return { digest: hashOf(bytes), mediaType: manifestType, bytes };
}

const manifestSchema = v.object({
  artifactType: v.literal(buildFilesType),
  layers: v.array(
    v.object({
      mediaType: v.string(),
      digest: v.pipe(v.string(), v.check(isDigest, 'is not a digest')),
      size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      annotations: v.optional(v.record(v.string(), v.string())),
    }),
  ),
});

/** The files that such a manifest names. @throws TypeError saying what is wrong with it. */
export function filesOfManifest(bytes: Buffer): readonly BuildFile[] {
  const read = v.safeParse(manifestSchema, parseJson(bytes.toString('utf8')));
  if (!read.success) {
    const [{ message }] = read.issues;
    throw new TypeError(`it is no list of a build's files: ${message}`);
  }
  return read.output.layers.map(({ mediaType, digest, size, annotations }) => {
    const target = annotations?.[targetKey];
    const file = { mediaType, digest: digest as Digest, size };
    return target === undefined ? file : { ...file, target };
  });
}
