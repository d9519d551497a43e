// `from`: the image that is released as it is, in the place of one that is built.
import { type Digest, isDigest } from '../brands.ts';
import { type ImageName, parseImageName } from '../oci/image-name.ts';
import { compact } from '../../compact.ts';
import type { InputReader } from './reader.ts';

/** An image that is there already. */
export type PromotedSource =
  /** In a registry, by its digest; under the release's own first name unless another is given. */
  | { readonly kind: 'digest'; readonly image?: ImageName; readonly digest: Digest }
  /** An OCI image layout on disk; `reference` is a tag or a digest of its index.json. */
  | { readonly kind: 'layout'; readonly path: string; readonly reference?: string };

const layout = /^oci-layout:(?:\/\/)?(.+?)(?:@(sha256:[0-9a-f]{64})|:([\w][\w.-]{0,127}))?$/;
const form = `with: { from: 'sha256:…' }   # or ghcr.io/owner/name@sha256:…, or oci-layout://path/to/layout`;

/** A tag is no identity: it is refused with the command that says which digest it names. */
export function promotedSource(read: InputReader): PromotedSource | undefined {
  const text = read.optional('from');
  if (text === undefined) return undefined;
  if (isDigest(text)) return { kind: 'digest', digest: text };
  const [, path, digest, tag] = layout.exec(text) ?? [];
  if (path !== undefined) return compact({ kind: 'layout', path, reference: digest ?? tag });
  const [name = '', at] = text.split('@');
  const untagged = name.replace(/:[^/:]*$/, '');
  const image = parseImageName(untagged);
  if (at !== undefined && isDigest(at) && 'image' in image)
    return { kind: 'digest', image: image.image, digest: at };
  if (at === undefined && untagged !== name && !name.startsWith('sha256:') && 'image' in image) {
    read.fault(
      `from: "${text}" is a tag, which may name another image tomorrow`,
      `docker buildx imagetools inspect ${text} --format '{{.Manifest.Digest}}'   # then from: ${untagged}@ and what it says`,
    );
  } else read.fault(`from: "${text}" is neither a digest nor an OCI layout`, form);
  return undefined;
}

/** What builds has no place where nothing is built. */
export function promotionFaults(read: InputReader, { scan }: { readonly scan: boolean }): void {
  const mode = read.text('mode');
  if (read.optional('from') === undefined || !['release', 'plan', 'build'].includes(mode)) return;
  if (mode === 'build')
    read.fault(
      'from releases an image that is there, and mode: build builds one',
      'Leave the jobs of mode: build out where from is given.',
    );
  if (read.optional('binaries') !== undefined)
    read.fault(
      'binaries are built from the Dockerfile, and from builds nothing',
      "with: { files: 'dist/*' }   # archives that the build of that image has left, from actions/download-artifact",
    );
  if (scan)
    read.fault(
      'sbom: auto scans while it builds, and from builds nothing',
      '- run: syft scan "registry:$IMAGE" -o spdx-json=app.spdx.json   # with: { sbom: app.spdx.json }',
    );
  if (read.text('builds') === 'elsewhere')
    read.fault('builds: elsewhere and from both say where the image is from', 'Give one of them.');
}
