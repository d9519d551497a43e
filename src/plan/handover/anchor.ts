// The anchor: a tiny OCI manifest that every job computes from the same facts, and to which the record of a build refers.
import { createHash } from 'node:crypto';
import { type CommitSha, type Digest, type TagName, digest } from '../brands.ts';

/** All that a build is known by. */
export interface AnchorFacts {
  /** `owner/name` as GitHub spells it. */
  readonly repository: string;
  readonly commit: CommitSha;
  readonly tag: TagName;
  /** `linux/arm64` */
  readonly platform: string;
  /** The hash of the build's inputs, in hex. */
  readonly inputs: string;
}

export interface Anchor {
  readonly facts: AnchorFacts;
  readonly digest: Digest;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export const manifestType = 'application/vnd.oci.image.manifest.v1+json';
/** What the anchor is, for whoever lists the package (OCI image-spec, "Guidelines for Artifact Usage"). */
export const anchorType = 'application/vnd.release-action.build-anchor.v1+json';

/** The blob that a manifest without a configuration and layers of its own names (OCI image-spec, "Guidance for an Empty Descriptor"). */
export const emptyBlob = Buffer.from('{}');
export const emptyDescriptor = {
  mediaType: 'application/vnd.oci.empty.v1+json',
  digest: hashOf(emptyBlob),
  size: emptyBlob.length,
};

/** The same facts always give the same bytes, and so the same digest. */
export function anchorOf(facts: AnchorFacts): Anchor {
  const { repository, commit, tag, platform, inputs } = facts;
  const bytes = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: manifestType,
      artifactType: anchorType,
      config: emptyDescriptor,
      layers: [emptyDescriptor],
      annotations: {
        'release-action.build.commit': commit,
        'release-action.build.inputs': inputs,
        'release-action.build.platform': platform,
        'release-action.build.repository': repository,
        'release-action.build.tag': tag,
      },
    }),
  );
  return { facts, digest: hashOf(bytes), mediaType: manifestType, bytes };
}

export function hashOf(bytes: Buffer): Digest {
  return digest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
}
