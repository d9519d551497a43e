// A file of the release page: what identifies it, and where its bytes are.
import { createHash } from 'node:crypto';
import type { ReleaseAsset } from '../../plan/record/release-record.ts';
import type { AssetSource } from '../../world/github/upload.ts';

/** Something to upload, with what identifies it. */
export interface AssetFile extends ReleaseAsset {
  readonly contentType: string;
  readonly label?: string;
  /** Absent for what an earlier run has uploaded and is kept. */
  readonly source?: AssetSource;
}

const contentTypes: readonly (readonly [ending: RegExp, type: string])[] = [
  [/\.t?gz$/, 'application/gzip'],
  [/\.zip$/, 'application/zip'],
  [/\.json$/, 'application/json'],
  [/\.md$/, 'text/markdown; charset=utf-8'],
  [/\.(?:txt|asc|sha256|pub|pem)$/, 'text/plain; charset=utf-8'],
];

/** The media type that a browser is told at the download. */
export function contentTypeOf(name: string): string {
  return contentTypes.find(([ending]) => ending.test(name))?.[1] ?? 'application/octet-stream';
}

export function assetOf(name: string, text: string, contentType: string): AssetFile {
  const bytes = Buffer.from(text);
  return {
    name,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    contentType,
    source: { bytes },
  };
}
